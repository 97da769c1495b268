# Sourced by the other scripts: finds the claimkit that requirements.txt names, or puts it into .venv.

die() {
    echo "error: $$*" >&2
    exit 2
}

# The base interpreter: 3.11 or newer. PYTHON may name another one.
base_python() {
    for candidate in "$${PYTHON:-python3}" python3 python; do
        if "$$candidate" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
            echo "$$candidate"
            return
        fi
    done
    die "claimkit needs Python 3.11 or newer (set PYTHON to its path)"
}

version=$version
wanted=$$(sed '/^#/d; /^ *$$/d' requirements.txt)

# Sets CLAIMKIT to the command: the one in .venv where it is up to date, else one of the very version that is on the
# PATH or made this repository, else a fresh .venv. A stamp with the text of requirements.txt says what .venv holds.
ensure_env() {
    CLAIMKIT=.venv/bin/claimkit
    if [ -x "$$CLAIMKIT" ] && [ -n "$$wanted" ] && [ "$$(cat .venv/stamp 2>/dev/null)" = "$$wanted" ]; then return; fi
    for CLAIMKIT in claimkit "$$(cat .claimkit-at-hand 2>/dev/null)"; do
        if [ "$$("$$CLAIMKIT" --version 2>/dev/null)" = "claimkit $$version" ]; then return; fi
    done
    CLAIMKIT=.venv/bin/claimkit
    [ -n "$$wanted" ] || die "no claimkit $$version on the PATH; say in requirements.txt where pip gets it"
    python=$$(base_python) || exit 2
    echo "setting up .venv with $$("$$python" --version): $$wanted"
    rm -rf .venv
    # --without-pip also works where a Linux distribution ships Python without ensurepip
    "$$python" -m venv --without-pip .venv || die "could not make .venv"
    "$$python" -m pip --disable-pip-version-check --python .venv/bin/python install --quiet -r requirements.txt ||
        die "pip could not install $$wanted; correct requirements.txt, or put claimkit $$version on the PATH"
    echo "$$wanted" >.venv/stamp
}
