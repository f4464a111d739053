"""A photo is cleaned on the command line as in the app, and a sentence says why one is not."""

from __future__ import annotations

import os
import subprocess
import sys
import warnings
from io import BytesIO
from pathlib import Path

import pytest

from set_up.places import PROJECT
from tests.media.pictures import SECRETS, SIGNS, corners, is_upright, notes, talkative, written
from voice_app.commands import main


def test_what_is_written_is_the_clean_photo_and_the_other_file_stays(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    taken, out = tmp_path / "IMG_1034.HEIC", tmp_path / "clean.jpg"
    content = talkative("JPEG", corners(orientation=6), 6)
    taken.write_bytes(content)

    assert main(["photo", "clean", str(taken), str(out)]) == 0

    assert is_upright(out.read_bytes(), near=60), "in its own colours, which are a phone's"
    assert not [told for told in SECRETS + SIGNS if told in out.read_bytes()]
    assert taken.read_bytes() == content
    assert "64 × 48" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"My cat is called Biscuit", "This is not a photo. Take a new one, or pick another."),
        (b"", "Try it again"),
        (talkative("JPEG", corners())[:900], "Try it again"),
        (None, "cannot be read"),
    ],
)
def test_what_is_no_photo_gives_a_sentence_and_writes_nothing(
    tmp_path: Path, capfd: pytest.CaptureFixture[str], content: bytes | None, says: str
) -> None:
    taken, out = tmp_path / "cat.jpg", tmp_path / "clean.jpg"
    if content is not None:
        taken.write_bytes(content)

    assert main(["photo", "clean", str(taken), str(out)]) == 1

    printed, complained = capfd.readouterr()
    assert printed == ""
    assert says in complained
    assert complained.count("\n") == 1
    assert not out.exists()


def test_of_a_file_that_is_far_too_large_only_so_much_is_read(
    tmp_path: Path, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    class Endless(BytesIO):
        def read(self, most: int | None = -1) -> bytes:
            assert most is not None
            assert most > 0, "all of it was wanted"
            return b"\xff\xd8\xff" + bytes(most)

    monkeypatch.setattr(Path, "open", lambda *_: Endless())

    assert main(["photo", "clean", str(tmp_path / "cat.jpg"), str(tmp_path / "clean.jpg")]) == 1

    assert "30 MB is the most" in capfd.readouterr().err


@pytest.mark.filterwarnings("default")
@pytest.mark.parametrize("whole", [True, False])
def test_broken_notes_of_a_camera_add_nothing_to_what_is_said(
    tmp_path: Path, capfd: pytest.CaptureFixture[str], whole: bool
) -> None:
    taken, broken = tmp_path / "cat.jpg", bytearray(notes(6))
    broken[40::7] = b"\xff" * len(broken[40::7])
    content = written(corners(), "JPEG", exif=bytes(broken))
    taken.write_bytes(content if whole else content[:-200])

    with warnings.catch_warnings(record=True) as warned:
        assert main(["photo", "clean", str(taken), str(tmp_path / "clean.jpg")]) == (0 if whole else 1)

    assert warned == []
    assert capfd.readouterr().err.count("\n") == (0 if whole else 1)


def test_a_terminal_that_lacks_a_sign_is_told_all_the_same(tmp_path: Path) -> None:
    (tmp_path / "cat.jpg").write_bytes(talkative("JPEG", corners()))
    command = [sys.executable, "-m", "voice_app", "photo", "clean", "cat.jpg", "clean.jpg"]
    environment = os.environ | {"PYTHONIOENCODING": "ascii", "PYTHONPATH": str(PROJECT)}

    done = subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, text=True, check=False)

    assert (done.returncode, done.stderr) == (0, "")
    assert "64 \\xd7 48" in done.stdout


@pytest.mark.parametrize("where", [".", os.path.join("no-such-folder", "clean.jpg")])
def test_a_place_where_nothing_can_be_written_gives_a_sentence(
    tmp_path: Path, capfd: pytest.CaptureFixture[str], where: str
) -> None:
    taken = tmp_path / "cat.jpg"
    taken.write_bytes(talkative("JPEG", corners()))

    assert main(["photo", "clean", str(taken), str(tmp_path / where)]) == 1

    assert "cannot be written" in capfd.readouterr().err
