"""Which browser the tests take, and what is said where there is none."""

import shutil
from pathlib import Path

import pytest

from set_up import browser
from set_up.problem import Problem
from set_up.running import quietly


def program(place: Path, exit_code: int = 0) -> Path:
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_text(f"#!/bin/sh\nexit {exit_code}\n")
    place.chmod(0o755)
    return place


@pytest.fixture(autouse=True)
def bare_computer(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Neither a Chromium nor Debian's way of getting one."""

    def find_nothing(name: str) -> None:
        return None

    monkeypatch.setattr(shutil, "which", find_nothing)
    monkeypatch.setattr(browser, "WRAPPER", tmp_path / "cache" / "chromium")
    monkeypatch.delenv("CHROMIUM", raising=False)


def test_without_any_browser_one_sentence_says_what_to_do() -> None:
    with pytest.raises(Problem, match="install Chromium, or name one: CHROMIUM="):
        browser.set_up()


def test_the_named_browser_is_the_last_resort(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    named = program(tmp_path / "named")
    monkeypatch.setenv("CHROMIUM", str(named))
    browser.set_up()
    assert browser.find_chromium() == named
    unpacked = program(tmp_path / "cache" / "chromium")
    assert browser.find_chromium() == unpacked


def test_a_browser_that_does_not_start_is_passed_over(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    program(tmp_path / "cache" / "chromium", exit_code=127)
    named = program(tmp_path / "named")
    monkeypatch.setenv("CHROMIUM", str(named))
    assert browser.find_chromium() == named


def test_the_unpacked_browser_finds_its_libraries_and_fonts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(browser, "UNPACKED", tmp_path)
    monkeypatch.setattr(browser, "WRAPPER", tmp_path / "chromium")
    root = tmp_path / "root"
    libraries = [root / folder / "some-kind-of-computer" / "libneeded.so.1" for folder in ("lib", "usr/lib")]
    for library in libraries:
        library.parent.mkdir(parents=True)
        library.touch()
    program(root / "usr" / "lib" / "chromium" / "chromium").write_text(
        '#!/bin/sh\necho "$LD_LIBRARY_PATH $FONTCONFIG_FILE"'
    )
    browser._write_wrapper(root)
    assert browser.starts(tmp_path / "chromium")
    said = quietly([tmp_path / "chromium"])
    assert all(str(library.parent) in said for library in libraries)
    assert f"{root}/usr/share/fonts" in (tmp_path / "fonts.conf").read_text()
