"""Are the words complete? `python -m tests.checks.catalogues`, a part of `make check`.

It fails when the template is behind the code, and when a catalogue misses a sentence, has a doubtful ("fuzzy") or a
half-filled entry, has other %(name)s places than the English, or does not say how far it can be trusted.

pybabel itself does not: an empty plural form is compiled to English, and counted as translated.
"""

import re
import sys
from collections.abc import Iterator
from pathlib import Path

from babel.messages import Catalog
from babel.messages.catalog import Message

from set_up import words
from set_up.places import PROJECT

#: "checked" by somebody who speaks the language, or "draft": pages show the English beside a draft.
STATUS = re.compile(r"^# Status: (draft|checked)\b", re.MULTILINE)
PLACE = re.compile(r"%\((\w+)\)[sd]")


def faults(project: Path = PROJECT) -> Iterator[str]:
    """What is wrong, a sentence each."""
    for file, content in words.files_of_today(project):
        if not file.exists() or file.read_bytes() != content:
            yield f"{_short(file, project)} is behind the code. Run: make words"
    template = words.found_in_code(project)
    for file in sorted((project / "translations").glob("*/LC_MESSAGES/messages.po")):
        for fault in faults_of(words.read(file), template):
            yield f"{_short(file, project)}: {fault}"


def faults_of(catalog: Catalog, template: Catalog) -> Iterator[str]:
    """What is wrong with one catalogue, measured by the template."""
    if not STATUS.search(catalog.header_comment):
        yield "the header lacks its line “# Status: draft” or “# Status: checked (by …)”"
    for wanted in template:
        if wanted.id:
            message = catalog.get(wanted.id, wanted.context)
            if message is None:
                yield f"is missing {_named(wanted)}"
            else:
                yield from (f"{fault} {_named(wanted)}" for fault in _faults_of_message(message, wanted, catalog))
    for message in catalog:
        if message.id and template.get(message.id, message.context) is None:
            yield f"has a sentence that nobody says any more: {_named(message)}"


def _faults_of_message(message: Message, wanted: Message, catalog: Catalog) -> Iterator[str]:
    forms = message.string if isinstance(message.string, (tuple, list)) else (message.string,)
    if message.fuzzy:
        yield "is doubtful (fuzzy) about"
    if wanted.pluralizable != message.pluralizable or len(forms) != (catalog.num_plurals if wanted.pluralizable else 1):
        yield "has the wrong number of plural forms for"
    if not any(forms):
        yield "has no words for"
    elif not all(forms):
        yield "is half filled for"
    if _misplaced(wanted, [form for form in forms if form]):
        yield "has other %(…) places than the English in"


def _misplaced(wanted: Message, forms: list[str]) -> bool:
    """A form may leave out what its English forms differ in, such as the number in "one card"; never add a place."""
    english = [set(PLACE.findall(form)) for form in ([*wanted.id] if wanted.pluralizable else [str(wanted.id)])]
    always, ever = set.intersection(*english), set.union(*english)
    if wanted.pluralizable:
        always -= {"num"}
    broken = any("%" in PLACE.sub("", form).replace("%%", "") and wanted.python_format for form in forms)
    return broken or any(not always <= set(PLACE.findall(form)) <= ever for form in forms)


def _named(message: Message) -> str:
    first = message.id[0] if isinstance(message.id, (tuple, list)) else message.id
    return f"“{first}”" + (f" ({message.context})" if message.context else "")


def _short(file: Path, project: Path) -> str:
    return file.relative_to(project).as_posix()


def main() -> int:
    """Say what is wrong. Returns the exit code."""
    found = list(faults())
    print("\n".join(found) or "Every sentence is in every catalogue.")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
