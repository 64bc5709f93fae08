# The front door. `make` alone lists what there is.

SHELL := /bin/bash
.DEFAULT_GOAL := help
.PHONY: help run test check tidy format bench year ci assets conformance eval-duplicates browser crash odoo deny clean-data

LISTEN ?= 127.0.0.1:8080
DATA ?= ./data
YEAR ?= 500,50000,200000

# What a full test run uses: nextest when it is there, cargo's own runner otherwise.
RUST_TESTS := $(shell command -v cargo-nextest >/dev/null 2>&1 && echo 'nextest run --workspace' || echo 'test --workspace --no-fail-fast')

help: ## List what make can do
	@echo "Towpath. The two that matter: make run, make test."
	@echo
	@grep -hE '^[a-z][a-z-]*:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## (.*)/\1|\2/' | while IFS='|' read -r name what; do printf '  make %-16s %s\n' "$$name" "$$what"; done
	@echo
	@echo "  LISTEN=$(LISTEN) and DATA=$(DATA) can be set for make run."

run: ## Build and start the demo; ends with its address and sign-in
	@scripts/run.sh "$(DATA)" "$(LISTEN)"

test: ## Run all tests, on SQLite and PostgreSQL, and in a browser
	@scripts/setup.sh test
	@scripts/assets.sh
	@. scripts/lib.sh; say "Building and running the tests (the first build takes a while, about 15 minutes on two cores)"
	@scripts/with-postgres.sh cargo $(RUST_TESTS)
	@scripts/if-there.sh scripts/browser.sh
	@. scripts/lib.sh; say "All tests passed."

check: ## Formatting, clippy and tidy; what a commit must pass
	@scripts/assets.sh
	cargo fmt --all --check
	cargo clippy --workspace --all-targets -- -D warnings
	cargo xtask tidy

tidy: ## The rules of the house that the compiler cannot see
	cargo xtask tidy

format: ## Format everything
	cargo fmt --all

bench: ## Run the benchmarks and write docs/benchmarks.md
	@scripts/assets.sh
	@scripts/if-there.sh scripts/bench.sh

year: ## A large year of partners, deals and leads (YEAR=500,50000,200000), replayed and recounted
	@scripts/assets.sh
	@YEAR=$(YEAR) cargo test --profile bench --package towpath --test it year:: -- --nocapture

conformance: ## Outside test suites against a running server
	@scripts/setup.sh test
	@scripts/assets.sh
	@scripts/conformance.sh

eval-duplicates: ## Measure the duplicate check on public sets
	@scripts/eval/run.sh

browser: ## The browser tests alone
	@scripts/setup.sh test
	@scripts/assets.sh
	@scripts/if-there.sh scripts/browser.sh

crash: ## Kill the server at random moments under load and check what is left
	@scripts/setup.sh test
	@scripts/assets.sh
	@scripts/crash.sh

odoo: ## Try the connection to Odoo against a real Odoo 19 (fetches 120 MB, takes minutes; no part of ci)
	@scripts/setup.sh test
	@scripts/assets.sh
	@scripts/odoo.sh

assets: ## Build the front end into web/dist
	@scripts/assets.sh --force

deny: ## Licenses, sources and banned crates of the dependencies
	@scripts/deny.sh

# The whole of CI, as a readable list of steps.
ci: ## Everything that CI does
	@scripts/step.sh "tools"       scripts/setup.sh test
	@scripts/step.sh "front end"   scripts/assets.sh
	@scripts/step.sh "format"      cargo fmt --all --check
	@scripts/step.sh "tests"       scripts/with-postgres.sh cargo $(RUST_TESTS) $(if $(findstring nextest,$(RUST_TESTS)),--profile ci)
	@scripts/step.sh "tidy"        cargo xtask tidy
	@scripts/step.sh "clippy"      cargo clippy --workspace --all-targets --quiet -- -D warnings
	@scripts/step.sh "start"       scripts/smoke.sh
	@scripts/step.sh "browser"     scripts/browser.sh
	@scripts/step.sh "conformance" scripts/conformance.sh
	@scripts/step.sh "crash"       scripts/crash.sh
	@scripts/step.sh "deny"        scripts/deny.sh
