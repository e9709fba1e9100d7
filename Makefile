# Set-up, build and tests. A machine needs Python 3.11 or later and make; the rest comes into .venv, each file checked
# against the hashes in requirements/. A file .venv/.stamp-* says what is installed, so a second run installs nothing.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet
# Without isolation, because an isolated build fetches its tools without checking a hash: they are locked and come first.
INSTALL := $(PIP) install --require-hashes --no-build-isolation --use-pep517 -r
LOCK := $(VENV)/lock/bin/uv pip compile --universal --python-version 3.11 --generate-hashes --custom-compile-command "make lock" --quiet
LOCK_FLAGS ?=

.DEFAULT_GOAL := site
.PHONY: site serve test lint schemas lock clean

# Build the portal from content/ into site/.
site: $(VENV)/.stamp-project
	$(BIN)/minhbach build
	@echo "Trang đã dựng nằm trong thư mục site/. Xem thử: make serve (hoặc $(BIN)/minhbach serve)."

# Build, serve on this machine and rebuild what changes.
serve: $(VENV)/.stamp-project
	$(BIN)/minhbach serve

test: lint
	$(BIN)/python -m pytest --numprocesses=auto --dist=loadfile --no-loadscope-reorder

lint: $(VENV)/.stamp-dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

# Write the JSON Schema of each kind, for editors.
schemas: $(VENV)/.stamp-project
	$(BIN)/python -m generator.records.schema schemas

# Bring the lock files in step with pyproject.toml; LOCK_FLAGS=--upgrade takes the newest versions.
lock: $(VENV)/.stamp-lock
	$(LOCK) $(LOCK_FLAGS) --group build -o requirements/build.txt
	$(LOCK) $(LOCK_FLAGS) -c requirements/build.txt pyproject.toml -o requirements/run.txt
	$(LOCK) $(LOCK_FLAGS) -c requirements/build.txt -c requirements/run.txt pyproject.toml --group dev -o requirements/dev.txt

# Remove everything that the targets above made, but for the lock files and schemas/.
clean:
	rm -rf $(VENV) site .site.releases build dist .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache
	find generator tests -name __pycache__ -prune -exec rm -rf {} +

$(VENV)/.stamp-venv:
	@$(PYTHON) -c 'import sys; sys.exit("Cần Python 3.11 trở lên: make PYTHON=/đường/dẫn/python3.11" if sys.version_info < (3, 11) else 0)'
	$(PYTHON) -m venv $(VENV)
	@touch $@

$(VENV)/.stamp-build: $(VENV)/.stamp-venv requirements/build.txt
	$(INSTALL) requirements/build.txt
	@touch $@

$(VENV)/.stamp-run: $(VENV)/.stamp-build requirements/run.txt
	$(INSTALL) requirements/run.txt
	@touch $@

$(VENV)/.stamp-project: $(VENV)/.stamp-run pyproject.toml
	$(PIP) install --no-deps --no-build-isolation -e .
	@touch $@

$(VENV)/.stamp-dev: $(VENV)/.stamp-project requirements/dev.txt
	$(INSTALL) requirements/dev.txt
	@touch $@

$(VENV)/.stamp-lock: $(VENV)/.stamp-venv
	$(PYTHON) -m venv $(VENV)/lock
	$(VENV)/lock/bin/python -m pip --disable-pip-version-check --quiet install uv
	@touch $@
