# Sourced by the other scripts: finds the claimkit that requirements.txt names, or puts it into .venv.

die() {
    echo "error: $$*" >&2
    exit 2
}

# The base interpreter: 3.11 or newer. PYTHON may name another one.
base_python() {
    for candidate in $${PYTHON:-python3 python}; do
        if "$$candidate" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
            echo "$$candidate"
            return
        fi
    done
    die "claimkit needs Python 3.11 or newer (set PYTHON to its path)"
}

wanted=$$(grep -v '^#' requirements.txt)

# Sets CLAIMKIT to the command: the one in .venv where it is up to date, else one at hand of the very version, else a
# fresh .venv. A stamp with the text of requirements.txt says whether .venv is up to date.
ensure_env() {
    CLAIMKIT=.venv/bin/claimkit
    if [ -x "$$CLAIMKIT" ] && [ "$$(cat .venv/stamp 2>/dev/null)" = "$$wanted" ]; then return; fi
    if command -v claimkit >/dev/null && [ "claimkit==$$(claimkit --version | cut -d' ' -f2)" = "$$wanted" ]; then
        CLAIMKIT=claimkit
        return
    fi
    python=$$(base_python) || exit 2
    echo "setting up .venv with $$($$python --version): $$wanted"
    rm -rf .venv
    # --without-pip also works where a Linux distribution ships Python without ensurepip
    "$$python" -m venv --without-pip .venv || die "could not make .venv"
    "$$python" -m pip --disable-pip-version-check --python .venv/bin/python install --quiet -r requirements.txt ||
        die "pip could not install $$wanted; correct requirements.txt, or put claimkit on the PATH"
    echo "$$wanted" >.venv/stamp
}
