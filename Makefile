# Everything a newcomer types. Each target makes what it needs; `make help` lists them.

PYTHON ?= python3
BIN := .venv/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check -q -q

# The tests start hundreds of short processes: without bytecode each of them would compile the project again.
unexport PYTHONDONTWRITEBYTECODE

.DEFAULT_GOAL := help
.PHONY: help run demo test test-all test-slow test-postgresql wheelhouse offline pictures audit check format lint types floors lock clean

help: ## 列出这些命令
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 12

run: .venv/run ## 装好环境，启动督办（数据在 var/，Ctrl-C 结束）
	@$(BIN)/duban up

demo: .venv/run ## 不启动引擎，从公文到报告走一遍
	@$(BIN)/duban demo

test: .venv/test ## 跑测试，两三分钟；要开服务器、浏览器和整个程序的长测试留给 make check
	@$(BIN)/python -m pytest -n 2 --dist worksteal -m "not long and not browser and not engine"

test-all: .venv/test ## 跑全部测试，连同长的（两个核约十分钟）
	@$(BIN)/python -m pytest -n 2 --dist worksteal

# Whatever asks how much it shall try: no list to forget a file in.
SLOW = $(shell grep -l "^from tests.amounts import" tests/test_*.py)

test-slow: .venv/test ## 跑数量足额的长测试（改坏的文件每种2000份；结果记入 docs/slow-tests.md）
	@DUBAN_SLOW=1 $(BIN)/python -m pytest -s $(SLOW)

test-postgresql: .venv/test ## 把测试换到 PostgreSQL 上跑（测试自己起一个，不用装）
	@$(BIN)/python -m pytest -n 2 --dist worksteal -p tests.on_postgresql -p no:unraisableexception -k "supervision or reports or notices or models or board" \
	  --deselect tests/test_board_journeys.py --deselect tests/test_board_accessibility.py --deselect tests/test_board_browser.py

wheelhouse: ## 在能下载的机器上收齐安装包，放进 wheelhouse/，带到内网用
	@$(PYTHON) -m pip --disable-pip-version-check download -q -q --no-deps --require-hashes -r requirements/postgresql.txt -d wheelhouse
	@ls wheelhouse | wc -l | xargs printf '已收齐%s个安装包，请连同程序文件夹一起带到内网，在那里运行 make offline\n'

offline: | .venv/made ## 在内网安装：只用 wheelhouse/ 里的包，不连外网
	@$(PIP) install --no-index --find-links wheelhouse --no-deps --require-hashes -r requirements/postgresql.txt
	@$(PIP) install --no-index --no-deps --no-build-isolation --editable .
	@touch .venv/run
	@echo '已装好。接下来照 docs/operations.md 建用户、建办公室、启用服务'

audit: .venv/run ## 对照漏洞通报核对锁定的依赖，不连网：make audit ADVISORIES=通报文件（见 SECURITY.md）
	@$(BIN)/python -m requirements.audit $(ADVISORIES)

pictures: .venv/test ## 重做手册里的图（要有 chromium）
	@$(BIN)/python -m tests.pictures

check: .venv/test format-check lint types floors test-all ## 提交前的全部检查

format: .venv/test ## 排版
	@$(BIN)/ruff format -q . && $(BIN)/ruff check -q --fix .

format-check: .venv/test
	@$(BIN)/ruff format --check -q . || { echo "run: make format"; exit 1; }

lint: .venv/test
	@$(BIN)/ruff check .

types: .venv/test
	@$(BIN)/mypy

floors: .venv/test
	@$(BIN)/lint-imports --no-logo 2>/dev/null || $(BIN)/lint-imports

lock: ## 重新锁定依赖（需要 uv；不写入任何镜像地址）
	@for set in run postgresql test; do \
	  uv pip compile pyproject.toml $$(test $$set = run || echo --extra $$set -c requirements/run.txt) \
	    --universal --python-version 3.11 --generate-hashes --no-header --no-annotate \
	    --no-emit-index-url --no-emit-find-links -q -o requirements/$$set.txt >/dev/null; done

clean: ## 删去环境和缓存（不动数据文件夹）
	rm -rf .venv .mypy_cache .ruff_cache .pytest_cache .import_linter_cache

# One environment, two stamps: what runs, and what tests on top of it.
.venv/run: requirements/run.txt pyproject.toml | .venv/made
	@echo "正在安装运行环境（只在第一次和依赖改变时）……"
	@test -e .venv/test || $(PIP) install --no-deps --require-hashes -r requirements/run.txt
	@$(PIP) install --no-deps --no-build-isolation --editable .
	@touch $@

.venv/test: requirements/test.txt pyproject.toml | .venv/made
	@echo "正在安装测试环境（只在第一次和依赖改变时）……"
	@$(PIP) install --no-deps --require-hashes -r requirements/test.txt
	@$(PIP) install --no-deps --no-build-isolation --editable .
	@touch $@ .venv/run

.venv/made:
	@$(PYTHON) -c 'import sys; sys.exit("需要 Python 3.11.5 或更新的版本，现在是 " + sys.version.split()[0]) if sys.version_info < (3, 11, 5) else 0'
	@$(PYTHON) -m venv .venv
	@touch $@
