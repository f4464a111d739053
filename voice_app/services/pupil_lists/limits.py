"""How large a list may be (rule U6): far above any school's, far below what would hold the server up."""

from __future__ import annotations

from .sentences import N_, ListRefused

#: Bytes of the file as it comes. A Common Transfer File with results of hundreds of pupils has some megabytes.
FILE_BYTES = 20_000_000
#: Bytes and parts of a workbook once unpacked; a web page has no more parts and tables either.
UNPACKED_BYTES = 120_000_000
PARTS = 1_000
ROWS = 20_000
COLUMNS = 500
CELLS = 2_000_000
#: Signs that open or close an element of a web page, of which a list has a few for each cell.
ELEMENTS = 600_000


def too_many() -> ListRefused:
    """The list has more rows or columns than any school has pupils or facts."""
    return ListRefused(
        N_("This list has too many rows or columns (at most %(rows)s rows). Save only the pupil list and try again."),
        rows=ROWS,
    )


def too_large() -> ListRefused:
    """The file is larger than any pupil list."""
    return ListRefused(
        N_("This file is too large (at most %(size)s MB). Save only the pupil list and try again."),
        size=FILE_BYTES // 1_000_000,
    )
