# Two commands do it all: `make run` opens the window on a demo vault, `make test` runs the tests.
PYTHON ?= python3
BIN := .venv/bin
STAMP := .venv/.ready
export PYTHONHASHSEED := 0
export PIP_DISABLE_PIP_VERSION_CHECK := 1

.PHONY: run test check format lint types rooms bench bundle bundle-twice wheels torture fuzz walk clean

run:
	@if [ "$$(uname)" = Linux ] && [ -z "$$DISPLAY$$WAYLAND_DISPLAY" ]; then \
	  echo "No display here: the window cannot open. Making the environment and the demo vault;"; \
	  echo "go on from the command line as shown at the end. (没有图形界面，可先用命令行。)"; fi
	@$(MAKE) --no-print-directory $(STAMP) demo/vault
	@echo "Demo vault: demo/vault   passphrase (口令): $$(cat demo/passphrase.txt)"
	@if [ "$$(uname)" = Linux ] && [ -z "$$DISPLAY$$WAYLAND_DISPLAY" ]; then \
	  echo "    $(BIN)/secretdesk rows demo/vault documents --limit 5 --passphrase-file demo/passphrase.txt"; \
	  echo "    $(BIN)/secretdesk print demo/vault receipt_book --year $$(date +%Y) -o book.pdf --passphrase-file demo/passphrase.txt"; \
	else $(PYTHON) tools/qt_libraries.py && $(BIN)/secretdesk --vault demo/vault; fi

test: $(STAMP)
	@$(PYTHON) tools/qt_libraries.py --test
	QT_QPA_PLATFORM=offscreen $(PYTHON) tools/without_network.py $(BIN)/python -m pytest -n 2

check: lint types rooms test

lint: $(STAMP)
	$(BIN)/ruff format --check src tests tools
	$(BIN)/ruff check src tests tools

format: $(STAMP)
	$(BIN)/ruff format src tests tools
	$(BIN)/ruff check --fix src tests tools

types: $(STAMP)
	$(BIN)/mypy

rooms: $(STAMP)
	$(BIN)/lint-imports

bench: $(STAMP)
	@$(PYTHON) tools/qt_libraries.py
	QT_QPA_PLATFORM=offscreen $(BIN)/python -m tests.bench

walk: $(STAMP)  # half an hour through everything, under strace
	$(PYTHON) tools/without_network.py $(BIN)/python -m pytest -m torture tests/behaviour

fuzz: $(STAMP)
	QT_QPA_PLATFORM=offscreen $(BIN)/python -m pytest -n 2 --dist worksteal -m torture tests/fuzz

torture: $(STAMP)
	QT_QPA_PLATFORM=offscreen $(BIN)/python -m pytest -n 2 --dist worksteal -m torture

bundle: $(STAMP)  # builds, lists, scans and tries the frozen program; see tools/make_bundle.py
	@$(PYTHON) tools/qt_libraries.py --bundle
	$(BIN)/python tools/make_bundle.py

bundle-twice: $(STAMP)  # the same, and once more in another folder, compared byte by byte
	@$(PYTHON) tools/qt_libraries.py --bundle
	$(BIN)/python tools/make_bundle.py --twice

wheels: $(STAMP)  # asks the registry for the wheels of every system, when it can be reached
	$(BIN)/python tools/check_wheels.py --ask

demo/vault:
	@mkdir -p demo
	@printf 'demo only: lantern mulberry 1926\n' > demo/passphrase.txt
	@$(BIN)/secretdesk demo demo/vault --passphrase-file demo/passphrase.txt

$(STAMP): requirements-dev.lock pyproject.toml
	@$(PYTHON) -c 'import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 11))' || { \
	  if [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
	    apt-get update -qq && apt-get install -y -qq python3-venv >/dev/null; \
	  else echo "Python 3.11 or newer with venv is needed: sudo apt-get install python3 python3-venv"; exit 1; fi; }
	$(PYTHON) -m venv .venv
	$(BIN)/pip install -q --require-hashes -r requirements-dev.lock
	$(BIN)/pip install -q --no-deps --no-build-isolation -e .
	@touch $(STAMP)

clean:
	rm -rf .venv build dist demo .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis
