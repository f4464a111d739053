"""A drawing turned into a small symbol: in colour, or as lines in the colour of the text around it.

What is kept is shapes and their fill and stroke. Names, groups, layers and everything that could run or load something
are left behind, so a symbol can stand inside any page.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from typing import Literal
from xml.etree import ElementTree

from media.cards.paths import number, shorten

PictureSet = Literal["colour", "line"]

#: Lines of the line set, in units of a 72-unit picture (rule A9: 3.2 of 72 or more on a black ground).
LINE_WIDTH = 3.2
#: What an outline that is a filled shape needs around it to look as heavy as a thickened line (2 becomes 3.2).
_SWELL = 1.2
_USUAL_WIDTH = 2.0

_PAINT = ("fill", "stroke", "stroke-width")
_NOTHING = {"g", "svg", "title", "desc", "metadata", "defs"}


class UnusableDrawing(ValueError):
    """The drawing holds something that a picture card cannot carry, such as text, a script or another picture."""


@dataclass(frozen=True)
class Shape:
    """One shape: how it is painted, and what is drawn. `outline` is path data, or None for a circle and its like."""

    fill: str
    stroke: str
    width: float
    outline: str | None
    element: str


def shapes(svg: str, *, in_colour: bool = True) -> list[Shape]:
    """The shapes of an SVG from back to front, paint inherited from the groups around them.

    Our own drawings hold both sets. With `in_colour` false, shapes of class "tint" lose their fill (the flat colour
    inside the lines), and those of class "detail" are left out (faces of small heads, which thick lines would fill).
    What says the same in another way to a fifteen-year-old is of class "older" there, and of class "younger" in colour.
    Raises UnusableDrawing for anything that is not a plain shape.
    """
    found: list[Shape] = []
    # S314 is about XML from strangers; read here, at build time, are our own drawings and the pinned package only.
    _walk(ElementTree.fromstring(svg), {}, "", in_colour, found)  # noqa: S314
    return found


def symbol(found: list[Shape], picture_set: PictureSet) -> str:
    """The inside of a `<symbol>`: neighbours with the same paint share it, lines become one path."""
    painted = found if picture_set == "colour" else [_as_line(shape) for shape in found]
    body = "".join(_run(paint, list(run)) for paint, run in groupby(painted, key=_paint))
    width = _USUAL_WIDTH if picture_set == "colour" else LINE_WIDTH
    # Stroke is said here, and fill on every shape, so that no style of the page around shows through.
    return f'<g stroke="none" stroke-linecap="round" stroke-linejoin="round" stroke-width="{number(width)}">{body}</g>'


def _walk(node: ElementTree.Element, around: dict[str, str], moved: str, in_colour: bool, found: list[Shape]) -> None:
    tag = node.tag.rpartition("}")[2]
    if node.get("class") in (("older",) if in_colour else ("detail", "younger")):
        return
    paint = {**around, **{name: node.attrib[name] for name in _PAINT if name in node.attrib}}
    moved = f"{moved} {node.get('transform', '')}".strip()
    if tag in _NOTHING:
        if tag in ("g", "svg"):
            for child in node:
                _walk(child, paint, moved, in_colour, found)
        return
    fill, stroke = _colour(paint.get("fill", "#000")), _colour(paint.get("stroke", "none"))
    if node.get("class") == "tint" and not in_colour:
        fill = "none"
    if fill == stroke == "none":
        return
    outline, element = _geometry(tag, node)
    if moved:
        outline, element = None, f'{element} transform="{_shorter_transform(moved)}"'
    found.append(Shape(fill, stroke, float(paint.get("stroke-width", "1")), outline, element))


def _colour(value: str) -> str:
    value = value.lower()
    if "url(" in value:
        raise UnusableDrawing("A picture card cannot use a gradient or a pattern. Use flat colours.")
    if len(value) == 7 and value[1::2] == value[2::2]:
        value = f"#{value[1::2]}"
    return {"black": "#000", "currentcolor": "currentColor"}.get(value, value)


def _geometry(tag: str, node: ElementTree.Element) -> tuple[str | None, str]:
    """The shape as path data where that is the shorter way, and as the start of an element."""

    def size(name: str) -> float:
        return float(node.get(name, "0"))

    if tag == "path":
        data = node.get("d", "")
    elif tag == "line":
        data = f"M{size('x1')} {size('y1')}L{size('x2')} {size('y2')}"
    elif tag in ("polyline", "polygon"):
        data = f"M{node.get('points', '')}{'z' if tag == 'polygon' else ''}"
    elif tag == "rect" and not (size("rx") or size("ry")):
        data = f"M{size('x')} {size('y')}h{size('width')}v{size('height')}h{-size('width')}z"
    elif tag in ("rect", "circle", "ellipse"):
        names = {"rect": ("x", "y", "width", "height", "rx", "ry"), "circle": ("cx", "cy", "r")}
        given = [name for name in names.get(tag, ("cx", "cy", "rx", "ry")) if name in node.attrib]
        return None, f"<{tag}" + "".join(f' {name}="{number(size(name))}"' for name in given)
    else:
        raise UnusableDrawing(f"A picture card cannot hold <{tag}>. Draw it with plain shapes.")
    outline = shorten(data)
    return outline, f'<path d="{outline}"'


def _shorter_transform(moved: str) -> str:
    parts = []
    for part in moved.replace(",", " ").rstrip(") ").split(")"):
        kind, _, values = part.partition("(")
        exact = [number(float(value), 4 if kind.strip() in ("matrix", "scale") else 2) for value in values.split()]
        parts.append(f"{kind.strip()}({' '.join(exact)})")
    return "".join(parts)


def _as_line(shape: Shape) -> Shape:
    fill = "none" if shape.fill == "none" else "currentColor"
    if shape.stroke == "none":
        return Shape(fill, "currentColor", _SWELL, shape.outline, shape.element)
    return Shape(fill, "currentColor", max(LINE_WIDTH, shape.width), shape.outline, shape.element)


def _paint(shape: Shape) -> tuple[str, str, float]:
    return shape.fill, shape.stroke, shape.width if shape.stroke != "none" else 0


def _run(paint: tuple[str, str, float], run: list[Shape]) -> str:
    fill, stroke, width = paint
    attributes = f' fill="{fill}"'
    if stroke != "none":
        attributes += f' stroke="{stroke}"'
        usual = LINE_WIDTH if stroke == "currentColor" else _USUAL_WIDTH
        attributes += "" if width == usual else f' stroke-width="{number(width)}"'
    if fill == "none":
        run = _joined(run)
    if len(run) == 1:
        return f"{run[0].element}{attributes}/>"
    return f"<g{attributes}>{''.join(f'{shape.element}/>' for shape in run)}</g>"


def _joined(run: list[Shape]) -> list[Shape]:
    """Lines without fill drawn in one go: they cannot cover each other, so their order does not matter."""
    together = "".join(shape.outline for shape in run if shape.outline is not None)
    rest = [shape for shape in run if shape.outline is None]
    if not together:
        return rest
    fill, stroke, width = run[0].fill, run[0].stroke, run[0].width
    return [Shape(fill, stroke, width, together, f'<path d="{together}"'), *rest]
