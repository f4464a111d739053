"""The pseudo-locales change every sentence, and the mirrored one turns the page."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from babel.support import Translations
from flask import Flask

from tests.conftest import settings_for
from voice_app import create_app
from voice_app.words import accented, mirrored


@pytest.mark.parametrize(("pseudo", "direction"), [("accents", "ltr"), ("mirror", "rtl")])
def test_the_sign_in_page_speaks_the_pseudo_locale(
    tmp_path: Path, migrated_database: Path, pseudo: str, direction: str
) -> None:
    shutil.copy(migrated_database, tmp_path / "mysay.sqlite")
    app = create_app(settings_for(tmp_path, pseudo=pseudo))
    page = app.test_client().get("/sign-in").get_data(as_text=True)
    app.extensions["engine"].dispose()
    assert f'dir="{direction}"' in page
    assert accented("Password") in page or mirrored("Password") in page


def test_places_and_mark_up_stay_as_they_are() -> None:
    assert accented("Hello %(name)s, <b>yes</b>") == "[Hélló %(name)s, <b>ýéš</b>~]"


def test_a_catalogue_is_read_once_and_not_for_every_page(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    client = app.test_client()
    client.get("/sign-in")
    monkeypatch.setattr(Translations, "load", lambda *_: pytest.fail("The catalogue was read again"))
    assert "Password" in client.get("/sign-in").get_data(as_text=True)
