# Two commands do everything on a machine that has Python >= 3.11 and make.
PYTHON ?= python3
BIN := .venv/bin
PAGE := src/detente/interfaces/static/index.html

.PHONY: assess test serve page explore bench docs clean

assess: .venv/ready  ## set up, then run the main dossier
	$(BIN)/detente assess deauville-2011

test: .venv/ready $(PAGE)  ## set up, then every check and test
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python hatch_build.py test
	$(BIN)/pytest

serve: .venv/ready $(PAGE)  ## set up, then the workbench in the browser
	$(BIN)/detente serve

page: .venv/ready $(PAGE)  ## build the page that `detente serve` shows

explore: .venv/ready  ## property tests with new examples, and more of them
	PROPERTIES=explore $(BIN)/pytest --no-cov tests/counting tests/weighing tests/reading tests/kernels tests/flying

bench: .venv/ready $(PAGE)  ## ratios against named baselines, in one run
	$(BIN)/python -m benchmarks

docs: .venv/ready  ## regenerate the generated pages
	$(BIN)/python -m tools.write_docs

.venv/ready: constraints.txt pyproject.toml
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --require-hashes -r constraints.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	touch $@

$(PAGE): .venv/ready hatch_build.py $(shell find frontend -type f -not -path '*/node_modules/*')
	$(BIN)/python hatch_build.py

clean:
	rm -rf .venv out build dist frontend/node_modules src/detente/interfaces/static
	rm -rf .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .coverage
