"""What is kept is there for good, under a name of ours, and only there."""

from __future__ import annotations

import os
import re
import stat
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from media.store import FileMissing, Store
from set_up.places import PROJECT

NOW = datetime(2026, 11, 25, 12, tzinfo=UTC)
A_DAY_AGO = NOW - timedelta(days=1)
#: Names that somebody could ask for to get at what is not in the store.
NOT_OURS = [
    "", ".", "..", "../secret", "..\\secret", "/etc/passwd", "C:\\secret", "%2e%2e", "photo.jpg", "a" * 31, "A" * 32,
    "a" * 33, "a" * 32 + "\n", "a" * 32 + ".part", "a" * 32 + "\0", "a" * 30 + "/b",
]  # fmt: skip


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "instance" / "photos"


@pytest.fixture
def store(folder: Path) -> Store:
    return Store(folder)


def made(folder: Path, name: str, when: datetime) -> None:
    (folder / name).write_bytes(b"left behind")
    age(folder / name, when)


def age(file: Path, when: datetime) -> None:
    os.utime(file, (when.timestamp(), when.timestamp()))


class TestKeeping:
    @pytest.mark.parametrize("content", [b"", b"a photo", b"line\nline\r\n\x1a\0", bytes(3_000_000)])
    def test_what_is_kept_is_read_back_byte_for_byte(self, store: Store, folder: Path, content: bytes) -> None:
        name = store.keep(content)
        assert store.read(name) == content
        assert Store(folder).read(name) == content

    def test_the_name_is_ours_and_tells_nothing(self, store: Store, folder: Path) -> None:
        name = store.keep(b"a photo")
        assert re.fullmatch("[0-9a-f]{32}", name)
        assert [file.name for file in folder.iterdir()] == [name], "nothing unfinished is left beside it"

    def test_only_this_user_of_the_computer_can_read_it(self, store: Store, folder: Path) -> None:
        name = store.keep(b"a photo")
        assert stat.S_IMODE((folder / name).stat().st_mode) == 0o600
        assert stat.S_IMODE(folder.stat().st_mode) == 0o700

    def test_the_same_photo_from_two_pupils_is_two_files(self, store: Store) -> None:
        mine, yours = store.keep(b"our class"), store.keep(b"our class")
        store.erase(mine)
        assert store.read(yours) == b"our class"

    def test_many_writers_at_once_get_a_file_each(self, store: Store, folder: Path) -> None:
        contents = [b"our class"] * 20 + [bytes([n]) * 1000 for n in range(20)]
        with ThreadPoolExecutor(8) as pool:
            names = list(pool.map(store.keep, contents))
        assert [store.read(name) for name in names] == contents
        assert len(set(names)) == len(list(folder.iterdir())) == 40

    def test_nothing_ever_takes_the_place_of_a_file(self, store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr("secrets.token_hex", lambda _: "a" * 32)
        store.keep(b"first")
        with pytest.raises(FileExistsError):
            store.keep(b"second")
        assert store.read("a" * 32) == b"first"

    def test_the_file_and_then_its_name_are_flushed_to_the_disk(
        self, store: Store, folder: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        done: list[str] = []
        flush, link = os.fsync, os.link

        def flushed(number: int) -> None:
            done.append("folder" if stat.S_ISDIR(os.fstat(number).st_mode) else f"{os.fstat(number).st_size} bytes")
            flush(number)

        def linked(old: Path, new: Path) -> None:
            done.append("named")
            link(old, new)

        monkeypatch.setattr(os, "fsync", flushed)
        monkeypatch.setattr(os, "link", linked)
        store.keep(b"a photo")
        assert done == ["7 bytes", "named", "folder"]


class TestReadingAndErasing:
    def test_a_file_that_is_not_there_is_missing(self, store: Store) -> None:
        with pytest.raises(FileMissing):
            store.read("a" * 32)

    @pytest.mark.parametrize("name", NOT_OURS)
    def test_no_other_name_leads_anywhere(self, store: Store, folder: Path, name: str) -> None:
        (folder.parent / "secret").write_bytes(b"another school's")
        (folder / "photo.jpg").write_bytes(b"not ours")
        made(folder, "a" * 32 + ".part", NOW)
        with pytest.raises(FileMissing):
            store.read(name)
        with pytest.raises(FileMissing):
            store.erase(name)
        assert (folder.parent / "secret").exists()
        assert len(list(folder.iterdir())) == 2

    def test_what_is_erased_is_gone_and_may_be_erased_again(self, store: Store, folder: Path) -> None:
        name = store.keep(b"a photo")
        store.erase(name)
        store.erase(name)
        assert list(folder.iterdir()) == []


class TestCrashes:
    @pytest.mark.parametrize("step", ["fsync", "link"])
    def test_a_full_disk_leaves_nothing_behind(
        self, store: Store, folder: Path, monkeypatch: pytest.MonkeyPatch, step: str
    ) -> None:
        def full(*_: object) -> None:
            raise OSError(28, "No space left on device")

        monkeypatch.setattr(os, step, full)
        with pytest.raises(OSError, match="No space"):
            store.keep(b"a photo")
        assert list(folder.iterdir()) == []

    @pytest.mark.parametrize("step", ["fsync", "link"])
    def test_a_process_that_dies_leaves_no_half_file_under_a_name(self, store: Store, folder: Path, step: str) -> None:
        dying = (
            "import os, sys\nfrom pathlib import Path\nfrom media.store import Store\n"
            f"os.{step} = lambda *_: os._exit(9)\nStore(Path(sys.argv[1])).keep(b'a photo')"
        )
        died = subprocess.run([sys.executable, "-c", dying, str(folder)], cwd=PROJECT, check=False)
        assert died.returncode == 9

        (left,) = folder.iterdir()
        with pytest.raises(FileMissing):
            store.read(left.name.removesuffix(".part"))
        age(left, A_DAY_AGO - timedelta(minutes=1))
        assert store.sweep(set(), older_than=A_DAY_AGO) == 1
        assert list(folder.iterdir()) == []

    def test_a_day_later_what_has_no_row_is_swept(self, store: Store, folder: Path) -> None:
        wanted, unwanted, new = store.keep(b"has a row"), store.keep(b"has none"), store.keep(b"its row comes yet")
        for name in (wanted, unwanted):
            age(folder / name, A_DAY_AGO - timedelta(seconds=1))
        age(folder / new, A_DAY_AGO + timedelta(seconds=1))
        made(folder, "b" * 32 + ".part", A_DAY_AGO - timedelta(days=3))
        made(folder, "c" * 32 + ".part", NOW)

        assert store.sweep({wanted}, older_than=A_DAY_AGO) == 2

        assert {file.name for file in folder.iterdir()} == {wanted, new, "c" * 32 + ".part"}
        assert store.sweep({wanted}, older_than=A_DAY_AGO) == 0

    def test_what_somebody_else_put_there_is_left_alone(self, store: Store, folder: Path) -> None:
        made(folder, "README.txt", A_DAY_AGO - timedelta(days=9))
        made(folder, "thesis.part", A_DAY_AGO - timedelta(days=9))
        (folder / ("d" * 32 + ".d")).mkdir()
        assert store.sweep(set(), older_than=NOW) == 0
        assert len(list(folder.iterdir())) == 3

    def test_an_unfinished_file_of_a_kept_photo_can_go_without_it(self, store: Store, folder: Path) -> None:
        name = store.keep(b"a photo")
        os.link(folder / name, folder / f"{name}.part")  # it died between the two
        age(folder / name, A_DAY_AGO - timedelta(days=1))
        assert store.sweep({name}, older_than=A_DAY_AGO) == 1
        assert store.read(name) == b"a photo"
