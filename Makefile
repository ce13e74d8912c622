# Every target sets up what it needs. PYTHON names the interpreter that the virtual environment is made with.
SHELL := /bin/bash
# The first that runs, not the first that is found: version managers leave stubs on the path.
PYTHON ?= $(shell for p in python3.13 python3.12 python3.11 python3; do \
	$$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$p && break; done || true)
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready

.PHONY: help setup debian demo test check lint types ladder wheel bench fuzz lock clean

help:  ## Show this list
	@grep -hE '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z]+):.*## (.*)/  make \1\t\2/' | expand -t 16

setup: $(READY)  ## Make the virtual environment from the pinned, hashed list

$(READY): requirements/dev.txt pyproject.toml
	@[ -n "$(PYTHON)" ] && "$(PYTHON)" -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo "kommunesvar needs Python 3.11 or newer, and none was found. Install one, or name it: make PYTHON=/path/to/python3.11"; exit 2; }
	@echo "Setting up $(VENV) (a minute or two, once) ..."
	@"$(PYTHON)" -m venv --clear $(VENV) || \
		{ echo "The venv module is missing: on Debian and Ubuntu, apt-get install python3-venv"; exit 2; }
	@$(BIN)/python -m pip install -qq --disable-pip-version-check --require-hashes --requirement requirements/dev.txt
	@$(BIN)/python -m pip install -qq --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@$(BIN)/python -m compileall -q domain parsers storage intake notifier kommunesvar  # as an installer does with others'
	@touch $(READY)

debian:  # what the tests with real servers need; never fails: what is missing then is named by the tests
	@bash tests/install_debian.sh

demo: $(READY)  ## Run one whole consultation on embedded servers, with nothing to configure
	@$(BIN)/kommunesvar demo

# Each worker has servers of its own; the tests of one file stay together, and share what they set up.
TEST_WORKERS ?= 2
test: $(READY) debian  ## Run all tests, against real servers where Debian has them
	@$(BIN)/python -m pytest -n $(TEST_WORKERS) --dist loadfile

lint: $(READY)
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .

types: $(READY)
	@$(BIN)/mypy

ladder: $(READY)
	@$(BIN)/lint-imports

wheel: $(READY)
	@bash tests/try_wheel.sh "$(BIN)/python"

check: lint types ladder test wheel  ## Everything: lint, types, ladder, tests, the built wheel installed once and started

bench: $(READY) debian  ## Measure, side by side in one run; prints ratios
	@$(BIN)/python -m benchmarks

FUZZ_SECONDS ?= 120
fuzz: $(READY)  ## Try both parsers on damaged input for FUZZ_SECONDS; finds go to FUZZ_OUT
	@FUZZ_SECONDS=$(FUZZ_SECONDS) $(BIN)/python -m tests.fuzz

lock:  ## Pin the requirements anew (needs uv)
	@for set in "run --extra postgres --extra ocr" "dev --extra postgres --extra ocr --extra demo --group dev"; do \
		set -- $$set; name=$$1; shift; \
		uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header \
			"$$@" pyproject.toml --output-file requirements/$$name.txt; \
	done

clean:
	@rm -rf $(VENV) build dist .mypy_cache .ruff_cache .pytest_cache .import_linter_cache demo-out
