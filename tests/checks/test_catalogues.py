"""The check of the catalogues finds what compiles without complaint and still speaks broken words."""

from __future__ import annotations

from pathlib import Path

import pytest
from babel.messages import Catalog

from set_up import words
from set_up.languages import TRANSLATIONS
from tests.checks.catalogues import faults, faults_of


def template(*messages: str | tuple[str, str]) -> Catalog:
    made = Catalog(fuzzy=False)
    for message in messages:
        made.add(message)
    return made


def in_polish(*pairs: tuple[str | tuple[str, str], str | tuple[str, ...]], status: str = "draft") -> Catalog:
    made = Catalog(locale="pl", header_comment=f"# My Say\n# Status: {status}", fuzzy=False)
    for message, translation in pairs:
        made.add(message, translation)
    return made


def test_a_full_catalogue_has_no_faults() -> None:
    wanted = template("Yes", "Hello %(name)s.", ("%(num)s card", "%(num)s cards"))
    made = in_polish(
        ("Yes", "Tak"),
        ("Hello %(name)s.", "Cześć, %(name)s."),
        (("%(num)s card", "%(num)s cards"), ("jedna karta", "%(num)s karty", "%(num)s kart")),
        status="checked (by Ola, 2026-11-20)",
    )
    assert list(faults_of(made, wanted)) == []


@pytest.mark.parametrize(
    ("translation", "fault"),
    [
        (("karta", "", "%(num)s kart"), "half filled"),
        (("", "", ""), "no words"),
        (("karta", "%(num)s karty"), "wrong number of plural forms"),
        (("karta", "%(liczba)s karty", "%(num)s kart"), "other %(…) places"),
        (("karta", "%(num)s karty", "100 % kart"), "other %(…) places"),
    ],
)
def test_plurals_are_complete(translation: tuple[str, ...], fault: str) -> None:
    cards = ("%(num)s card", "%(num)s cards")
    found = list(faults_of(in_polish((cards, translation)), template(cards)))
    assert len(found) == 1
    assert fault in found[0]


def test_a_sentence_that_is_missing_empty_or_doubtful_is_named() -> None:
    made = in_polish(("Yes", ""), ("No", "Nie"))
    doubtful = made.get("No")
    assert doubtful is not None
    doubtful.flags.add("fuzzy")
    found = list(faults_of(made, template("Yes", "No", "Stop")))
    assert found == ["has no words for “Yes”", "is doubtful (fuzzy) about “No”", "is missing “Stop”"]


def test_a_place_that_was_lost_or_misspelt_is_named() -> None:
    wanted = template("Hello %(name)s.")
    for broken in ("Cześć.", "Cześć, %(nam)s.", "Cześć, %(name)."):
        assert list(faults_of(in_polish(("Hello %(name)s.", broken)), wanted)), broken


def test_a_catalogue_says_how_far_it_can_be_trusted() -> None:
    silent = Catalog(locale="pl", header_comment="# My Say", fuzzy=False)
    assert ["Status" in fault for fault in faults_of(silent, template())] == [True]


def test_a_sentence_that_nobody_says_any_more_is_named() -> None:
    assert list(faults_of(in_polish(("Yes", "Tak")), template())) == ["has a sentence that nobody says any more: “Yes”"]


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A small project with one page, one room, one test, and catalogues of today."""
    files = {
        "translations/babel.cfg": (TRANSLATIONS / "babel.cfg").read_text(),
        "voice_app/pages/home.html": '<h1>{{ _("Hello %(name)s", name=name) }}</h1>',
        "voice_app/pages/home.py": 'x = ngettext("%(num)s card", "%(num)s cards", 2)',
        "activities/sort/room.py": 'TITLE = N_p("pupil-S", "Sort cards")\nHINT = N_("For lessons.")',
        "activities/sort/test_room.py": 'N_("Only said in a test")',
        "node_modules/other/thing.py": '_("Not ours")',
    }
    for name, text in files.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text)
    renew(tmp_path)
    return tmp_path


def renew(project: Path) -> None:
    for file, content in words.files_of_today(project):
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content)


def test_sentences_are_found_in_pages_and_rooms_with_whom_they_are_for(project: Path) -> None:
    found = {(message.context, str(message.id)) for message in words.found_in_code(project) if message.id}
    assert found == {
        (None, "Hello %(name)s"),
        (None, "('%(num)s card', '%(num)s cards')"),
        ("pupil-S", "Sort cards"),
        (None, "For lessons."),
    }


def test_the_check_passes_until_a_sentence_changes(project: Path) -> None:
    assert list(faults(project)) == []
    page = project / "voice_app/pages/home.html"
    page.write_text('\n\n<h1>{{ _("Hello %(name)s", name=name) }}</h1>')
    assert list(faults(project)) == [], "a sentence that only moved is no change"
    page.write_text('<h1>{{ _("Good morning %(name)s", name=name) }}</h1>')
    assert any("messages.pot is behind the code" in fault for fault in faults(project))
    renew(project)
    assert list(faults(project)) == []


def test_bringing_a_language_up_to_date_keeps_its_words_and_its_header(project: Path) -> None:
    place = words.catalogue_of("pl", project / "translations")
    place.parent.mkdir(parents=True)
    place.write_bytes(words.as_file(in_polish(("For lessons.", "Na lekcje."), ("Old", "Stare"), status="draft")))
    renewed = words.brought_up_to_date(words.read(place), words.found_in_code(project))
    kept = renewed.get("For lessons.")
    assert kept is not None
    assert kept.string == "Na lekcje."
    assert "# Status: draft" in renewed.header_comment
    assert renewed.get("Old") is None
    new = renewed.get("Sort cards", "pupil-S")
    assert new is not None
    assert not new.string


def test_the_same_catalogue_is_the_same_file_on_any_day(project: Path) -> None:
    before = [file.read_bytes() for file, _ in words.files_of_today(project)]
    assert [content for _, content in words.files_of_today(project)] == before
    assert not [line for content in before for line in content.splitlines() if b"Date:" in line]
