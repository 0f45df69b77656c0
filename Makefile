# One command per chore; each sets itself up.
NEW_ENOUGH := import sys; sys.exit(sys.version_info < (3, 11))
PYTHON ?= $(shell for name in python3 python3.14 python3.13 python3.12 python3.11 python; do \
  $$name -c "$(NEW_ENOUGH)" 2>/dev/null && echo $$name && break; done)
VENV := .venv
BIN := $(VENV)/bin
PIP := -m pip --disable-pip-version-check
RUNS := $(VENV)/.runs
STAMP := $(VENV)/.installed
BENCH := .venv-bench
CORES := $(shell nproc 2>/dev/null || echo 2)
WORKERS := $(shell echo $$(( $(CORES) * 2 )))  # tests of whole programs wait while others compute

unexport PYTHONDONTWRITEBYTECODE  # a process that may keep no bytecode compiles every module anew

MEMORY := $(shell [ "$$(df -Pm /dev/shm 2>/dev/null | awk 'END {print $$4}')" -ge 4096 ] 2>/dev/null && echo /dev/shm)
# Folders of tests lie in memory where there is room: no disk is waited for.
test test-fast properties: export TMPDIR := $(or $(TMPDIR),$(MEMORY),/tmp)

FAST := tests/bot/domain tests/bot/profile tests/bot/usecases/access tests/locales tests/policy tests/storage/crypto \
  tests/bot/test_*.py tests/test_shape*.py tests/handlers/telegram/files/test_file_types.py

SAMPLING := hypothesis|domain.examples|incoming.hostile_words|oversight.head_who_watches|running.askers
SAMPLING := $(SAMPLING)|databases.(changed_by_hand|inserted_by_hand|once_on_postgres)
SAMPLING := $(SAMPLING)|domain.(any_life|case_state_machine|rare_acts|two_[a-z]+)
PROPERTIES := $(sort $(shell grep -rlE "($(SAMPLING)) import" tests --include="test_*.py"))

.PHONY: help demo run test test-fast properties crash chaos soak pictures year bench check audit format setup lock

help:  ## what each command does
	@sed -nE 's/^([a-z-]+):[^#]*## *(.*)/\1\t\2/p' $(MAKEFILE_LIST) | expand -t 14

demo: $(RUNS)  ## everything on this machine, with a page to look at; PROFILE=harbour for another district
	$(BIN)/python -m bot demo $(if $(PROFILE),--profile $(PROFILE))

run: $(RUNS)  ## the real bot; settings from the environment
	$(BIN)/python -m bot run

test: $(STAMP)  ## all tests
	$(BIN)/python -m pytest -n $(WORKERS) --dist worksteal

test-fast: $(STAMP)  ## half a minute: rules, words, texts, keys; no server, no browser, no long life
	$(BIN)/python -m pytest -n $(CORES) --dist worksteal -k "not postgresql and not life" $(FAST)

properties: $(STAMP)  ## all that the suite tries a share of; EXAMPLES=200 of any example, others in each run
	TIPLINE_EXAMPLES=$(or $(EXAMPLES),200) $(BIN)/python -m pytest -n $(WORKERS) --dist worksteal $(PROPERTIES)

crash: $(STAMP)  ## every crash point of one full life, on both databases and both intakes; CRASH="--help" says how to do a part
	$(BIN)/python -m tests.crash $(CRASH)

chaos: $(STAMP)  ## storms of faults with a seed: SEED=7 replays one, SEEDS=20 how many, PEOPLE=200 how many at once
	$(BIN)/python -m tests.chaos

soak: $(STAMP)  ## a quarter of an hour of faults in real time; MINUTES=2 for a short one
	$(BIN)/python -m tests.chaos.soak

check: $(STAMP)  ## style, types, import contracts, no secret in any file
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy .
	$(BIN)/lint-imports
	git ls-files -z | xargs -0 timeout 300 $(BIN)/detect-secrets-hook --baseline .secrets.baseline

audit: $(STAMP)  ## known faults of the packages that a run needs (asks the network), and what a run is made of: var/sbom.json
	@mkdir -p var
	@$(BIN)/cyclonedx-py requirements requirements-run.lock --output-reproducible --output-file var/sbom.json
	@echo "var/sbom.json says what a run is made of (CycloneDX)."
	@timeout 300 $(BIN)/pip-audit --strict --require-hashes --disable-pip --progress-spinner off --requirement requirements-run.lock \
	  || { echo "This is no pass. Either a package above has a known fault, or the list of known faults could not be asked" >&2; \
	       echo "(no network, or a package index without that list): then NOTHING was audited." >&2; exit 1; }

pictures: $(STAMP)  ## the charts of a generated year, as docs/understand/pictures.md shows them
	$(BIN)/python -m tests.pictures

year: $(STAMP)  ## a year of 20,000 cases through the roll-ups, beside a straight count; every view beside every other
	$(BIN)/python -m tests.year

bench: $(STAMP) $(BENCH)/.installed  ## speed side by side, growth, memory; parts: make bench ARGS="speed --people 50"
	$(BIN)/python -m tests.bench $(or $(ARGS),all)

format: $(STAMP)
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

setup: $(STAMP)

$(BIN)/python:
	@test -n "$(PYTHON)" || { echo "Python 3.11 or later is needed, and none was found." >&2; exit 1; }
	@$(PYTHON) -m venv $(VENV) >/dev/null 2>&1 || $(PYTHON) -m venv --clear --without-pip $(VENV)

$(RUNS): requirements-run.lock | $(BIN)/python  # what the program needs
	$(call install,$<)

$(STAMP): requirements.lock | $(BIN)/python  # and what its tests and checks need
	$(call install,$<)
	@$(BIN)/python -m compileall -q bot handlers storage locales || true  # here once, or each worker of a first run does it

# With the environment's own pip; without one (a Python without ensurepip), with the machine's pip or uv.
define install
@echo "Setting up $(VENV) from $(1), once. This takes a minute or two."
@if $(BIN)/python -m pip --version >/dev/null 2>&1; then \
  $(BIN)/python $(PIP) install --quiet --require-hashes --requirement $(1); \
elif $(PYTHON) -m pip --version >/dev/null 2>&1; then \
  $(PYTHON) $(PIP) --python $(BIN)/python install --quiet --require-hashes --requirement $(1); \
elif command -v uv >/dev/null; then \
  uv pip install --quiet --compile-bytecode --python $(BIN)/python --require-hashes --requirement $(1); \
else \
  echo "This Python brings no pip. On Debian and Ubuntu: sudo apt install python3-venv" >&2; exit 1; \
fi
@touch $@
endef

LOCKING := uv pip compile --generate-hashes --universal --python-version 3.11 \
  --no-annotate --no-header --no-emit-index-url --no-emit-find-links

$(BENCH)/.installed: requirements-bench.lock
	test -x $(BENCH)/bin/python || $(PYTHON) -m venv $(BENCH)
	$(BENCH)/bin/python -m pip install --quiet --require-hashes --requirement requirements-bench.lock
	touch $@

lock:  ## pin again, with hashes and no index lines (needs uv)
	$(LOCKING) pyproject.toml --group dev -o requirements.lock
	$(LOCKING) pyproject.toml --constraint requirements.lock -o requirements-run.lock
	$(LOCKING) --group pyproject.toml:bench -o requirements-bench.lock
