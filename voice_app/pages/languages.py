"""Which language a page speaks, and in which direction it is written."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar, Literal, cast

from babel.lists import format_list
from babel.support import NullTranslations
from flask import Flask
from flask_babel import Babel, Domain, get_locale, get_translations

from activities.contract import Text, Wording
from voice_app.words import CATALOGUES, pseudo_translations, say

from .access import settings


class SpokenDomain(Domain):  # type: ignore[misc]  # Flask-Babel has no types
    """The catalogues: each is read once, and looked for once a request, where a page says hundreds of sentences."""

    _read: ClassVar[dict[tuple[str, str], NullTranslations]] = {}
    _of_this_request: NullTranslations | None = None

    def get_translations_cache(self, ctx: object) -> dict[tuple[str, str], NullTranslations]:
        """Where a catalogue that has been read is kept: Flask-Babel makes a domain for each request."""
        return self._read

    def get_translations(self) -> NullTranslations:
        """The catalogue of this request's language."""
        if self._of_this_request is None:
            self._of_this_request = super().get_translations()
        return self._of_this_request


class PseudoDomain(Domain):  # type: ignore[misc]  # Flask-Babel has no types
    """A domain whose catalogue is a pseudo-locale."""

    def get_translations(self) -> NullTranslations:
        """The pseudo-locale of the settings, whatever the locale."""
        return pseudo_translations(settings().pseudo) or NullTranslations()


class SpokenBabel(Babel):  # type: ignore[misc]  # Flask-Babel has no types
    """Babel, with a pseudo-locale in place of the catalogues where the settings ask for one."""

    @property
    def domain_instance(self) -> Domain:
        """Where the sentences of a request come from."""
        return PseudoDomain() if settings().pseudo else SpokenDomain()


def speak(app: Flask) -> None:
    """Set up the catalogues."""
    SpokenBabel(
        app,
        default_locale="en",
        default_timezone="Europe/London",
        default_translation_directories=str(CATALOGUES),
        locale_selector=lambda: "en",
    )


def words() -> NullTranslations:
    """The catalogue of this request, for services and paperwork that speak."""
    return cast(NullTranslations, get_translations())


def said(text: Text) -> str:
    """A sentence of the data in the language of this request."""
    return say(text, words())


def worded(wording: Wording, *, older: bool) -> str:
    """A pupil's sentence in the version that this pupil's profile asks for."""
    return said(wording.version(older))


def listed(names: Sequence[str]) -> str:
    """These names, one after the other: "Miss Begum, Mr Khan and Mrs Cole"."""
    return _in_a_row(names, "standard")


def any_of(names: Sequence[str]) -> str:
    """One of these names, whichever: "Miss Begum, Mr Khan or Mrs Cole"."""
    return _in_a_row(names, "or")


def _in_a_row(names: Sequence[str], style: Literal["standard", "or"]) -> str:
    # The pages say "en", which Babel takes for American: with a comma before "and".
    locale = "en_GB" if language() == "en" else get_locale()
    return str(format_list(list(names), style=style, locale=locale))


def language() -> str:
    """For `<html lang>`."""
    locale = get_locale()
    return str(locale.language) if locale else "en"


def direction() -> str:
    """For `<html dir>`."""
    if settings().pseudo == "mirror":
        return "rtl"
    locale = get_locale()
    return str(locale.text_direction) if locale else "ltr"
