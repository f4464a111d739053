"""Picture answers on pages, where there are more than this pupil sees at once (rule A27)."""

from __future__ import annotations

from math import ceil

from .blueprint import blueprint


@blueprint.app_template_filter()
def on_pages(how_many: int, most: int) -> list[int]:
    """The page of each of so many tiles, from 0, with at most `most` on one.

    As even as can be, the fuller pages first: no answer stands on a last page alone. As `layOnPages` in
    `photo-tiles.ts`.
    """
    pages = ceil(how_many / most)
    return [place * pages // how_many for place in range(how_many)]
