"""What is hidden in an XLS workbook, which the reading library does not tell, found in the file's own records.

Formats: Microsoft's [MS-CFB] (the folders inside the file) and [MS-XLS] (records BOUNDSHEET, BOF, COLINFO, ROW,
DATE1904, FONT, XF).
"""

from __future__ import annotations

import struct
from collections.abc import Collection, Iterator

from .cells import Unseen
from .limits import COLUMNS, FILE_BYTES, ROWS, too_many
from .sentences import N_, ListRefused

HEAD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_END = 0xFFFFFFFC  # this and above mark the end of a chain
_COLINFO, _ROW, _BOUNDSHEET, _FILEPASS, _DATE1904 = 0x007D, 0x0208, 0x0085, 0x002F, 0x0022
_FONT, _XF = 0x0031, 0x00E0
#: The bit of a font's options that says that it strikes its text through.
_STRIKES = 0x08
#: The bit of a row's options that says it is hidden (fDyZero).
_ROW_HIDDEN = 0x20
#: Several numbers beside each other: row, first column, then look and number of each.
_MULRK = 0x00BD
#: Records of cells with something in them, all beginning with row and column.
_CELLS = {0x0203, 0x00FD, 0x027E, 0x00BD, 0x0204, 0x0205, 0x0006, 0x00D6}


def scan_xls(content: bytes) -> dict[str, Unseen]:
    """What each sheet hides, by its name. Raises ListRefused where the file is locked or broken."""
    try:
        names = _streams(content)
        if "EncryptedPackage" in names:
            raise ListRefused(N_("This file is locked with a password. Save it without a password and try again."))
        stream = names.get("Workbook") or names.get("Book")
        if stream is None:
            raise ListRefused(N_("This is not a list we can read. Save the list as CSV or XLSX and choose that file."))
        return _by_sheet(stream)
    except (struct.error, IndexError, UnicodeDecodeError) as error:
        raise ListRefused(
            N_("This workbook cannot be opened. Open it in Excel, save it as XLSX, and try again.")
        ) from error


def _by_sheet(stream: bytes) -> dict[str, Unseen]:
    sheets: dict[str, int] = {}
    late = False
    fonts: list[bool] = []
    through: set[int] = set()
    looks = 0
    for kind, body in _records(stream, 0):
        if kind == _FILEPASS:
            raise ListRefused(N_("This file is locked with a password. Save it without a password and try again."))
        if kind == _DATE1904:
            late = struct.unpack_from("<H", body)[0] == 1
        if kind == _FONT:
            fonts.append(bool(struct.unpack_from("<H", body, 2)[0] & _STRIKES))
        if kind == _XF:
            font = struct.unpack_from("<H", body)[0]
            # There is no font 4: they count 0 to 3, then 5.
            font -= font > 4
            if font < len(fonts) and fonts[font]:
                through.add(looks)
            looks += 1
        if kind == _BOUNDSHEET:
            size, wide = body[6], body[7] & 1
            name = body[8 : 8 + size * (2 if wide else 1)].decode("utf-16-le" if wide else "latin-1")
            sheets[name] = struct.unpack_from("<I", body)[0]
    return {name: _scan(stream, start, through, days_from_1904=late) for name, start in sheets.items()}


def _scan(stream: bytes, start: int, through: Collection[int], *, days_from_1904: bool) -> Unseen:
    hidden: set[int] = set()
    seen = Unseen(days_from_1904=days_from_1904)
    for kind, body in _records(stream, start):
        if kind == _COLINFO:
            first, last, width, _, options = struct.unpack_from("<5H", body)
            if options & 1 or width == 0:
                hidden.update(range(first, last + 1))
        elif kind == _ROW:
            if struct.unpack_from("<H", body, 12)[0] & _ROW_HIDDEN:
                seen.hidden_rows.add(struct.unpack_from("<H", body)[0] + 1)
        elif kind in _CELLS:
            row, column = struct.unpack_from("<2H", body)
            if row >= ROWS or column >= COLUMNS:
                raise too_many()
            if through and kind != _MULRK and struct.unpack_from("<H", body, 4)[0] in through:
                seen.struck.append((range(row + 1, row + 2), column))
            elif through and kind == _MULRK:
                looks = [struct.unpack_from("<H", body, at)[0] for at in range(4, len(body) - 2, 6)]
                seen.struck += [(range(row + 1, row + 2), column + n) for n, one in enumerate(looks) if one in through]
    seen.hidden_columns = frozenset(hidden)
    return seen


def _records(stream: bytes, at: int) -> Iterator[tuple[int, bytes]]:
    """The records from here to the end of this part (EOF, kind 10)."""
    depth = 0
    while at + 4 <= len(stream):
        kind, size = struct.unpack_from("<2H", stream, at)
        yield kind, stream[at + 4 : at + 4 + size]
        depth += (kind == 0x0809) - (kind == 0x000A)
        if depth <= 0:
            return
        at += 4 + size


def _streams(content: bytes) -> dict[str, bytes]:
    """The named streams of the compound file that are large enough to have sectors of their own, and all names."""
    size = 1 << struct.unpack_from("<H", content, 30)[0]
    small = 1 << struct.unpack_from("<H", content, 32)[0]
    if size not in (512, 4096) or small != 64 or len(content) > FILE_BYTES:
        raise IndexError("not a compound file")
    first_folder, _, smallest, first_small = struct.unpack_from("<IIII", content, 48)
    table = _table(content, size)

    def chain(start: int) -> bytes:
        parts, seen = [], 0
        while start < _END:
            parts.append(content[(start + 1) * size : (start + 2) * size])
            start, seen = table[start], seen + 1
            if seen > len(table):
                raise IndexError("a chain without end")
        return b"".join(parts)

    folder = chain(first_folder)
    entries = [folder[at : at + 128] for at in range(0, len(folder) - 127, 128)]
    small_table = list(struct.unpack(f"<{len(raw) // 4}I", raw)) if (raw := chain(first_small)) else []
    small_bytes = chain(struct.unpack_from("<I", entries[0], 116)[0]) if small_table else b""

    def small_chain(start: int) -> bytes:
        parts, seen = [], 0
        while start < _END:
            parts.append(small_bytes[start * small : (start + 1) * small])
            start, seen = small_table[start], seen + 1
            if seen > len(small_table):
                raise IndexError("a chain without end")
        return b"".join(parts)

    found = {}
    for entry in entries:
        if entry[66] == 2:
            name = entry[: max(struct.unpack_from("<H", entry, 64)[0] - 2, 0)].decode("utf-16-le")
            start, length = struct.unpack_from("<II", entry, 116)
            found[name] = (chain(start) if length >= smallest else small_chain(start))[:length]
    return found


def _table(content: bytes, size: int) -> list[int]:
    """Which sector follows which."""
    places = [place for place in struct.unpack_from("<109I", content, 76) if place < _END]
    following, count = struct.unpack_from("<2I", content, 68)
    for _ in range(count):
        if following >= _END:
            break
        block = struct.unpack_from(f"<{size // 4}I", content, (following + 1) * size)
        places += [place for place in block[:-1] if place < _END]
        following = block[-1]
    table: list[int] = []
    for place in places:
        table += struct.unpack_from(f"<{size // 4}I", content, (place + 1) * size)
    return table
