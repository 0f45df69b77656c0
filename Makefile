# One command per chore; each sets itself up.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed

.PHONY: demo run test crash check format setup lock

demo: $(STAMP)  ## everything on this machine, with a page to look at
	$(BIN)/python -m bot demo

run: $(STAMP)  ## the real bot; settings from the environment
	$(BIN)/python -m bot run

test: $(STAMP)  ## all tests
	$(BIN)/python -m pytest -n auto

crash: $(STAMP)  ## every crash point of one full life, on both databases and both intakes; CRASH="--help" says how to do a part
	$(BIN)/python -m tests.crash $(CRASH)

check: $(STAMP)  ## style, types, import contracts
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy .
	$(BIN)/lint-imports

format: $(STAMP)
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

setup: $(STAMP)

$(STAMP): requirements.lock
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --require-hashes --requirement requirements.lock
	touch $(STAMP)

lock:  ## pin again, with hashes and no index lines (needs uv)
	uv pip compile pyproject.toml --group dev --generate-hashes --universal --python-version 3.11 \
	  --no-annotate --no-header --no-emit-index-url --no-emit-find-links -o requirements.lock
