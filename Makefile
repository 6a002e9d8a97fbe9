# One verb a target. `make help` lists them.

CARGO ?= cargo
# Cases of `make fuzz`, and the first of them.
N ?= 100000
FIRST ?= 0
# The directory `make robust` reads.
CORPUS ?= samples

.PHONY: dist test-dist help run test test-foreign test-report bless lint bench stages check robust census python spark man fuzz deny

help: ## list the targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "make %-12s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

run: ## convert samples/ into out/ and print a summary
	$(CARGO) run --locked -- convert samples -o out

test: ## run every test
	$(CARGO) test --locked

test-foreign: ## let Frictionless, DuckDB and LibreOffice read the outputs
	tools/test_foreign.sh

test-report: ## open the report of the samples in a headless Chromium
	tests/report/run.sh

bless: ## rewrite the golden files, to be read before they are committed
	BLESS=1 $(CARGO) test --locked --test golden

# the wheel's Rust is checked where no Python is
WITHOUT_PYTHON = PYO3_NO_PYTHON=1 PYO3_BUILD_EXTENSION_MODULE=1

lint: ## formatting, clippy and documentation without a warning
	$(CARGO) fmt --all --check
	$(CARGO) clippy --locked --all-targets -- -D warnings
	$(CARGO) clippy --locked --no-default-features -- -D warnings
	$(WITHOUT_PYTHON) $(CARGO) clippy --locked -p yusuan-python -- -D warnings
	RUSTDOCFLAGS="-D warnings" $(CARGO) doc --locked --no-deps

bench: ## time whole runs against the peers, into benches/RESULTS.md
	python3 benches/compare.py

stages: ## time the stages of the pipeline apart
	$(CARGO) bench --locked

check: lint test ## lint and test, as the continuous integration does

robust: ## read every file below CORPUS=DIR; fails when one panics or hangs
	$(CARGO) run --locked --release --example robust -- $(CORPUS)

census: ## switch each mechanism of the recognizer off alone and count what changes; more documents with DIR=
	$(CARGO) run --locked --release --example census -- $(DIR)

python: ## build the Python wheel, install it into a fresh environment and test it; needs Python 3.10
	tools/test_wheel.sh python/requirements/test.txt --ignore python/tests/engines python/tests
	cd python && $(CURDIR)/target/python/test/bin/ruff check . && $(CURDIR)/target/python/test/bin/ruff format --check .
	cd python && $(CURDIR)/target/python/test/bin/mypy yusuan

spark: ## the same on Spark with separate processes, Ray and Daft; needs Java 17 too
	tools/test_wheel.sh python/requirements/engines.txt python/tests/engines

man: ## write the man pages into out/man
	$(CARGO) run --locked -- man out/man

# arithmetic that overflows is an error in a fuzzing build
CHECKED = --config 'profile.release.package.yusuan.debug-assertions=true' \
	--config 'profile.release.package.yusuan.overflow-checks=true'

fuzz: ## run N=100000 damaged documents, from number FIRST=0 on, through the whole pipeline
	$(CARGO) run --locked --release $(CHECKED) --example mutate -- $(N) $(FIRST)

deny: ## licences, advisories and sources of the dependencies; needs cargo-deny
	$(CARGO) deny check

dist: ## build what is published for this machine into dist/; needs cargo-deb and cargo-cyclonedx
	tools/build_wheel.sh dist
	tools/dist.sh

test-dist: ## install and run what `make dist` built; needs root and debootstrap
	tools/test_dist.sh dist
