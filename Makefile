# Everything that is done more than once. `make` alone lists it.

PYTHON ?= python3
BIN := .venv/bin

.DEFAULT_GOAL := help
.PHONY: help install test quick long faults conformance check format picture bench clean

help:  ## list what can be made
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*##/\t/' | expand -t 12

install: $(BIN)/dateline  ## a virtual environment with Dateline and what the tests need

$(BIN)/dateline: pyproject.toml
	$(PYTHON) -m venv .venv
	$(BIN)/pip install -e '.[test]'

test: install  ## all tests
	$(BIN)/python -m pytest

quick: install  ## the tests that need no screen
	$(BIN)/python -m pytest -q --ignore tests/test_reading.py --ignore tests/test_terminal.py

long: install  ## the properties and the store against its model, a thousand times
	DATELINE_LONG=1 $(BIN)/python -m pytest -q tests/test_library.py tests/test_contract.py tests/test_files.py

faults: install  ## kill -9, power cuts, full disks, two writers at full size (some minutes)
	PYTHONPATH=tests $(BIN)/python -m faults $(FAULTS)

conformance:  ## read each export back with the tools it is for, in an environment of its own
	$(PYTHON) -m venv build/conformance
	build/conformance/bin/pip install -q -e '.[conformance]'
	build/conformance/bin/python -m pytest -q tests/conformance

check: install  ## lint, format, types, import contracts
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

format: install  ## write the code as the formatter likes it
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

picture: install  ## draw the README's picture anew
	$(BIN)/python tests/picture.py tests/pictures/reader.svg

bench: install  ## measure start, keys, marks and the page beside a bare Textual app and what was asked
	$(BIN)/python tests/bench/run.py
	$(BIN)/python tests/bench/page.py
	$(BIN)/python tests/bench/recogniser.py
	$(BIN)/python tests/bench/importing.py

clean:  ## remove what was made
	rm -rf .venv build dist .mypy_cache .pytest_cache .ruff_cache .hypothesis .import_linter_cache
