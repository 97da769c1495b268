# Sourced by the other scripts: makes .venv hold what one of requirements/*.lock says, and does nothing when it does.
# ensure_env run|test

die() {
    echo "error: $*" >&2
    exit 2
}

# The base interpreter: 3.11 or newer. PYTHON may name another one.
base_python() {
    for candidate in ${PYTHON:-python3 python}; do
        if "$candidate" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
            echo "$candidate"
            return
        fi
    done
    die "claimkit needs Python 3.11 or newer (set PYTHON to its path)"
}

# What an environment of this set depends on; a stamp with the same text means that it is up to date.
fingerprint() {
    git hash-object pyproject.toml "requirements/$1.lock" 2>/dev/null ||
        cksum pyproject.toml "requirements/$1.lock"
    .venv/bin/python -c 'import sys; print(sys.version, sys.prefix)' 2>/dev/null || echo none
}

stamped() {
    [ -f ".venv/stamp-$1" ] && [ "$(cat ".venv/stamp-$1")" = "$(fingerprint "$1")" ]
}

install_set() {
    python=$(base_python) || exit 2
    if ! .venv/bin/python -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
        echo "setting up .venv with $($python --version)"
        rm -rf .venv
        # --without-pip also works where a Linux distribution ships Python without ensurepip
        "$python" -m venv --without-pip .venv || die "could not make .venv"
    fi
    rm -f .venv/stamp-*
    echo "installing requirements/$1.lock"
    pip="$python -m pip --disable-pip-version-check --python .venv/bin/python install --quiet --quiet"
    # hashes guard what is fetched; claimkit itself is installed from here, with the backend that the lock holds
    $pip --require-hashes --no-deps -r "requirements/$1.lock" || die "pip could not install requirements/$1.lock"
    $pip --no-deps --no-build-isolation -e . || die "pip could not install claimkit"
    fingerprint "$1" >".venv/stamp-$1"
}

ensure_env() {
    # the test set holds the run set, so it serves both
    stamped test && return
    if [ "$1" = run ] && stamped run; then return; fi
    install_set "$1"
}
