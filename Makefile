# Everything is done by make.py; this only gives it short names.  `make help` lists them.
PYTHON ?= python3
PORT ?= 8000
RESET ?=

.PHONY: help demo test check screens bench clean
.DEFAULT_GOAL := help

help test check screens bench clean:
	@$(PYTHON) make.py $@

demo:
	@$(PYTHON) make.py demo --port "$(PORT)" $(if $(filter 1 yes true,$(RESET)),--reset)
