"""Debian packages, with all they need that this computer lacks, unpacked into a folder by somebody who is not root."""

import shutil
from collections.abc import Sequence
from pathlib import Path

from set_up.running import quietly


def unpack(packages: Sequence[str], folder: Path) -> Path:
    """Fetch and unpack into `folder`. Returns the folder that stands for `/` there. Raises Failed.

    apt gets lists and a store of its own inside `folder`, as the system's belong to root, but reads what is installed
    from the system, so that only missing libraries are fetched.
    """
    apt = folder / "apt"
    root, lists, store = folder / "root", apt / "lists", apt / "store"
    for needed in (root, lists / "partial", store / "archives" / "partial"):
        needed.mkdir(parents=True, exist_ok=True)
    own_places = [
        *("-o", f"Dir::State::Lists={lists}"),
        *("-o", f"Dir::Cache={store}"),
        *("-o", "Dir::State::Status=/var/lib/dpkg/status"),
        *("-o", "Debug::NoLocking=true"),
    ]
    quietly(["apt-get", *own_places, "update"])
    quietly(["apt-get", *own_places, "--yes", "--no-install-recommends", "--download-only", "install", *packages])
    for archive in sorted((store / "archives").glob("*.deb")):
        quietly(["dpkg-deb", "--extract", archive, root])
    shutil.rmtree(apt)  # as large again as what came out of it
    return root
