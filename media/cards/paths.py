"""SVG path data made short: one decimal of a 72-unit picture, relative steps, no needless characters.

One decimal of 72 is a third of a pixel on a card 250 px wide, which nobody sees. Rounding errors do not add up,
because every step is measured from where the shortened pen really is. Grammar: SVG 1.1, 8.3 "Path data".
"""

from __future__ import annotations

import re

#: How many numbers each path command takes.
_TAKES = {"m": 2, "l": 2, "h": 1, "v": 1, "c": 6, "s": 4, "q": 4, "t": 2, "a": 7, "z": 0}
_COMMAND = re.compile(r"[MmLlHhVvCcSsQqTtAaZz]")
_NUMBER = re.compile(r"[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?")
_FLAG = re.compile(r"[01]")
_GAP = re.compile(r"[\s,]*")

Step = tuple[str, list[float]]


class UnreadablePath(ValueError):
    """The path data does not follow the grammar of SVG."""


def number(value: float, decimals: int = 1) -> str:
    """A number as short as SVG allows: "0.50" becomes ".5", "-0" becomes "0"."""
    text = f"{round(value, decimals):.{decimals}f}"
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    if text in ("-0", ""):
        return "0"
    return re.sub(r"^(-?)0\.", r"\1.", text)


def numbers(values: list[float]) -> str:
    """Numbers side by side, with a space only where two of them would run together."""
    line = ""
    last = ""
    for value in values:
        text = number(value)
        runs_together = last and not text.startswith("-") and not (text.startswith(".") and "." in last)
        line += f" {text}" if runs_together else text
        last = text
    return line


def steps(data: str) -> list[Step]:
    """The commands of a path with their numbers, implied commands written out.

    Raises UnreadablePath when something else than path data is met.
    """
    found: list[Step] = []
    at = _skip(data, 0)
    while at < len(data):
        command = _COMMAND.match(data, at)
        if command is None:
            raise UnreadablePath(f"No path command at {data[at : at + 20]!r}")
        letter = command.group()
        at = _skip(data, command.end())
        while True:
            values, at = _values(data, at, letter.lower())
            found.append((letter, values))
            # "M 1 2 3 4" moves, then draws a line.
            letter = {"M": "L", "m": "l"}.get(letter, letter)
            if letter in "zZ" or at >= len(data) or _COMMAND.match(data, at):
                break
    return found


def shorten(data: str) -> str:
    """The same path in fewer characters. Each part starts with an absolute M, so that paths can be joined."""
    pen = (0.0, 0.0)
    start = (0.0, 0.0)
    drawn = (0.0, 0.0)
    drawn_start = (0.0, 0.0)
    out = ""
    last = ""
    for letter, values in steps(data):
        kind = letter.lower()
        if kind == "z":
            pen, drawn = start, drawn_start
            out, last = out + "z", "z"
            continue
        points = _absolute(letter, values, pen)
        pen = _end(kind, points, pen)
        if kind == "m":
            drawn = drawn_start = (round(pen[0], 1), round(pen[1], 1))
            start = pen
            out, last = out + "M" + numbers(list(drawn)), "M"
            continue
        relative, drawn = _relative(kind, points, drawn)
        text = _arc(relative) if kind == "a" else numbers(relative)
        if kind == last:
            out += text if text.startswith("-") else f" {text}"
        else:
            out += kind + text
        last = kind
    return out


def _skip(data: str, at: int) -> int:
    gap = _GAP.match(data, at)
    return gap.end() if gap else at


def _values(data: str, at: int, kind: str) -> tuple[list[float], int]:
    values: list[float] = []
    for place in range(_TAKES[kind]):
        # The two flags of an arc are single digits and may stand without a gap after them.
        found = (_FLAG if kind == "a" and place in (3, 4) else _NUMBER).match(data, at)
        if found is None:
            raise UnreadablePath(f"A number is missing at {data[at : at + 20]!r}")
        values.append(float(found.group()))
        at = _skip(data, found.end())
    return values, at


def _absolute(letter: str, values: list[float], pen: tuple[float, float]) -> list[float]:
    if letter.isupper():
        return values
    if letter == "h":
        return [values[0] + pen[0]]
    if letter == "v":
        return [values[0] + pen[1]]
    if letter == "a":
        return [*values[:5], values[5] + pen[0], values[6] + pen[1]]
    return [value + pen[place % 2] for place, value in enumerate(values)]


def _end(kind: str, points: list[float], pen: tuple[float, float]) -> tuple[float, float]:
    if kind == "h":
        return (points[0], pen[1])
    if kind == "v":
        return (pen[0], points[0])
    return (points[-2], points[-1])


def _relative(kind: str, points: list[float], drawn: tuple[float, float]) -> tuple[list[float], tuple[float, float]]:
    if kind in "hv":
        axis = "hv".index(kind)
        step = round(points[0] - drawn[axis], 1)
        return [step], (drawn[0] + step, drawn[1]) if axis == 0 else (drawn[0], drawn[1] + step)
    head, tail = (points[:5], points[5:]) if kind == "a" else ([], points)
    moved = [round(value - drawn[place % 2], 1) for place, value in enumerate(tail)]
    return [*head, *moved], (drawn[0] + moved[-2], drawn[1] + moved[-1])


def _arc(values: list[float]) -> str:
    across, down, turn, large, sweep, *end = values
    return f"{numbers([across, down, round(turn)])} {int(large)} {int(sweep)} {numbers(end)}"
