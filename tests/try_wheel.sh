#!/usr/bin/env bash
# Builds the wheel, installs it once into an environment of its own, and starts it from an empty folder.
# Usage: try_wheel.sh PYTHON, the interpreter whose installed packages the trial may lean on.
set -euo pipefail
python=$(cd "$(dirname "$1")" && pwd)/$(basename "$1")
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT

"$python" -m build --no-isolation --wheel --outdir "$folder/dist" . >"$folder/build.log" 2>&1 || { cat "$folder/build.log"; exit 1; }
"$python" -m venv "$folder/venv"
"$folder/venv/bin/python" -m pip install --quiet --disable-pip-version-check --no-deps "$folder"/dist/*.whl
# The dependencies come from the pinned environment; our own packages must come from the wheel.
site=$("$python" -c 'import sysconfig; print(sysconfig.get_path("purelib"))')
mkdir "$folder/dependencies"
for entry in "$site"/*; do
    case $(basename "$entry") in
        kommunesvar* | _kommunesvar* | _editable* | __editable__*) ;;
        *) ln -s "$entry" "$folder/dependencies/" ;;
    esac
done
"$folder/venv/bin/python" -c 'import sysconfig; print(sysconfig.get_path("purelib"))' >"$folder/site"
echo "$folder/dependencies" >"$(cat "$folder/site")/dependencies.pth"

cd "$folder"
unset PYTHONPATH
"$folder/venv/bin/python" - <<'PYTHON'
import importlib, pathlib, sys
home = pathlib.Path(sys.prefix)
for name in ("domain", "parsers", "storage", "intake", "notifier", "kommunesvar"):
    where = pathlib.Path(importlib.import_module(name).__file__)
    assert where.is_relative_to(home), f"{name} comes from {where}, not from the wheel"
PYTHON
"$folder/venv/bin/kommunesvar" --version
"$folder/venv/bin/kommunesvar" init
"$folder/venv/bin/kommunesvar" status --consultation kernevaerdier-2019-efteraar --format json >status.json
"$folder/venv/bin/python" -c 'import json; counts = json.load(open("status.json"))["counts"]; assert sum(counts.values()) == 98, counts'
# The page's templates and style sheets are files of the wheel, too.
"$folder/venv/bin/python" - <<'PYTHON'
from importlib import resources
for name in ("templates/sign_in.html", "templates/overview.html", "static/page.css", "static/app.js"):
    assert resources.files("kommunesvar.web").joinpath(name).is_file(), f"{name} is not in the wheel"
PYTHON
"$folder/venv/bin/kommunesvar" demo </dev/null >demo.log 2>&1 || { cat demo.log; exit 1; }
echo "The wheel installs, starts, holds the page, and runs the demo."
