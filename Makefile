# What can be done here, each with one command. `make` lists them.

PYTHON ?= python3
VENV   := .venv
PY     := $(VENV)/bin/python
PIP    := $(PY) -m pip install --quiet --disable-pip-version-check
FOLDERS := lifecycle quizzes classroom pages ui

.DEFAULT_GOAL := help
.PHONY: help run dev test lint check bench media
.SUFFIXES:
MAKEFLAGS += --no-builtin-rules

help:  ## list these commands
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "make %-6s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

run: $(VENV)/.app  ## start the app at http://localhost:8501
	@$(PY) -m streamlit run app.py

dev: $(VENV)/.app  ## the same, and reload when any file changes
	@# PYTHONPATH makes Streamlit watch modules outside ui/, the folders the prose and styles.
	@PYTHONPATH="$(CURDIR)" $(PY) -m streamlit run app.py --server.fileWatcherType=auto \
		--server.runOnSave=true $(addprefix --server.folderWatchList=,$(FOLDERS))

test: $(VENV)/.dev  ## run every test, in a real browser too
	@$(PY) -m tests.chromium
	@$(PY) -m tests.postgres
	@$(PY) -m pytest -n auto --dist worksteal $(ARGS)

lint: $(VENV)/.dev  ## style and types
	@$(PY) -m ruff check
	@$(PY) -m ruff format --check
	@$(PY) -m mypy .

check: lint  ## the same, and the fast tests
	@$(PY) -m pytest -m "not browser" $(ARGS)

bench: $(VENV)/.dev  ## measure what the README claims
	@CI=true $(PY) -m tests.chromium
	@$(PY) -m tests.postgres
	@$(PY) -m benchmarks $(ARGS)

media: $(VENV)/.dev  ## make the README's pictures anew
	@CI=true $(PY) -m tests.chromium
	@$(PY) -m benchmarks.media $(ARGS)

# The stamps .app and .dev say what is installed; they age when the pinned versions change,
# and where an upgrade of the system took the Python of .venv away, or put another in its place,
# which does not see what is installed.
GONE := $(shell $(PY) -c 'import pip' 2>/dev/null || echo $(PY))
.PHONY: $(GONE)

$(VENV)/.app: requirements.txt $(GONE) | $(PY)
	@echo "Installing what the app needs, once..."
	@$(PIP) -r requirements.txt
	@touch $@

$(VENV)/.dev: requirements-dev.txt requirements.txt $(GONE) | $(PY)
	@echo "Installing what the app and its tests need, once..."
	@$(PIP) -r requirements-dev.txt
	@touch $(VENV)/.app $@

$(PY):
	@command -v "$(PYTHON)" > /dev/null || { \
		echo "No $(PYTHON) here: install Python 3.11 or newer, or name one: make PYTHON=/path/to/python"; exit 1; }
	@"$(PYTHON)" -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
		echo "This needs Python 3.11 or newer, but $(PYTHON) is $$("$(PYTHON)" -V 2>&1). Name a newer one: make PYTHON=python3.12"; exit 1; }
	@"$(PYTHON)" -c 'import venv, ensurepip' 2> /dev/null || { \
		echo "Python's venv module is missing: on Debian or Ubuntu, apt-get install python3-venv; then make again."; exit 1; }
	@"$(PYTHON)" -m venv --clear $(VENV)
