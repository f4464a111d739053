"""Names in a row are written as people in England write them: no comma before the last."""

from __future__ import annotations

from flask import Flask

from voice_app.pages.languages import any_of, listed

NAMES = ("Miss Begum", "Mr Khan", "Mrs Cole")


def test_all_of_them(app: Flask) -> None:
    with app.test_request_context():
        assert listed(NAMES) == "Miss Begum, Mr Khan and Mrs Cole"


def test_any_of_them(app: Flask) -> None:
    with app.test_request_context():
        assert any_of(NAMES) == "Miss Begum, Mr Khan or Mrs Cole"
