"""Rooms and pages name their pictures without knowing `media`: here the names are held together."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from activities import all_activities
from media.cards.catalogue import PICTURES

PAGES = Path(__file__).parents[2] / "voice_app" / "pages"


@pytest.mark.parametrize("slug", sorted(all_activities()))
def test_every_picture_that_an_activity_may_show_is_in_the_catalogue(slug: str) -> None:
    assert sorted(all_activities()[slug].all_pictures - PICTURES.keys()) == []


def test_every_picture_that_a_page_names_is_in_the_catalogue() -> None:
    named = {
        (page.name, name)
        for page in PAGES.rglob("*.html")
        for name in re.findall(r"""\bpicture\(["']([^"']+)["']""", page.read_text(encoding="utf-8"))
    }
    assert named, "no page names a picture: has the template function another name now?"
    assert sorted((page, name) for page, name in named if name not in PICTURES) == []
