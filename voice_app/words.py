"""The languages: which catalogue speaks, and pseudo-locales that show what escaped it."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

from babel.support import NullTranslations, Translations

from activities.contract import Text, Translate

CATALOGUES = Path(__file__).parent.parent / "translations"

_ACCENTED = str.maketrans("aceinosuyACEINOSUY", "áçéíñóšúýÁÇÉÍÑÓŠÚÝ")
#: What must stay as it is: places for values, and mark-up.
_KEPT = re.compile(r"(%\([^)]*\)[sd]|<[^>]*>|&\w+;)")


def accented(text: str) -> str:
    """The sentence as the accented pseudo-locale says it: readable, longer, and plainly not the original."""
    parts = _KEPT.split(text)
    spoken = "".join(part if i % 2 else part.translate(_ACCENTED) for i, part in enumerate(parts))
    return f"[{spoken}~]" if text.strip() else text


def mirrored(text: str) -> str:
    """The sentence as the right-to-left pseudo-locale says it: accented, and set right to left by a mark."""
    return f"\u202e{accented(text)}\u202c" if text.strip() else text


class PseudoTranslations(Translations):
    """A catalogue that has every sentence, changed by a rule."""

    def __init__(self, change: Callable[[str], str]) -> None:
        super().__init__()
        self._change = change

    def gettext(self, message: str) -> str:
        return self._change(message)

    ugettext = gettext

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        return self._change(msgid1 if n == 1 else msgid2)

    ungettext = ngettext

    def pgettext(self, context: str, message: str) -> str:
        return self._change(message)

    upgettext = pgettext

    def npgettext(self, context: str, singular: str, plural: str, num: int) -> str:
        return self._change(singular if num == 1 else plural)

    unpgettext = npgettext


def pseudo_translations(pseudo: str) -> PseudoTranslations | None:
    """The catalogue of a pseudo-locale, or nothing where none is asked for."""
    rules = {"accents": accented, "mirror": mirrored}
    return PseudoTranslations(rules[pseudo]) if pseudo in rules else None


def load(language: str) -> NullTranslations:
    """The compiled catalogue of a language; English where there is none."""
    return Translations.load(str(CATALOGUES), [language])


def translator(words: NullTranslations) -> Translate:
    """How data (`Text`) is translated with this catalogue."""

    def translate(context: str | None, text: str) -> str:
        return str(words.pgettext(context, text)) if context else str(words.gettext(text))

    return translate


def say(text: Text, words: NullTranslations) -> str:
    """A sentence of the data in this catalogue's language."""
    return text.say(translator(words))
