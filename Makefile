# One command each, for people and for CI. Needs python3 (3.11 or newer) and make.
PYTHON ?= python3
BIN := .venv/bin

.PHONY: help install demo serve socket check test browser coverage bench lint types format wording manifest faults-table fuzz soak mutants audit lock pictures clean
help:
	@grep -E '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## /  make \1\t/' | expand -t 22

.venv/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit("Python 3.11 or newer is needed; this is " + sys.version.split()[0] + ". Try: make PYTHON=python3.12 ...") if sys.version_info < (3, 11) else None'
	$(PYTHON) -m venv .venv

# A stamp holds the file it was installed from, so a changed lock file reinstalls.
.venv/run.stamp: requirements.txt | .venv/bin/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.txt
	@cp requirements.txt $@

.venv/dev.stamp: requirements-dev.txt | .venv/bin/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.txt
	@cp requirements-dev.txt $@

# Apart from the development packages: where those are, structlog imports one of them, which users do not have.
.venv-bench/stamp: requirements-bench.txt | .venv/bin/python
	$(BIN)/python -m venv --clear .venv-bench
	.venv-bench/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-bench.txt
	@cp requirements-bench.txt $@

install: .venv/run.stamp ## create .venv with what the bot needs, from the locked requirements

demo: install ## the playground on http://127.0.0.1:3000: no Slack or Gameball account needed
	@$(BIN)/python -m playground

serve: install ## the bot over HTTP, as the Procfile's web process runs it
	@$(BIN)/python -m bot serve

socket: install ## the bot over Socket Mode
	@$(BIN)/python -m bot socket

test: .venv/dev.stamp ## all tests, on all processors
	$(BIN)/python -m pytest -n auto

browser: .venv/dev.stamp ## get the Chromium of the browser tests, where /usr/bin/chromium is not there
	$(BIN)/python -m playwright install chromium

coverage: .venv/dev.stamp ## all tests, with the branches of bot/ that they leave out
	$(BIN)/python -m pytest -n auto --cov --cov-report=term --cov-fail-under=95

bench: .venv-bench/stamp ## how fast it is, beside other ways: under 4 minutes, writes docs/performance.md
	.venv-bench/bin/python -m benchmarks

lint: .venv/dev.stamp ## style and mistakes
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: .venv/dev.stamp ## type check, strictly
	$(BIN)/mypy

format: .venv/dev.stamp ## rewrite the code in the project's format
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

wording: .venv/dev.stamp ## write docs/wording.md and the snapshots anew
	$(BIN)/python -m tests.contracts.wording

manifest: install ## write manifest.yaml and manifest-socket.yaml anew
	@$(BIN)/python -m bot manifest --host YOUR-APP.herokuapp.com > manifest.yaml
	@$(BIN)/python -m bot manifest --socket > manifest-socket.yaml

faults-table: .venv/dev.stamp ## write the fault matrix in docs/operations.md anew
	$(BIN)/python -m tests.e2e.fault_matrix

fuzz: .venv/dev.stamp ## 100,000 mutated requests, then floods and bombs; FUZZ="--requests 5000 --seconds 5" for fewer
	$(BIN)/python -m tests.soak.fuzz $(FUZZ)

soak: .venv/dev.stamp ## 10 minutes of 50 commands a second, with faults; SOAK="--minutes 2" for fewer
	$(BIN)/python -m tests.soak.soak $(SOAK)

mutants: .venv/dev.stamp ## 60 small mistakes in a copy of the app: do tests notice? MUTANTS="--count 20" for fewer
	$(BIN)/python -m tests.mutation.mutate $(MUTANTS)

# Strict: where the list of vulnerabilities cannot be had, nothing was audited, and that is no success.
audit: .venv/dev.stamp ## look for known vulnerabilities in the locked requirements; AUDIT="--help" lists options
	$(BIN)/pip-audit --strict --require-hashes --disable-pip -r requirements.txt -r requirements-dev.txt -r requirements-bench.txt $(AUDIT)

lock: .venv/dev.stamp ## compile pyproject.toml into the locked requirements
	$(BIN)/uv pip compile --quiet --universal --no-strip-extras --python-version 3.11 --generate-hashes --no-header pyproject.toml -o requirements.txt
	$(BIN)/uv pip compile --quiet --universal --no-strip-extras --python-version 3.11 --generate-hashes --no-header --extra dev pyproject.toml -o requirements-dev.txt
	$(BIN)/uv pip compile --quiet --universal --no-strip-extras --python-version 3.11 --generate-hashes --no-header --extra bench pyproject.toml -o requirements-bench.txt

pictures: .venv/dev.stamp ## take the README's pictures from the playground; needs Chromium
	$(BIN)/python -m tests.browser.pictures

clean: ## remove what the other targets made
	rm -rf .venv .venv-bench .coverage .hypothesis .mypy_cache .pytest_cache .ruff_cache
