# Needs Python 3.11+, make and git. `make demo` and `make test` are all that a fresh clone asks for.
PYTHON ?= python3
UV_VERSION := 0.13.9
BIN := .venv/bin
UV := UV_PROJECT_ENVIRONMENT=.venv $(BIN)/uv
SYNC := $(UV) sync --quiet --frozen --inexact --all-packages
LOCKED := uv.lock pyproject.toml $(wildcard packs/*/pyproject.toml)
MANIFEST := docs/examples/meridian/duly.yaml
REPORT := build/meridian.html

SEED := 1
COUNT := 200000

.PHONY: help demo test lint types pytest fuzz format lock clean compare bench-language bench-lsp

help:
	@echo "make demo    install, assess the sample inventory, say where the report is"
	@echo "make test    formatting, lint, import layers, types, tests"
	@echo "make bench-language  times of check and test on a generated pack of 1,000 rules"
	@echo "make compare the same articles in Rego, Cedar and Duly (docs/comparison-languages.md)"
	@echo "make bench-lsp  how long an editor waits for the language server"
	@echo "make fuzz    read, check and lay out COUNT=200000 odd texts, SEED=1"
	@echo "make format  format the code and the packs        make lock   update uv.lock"
	@echo "make clean   remove what was built"

$(BIN)/uv:
	@echo "making .venv ..."
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "duly needs Python 3.11 or later")'
	@$(PYTHON) -m venv .venv
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check uv==$(UV_VERSION)

.venv/installed: $(BIN)/uv $(LOCKED)
	@echo "installing duly and its packs at locked versions ..."
	@$(SYNC) --no-dev
	@touch $@

.venv/installed-dev: $(BIN)/uv $(LOCKED)
	@echo "installing duly, its packs and the tools of its developers ..."
	@$(SYNC)
	@touch $@ .venv/installed

# `duly check` says with exit code 1 that there are gaps: here that is what a reader wants to see.
demo: .venv/installed
	@mkdir -p build
	@$(BIN)/duly check $(MANIFEST) --format html --output $(REPORT) || test $$? -eq 1
	@$(BIN)/duly check $(MANIFEST) > build/meridian.txt || test $$? -eq 1
	@head -n 60 build/meridian.txt
	@echo
	@echo "... the rest: build/meridian.txt; the whole report, to open in a browser: $(REPORT)"

test: lint types pytest

lint: .venv/installed-dev
	@mkdir -p build
	$(BIN)/ruff check --quiet .
	$(BIN)/ruff format --quiet --check .
	$(BIN)/lint-imports --no-cache > build/imports.txt 2>&1 || (cat build/imports.txt && exit 1)

types: .venv/installed-dev
	$(BIN)/mypy

pytest: .venv/installed-dev
	$(BIN)/pytest -q -n auto --dist worksteal

bench-language: .venv/installed-dev
	@$(BIN)/python tests/benchmarks/language.py

compare: .venv/installed-dev
	@$(SYNC) --group peers
	@$(BIN)/python tests/benchmarks/compare_languages.py

bench-lsp: .venv/installed-dev
	$(BIN)/python tests/benchmarks/lsp.py

fuzz: .venv/installed-dev
	PYTHONPATH=tests $(BIN)/python -m fuzz --seed $(SEED) --count $(COUNT)

format: .venv/installed-dev
	$(BIN)/ruff check --quiet --fix .
	$(BIN)/ruff format --quiet .
	$(BIN)/duly pack fmt packs

lock: $(BIN)/uv
	$(UV) lock

clean:
	rm -rf .venv build dist
