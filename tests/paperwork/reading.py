"""Reads back what a document says, by other means than those that made it."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pypdf
from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


@dataclass(frozen=True)
class Paragraph:
    style: str
    text: str
    rtl: bool
    element: Any


def word_part(file: bytes, name: str) -> Any:
    with zipfile.ZipFile(io.BytesIO(file)) as parts:
        return etree.fromstring(parts.read(name))


def word_paragraphs(file: bytes, part: str = "word/document.xml") -> list[Paragraph]:
    return [
        Paragraph(p.find(f"{W}pPr/{W}pStyle").get(f"{W}val"), _text(p), p.find(f"{W}pPr/{W}bidi") is not None, p)
        for p in word_part(file, part).iter(f"{W}p")
    ]


def _text(paragraph: Any) -> str:
    marks = {f"{W}br": "\n", f"{W}tab": "\t"}
    parts = paragraph.iter(f"{W}t", *marks)
    return "".join(marks.get(part.tag, part.text or "") for part in parts)


def word_text(file: bytes) -> str:
    return "\n".join(paragraph.text.lstrip("\t") for paragraph in word_paragraphs(file))


def pdf_text(file: bytes) -> str:
    return "\n".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(file)).pages)


def pdf_tags(file: bytes) -> list[tuple[str, str | None]]:
    """Every tag in reading order, with the words that stand for a picture."""
    root: Any = pypdf.PdfReader(io.BytesIO(file)).trailer["/Root"]
    return list(_tags(root["/StructTreeRoot"]))


def _tags(node: Any) -> Iterator[tuple[str, str | None]]:
    node = node.get_object()
    if isinstance(node, list):
        for child in node:
            yield from _tags(child)
    elif isinstance(node, dict):
        if "/S" in node:
            yield str(node["/S"]), node.get("/Alt")
        if "/K" in node:
            yield from _tags(node["/K"])


def one_space(text: str) -> str:
    """For comparing where a line ended on paper does not matter."""
    return re.sub(r"\s+", " ", text).strip()


def without_space(text: str) -> str:
    """For words so long that the paper had to break them."""
    return re.sub(r"\s+", "", text)


def quoted(text: str) -> list[str]:
    """Everything inside quotation marks."""
    return re.findall(r"“(.*?)”", text, re.DOTALL)
