"""Each step of set-up is done once, until what it was made from changes."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from set_up.stamps import Step, fingerprint


class Work:
    """Counts how often it was done."""

    def __init__(self) -> None:
        self.times = 0

    def __call__(self) -> None:
        self.times += 1


def test_a_step_is_done_once(tmp_path: Path) -> None:
    work = Work()
    step = Step(tmp_path / "made" / "stamp", "version 1", work)
    assert step.do()
    assert not step.do()
    assert work.times == 1


def test_a_step_is_done_again_when_its_sources_change(tmp_path: Path) -> None:
    work = Work()
    Step(tmp_path / "stamp", "version 1", work).do()
    assert Step(tmp_path / "stamp", "version 2", work).do()
    assert work.times == 2


def test_a_step_that_failed_is_not_done(tmp_path: Path) -> None:
    def fail() -> None:
        raise OSError("disk full")

    Step(tmp_path / "stamp", "version 1", Work()).do()
    failing = Step(tmp_path / "stamp", "version 2", fail)
    with pytest.raises(OSError, match="disk full"):
        failing.do()
    assert not failing.is_done
    assert not Step(tmp_path / "stamp", "version 1", Work()).is_done, "half of version 2 lies over version 1"


def test_the_fingerprint_changes_with_a_files_content_and_name(tmp_path: Path) -> None:
    (tmp_path / "a").write_text("one")
    (tmp_path / "b").write_text("one")
    first = fingerprint([tmp_path / "a"])
    assert fingerprint([tmp_path / "b"]) != first
    assert fingerprint([tmp_path / "a"], "Python 3.12") != first
    (tmp_path / "a").write_text("two")
    assert fingerprint([tmp_path / "a"]) != first


def test_the_fingerprint_does_not_depend_on_the_order_of_files(tmp_path: Path) -> None:
    files = [tmp_path / name for name in "abc"]
    for file in files:
        file.write_text(file.name)
    assert fingerprint(files) == fingerprint(reversed(files))


@given(st.lists(st.text(st.characters(codec="utf-8")), max_size=4), st.lists(st.text(), max_size=4))
def test_different_texts_give_different_fingerprints(one: list[str], other: list[str]) -> None:
    assert (fingerprint([], *one) == fingerprint([], *other)) == (one == other)
