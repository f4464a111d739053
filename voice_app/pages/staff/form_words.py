"""What the forms of the staff pages share: their base, marking their sentences, and cleaning what was typed."""

from __future__ import annotations

from flask_wtf import FlaskForm

from activities.contract.answer import clean_words


class PageForm(FlaskForm):  # type: ignore[misc]  # Flask-WTF has no types; here once, so that forms need no such mark
    """The base of a form."""


def N_(text: str) -> str:
    """Mark a label, hint or error for the catalogue. The parts of the page translate it (`parts/forms.html`)."""
    return text


def one_line(typed: str | None) -> str:
    """What was typed into a box of one line: no line breaks, no space around it, and nothing that cannot be kept."""
    return " ".join(clean_words(typed or "").split())
