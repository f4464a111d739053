"""How the app learns which built file a name means today."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from voice_app import built


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    forget()
    monkeypatch.setattr(built, "FOLDER", tmp_path)
    yield tmp_path
    forget()


def forget() -> None:
    built._manifest.cache_clear()
    built.asset_text.cache_clear()


def test_a_name_leads_to_todays_file_and_its_text(folder: Path) -> None:
    (folder / "manifest.json").write_text(json.dumps({"pupil.css": "pupil.3F2A.css"}))
    (folder / "pupil.3F2A.css").write_text("a{content:“ł”}", encoding="utf-8")
    assert built.asset("pupil.css") == "pupil.3F2A.css"
    assert built.asset_text("pupil.css") == "a{content:“ł”}"


def test_before_anything_is_built_the_error_says_what_to_do(folder: Path) -> None:
    with pytest.raises(built.NotBuilt, match=r"pupil\.js has not been built\. Run make demo first\."):
        built.asset("pupil.js")


def test_a_file_that_has_gone_says_what_to_do(folder: Path) -> None:
    (folder / "manifest.json").write_text(json.dumps({"pupil.css": "pupil.3F2A.css"}))
    with pytest.raises(built.NotBuilt, match="Run make demo first"):
        built.asset_text("pupil.css")


def test_a_name_that_nothing_builds_says_what_to_do(folder: Path) -> None:
    (folder / "manifest.json").write_text("{}")
    with pytest.raises(built.NotBuilt):
        built.asset("no-such.js")
