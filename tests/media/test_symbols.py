"""Drawings made small: the path keeps its shape, and nothing but plain shapes gets through."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from media.cards.paths import UnreadablePath, number, shorten, steps
from media.cards.symbols import UnusableDrawing, shapes, symbol

coordinate = st.floats(min_value=-99, max_value=99, allow_nan=False).map(lambda value: round(value, 4))
TAKES = {"m": 2, "l": 2, "h": 1, "v": 1, "c": 6, "s": 4, "q": 4, "t": 2}


@st.composite
def paths(draw: st.DrawFn) -> str:
    """A path of up to 30 commands, absolute and relative, that begins with a move as the grammar asks."""
    text = f"M{draw(coordinate)},{draw(coordinate)}"
    for _ in range(draw(st.integers(0, 30))):
        letter = draw(st.sampled_from("mlhvcsqtzMLHVCSQTZ"))
        values = [draw(coordinate) for _ in range(TAKES.get(letter.lower(), 0))]
        text += letter + " ".join(str(value) for value in values)
    return text


def points(data: str) -> list[tuple[float, float]]:
    """Where the pen is after each command."""
    found, pen, start = [], (0.0, 0.0), (0.0, 0.0)
    for letter, values in steps(data):
        base = pen if letter.islower() else (0.0, 0.0)
        kind = letter.lower()
        if kind == "z":
            pen = start
        elif kind == "h":
            pen = (base[0] + values[0], pen[1])
        elif kind == "v":
            pen = (pen[0], base[1] + values[0])
        else:
            pen = (base[0] + values[-2], base[1] + values[-1])
        start = pen if kind == "m" else start
        found.append(pen)
    return found


@given(paths())
def test_a_shortened_path_stays_within_a_tenth_of_where_it_was(data: str) -> None:
    before, after = points(data), points(shorten(data))
    assert len(before) == len(after)
    assert all(math.dist(a, b) <= 0.1 for a, b in zip(before, after, strict=True))


@given(paths())
def test_shortening_twice_changes_nothing_more(data: str) -> None:
    once = shorten(data)
    assert shorten(once) == once


def test_flags_of_an_arc_may_stand_without_gaps() -> None:
    assert steps("M0 0a1.5 1.5 0 012.5-3") == [("M", [0, 0]), ("a", [1.5, 1.5, 0, 0, 1, 2.5, -3])]


@pytest.mark.parametrize(
    ("value", "text"), [(0.5, ".5"), (-0.04, "0"), (-0.25, "-.2"), (10.0, "10"), (12.34, "12.3"), (100.0, "100")]
)
def test_numbers_are_as_short_as_they_can_be(value: float, text: str) -> None:
    assert number(value) == text


@pytest.mark.parametrize("data", ["M0 0 L1", "hello", "M0 0 a1 1 0 5 1 2 2"])
def test_what_is_not_a_path_is_refused(data: str) -> None:
    with pytest.raises(UnreadablePath):
        steps(data)


SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 72 72" {attributes}>{body}</svg>'


def drawing(body: str, attributes: str = "") -> str:
    return SVG.format(body=body, attributes=attributes)


@pytest.mark.parametrize(
    "body",
    [
        "<text>Zara</text>",
        "<script>alert(1)</script>",
        '<image href="https://example.org/a.png"/>',
        '<use href="#a"/>',
        '<path d="M0 0h9" fill="url(#g)"/>',
        "<style>path{fill:red}</style>",
    ],
)
def test_text_scripts_and_references_are_refused(body: str) -> None:
    with pytest.raises(UnusableDrawing):
        shapes(drawing(body))


def test_names_and_handlers_are_left_behind() -> None:
    inner = symbol(
        shapes(drawing('<g id="a" onclick="x()"><path id="b" class="c" d="M1 2h3" fill="red"/></g>')), "colour"
    )
    assert '<path d="M1 2h3" fill="red"/>' in inner
    assert "id=" not in inner
    assert "onclick" not in inner


def test_paint_comes_down_from_the_groups_around() -> None:
    found = shapes(
        drawing('<g stroke="#000000"><line x1="1" y1="2" x2="4" y2="2"/></g>', 'fill="none" stroke-width="2"')
    )
    assert [(shape.fill, shape.stroke, shape.width, shape.outline) for shape in found] == [
        ("none", "#000", 2.0, "M1 2l3 0")
    ]


def test_the_line_set_empties_tints_and_drops_details() -> None:
    drawn = drawing(
        '<path class="tint" fill="#fff" stroke="#000" d="M1 1h5"/>'
        '<path class="tint" fill="#f00" stroke="none" d="M2 2h5"/>'
        '<path class="detail" stroke="#000" fill="none" d="M3 3h5"/>'
    )
    assert len(shapes(drawn)) == 3
    assert [(shape.fill, shape.outline) for shape in shapes(drawn, in_colour=False)] == [("none", "M1 1h5")]


def test_lines_with_the_same_paint_become_one_path_and_keep_their_order_among_fills() -> None:
    inner = symbol(
        shapes(
            drawing(
                '<path d="M0 0h9v9z" fill="#fff"/><path d="M1 1h5"/><path d="M2 2v5"/>'
                '<path d="M3 3h9v9z" fill="#ff0000"/>',
                'fill="none" stroke="#000" stroke-width="2"',
            )
        ),
        "colour",
    )
    assert inner.index('fill="#fff"') < inner.index("M1 1h5M2 2v5") < inner.index('fill="#f00"')


def test_thin_and_filled_outlines_become_as_heavy_as_the_others_in_the_line_set() -> None:
    inner = symbol(
        shapes(drawing('<path d="M0 0h9" fill="none" stroke="#000" stroke-width="1.3"/><path d="M1 1h2z"/>')), "line"
    )
    assert 'stroke-width="3.2"' in inner
    assert '<path d="M1 1h2z" fill="currentColor" stroke="currentColor" stroke-width="1.2"/>' in inner
