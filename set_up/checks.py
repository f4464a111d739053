"""The checks that come before the tests, quickest first; the first that fails ends the run."""

from pathlib import Path

from set_up import node
from set_up.places import NODE_MODULES, PYTHON
from set_up.problem import Problem
from set_up.running import Failed, Telling, quietly, say

TYPED = ("voice_app", "activities", "media", "set_up", "bench", "tests", "make.py")
# It has no `python -m`, and the program beside Python holds a path that breaks when the folder is moved.
IMPORT_LINTER = "from importlinter.cli import lint_imports_command as check; check()"


def all_checks() -> dict[str, list[str | Path]]:
    """What is checked → the command that checks it."""
    return {
        "Style of Python (ruff check)": [PYTHON, "-m", "ruff", "check"],
        "Layout of Python (ruff format)": [PYTHON, "-m", "ruff", "format", "--check"],
        "Templates (djlint)": [PYTHON, "-m", "djlint", "--lint", "--quiet", "voice_app", "activities"],
        "Which part may import which (import-linter)": [PYTHON, "-c", IMPORT_LINTER],
        "Words in every language (tests.checks.catalogues)": [PYTHON, "-m", "tests.checks.catalogues"],
        "Types of the browser's code (tsc)": [node.find().program, NODE_MODULES / "typescript" / "bin" / "tsc"],
        "Types of Python (mypy)": [PYTHON, "-m", "mypy", *TYPED],
    }


def run_all() -> None:
    """Raises Problem that names the first check that failed, after showing what it found."""
    for name, command in all_checks().items():
        try:
            with Telling(name):
                quietly(command)
        except Failed as failed:
            say(failed.said)
            raise Problem(f"This check failed: {name}. What it found is above; the tests were not run.") from None
