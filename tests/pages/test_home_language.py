"""A code of the Common Transfer File for a language is shown with its name, and kept as it is."""

from __future__ import annotations

import pytest
from babel import Locale
from flask import Flask
from sqlalchemy.orm import Session

from tests.conftest import Enter
from tests.make import Make
from voice_app.model import Pupil, School, Staff
from voice_app.pages.staff.language_names import KINDS, NAMES, TAGS, language_name
from voice_app.pages.staff.list_words import list_value


@pytest.mark.parametrize(
    ("kept", "shown"),
    [
        ("POL", "Polish (POL)"),
        ("PNJM", "Panjabi (PNJM)"),
        ("POL, ENG", "Polish (POL), English (ENG)"),
        ("BNGS", "Bengali (BNGS)"),
        ("QQQ", "QQQ"),
        # Words of four capital letters, not kinds of MAN, CHI, THA and POL.
        ("MANX", "MANX"),
        ("CHIN", "CHIN"),
        ("THAI", "THAI"),
        ("MAND", "MAND"),
        ("POLX", "POLX"),
        ("Polish", "Polish"),
        ("pol", "pol"),
        ("", ""),
        (None, ""),
    ],
)
def test_a_code_is_shown_with_what_it_means(app: Flask, kept: str | None, shown: str) -> None:
    with app.test_request_context():
        assert language_name(kept) == shown


def test_every_code_has_a_name() -> None:
    known = Locale("en").languages
    assert [code for code, tag in TAGS.items() if not known.get(tag)] == []
    assert not TAGS.keys() & NAMES.keys()
    assert {kind[:3] for kind in KINDS} <= TAGS.keys() | NAMES.keys()


def test_the_preview_of_a_list_tells_it(app: Flask) -> None:
    with app.test_request_context():
        assert list_value("URD", "home_language") == "Urdu (URD)"


def test_the_details_tell_it_and_saving_keeps_the_code(
    enter: Enter, make: Make, school: School, cole: Staff, session: Session
) -> None:
    zofia: Pupil = make.pupil(school, forename="Zofia", surname="Kowalska", home_language="POL")
    session.commit()
    office = enter(cole)
    page = office.get(f"/pupils/{zofia.id}/edit").text
    assert "Polish (POL)" in page
    assert 'value="POL"' in page
    sent = {"forename": "Zofia", "surname": "Kowalska", "home_language": "POL", "class_name": "Elm", "sen": "E"}
    office.post(f"/pupils/{zofia.id}/edit", data=sent)
    session.expire_all()
    assert (zofia.home_language, zofia.class_name) == ("POL", "Elm")
