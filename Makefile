# The only commands a newcomer needs; each makes ready what it needs first.
.PHONY: run setup test soak check bench offline lock ready-test ready-check
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PORT ?= 8000
PLAN ?=

run: setup
	@$(BIN)/gangyao serve --port $(PORT) $(if $(PLAN),--plan "$(PLAN)")

setup:
	@$(PYTHON) install/environment.py run

ready-test:
	@$(PYTHON) install/environment.py run test

ready-check:
	@$(PYTHON) install/environment.py run check

test: ready-test
	@$(BIN)/python -m pytest $(TESTS)

soak: ready-test
	@$(BIN)/python -m pytest -m soak --soak $(TESTS)

check: ready-check
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports

bench: ready-test
	@$(BIN)/python -m bench

offline: setup
	@$(BIN)/python install/offline.py

lock:
	@$(PYTHON) install/lock.py
