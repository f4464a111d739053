# Everything is done by make.py; this only gives it short names.  `make help` lists them.
PYTHON ?= $(firstword $(foreach name,python3 python3.11 python3.12 python3.13 python3.14,\
	$(shell command -v $(name) 2>/dev/null)) python3)
PORT ?= 8000
RESET ?=
DIR ?=

.PHONY: help setup demo test check screens try-photos bench words clean
.DEFAULT_GOAL := help

help setup test check screens bench words clean:
	@$(PYTHON) make.py $@

demo:
	@$(PYTHON) make.py demo --port "$(PORT)" $(if $(filter 1 yes true,$(RESET)),--reset)

try-photos:
	@$(PYTHON) make.py try-photos $(if $(DIR),"$(DIR)")
