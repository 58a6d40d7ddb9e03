# `make run` and `make test` each set up what is missing first. Any Python from 3.11 on will do, with
# or without uv; PYTHON=… names one that is not found by itself.

VENV := .venv
BIN := $(VENV)/bin
PORT ?= 8000
PYTEST := $(BIN)/python -m pytest -q -n auto --maxprocesses 4
APPS := accounts api articles cms media publishing translation
CATALOGUES := $(patsubst %.po,%.mo,$(wildcard locale/*/LC_MESSAGES/*.po))
PYTHONS := $(PYTHON) python3 python python3.14 python3.13 python3.12 python3.11
NEW_ENOUGH := import sys; sys.exit(sys.version_info < (3, 11))

.PHONY: help setup run test check lint types layers migrations messages rates format lock catalogues screenshots bench clean

help: ## what can be made
	@sed -n 's/^\([a-z]*\):.*## \(.*\)/  make \1	\2/p' Makefile | expand -t 20

setup: $(VENV)/.requirements .env $(CATALOGUES) ## packages into .venv, message catalogues
	@mkdir -p var

# The stamp is written last, so that a set-up that was broken off is done again.
$(VENV)/.requirements: requirements-dev.txt
	@if ! $(BIN)/python -c '$(NEW_ENOUGH)' 2>/dev/null; then \
	  rm -rf $(VENV); \
	  for candidate in $(PYTHONS); do \
	    if "$$candidate" -c '$(NEW_ENOUGH)' 2>/dev/null; then python=$$candidate; break; fi; \
	  done; \
	  if [ -n "$$python" ]; then \
	    if command -v uv >/dev/null 2>&1; then uv venv --quiet --python "$$python" $(VENV); \
	    else "$$python" -m venv $(VENV); fi || { rm -rf $(VENV); \
	      echo "No virtual environment could be made. On Debian and Ubuntu: apt-get install python3-venv" >&2; \
	      exit 1; }; \
	  elif command -v uv >/dev/null 2>&1; then uv venv --quiet --python '>=3.11' $(VENV); \
	  else \
	    echo "Python 3.11 or newer is needed, and none was found. Install one, or name it: make PYTHON=/path/to/python3.11" >&2; \
	    exit 1; \
	  fi; \
	fi
	@echo "Installing the packages of requirements-dev.txt into $(VENV) …"
	@if command -v uv >/dev/null 2>&1; then \
	  uv pip install --quiet --python $(BIN)/python --require-hashes -r requirements-dev.txt; \
	else \
	  { $(BIN)/python -m pip --version >/dev/null 2>&1 || $(BIN)/python -m ensurepip >/dev/null; } && \
	  $(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.txt; \
	fi
	@touch $@

# This machine is a developer's; a server has no such file, or one of its own.
.env:
	@echo "DEBUG=1" > $@

%.mo: %.po $(VENV)/.requirements
	@$(BIN)/python -m babel.messages.frontend --quiet compile --input-file $< --output-file $@ --locale $(notdir $(patsubst %/LC_MESSAGES/,%,$(dir $<)))

run: setup ## the newsroom with its demo on 127.0.0.1:8000 (PORT=… for another)
	@exec env PUBLIC_URL="$${PUBLIC_URL:-http://127.0.0.1:$(PORT)}" $(BIN)/python manage.py run --port $(PORT)

test: setup ## all tests, on SQLite and then on an embedded PostgreSQL
	@echo "— SQLite"
	@env -u DATABASE_URL $(PYTEST)
	@echo "— PostgreSQL"
	@$(PYTEST) --postgres

check: lint types layers migrations messages rates ## what a reviewer should not have to say

lint: setup
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/djlint --quiet --lint templates $(wildcard $(addsuffix /templates,$(APPS)))

types: setup
	$(BIN)/mypy

layers: setup
	$(BIN)/lint-imports --no-logo

migrations: setup
	$(BIN)/python manage.py makemigrations --check --dry-run

messages: setup
	$(BIN)/python manage.py catalogues --check

rates: setup
	$(BIN)/python manage.py check_rates --check

format: setup ## what the linters can put right by themselves
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

# One lock for pip and uv: versions and hashes for every platform, without an index address.
lock: setup ## requirements*.txt anew from pyproject.toml
	$(BIN)/uv pip compile --universal --generate-hashes --no-header --no-annotate -q pyproject.toml -o requirements.txt
	$(BIN)/uv pip compile --universal --generate-hashes --no-header --no-annotate -q pyproject.toml --group dev -o requirements-dev.txt

catalogues: setup ## message catalogues anew from the code and the templates
	$(BIN)/python manage.py catalogues

screenshots: setup ## the pictures of the README, taken of the demo newsroom
	$(BIN)/python docs/screenshots.py

bench: setup ## how fast it serves, publishes and translates, in half an hour; writes docs/bench.md (needs wrk)
	$(BIN)/python -m bench

clean: ## away with .venv and what was made by the tools; var/ with your data stays
	rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .coverage $(CATALOGUES)
