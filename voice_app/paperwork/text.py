"""The statements as plain text, for "Copy text": one line a statement, to paste into any form."""

from __future__ import annotations

from collections.abc import Sequence

from babel.support import NullTranslations

from .content import Document
from .letters import kept_apart
from .printed import Part, Passage, printed


def plain_text(document: Document, words: NullTranslations) -> str:
    """Headings, then a line for each statement with its source; then what is still open; adults' notes apart.

    A line break inside the words becomes a space, so that one statement stays one line. Each line starts with a dot,
    so that no program takes a child's "=1+1" for a formula (rule T3).
    """
    paper = printed(document, words)
    blocks = ["\n".join(line for line in (f"{paper.title} – {paper.name}", paper.subject, paper.copy_for) if line)]
    if paper.selection:
        blocks.append(paper.selection)
    for section in paper.sections:
        blocks.append("\n".join([section.heading, *(_in_one_line(line.passages, paper.rtl) for line in section.lines)]))
    if paper.still_open:
        blocks.append("\n".join([paper.still_open_heading, *(f"• {sentence}" for sentence in paper.still_open)]))
    if paper.notes:
        notes = [_in_one_line(note, paper.rtl) for note in paper.notes]
        blocks.append("\n".join([paper.notes_heading, *notes]))
    if paper.checked:
        blocks.append(paper.checked)
    return "\n\n".join(blocks) + "\n"


def _in_one_line(passages: Sequence[Passage], rtl: bool) -> str:
    return "• " + " ".join(_passage(passage, rtl) for passage in passages)


def _passage(passage: Passage, rtl: bool) -> str:
    text = passage.text if passage.part is Part.CLAIM else kept_apart(passage.text, rtl)
    if passage.part is Part.SOURCE:
        text = f"({passage.text})"
    # No space is trimmed: the words stay as they were given.
    return (f"{passage.label} {text}" if passage.label else text).replace("\n", " ")
