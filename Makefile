PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
FIHRIS := $(BIN)/fihris

.PHONY: demo test slow lint types bench lexicon clean

demo: $(VENV)/installed  ## index seeds/ and show a search
	@rm -rf demo-archive
	$(FIHRIS) index seeds -a demo-archive
	$(FIHRIS) search -a demo-archive -n 3 "انسحاب القوات الامريكيه"

test: $(VENV)/developed  ## run the tests
	$(BIN)/pytest -q -n 2 --dist worksteal

slow: $(VENV)/developed  ## run the slow tests too
	$(BIN)/pytest -q -n 2 --dist worksteal -m "slow or not slow" --hypothesis-profile=thorough

lint: $(VENV)/developed  ## check style and formatting
	$(BIN)/ruff check . && $(BIN)/ruff format --check .

types: $(VENV)/developed .dev/fihris  ## check types
	$(BIN)/mypy -p fihris.index -p fihris.search && $(BIN)/mypy benchmarks tests

bench: $(VENV)/developed  ## measure; see benchmarks/README.md
	PYTHONWARNINGS=ignore $(BIN)/pip install --quiet --editable ".[bench]"
	$(BIN)/python benchmarks/words.py
	$(BIN)/python benchmarks/quality.py
	$(BIN)/python benchmarks/speed.py

lexicon: $(VENV)/developed  ## build index/text/lexicon/lexicon.bin again from its sources
	PYTHONWARNINGS=ignore $(BIN)/pip install --quiet --editable ".[lexicon]"
	$(BIN)/python -m fihris.index.text.lexicon.build

$(VENV)/bin/python:
	$(PYTHON) -m venv $(VENV)
	$(BIN)/pip install --quiet --upgrade pip

$(VENV)/installed: $(VENV)/bin/python pyproject.toml
	PYTHONWARNINGS=ignore $(BIN)/pip install --quiet --editable .
	@touch $@

$(VENV)/developed: $(VENV)/bin/python pyproject.toml
	PYTHONWARNINGS=ignore $(BIN)/pip install --quiet --editable ".[dev]"
	@touch $@ $(VENV)/installed

.dev/fihris:  # so that type checkers find the package in a checkout of any name
	mkdir -p .dev && ln -sfn .. $@

clean:
	rm -rf $(VENV) .dev .cache build dist *.egg-info demo-archive
