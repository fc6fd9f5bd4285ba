# Every target sets up .venv by itself when it is missing or older than pyproject.toml.
# Needed on the machine: Python 3.11 or newer, pip and make.
PYTHON ?= $(shell for p in python3.11 python3 python; do $$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$p && break; done)
MAKE_VENV = "$(PYTHON)" -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo 'Python 3.11 or newer is needed: make PYTHON=/path/to/python' >&2; exit 1; }; test -x .venv/bin/python || "$(PYTHON)" -m venv .venv
PIP := .venv/bin/python -m pip --disable-pip-version-check --quiet

# Modules stay compiled: every process that a target starts would compile the package anew.
unexport PYTHONDONTWRITEBYTECODE

.PHONY: demo test kill lint types mirror bench fuzz soak peers docs
.PHONY: lock audit release test-spark
.PHONY: faults faults-docs faults-mutants

demo: .venv/.user       ; @.venv/bin/zendesk demo
test: lint types        ; @.venv/bin/python tools/mirror.py --check && .venv/bin/python tools/reference.py --check && .venv/bin/python -m pytest -n auto --cov --cov-report=term
test-spark: .venv/.spark; @.venv/spark/bin/python -m pytest -q -p no:cacheprovider tests/engines/on_spark.py -s
lint: .venv/.developer  ; @.venv/bin/ruff check . && .venv/bin/ruff format --check .
types: .venv/.developer ; @.venv/bin/pyright --project . --warnings --pythonpath .venv/bin/python & pyright=$$!; .venv/bin/mypy && .venv/bin/ty check --error-on-warning tests/typing; others=$$?; wait $$pyright && exit $$others
kill: .venv/.developer  ; @.venv/bin/python -m pytest tests -k kill --kills 100 -n auto
mirror: .venv/.developer; @.venv/bin/python tools/mirror.py
bench: .venv/.bench .venv/.peers ; @.venv/bin/python -m benchmarks
fuzz: .venv/.developer  ; @.venv/bin/python -m tests.model.fuzz --minutes $(or $(MINUTES),5) && FUZZ_EXAMPLES=$(or $(EXAMPLES),1500) .venv/bin/python -m pytest -q -n auto tests/fuzz
faults: .venv/.developer; @.venv/bin/python -m tests.faults
faults-docs: .venv/.developer; @.venv/bin/python -m tests.faults --docs
faults-mutants: .venv/.developer; @.venv/bin/python -m tests.faults.mutants
soak: .venv/.developer  ; @.venv/bin/python -m benchmarks.soak --minutes $(or $(MINUTES),10)
peers: .venv/.peers     ; @.venv/peers/bin/python -m benchmarks.peers
docs: .venv/.docs       ; @.venv/bin/sphinx-build -W -q -b html docs docs/_build/html
lock: .venv/.release    ; @.venv/release/bin/uv pip compile pyproject.toml --all-extras --universal --python-version 3.11 --upgrade --generate-hashes --no-header --quiet --output-file requirements/development.txt
audit: .venv/.release   ; @.venv/release/bin/pip-audit --strict --requirement requirements/development.txt --require-hashes --disable-pip
release: .venv/.release ; @.venv/release/bin/python tools/release.py

.venv/.user: pyproject.toml
	@$(MAKE_VENV)
	@$(PIP) install --editable '.[cli]' && touch $@

# In one step, which is a third faster than after .venv/.user; modules are compiled when they are first imported.
.venv/.developer: pyproject.toml
	@$(MAKE_VENV)
	@$(PIP) install --no-compile --editable '.[dev]' && touch .venv/.user $@

.venv/.docs: .venv/.user
	@$(PIP) install --editable '.[cli,docs]' && touch $@

.venv/.bench: .venv/.developer
	@$(PIP) install --editable '.[bench]' && touch $@

# What makes and checks releases, in an environment of its own: it resolves to other versions than the package's.
.venv/.release: .venv/.user
	@"$(PYTHON)" -m venv .venv/release
	@.venv/release/bin/python -m pip --disable-pip-version-check --quiet install 'build>=1.2.2' 'cyclonedx-bom>=7.1' 'pip-audit>=2.9' 'twine>=6.2' 'uv>=0.9' && touch $@

# Other people's clients, in an environment of their own: nothing of theirs is needed to build or test this package.
.venv/.peers: .venv/.user
	@"$(PYTHON)" -m venv .venv/peers
	@.venv/peers/bin/python -m pip --disable-pip-version-check --quiet install --editable '.[cli]' 'zenpy>=2.0.57' 'python-zendesk-sdk>=0.16.2' trustme && touch $@

# Spark is half a gigabyte and needs Java 17 or newer (Debian: openjdk-17-jre-headless).
.venv/.spark: .venv/.user
	@"$(PYTHON)" -m venv .venv/spark
	@.venv/spark/bin/python -m pip --disable-pip-version-check --quiet install --editable '.[spark]' 'hypothesis>=6.130' 'pytest>=8.4' 'pytest-asyncio>=1.1' 'pytest-xdist>=3.8' && touch $@
