# Two commands matter: `make run` opens the workbench on a sample, `make test` checks everything without a display.
# Both make the virtual environment first; PYTHON chooses the interpreter (3.11 or newer), VENV the folder.
PYTHON ?= python3
VENV ?= .venv
PEERS ?= .venv-peers
# those that agree with no other have an environment of their own beside it
APART = orange nodes novel
PIP = $(VENV)/bin/python -m pip --disable-pip-version-check
OUTPUT ?= run-output
SEED ?= 3

.PHONY: run test torture lint format bench clean

run: $(VENV)/.installed
	$(VENV)/bin/journey-workbench sample broadband -o $(OUTPUT)

test: $(VENV)/.installed-dev
	QT_QPA_PLATFORM=offscreen $(VENV)/bin/python -m pytest -n 2 --dist worksteal

# some ten minutes of power cuts, failing disks and kills; root is needed for those on real file systems
torture: $(VENV)/.installed-dev
	$(VENV)/bin/python -m tests.torture --seed $(SEED)

lint: $(VENV)/.installed-dev
	$(VENV)/bin/ruff check .
	$(VENV)/bin/ruff format --check .
	$(VENV)/bin/pyright

format: $(VENV)/.installed-dev
	$(VENV)/bin/ruff check --fix .
	$(VENV)/bin/ruff format .

# about a quarter of an hour; what the engine is compared with goes into an environment of its own
bench: $(VENV)/.installed-dev $(PEERS)/.installed $(APART:%=$(PEERS)-%/.installed)
	PEERS=$(PEERS) QT_QPA_PLATFORM=offscreen $(VENV)/bin/python -m benchmarks

clean:
	rm -rf $(VENV) $(PEERS) $(PEERS)-* build dist *.egg-info $(OUTPUT)

$(VENV)/bin/python:
	$(PYTHON) -m venv $(VENV)

$(VENV)/.installed: pyproject.toml constraints.txt | $(VENV)/bin/python
	$(PIP) install --quiet --constraint constraints.txt --editable .
	touch $@

$(VENV)/.installed-dev: pyproject.toml constraints.txt | $(VENV)/bin/python
	$(PIP) install --quiet --constraint constraints.txt --editable '.[dev]'
	touch $@ $(VENV)/.installed

# a peer that cannot be installed here is told of by the benchmarks and keeps out no other
$(PEERS)/.installed: benchmarks/peers.txt
$(APART:%=$(PEERS)-%/.installed): $(PEERS)-%/.installed: benchmarks/peers-%.txt
$(PEERS)/.installed $(APART:%=$(PEERS)-%/.installed):
	$(PYTHON) -m venv $(@D)
	grep -v '^#' $< | while read -r peer; do \
		$(@D)/bin/python -m pip --disable-pip-version-check install --quiet "$$peer" || true; \
	done
	touch $@
