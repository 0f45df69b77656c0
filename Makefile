# One command per chore; each sets itself up.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed
BENCH := .venv-bench

.PHONY: demo run test crash chaos bench check format setup lock

demo: $(STAMP)  ## everything on this machine, with a page to look at
	$(BIN)/python -m bot demo

run: $(STAMP)  ## the real bot; settings from the environment
	$(BIN)/python -m bot run

test: $(STAMP)  ## all tests
	$(BIN)/python -m pytest -n auto

crash: $(STAMP)  ## every crash point of one full life, on both databases and both intakes; CRASH="--help" says how to do a part
	$(BIN)/python -m tests.crash $(CRASH)

chaos: $(STAMP)  ## storms of faults with a seed: SEED=7 replays one, SEEDS=20 how many, PEOPLE=200 how many at once
	$(BIN)/python -m tests.chaos

check: $(STAMP)  ## style, types, import contracts
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy .
	$(BIN)/lint-imports

bench: $(STAMP) $(BENCH)/.installed  ## speed side by side, growth, memory; parts: make bench ARGS="speed --people 50"
	$(BIN)/python -m tests.bench $(or $(ARGS),all)

format: $(STAMP)
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

setup: $(STAMP)

$(STAMP): requirements.lock
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --require-hashes --requirement requirements.lock
	touch $(STAMP)

$(BENCH)/.installed: requirements-bench.lock
	test -x $(BENCH)/bin/python || $(PYTHON) -m venv $(BENCH)
	$(BENCH)/bin/python -m pip install --quiet --require-hashes --requirement requirements-bench.lock
	touch $@

lock:  ## pin again, with hashes and no index lines (needs uv)
	uv pip compile pyproject.toml --group dev --generate-hashes --universal --python-version 3.11 \
	  --no-annotate --no-header --no-emit-index-url --no-emit-find-links -o requirements.lock
	uv pip compile --group pyproject.toml:bench --generate-hashes --universal --python-version 3.11 \
	  --no-annotate --no-header --no-emit-index-url --no-emit-find-links -o requirements-bench.lock
