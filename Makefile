# Everything one does with pact, by name. Each step leaves a stamp behind, so what is ready is not done again.

PYTHON ?= python3
WORKERS ?= 2
# both: every test on SQLite and on PostgreSQL. Else on SQLite, and on PostgreSQL what hangs on it: tests/engines.py
ENGINE ?= as-named
# more for pytest, as in: make test ARGS="tests/people -k code"
ARGS ?=

V := .venv
BIN := $(V)/bin
VENDOR := pact/static/vendor/.ok
CATALOGUES := $(patsubst %.po,%.mo,$(wildcard pact/translations/*/LC_MESSAGES/*.po))

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help run test pages check lint migrations proof bench setup messages lock clean

help:  ## this list
	@sed -nE 's/^([a-z]+):.*## (.*)/  make \1\t\2/p' $(firstword $(MAKEFILE_LIST)) | expand -t 18

run: setup  ## set up, fill an empty database with the demo town, start web and worker
	@PACT_DEMO=1 exec $(BIN)/pact demo run

test: setup  ## all tests but the long ones; ENGINE=both for each on SQLite and on PostgreSQL
	$(BIN)/pytest -n $(WORKERS) --engine=$(ENGINE) -m "not proof and not pages" $(ARGS)

pages: setup  ## every page under axe and vnu
	$(BIN)/pytest -n $(WORKERS) --engine=$(ENGINE) -m pages $(ARGS)

check: lint migrations test pages  ## lint, types, migrations, all tests and every page: what must pass before a commit

lint: setup
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/djlint --lint --quiet pact/templates

# Up from nothing must equal the models. A database of its own: never the one somebody works in.
migrations: setup
	@new=$$(mktemp -d) && trap 'rm -rf "$$new"' EXIT && \
	export PACT_DATABASE_URL="sqlite:///$$new/check.sqlite" && \
	$(BIN)/flask --app pact.migrations db upgrade && $(BIN)/flask --app pact.migrations db check

proof: setup  ## the long tests: faults, clocks, mutation, scale
	$(BIN)/pytest -n $(WORKERS) --engine=both -m proof $(ARGS)

bench: setup  ## the benchmarks, as ratios to a floor measured in the same run
	@set -e; for f in $(filter-out bench/_%,$(wildcard bench/*.py)); do echo "== $$f"; $(BIN)/python $$f; done

setup: $(V)/.pact $(VENDOR) $(CATALOGUES)  ## the environment, the assets and the catalogues

messages: setup  ## gather the texts from the code into the catalogues
	$(BIN)/pybabel -q extract -F pyproject.toml -k _l -k lazy_gettext --no-location --sort-output \
		--project pact --version 0 -o pact/translations/messages.pot .
	$(BIN)/pybabel -q update -i pact/translations/messages.pot -d pact/translations --no-fuzzy-matching --ignore-obsolete \
		--ignore-pot-creation-date

# The order matters: the development lock takes its versions from the one before it.
lock: $(V)/.uv  ## the lock files anew; UPGRADE=--upgrade for newer versions
	for f in requirements requirements-dev requirements-node requirements-uv; do \
		$(BIN)/uv pip compile -q --generate-hashes --universal --python-version 3.11 --no-header $(UPGRADE) \
			$$f.in -o $$f.txt || exit; done

clean:  ## away with all that `make setup` makes; the database in instance/ stays
	rm -rf $(V) pact/static/vendor node_modules pact.egg-info build .pytest_cache .mypy_cache .ruff_cache
	rm -f $(CATALOGUES)

# --- what setup makes ---------------------------------------------------------

$(V)/.uv: requirements-uv.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo "pact needs Python 3.11 or newer as $(PYTHON); or say: make PYTHON=/path/to/python3.11" >&2; exit 1; }
	$(PYTHON) -m venv $(V)
	$(BIN)/python -m pip install -q --disable-pip-version-check --require-hashes -r $<
	@touch $@

$(V)/.packages: requirements.txt requirements-dev.txt $(V)/.uv
	$(BIN)/uv pip install -q --system-certs -p $(BIN)/python --require-hashes -r requirements.txt -r requirements-dev.txt
	@touch $@

# pact itself, editable, for the command `pact`. setuptools is in the lock: nothing is fetched.
$(V)/.pact: pyproject.toml $(V)/.packages
	$(BIN)/uv pip install -q --system-certs -p $(BIN)/python --no-deps --no-build-isolation -e .
	@touch $@

# An npm of the machine comes first, the one in the environment last.
$(VENDOR): package-lock.json scripts/assets.py $(wildcard pact/static/css/*.css pact/static/js/*.js) $(V)/.packages
	@command -v npm >/dev/null || $(BIN)/uv pip install -q --system-certs -p $(BIN)/python --require-hashes -r requirements-node.txt
	PATH="$$PATH:$(CURDIR)/$(BIN)" $(BIN)/python scripts/assets.py
	@mkdir -p $(@D) && touch $@

%.mo: %.po | $(V)/.packages
	$(BIN)/pybabel -q compile -i $< -o $@
