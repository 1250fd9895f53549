# Every target sets up what it needs first, and leaves alone what is there already.
# It asks for make and Python 3.11 or newer, nothing else.

VENV := .venv
BIN := $(VENV)/$(if $(filter Windows_NT,$(OS)),Scripts,bin)
PY := $(BIN)/python
PIP := $(PY) -m pip --quiet --disable-pip-version-check --no-input
LOCK := $(BIN)/uv pip compile --quiet --no-config --universal --python-version 3.11 \
	--generate-hashes --no-header --no-annotate --no-strip-extras $(if $(UPGRADE),--upgrade)

# The first Python that is new enough; `make site PYTHON=/path/to/python3` chooses another.
ENOUGH := import sys; sys.exit(sys.version_info < (3, 11))
PYTHON ?= $(shell for python in python3 python3.14 python3.13 python3.12 python3.11 python; do \
	$$python -c '$(ENOUGH)' 2>/dev/null && { echo $$python; break; }; done)

.DEFAULT_GOAL := help
.NOTPARALLEL:
.PHONY: help site serve publish test crash killpublish matrix fuzz vectors lighthouse lint check docs screenshots poster bench
.PHONY: figures lock clean

help: ## show this list
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "make %-11s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

site: $(VENV)/run ## build the site into site/
	@echo "Building the site"
	@$(PY) build.py

serve: $(VENV)/run ## show the site in a browser while you write
	@$(PY) build.py serve

publish: $(VENV)/publish ## build, and bring the site to a target of content/site.yaml (TARGET=pages; DRY=1: only say what)
	@$(if $(TARGET),,echo "Say which target of content/site.yaml: make publish TARGET=pages" >&2; exit 2)
	@$(PY) build.py publish $(if $(DRY),--dry-run) $(if $(ADDRESS),--base-url "$(ADDRESS)") "$(TARGET)"

test: $(VENV)/tools lint ## run all tests (STRICT=1: a missing browser, Node or Java is a failure)
	@echo "Running the tests"
	@$(PY) -m pytest --numprocesses 2 --cov --cov-report term

crash: $(VENV)/dev ## kill builds at random instants and look at what they leave (KILLS=600 SEED=7; minutes)
	@echo "Killing builds"
	@$(PY) -m tests.reliability.crashes $(if $(KILLS),--kills $(KILLS)) $(if $(SEED),--seed $(SEED))

killpublish: $(VENV)/tools ## kill publishing at random instants and look at what it leaves (KILLS=60 SEED=7; minutes)
	@echo "Killing what publishes"
	@$(PY) -m tests.reliability.publishes $(if $(KILLS),--kills $(KILLS)) $(if $(SEED),--seed $(SEED))

matrix: $(VENV)/tools ## look at every page in a browser in every setting: sizes, themes, large text (minutes)
	@echo "Looking at every page in every setting"
	@MATRIX=full $(PY) -m pytest --numprocesses 2 tests/browser/test_matrix.py tests/browser/test_print.py

fuzz: $(VENV)/dev ## judge hostile files by the hundred thousand (NUMBER=100000 SEED=1; a quarter of an hour)
	@$(PY) -m tests.hostile.fuzz --number $(or $(NUMBER),100000) --seed $(or $(SEED),1)

vectors: $(VENV)/tools ## put every vector of cross-site scripting into every field, and look in a browser (minutes)
	@echo "Looking at every vector in every field"
	@VECTORS=full $(PY) -m pytest --quiet -o faulthandler_timeout=1200 tests/browser/test_vectors.py

lighthouse: $(VENV)/tools ## measure five pages as on a phone, three times each (minutes)
	@echo "Measuring with Lighthouse"
	@$(PY) -m tests.tools.lighthouse

lint: $(VENV)/dev ## look at the code without running it: style, types
	@echo "Checking style and types"
	@$(BIN)/ruff check --quiet
	@$(BIN)/ruff format --check --quiet
	@$(BIN)/mypy --no-error-summary

check: lint ## lint, floors, spelling, and the whole site with every warning an error
	@echo "Checking the floors of the package"
	@$(BIN)/lint-imports --no-cache
	@echo "Checking the spelling of the guides"
	@$(BIN)/codespell content
	@echo "Checking the site"
	@$(PY) build.py check --strict

docs: $(VENV)/run ## write the references in docs/ again, from the code
	@echo "Writing docs/api.md, docs/fields.md, docs/figures.md with its pictures, and docs/templates.md"
	@$(PY) -m docs.make_api
	@$(PY) -m docs.make_fields
	@$(PY) -m docs.make_figures
	@$(PY) -m docs.make_templates

screenshots: $(VENV)/dev site ## take the pictures of docs/images again
	@echo "Taking the pictures of docs/images"
	@$(PY) -m docs.make_screenshots

poster: $(VENV)/dev ## take the pictures again that networks show where a page is shared
	@echo "Taking static/share.en.png and static/share.png"
	@$(PY) -m docs.make_poster

bench: $(VENV)/dev $(VENV)/peers ## measure the speed beside Hugo and MkDocs (an hour; SIZES=100,1000: minutes)
	@$(PY) bench/help.py
	@$(PY) bench/incremental.py
	@$(PY) bench/speed.py $(if $(SIZES),--sizes $(SIZES))

figures: $(VENV)/run ## draw every figure on one page, to look at: a contact sheet with sizes and times
	@$(PY) bench/figures.py

lock: $(VENV)/dev ## write the locked versions again (UPGRADE=1: the newest of each)
	@echo "Locking the versions in requirements/ and tests/tools/"
	@$(LOCK) pyproject.toml -o requirements/run.txt
	@$(LOCK) pyproject.toml --all-extras --group dev -c requirements/run.txt -o requirements/dev.txt
	@$(LOCK) pyproject.toml --all-extras -c requirements/dev.txt -o requirements/publish.txt
	@$(LOCK) --group pyproject.toml:peers -c requirements/dev.txt -o requirements/peers.txt
	@$(LOCK) --group pyproject.toml:node -o requirements/node.txt
	@$(PY) -m tests.tools.install lock

clean: ## remove what set-up, tests and builds left behind, except the site itself
	@echo "Removing the virtual environment, Node packages and caches"
	@if $(OURS); then rm -rf $(VENV); fi
	@rm -rf tests/tools/node_modules .lighthouse .kinesite .coverage .coverage.* .hypothesis
	@rm -rf .import_linter_cache .mypy_cache .pytest_cache .ruff_cache
	@find build.py kinesite tests bench docs -name __pycache__ -type d -prune -exec rm -rf {} +

# An environment that make did not begin here is somebody's own: it is never filled, emptied or removed.
OURS := test ! -L $(VENV) && { test ! -e $(VENV) || test -e $(VENV)/begun; }
CLAIM := $(OURS) || { echo "$(VENV) is there and make did not make it: move it away, then run make again" >&2; exit 1; }

$(VENV)/made:
	@$(CLAIM)
	@python="$(PYTHON)"; \
	"$${python:-false}" -c '$(ENOUGH)' || { \
		echo "Kinesite needs Python 3.11 or newer: install it, or name it with PYTHON=/path/to/python3" >&2; exit 1; }; \
	"$$python" -c 'import ensurepip, venv' 2>/dev/null || { \
		echo "Python's venv module is missing: install it (Debian and Ubuntu: apt install python3-venv)" >&2; exit 1; }; \
	echo "Making a virtual environment in $(VENV) with $$("$$python" --version)"; \
	mkdir -p $(VENV) && touch $(VENV)/begun && "$$python" -m venv $(VENV)
	@touch $@

$(VENV)/run $(VENV)/publish $(VENV)/dev $(VENV)/peers: $(VENV)/%: requirements/%.txt $(VENV)/made
	@$(CLAIM)
	@echo "Installing the locked versions of $<"
	@$(PIP) install --require-hashes --requirement $<
	@touch $@

# Left unmade while something is missing, so that the next run tries again.
$(VENV)/tools: $(VENV)/dev $(wildcard tests/tools/*.py) tests/tools/package-lock.json requirements/node.txt
	@$(PY) -m tests.tools.install $@
