"""Compiling the translations."""

from set_up.places import CACHE, PROJECT, PYTHON
from set_up.running import Failed, Telling, quietly, went_wrong
from set_up.stamps import Step, fingerprint

TRANSLATIONS = PROJECT / "translations"


def compile_catalogues() -> bool:
    catalogues = sorted(TRANSLATIONS.glob("*/LC_MESSAGES/*.po"))
    if not catalogues:
        return False
    stamp = CACHE / "translations"
    if not all(catalogue.with_suffix(".mo").exists() for catalogue in catalogues):
        stamp.unlink(missing_ok=True)
    return Step(stamp, fingerprint(catalogues), _compile).do()


def _compile() -> None:
    with Telling("Compiling the translations"):
        try:
            quietly([PYTHON, "-m", "babel.messages.frontend", "compile", "-d", TRANSLATIONS])
        except Failed as failed:
            raise went_wrong("Compiling the translations", failed) from None
