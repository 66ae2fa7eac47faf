# Everything runs inside $(VENV), which is made on first use. Python 3.11+ and make are all that has to be there.
PYTHON ?= python3
VENV ?= .venv
JOBS ?= 2
PYTEST_ARGS ?=

PY := $(VENV)/bin/python
STAMP := $(VENV)/.installed
TRL_STAMP := $(VENV)/.installed-trl
SOURCES := src tests examples benchmarks typing_examples

# uv installs several times faster than pip; pip takes over where uv cannot be had or cannot reach the index.
install = { $(PY) -m uv pip install --quiet --python $(PY) $(1) || $(PY) -m pip install --quiet $(1); }

.DEFAULT_GOAL := help
.PHONY: help install demo test test-slow lint format bench docs lock clean distclean

help: ## List the targets
	@awk 'BEGIN {FS = ":.*## "} /^[a-z0-9-]+:.*## / {printf "  %-14s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

install: $(STAMP) ## Make the virtual environment, with tracekit installed editable

$(STAMP): pyproject.toml constraints.txt
	@$(PYTHON) -c 'import sys; sys.exit("Python 3.11 or newer is needed: make PYTHON=/path/to/python3" if sys.version_info < (3, 11) else 0)'
	@echo "Installing tracekit and what develops it into $(VENV)"
	@test -x $(PY) || $(PYTHON) -m venv $(VENV)
	@$(PY) -m pip install --quiet --constraint constraints.txt uv || echo "uv not installed: pip is used instead"
	@$(call install,--constraint constraints.txt --editable '.[dev]')
	@$(call install,--constraint constraints.txt --editable '.[reasoning-gym]') >$(VENV)/reasoning-gym.log 2>&1 \
		|| echo "reasoning-gym not installed: recorded entries are used instead (the reason is in $(VENV)/reasoning-gym.log)"
	@touch $@

# torch comes by pip, which looks at configured find-links for a CPU build; uv does not.
$(TRL_STAMP): $(STAMP)
	@echo "Installing torch and TRL into $(VENV)"
	@{ $(PY) -m pip install --quiet --constraint constraints.txt torch && \
		$(call install,--constraint constraints.txt --editable '.[trl]') } >$(VENV)/trl.log 2>&1 \
		|| echo "TRL not installed: its tests are left out (the reason is in $(VENV)/trl.log)"
	@touch $@

demo: $(STAMP) ## Make, check and show a small data set in build/demo
	$(PY) examples/demo.py --out build/demo

test: $(TRL_STAMP) ## Run the tests, except the slow ones
	$(PY) -m pytest -n $(JOBS) $(PYTEST_ARGS)

test-slow: $(TRL_STAMP) smollm2 ## Run the slow tests only
	@$(PY) -c 'import atheris' 2>/dev/null || $(call install,--constraint constraints.txt --editable '.[fuzz]') >/dev/null 2>&1 \
		|| echo "atheris not installed: the coverage-guided fuzzing is left out"
	$(PY) -m pytest -n $(JOBS) -m slow $(PYTEST_ARGS)
	$(MAKE) --keep-going test-adapters

lint: $(STAMP) ## Check style, formatting and types
	$(PY) -m ruff check $(SOURCES)
	$(PY) -m ruff format --check $(SOURCES)
	$(PY) -m mypy
	$(PY) -m mypy --strict --config-file= --cache-dir .mypy_cache/users typing_examples
	$(PY) -m pyright --pythonpath $(PY) typing_examples

format: $(STAMP) ## Apply the formatting and the safe fixes
	$(PY) -m ruff check --fix $(SOURCES)
	$(PY) -m ruff format $(SOURCES)

bench: $(STAMP) ## Run the benchmarks
	@status=0; for script in run verifying scorers; do $(PY) benchmarks/$$script.py || status=1; done; exit $$status

docs: $(STAMP) ## Build the documentation in build/site
	NO_MKDOCS_2_WARNING=1 $(PY) -m mkdocs build --strict

lock: $(STAMP) ## Renew constraints.txt from pyproject.toml
	printf 'uv\ntorch==2.13.0\n' | $(PY) -m uv pip compile --quiet --upgrade --universal --fork-strategy fewest --python-version 3.11 \
		--extra dev --extra fuzz --extra reasoning-gym --extra trl --no-annotate --no-header --no-emit-index-url --no-emit-find-links \
		--output-file constraints.txt pyproject.toml -

clean: ## Remove what was built, but not the virtual environment
	rm -rf build dist .hypothesis .mypy_cache .pytest_cache .ruff_cache
	find $(SOURCES) -name __pycache__ -type d -prune -exec rm -rf {} +

distclean: clean ## Remove the virtual environment too
	rm -rf $(VENV) $(ADAPTER_VENVS)

include environments.mk
