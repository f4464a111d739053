"""Which of several needs a cell calls the first: "SLCN; ASD (primary)", "2. SLCN 1. ASD"."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

#: Words and numbers that rank a need, one group a rank from the first on; then any other number of one figure.
_RANK = re.compile(
    r"\b(primary|main|first)\b|\b(secondary|second|additional)\b|\b(tertiary|third)\b"
    r"|(?<!\d)(?P<number>[1-9])(?:(?P<firm>st|nd|rd|th)\b|(?!\d))",
    re.I,
)
#: What parts one need, with what is said of it, from the next.
_PARTS = re.compile(r"[;,/&+|\n•·]|\.(?=\s|$)|\b(?:and|plus|with|also|then)\b", re.I)
#: What stands behind the number of a list: 1. or 1) or 1:
_BEHIND_NUMBER = re.compile(r"\s*[.):\]]")


@dataclass(frozen=True)
class Named:
    """A need that a text names, and where."""

    code: str
    start: int
    end: int


@dataclass(frozen=True)
class _Said:
    """A need (its code) or a rank (a number from 1), as the text names them one behind the other."""

    what: str | int
    start: int
    end: int
    #: A number and nothing else, which may count something else than ranks.
    bare: bool = False
    #: Something parts it from what stands before.
    apart: bool = False


def in_rank_order(text: str, needs: Sequence[Named]) -> tuple[tuple[str, ...], bool]:
    """The codes of the needs by the ranks that the text gives them, and whether that order is certain.

    A rank belongs to the need in its own piece of the text: between two commas, semicolons, slashes, "and" or lines.
    Where a rank may belong to either of two needs, or a need without a rank to either of two places, the order is not
    certain, and the codes stand as in the text.
    """
    codes = tuple(dict.fromkeys(one.code for one in needs))
    said = _said(text, needs) if len(codes) > 1 else []
    if not any(isinstance(one.what, int) for one in said):
        return codes, True
    ranks = _by_pieces(said)
    if ranks is None:
        ranks = _by_turns(said)
    ordered = None if ranks is None else _ordered(codes, ranks)
    bare = any(one.bare for one in said) and sorted((ranks or {}).values()) != list(range(1, len(codes) + 1))
    return (codes, False) if ordered is None or (bare and ordered != codes) else (ordered, True)


def only_rank(text: str, needs: Sequence[Named]) -> int:
    """The rank that a text with a single need gives it; 0 where it gives none, or has several needs or ranks."""
    if len({one.code for one in needs}) != 1:
        return 0
    ranks = {one.what for one in _said(text, needs) if isinstance(one.what, int)}
    return ranks.pop() if len(ranks) == 1 else 0


def settled(needs: Sequence[tuple[int, str]]) -> list[tuple[int, str]] | None:
    """Needs of several cells or rows, each with its rank (0: none) and code, in the order of the ranks.

    Nothing where some have a rank and some have none, and the place of those is not certain.
    """
    ranks = {code: rank for rank, code in needs if rank}
    if len(ranks) in (0, len(needs)):
        return sorted(needs, key=lambda one: one[0])
    codes = _ordered([code for _, code in needs], ranks)
    return None if codes is None else [(ranks.get(code, 0), code) for code in codes]


def _said(text: str, needs: Sequence[Named]) -> list[_Said]:
    """Needs and ranks in the order of the text, without what is said twice in one piece."""
    covered = text[: needs[0].start]
    for need, after in zip(needs, [*(later.start for later in needs[1:]), len(text)], strict=True):
        covered += "\0" * (need.end - need.start) + text[need.end : after]
    found = [_Said(one.code, one.start, one.end) for one in needs]
    for mark in _RANK.finditer(covered):
        rank = int(mark["number"] or 0) or next(n for n, words in enumerate(mark.groups(), start=1) if words)
        bare = bool(mark["number"]) and not mark["firm"] and not re.match(r"[.)]", covered[mark.end() :])
        found.append(_Said(rank, mark.start(), mark.end(), bare))
    found.sort(key=lambda one: one.start)
    made = found[:1]
    for before, one in pairwise(found):
        apart = _are_apart(covered, before, one)
        if apart or one.what != before.what:
            made.append(_Said(one.what, one.start, one.end, one.bare, apart))
    return made


def _are_apart(text: str, before: _Said, one: _Said) -> bool:
    between = text[before.end : one.start]
    if isinstance(before.what, int) and before.end - before.start == 1:
        between = _BEHIND_NUMBER.sub("", between, count=1)
    return bool(_PARTS.search(between))


def _by_pieces(said: Sequence[_Said]) -> dict[str, int] | None:
    """The rank of each need that has one in its own piece; nothing where a piece leaves open which it ranks."""
    pieces: list[list[_Said]] = []
    for one in said:
        if one.apart or not pieces:
            pieces.append([])
        pieces[-1].append(one)
    ranks: dict[str, int] = {}
    for piece in pieces:
        codes = {one.what for one in piece if isinstance(one.what, str)}
        numbers = {one.what for one in piece if isinstance(one.what, int)}
        if not numbers and len(codes) == 1:
            continue
        if len(codes) == len(numbers) == 1:
            found: Mapping[str, int] | None = {str(codes.pop()): numbers.pop()}
        else:
            found = _by_turns([_Said(one.what, one.start, one.end) for one in piece])
        if found is None or any(ranks.setdefault(code, rank) != rank for code, rank in found.items()):
            return None
    return ranks


def _by_turns(said: Sequence[_Said]) -> dict[str, int] | None:
    """The ranks where needs and ranks take turns: "SLCN primary ASD secondary", "primary, SLCN; secondary, ASD".

    Nothing where what is paired is parted, and what is not paired is not.
    """
    turns = all(isinstance(one.what, str) != isinstance(after.what, str) for one, after in pairwise(said))
    if not turns or len(said) % 2:
        return None
    pairs = list(zip(said[::2], said[1::2], strict=True))
    if any(second.apart for _, second in pairs) and not all(first.apart for first, _ in pairs[1:]):
        return None
    ranks: dict[str, int] = {}
    for pair in pairs:
        code = next(one.what for one in pair if isinstance(one.what, str))
        rank = next(one.what for one in pair if isinstance(one.what, int))
        if ranks.setdefault(code, rank) != rank:
            return None
    return ranks


def _ordered(codes: Sequence[str], ranks: Mapping[str, int]) -> tuple[str, ...] | None:
    """The codes by rank, if the place of those without one is certain; two can be second, but only one the first."""
    ranked = sorted((code for code in codes if code in ranks), key=lambda code: ranks[code])
    without = [code for code in codes if code not in ranks]
    firsts = list(ranks.values()).count(1)
    if firsts > 1:
        return None
    if not without:
        return tuple(ranked)
    if set(ranks.values()) != set(range(1 if firsts else 2, max(ranks.values()) + 1)):
        return None  # a place is left open between two ranks
    if firsts and (len(ranked) == 1 or codes.index(without[0]) > max(codes.index(code) for code in ranked)):
        return (*ranked, *without)
    return (*without, *ranked) if not firsts and without == [codes[0]] else None
