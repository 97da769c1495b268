# Sourced by scripts that run on GitHub: what strangers wrote is shown in the job's log and summary, and acts in neither.

summary=${GITHUB_STEP_SUMMARY:-/dev/stdout}

# A block for the summary: without backticks nothing leaves the fence, and in it nobody is pinged and nothing linked.
fenced() {
    echo '```text'
    tr '`' "'" | cut -c1-300 | head -n 200
    echo '```'
}

# Lines for the log, in which no workflow command counts until a token that nobody can guess.
literal() {
    token=$(od -An -N16 -tx1 /dev/urandom | tr -d ' \n')
    echo "::stop-commands::$token"
    cat
    echo "::$token::"
}
