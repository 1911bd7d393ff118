# Everything a newcomer needs; each target sets up what it needs first.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin

# As many processes as there are processors share the tests, each a file at a time. What is
# compiled is kept: the tests start the server often, which would compile itself anew each time.
SHARED := -n logical --maxprocesses 4 --dist loadfile --no-loadscope-reorder
TEST := PYTHONDONTWRITEBYTECODE= $(BIN)/python -m pytest $(SHARED)

.PHONY: run test quick thorough coverage check bench screenshots clean

run: $(VENV)/run.ready
	$(BIN)/streamlit run app.py

test: $(VENV)/dev.ready
	@$(BIN)/python tests/browser/find_browser.py
	$(TEST)

# The unit tests that take no time, with few examples of each property.
quick: $(VENV)/dev.ready
	SKILLS_TEST_EFFORT=quick $(TEST) -q -m "not slow" tests/unit

# All tests, with ten times the examples, drawn anew, servers killed 20 times, and 100 people.
thorough: $(VENV)/dev.ready
	@$(BIN)/python tests/browser/find_browser.py
	SKILLS_TEST_EFFORT=thorough $(TEST)

# The lines and branches of skills/ that tests run in their own process, held to a limit.
coverage: $(VENV)/dev.ready
	$(TEST) -q --cov --cov-report=term:skip-covered tests/unit tests/app

check: $(VENV)/dev.ready
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy

bench: $(VENV)/dev.ready
	$(BIN)/python -m benchmarks

# Pictures of every page and state, to be looked at.
screenshots: $(VENV)/dev.ready
	@$(BIN)/python tests/browser/find_browser.py
	$(BIN)/python tests/browser/screenshots.py screenshots

clean:
	find . -name __pycache__ -not -path "./$(VENV)/*" -prune -exec rm -rf {} +
	rm -rf $(VENV) .pytest_cache .mypy_cache .ruff_cache .hypothesis .coverage

$(VENV)/pyvenv.cfg:
	$(PYTHON) -m venv $(VENV)

$(VENV)/run.ready: $(VENV)/pyvenv.cfg requirements.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements.txt
	@touch $@

$(VENV)/dev.ready: $(VENV)/run.ready requirements-dev.txt requirements-login.txt \
		requirements-projects.txt requirements-dask.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements-dev.txt
	@touch $@
