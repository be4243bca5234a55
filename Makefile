# Everything there is to do with this checkout. `make help` lists it.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
RUN_STAMP := $(VENV)/.installed
DEV_STAMP := $(VENV)/.installed-dev
FRONT_SOURCES := $(shell find static/src -type f) static/build.mjs package.json package-lock.json exporters/screen.css
PIP := $(BIN)/python -m pip install --quiet --disable-pip-version-check

SEEDS ?= 10000

.PHONY: help run test check bench fuzz build install lock screenshots system system-dev
.DEFAULT_GOAL := help

help: ## list what can be done
	@awk -F ':.*## ' '/^[a-z-]+:.*## /{printf "make %-12s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

run: $(RUN_STAMP) static/dist/editor.js ## install what is needed and serve on http://127.0.0.1:8000
	@$(BIN)/afterword serve

test: $(DEV_STAMP) static/dist/editor.js ## install what is needed and run every test
	@$(BIN)/python -m pytest

check: $(DEV_STAMP) static/dist/editor.js ## formatting, lint, types, import contracts, the bundle's budget
	@$(BIN)/ruff format --check .
	@$(BIN)/ruff check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports
	@$(BIN)/python scripts/front_end.py types
	@$(BIN)/python scripts/bundle_budget.py

bench: $(DEV_STAMP) static/dist/editor.js ## time the exports of a long document, side by side
	@$(BIN)/python scripts/bench_exports.py

fuzz: $(DEV_STAMP) static/dist/editor.js ## merge ten thousand random stories of three people (SEEDS=…)
	@FUZZ_SEEDS=$(SEEDS) $(BIN)/python -m pytest tests/static/test_front_end.py -k fuzz

build: $(DEV_STAMP) ## make the wheel in dist/
	@$(BIN)/python -m hatchling build -t wheel

install: $(RUN_STAMP) ## install into .venv and stop there

screenshots: $(DEV_STAMP) static/dist/editor.js ## make the pictures of the README anew
	@$(BIN)/python scripts/screenshots.py

lock: $(DEV_STAMP) ## pin every dependency anew, with hashes
	@$(BIN)/python scripts/lock.py

system:
	@sh scripts/system_packages.sh run

system-dev:
	@sh scripts/system_packages.sh test

$(BIN)/python:
	@echo "Making $(VENV) with $$($(PYTHON) --version)"
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Python 3.11 or newer is needed: PYTHON=python3.12 make run"; exit 1; }
	@sh scripts/system_packages.sh venv
	@$(PYTHON) -m venv $(VENV)

$(RUN_STAMP): $(BIN)/python requirements.lock pyproject.toml hatch_build.py | system
	@echo "Installing what Afterword needs (pinned, with hashes), and building the front end"
	@$(PIP) --require-hashes -r requirements.lock
	@$(PIP) --no-build-isolation --no-deps --editable .
	@touch $@

$(DEV_STAMP): $(RUN_STAMP) requirements-dev.lock | system-dev
	@echo "Installing what the tests need"
	@$(PIP) --require-hashes -r requirements-dev.lock
	@touch $@

static/dist/editor.js: $(FRONT_SOURCES) | $(RUN_STAMP)
	@echo "Building the front end"
	@$(BIN)/python scripts/front_end.py build
