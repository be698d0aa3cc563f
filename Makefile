# Two commands do everything on a machine that has Python >= 3.11 and make.
PYTHON ?= python3
BIN := .venv/bin

.PHONY: assess test explore bench docs clean

assess: .venv/ready  ## set up, then run the main dossier
	$(BIN)/detente assess deauville-2011

test: .venv/ready  ## set up, then every check and test
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/pytest

explore: .venv/ready  ## property tests with new examples, and more of them
	PROPERTIES=explore $(BIN)/pytest --no-cov tests/counting tests/weighing tests/reading tests/kernels tests/flying

bench: .venv/ready  ## ratios against named baselines, in one run
	$(BIN)/python -m benchmarks

docs: .venv/ready  ## regenerate the generated pages
	$(BIN)/python -m tools.write_docs

.venv/ready: constraints.txt pyproject.toml
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --require-hashes -r constraints.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	touch $@

clean:
	rm -rf .venv out build dist .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .coverage
