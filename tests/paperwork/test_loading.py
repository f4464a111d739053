"""Heavy libraries are loaded by whoever makes a document, not by every worker at start (figure P17)."""

from __future__ import annotations

import subprocess
import sys

LOADED = """
import sys
import voice_app.paperwork.word, voice_app.paperwork.pdf, voice_app.paperwork.text
print(sorted({"docx", "typst"} & set(sys.modules)))
"""


def test_no_document_library_is_loaded_before_a_document_is_made() -> None:
    said = subprocess.run([sys.executable, "-c", LOADED], capture_output=True, text=True, check=True)
    assert said.stdout.strip() == "[]"
