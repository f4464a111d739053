"""Every text of a kind reaches the translators, and dates in sentences are written as the reader writes them."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from datetime import date
from io import BytesIO

import pytest
from babel.messages.extract import extract

from voice_app.review_kinds import Remark, all_kinds, extract_kinds
from voice_app.review_kinds.reading import KINDS

#: Parts of a kind that only programs read.
FOR_PROGRAMS = {"slug", "key", "step", "ask", "decided", "not_after", "only_if", "school_day", "shape"}


def texts_in(part: object, name: str = "") -> Iterator[str]:
    """Every text in a kind but those for programs; new ones are found without a change here."""
    if dataclasses.is_dataclass(part):
        for field in dataclasses.fields(part):
            yield from texts_in(getattr(part, field.name), field.name)
    elif isinstance(part, tuple):
        for one in part:
            yield from texts_in(one, name)
    elif isinstance(part, str) and part and name not in FOR_PROGRAMS:
        yield part


@pytest.mark.parametrize("slug", list(all_kinds()))
def test_babel_finds_every_text_people_read_at_its_own_line(slug: str) -> None:
    content = (KINDS / f"{slug}.toml").read_bytes()
    found = list(extract("voice_app.review_kinds.words:extract_kinds", BytesIO(content)))

    assert {message for _, message, _, _ in found} == set(texts_in(all_kinds()[slug]))
    lines = content.decode().splitlines()
    assert [message for line, message, _, _ in found if f'"{message}"' not in lines[line - 1]] == []


def test_a_text_that_is_marked_up_in_toml_is_still_found() -> None:
    file = BytesIO(b'slug = "x"\ntitle = "Say \\"hello\\""\n[[steps]]\ntitle = "Caf\xc3\xa9"\n')
    found = [(line, message) for line, _, message, _ in extract_kinds(file, (), (), {})]
    assert found == [(1, 'Say "hello"'), (4, "Café")]


def test_a_remark_is_said_in_the_readers_language_with_the_readers_dates() -> None:
    remark = Remark("Hold it by %(day)s.", {"day": date(2027, 2, 5)})
    polish = {"Hold it by %(day)s.": "Do %(day)s."}
    assert str(remark) == "Hold it by 05/02/2027."
    assert remark.said(polish.__getitem__, date.isoformat) == "Do 2027-02-05."


def test_a_remark_without_dates_may_hold_a_percent_sign() -> None:
    assert str(Remark("100% sure")) == "100% sure"


@pytest.mark.parametrize("slug", list(all_kinds()))
def test_sentences_are_short_enough_to_read_in_a_hurry(slug: str) -> None:
    long = [
        sentence
        for text in texts_in(all_kinds()[slug])
        for sentence in text.replace("? ", ". ").split(". ")
        if len(sentence.split()) > 27
    ]
    assert long == []
