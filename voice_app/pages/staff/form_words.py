"""What the forms of the staff pages share: their base, marking their sentences, and cleaning what was typed."""

from __future__ import annotations

from typing import Any

from flask_wtf import FlaskForm

from activities.contract.answer import clean_words


def N_(text: str) -> str:
    """Mark a label, hint or error for the catalogue. The parts of the page translate it (`parts/forms.html`)."""
    return text


#: Instead of what WTForms itself says of a choice that is not among those offered: mostly one that has gone since the
#: page was opened, such as a member of staff who has left.
NOT_OFFERED = N_("This cannot be chosen any more. Choose from what is shown")


class _OurSentences:
    """What WTForms says by itself, in our words. Our own messages pass through; the page translates them."""

    def gettext(self, text: str) -> str:
        return NOT_OFFERED if "choice" in text.casefold() else text

    def ngettext(self, one: str, many: str, number: int) -> str:
        return self.gettext(one if number == 1 else many)


class PageForm(FlaskForm):  # type: ignore[misc]  # Flask-WTF has no types; here once, so that forms need no such mark
    """The base of a form."""

    class Meta(FlaskForm.Meta):  # type: ignore[misc]
        """Flask-WTF's own settings, with our sentences."""

        def get_translations(self, form: Any) -> _OurSentences:
            """What WTForms says, as people can act on it."""
            return _OurSentences()


def one_line(typed: str | None) -> str:
    """What was typed into a box of one line: no line breaks, no space around it, and nothing that cannot be kept."""
    return " ".join(clean_words(typed or "").split())
