"""The Python environment and the pinned packages in it."""

import shutil
import sys

from set_up.computer import check_venv
from set_up.places import ENVIRONMENT, PROJECT, PYTHON
from set_up.running import Failed, Telling, no_network, quietly, went_wrong
from set_up.stamps import Step, fingerprint

RUNNING = PROJECT / "requirements.txt"
TESTING = PROJECT / "tests" / "requirements.txt"
UV = "uv==0.13.9"
WHAT = "Python packages"


def make_environment() -> bool:
    """Make `.venv` with the Python that runs this, unless it is there already."""
    version = f"Python {sys.version_info.major}.{sys.version_info.minor}"
    stamp = ENVIRONMENT / "made"
    if not PYTHON.exists():  # also when the Python it pointed to has gone
        stamp.unlink(missing_ok=True)
    return Step(stamp, version, _make_environment).do()


def _make_environment() -> None:
    check_venv()
    with Telling("Making the Python environment in .venv"):
        shutil.rmtree(ENVIRONMENT, ignore_errors=True)
        try:
            quietly([sys.executable, "-m", "venv", ENVIRONMENT])
        except Failed as failed:
            raise went_wrong("Making the Python environment", failed) from None


def install_to_run() -> bool:
    return Step(ENVIRONMENT / "to-run", fingerprint([RUNNING]), lambda: install(WHAT, "-r", str(RUNNING))).do()


def install_to_test() -> bool:
    made_from = fingerprint([RUNNING, TESTING])
    return Step(ENVIRONMENT / "to-test", made_from, lambda: install(WHAT, "-r", str(TESTING))).do()


def install(called: str, *what: str) -> None:
    """Install pinned packages, `called` so on the screen: by uv, which is much faster, else by pip.

    uv does not read pip's own settings, so a school's proxy or package mirror set there is missed by it.
    Raises Problem when neither can.
    """
    with Telling(f"Fetching {called}"):
        try:
            quietly([PYTHON, "-m", "pip", "install", "--retries", "2", UV])
            quietly([PYTHON, "-m", "uv", "pip", "install", "--python", PYTHON, *what])
        except Failed:
            _install_by_pip(called, *what)


def _install_by_pip(called: str, *what: str) -> None:
    try:
        quietly([PYTHON, "-m", "pip", "install", "--retries", "2", *what])
    except Failed as failed:
        if failed.looks_like_no_network:
            raise no_network(called) from None
        raise went_wrong(f"Installing {called}", failed) from None
