# Demarche. `make demo` and `make test` each do all their own set-up on a fresh machine with Python 3.11 or newer.
PYTHON ?= $(shell command -v python3.11 || command -v python3)
BIN := .venv/bin
PIP := $(BIN)/python -m pip install -qq --disable-pip-version-check --require-hashes --no-deps
# uv installs in seconds what takes pip a minute; pip where uv cannot, as behind a mirror that only pip is told of
install = $(BIN)/uv pip install -qq --python $(BIN)/python --require-hashes --no-deps $(2) -r $(1) || $(PIP) $(2) -r $(1)
pin = $(BIN)/uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-header --no-annotate \
  --no-emit-index-url --no-emit-find-links -o requirements/$(1).lock
DEMO := build/demo-lake
LAKE ?= lake
.DEFAULT_GOAL := help

help: ## list the targets
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | awk -F ':.*## ' '{printf "  make %-12s %s\n", $$1, $$2}'

.venv/.run: requirements/install.lock requirements/run.lock pyproject.toml
	@echo "Building the environment from requirements/run.lock ..."
	@test -x $(BIN)/python || $(PYTHON) -m venv .venv
	@$(PIP) -r requirements/install.lock
	@$(call install,requirements/run.lock)
	@$(BIN)/python -m pip install -qq --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@

.venv/.dev: .venv/.run requirements/dev.lock
	@echo "Adding the tools of development from requirements/dev.lock ..."
	@$(call install,requirements/dev.lock)
	@touch $@

# pandas is for the naive script of `make bench` alone, and apart: where Arrow and DuckDB find it, each process imports it
.venv/.bench: .venv/.run requirements/bench.lock
	@$(call install,requirements/bench.lock,--target .venv/bench)
	@touch $@

HOT = $(foreach room,actors attribution language normalize sanctions,$(wildcard tasks/$(room)/*.py)) \
	tasks/statements/signing.py tasks/stories/signatures.py tasks/stories/words.py
.venv/.compiled: .venv/.run setup.py $(HOT)
	@echo "Compiling the rooms that run in plain Python (without a C compiler they run interpreted) ..."
	@rm -f tasks/*.so tasks/*/*.so
	@mkdir -p build && $(BIN)/python setup.py -q build_ext --inplace --parallel 2 > build/compile.log 2>&1 || { tail -5 build/compile.log; exit 1; }
	@find tasks -name '*.so' -exec touch {} +
	@echo compiled > $@

compiled: .venv/.compiled ## compile the hottest rooms to C extensions (run, test and bench do it by themselves)

interpreted: ## remove the compiled rooms: the same rows from the sources alone, at a third of the speed
	@rm -rf tasks/*.so tasks/*/*.so build/tasks build/lib.* build/temp.*
	@echo interpreted > .venv/.compiled

# compiling takes longer than a few articles gain: the demo takes the rooms as they are, but never stale ones
demo: .venv/.run $(wildcard .venv/.compiled) ## ingest samples/ into a new lake and print three reports
	@rm -rf $(DEMO)
	@$(BIN)/demarche --lake $(DEMO) run samples
	@$(BIN)/python -m flows.demo $(DEMO)

run: .venv/.compiled ## ingest INPUT=path into LAKE (default: lake)
	@test -n "$(INPUT)" || { echo "make run needs INPUT=path, as in: make run INPUT=samples"; exit 2; }
	@$(BIN)/demarche --lake $(LAKE) run "$(INPUT)"

test: .venv/.dev .venv/.bench ## lint, types, import contracts and all tests
	@$(MAKE) --no-print-directory -j 2 .venv/.compiled check
	@$(BIN)/python -m pytest -n 2 --dist loadgroup

check: .venv/.dev ## lint, types and import contracts alone
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check -q .
	@$(BIN)/mypy
	@$(BIN)/lint-imports --no-logo 2>/dev/null || $(BIN)/lint-imports

evaluate: .venv/.dev .venv/.compiled ## precision, recall and F1 of every task on the labelled samples (and ../shared where present)
	@$(BIN)/python -m tests.quality.evaluate --page docs/accuracy.md --readme README.md

bench: .venv/.dev .venv/.bench .venv/.compiled ## documents/s, MB/s, memory and time per stage, beside a naive script; language beside langdetect
	@$(BIN)/python -m tests.bench.pipeline
	@echo
	@$(BIN)/python -m tests.bench.language

bench-actors: .venv/.dev ## a million aliases: seconds to load, memory, MB/s, beside other ways
	@$(BIN)/python -m tests.bench.actors

bench-attribution: .venv/.dev .venv/.compiled ## articles/s of the attribution room alone
	@$(BIN)/python -m tests.bench.attribution

bench-sanctions: .venv/.dev ## articles/s of the sanctions room alone
	@$(BIN)/python -m tests.bench.sanctions

bench-memory: .venv/.dev .venv/.compiled ## peak memory of 10,000 and of 100,000 documents
	@$(BIN)/python -m tests.bench.memory

bench-stories: .venv/.dev .venv/.compiled ## what linking copies costs at 1,000, 10,000 and 100,000 documents, and on a large lake
	@$(BIN)/python -m tests.bench.stories

soak: .venv/.dev .venv/.compiled ## kill a run at 200 random points; the lake must be as before or as after
	@DEMARCHE_KILLS=200 $(BIN)/python -m pytest -q -s tests/flows/test_kill.py

docs: .venv/.dev ## write the generated pages of docs/, and the answers of the cookbook from a fresh demo lake
	@$(BIN)/python -m flows.documents docs
	@rm -rf build/docs-lake
	@$(BIN)/demarche --lake build/docs-lake run samples
	@$(BIN)/python -m flows.cookbook docs/cookbook.md build/docs-lake

pictures: .venv/.dev ## take the README's pictures of the site and the Prefect UI from the demo (needs Chromium)
	@$(BIN)/python -m tests.pictures docs/pictures

up: .venv/.compiled ## start a Prefect server, a worker and the deployments on loopback
	@$(BIN)/python -m flows.service up --lake $(LAKE)

down: .venv/.run ## stop what `make up` started
	@$(BIN)/python -m flows.service down

lock: .venv/.dev ## pin every dependency anew, with hashes and without addresses
	@$(call pin,install) --group install
	@$(call pin,run) --group build pyproject.toml
	@$(call pin,bench) --group bench --no-deps -c requirements/run.lock
	@$(call pin,dev) --group build --group dev --extra dask --extra spacy -c requirements/run.lock pyproject.toml

clean: ## remove the environment and everything built
	@rm -rf .venv build tasks/*.so tasks/*/*.so .mypy_cache .ruff_cache .pytest_cache .hypothesis .demarche *.egg-info

.PHONY: help compiled interpreted demo run test check evaluate bench bench-actors bench-attribution bench-sanctions bench-memory bench-stories soak docs pictures up down lock clean
