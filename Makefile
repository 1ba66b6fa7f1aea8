# SPDX-License-Identifier: EUPL-1.2
# Two commands matter: `make demo` and `make test`. `make help` lists the rest.

EXAMPLE ?= kampen
PORT ?=
ARGS ?=

BIN := .venv/bin
TRANSLATIONS := app/translations
MARKS := lazy_gettext says dutch
CATALOGUES := $(patsubst %.po,%.mo,$(wildcard $(TRANSLATIONS)/*/LC_MESSAGES/messages.po))
COMPILE_LOCK = $(BIN)/uv pip compile pyproject.toml --quiet --generate-hashes --universal --python-version 3.11 \
	--no-emit-index-url --no-emit-find-links --custom-compile-command "make lock"

.DEFAULT_GOAL := help
.PHONY: help demo test check format sizes lock translations clean

help: ## List what make can do here
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | awk -F ':.*## ' '{ printf "  make %-14s %s\n", $$1, $$2 }'

demo: .venv/installed $(CATALOGUES) ## Install, load an example town and serve it: make demo [EXAMPLE=kampen|utrecht] [PORT=8000]
	@$(BIN)/python -m app.demo --example $(EXAMPLE) $(if $(PORT),--port $(PORT))

test: .venv/installed-test $(CATALOGUES) ## Install what the tests need and run everything: make test [ARGS="tests/bookings -k waiting"]
	@.ci/install-debian-packages
	@.ci/test $(ARGS)

check: .venv/installed-test ## The quick look: style, types and import contracts (the tests include them)
	@$(BIN)/ruff check
	@$(BIN)/mypy
	@PYTHONPATH=. $(BIN)/lint-imports

format: .venv/installed-test ## Put imports and layout in order
	@$(BIN)/ruff check --fix --select I
	@$(BIN)/ruff format

sizes: .venv/installed-test ## Print how long modules and functions are, the longest first
	@$(BIN)/python -m tests.house.sizes

lock: .venv/installed ## Find the newest versions that pyproject.toml allows and write both lock files
	@$(COMPILE_LOCK) --upgrade --output-file requirements.txt
	@$(COMPILE_LOCK) --upgrade --extra test --constraints requirements.txt --output-file requirements-test.txt

translations: .venv/installed ## Collect texts from code and templates, update every language and compile them
	@$(BIN)/pybabel --quiet extract --mapping babel.cfg --keywords "$(MARKS)" --omit-header --sort-output --no-location \
		--output $(TRANSLATIONS)/messages.pot .
	@$(BIN)/pybabel --quiet update --input-file $(TRANSLATIONS)/messages.pot --output-dir $(TRANSLATIONS) --width 120 \
		--no-fuzzy-matching --ignore-obsolete --ignore-pot-creation-date
	@rm $(TRANSLATIONS)/messages.pot
	@$(BIN)/pybabel --quiet compile --directory $(TRANSLATIONS)

clean: ## Remove what make made: environment, caches, compiled texts; the databases in instance/ stay
	rm -rf .venv .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis
	find app tests migrations -name __pycache__ -type d -prune -exec rm -rf {} +
	find app -name '*.mo' -delete

.venv/installed: requirements.txt
	@.ci/install-requirements requirements.txt
	@touch $@

# The test lock holds everything in requirements.txt, so it serves the demo as well.
.venv/installed-test: requirements.txt requirements-test.txt
	@.ci/install-requirements requirements-test.txt
	@touch .venv/installed $@

%.mo: %.po .venv/installed
	@$(BIN)/pybabel --quiet compile --input-file $< --output-file $@
