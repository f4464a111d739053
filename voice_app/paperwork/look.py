"""Measures and colours that the Word file and the PDF share, so that they look like siblings.

No text is smaller than 14 pt, headers and footers included (rule A62; UKAAF clear print).
Every colour of text is at least 7:1 on the ground it is printed on (rule A1), and no meaning rests on colour alone.
"""

from __future__ import annotations

from typing import Final

#: Sizes in points.
BODY: Final = 14
OWN_WORDS: Final = 17
SECTION: Final = 20
NAME: Final = 32

#: Lengths in centimetres.
MARGIN: Final = 2.0
PICTURE: Final = 1.55  # the longer side
PICTURE_IN_ROW: Final = 1.2  # where a statement has several
PICTURE_COLUMN: Final = 2.1
PAIR_COLUMN: Final = 3.0  # where a card and the place it was put under stand beside their claim

#: Colours as RRGGBB, as in the pages' own style sheet.
INK: Final = "1F2433"
SOFT: Final = "40475B"
MAIN: Final = "09545F"
RULE: Final = "C3CBD3"
OWN_WORDS_GROUND: Final = "E4F1F0"
ADULT_GROUND: Final = "FDF1D6"
