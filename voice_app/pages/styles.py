"""The styles of a pupil's page: within the page on a browser's first visit, linked where the browser keeps them (P3).

A first page is seen soonest with its styles within it; carried along again by every page they would be a third of each.
Once a page is seen, its script has the browser fetch the file for later, and asks for a cookie that says so. The cookie
names our own files and holds nothing of anybody. Where the browser has thrown the file away meanwhile, it fetches it
before it shows the page; after an upgrade the file has another name, and is brought within the page once more.
"""

from __future__ import annotations

from flask import Response, url_for
from markupsafe import Markup

from voice_app import built

from . import kept_by_browser
from .safety import csp_nonce

#: The style sheets of pupils' pages.
SHEETS = ("activity.css", "pupil.css")
#: In the names of cookies.
KIND = "styles"


def _kept() -> frozenset[str]:
    """The files of today that this browser says it keeps."""
    return _todays() & set(kept_by_browser.said_to_keep(KIND))


def _todays() -> frozenset[str]:
    return frozenset(built.asset(name) for name in SHEETS)


def are_linked(name: str) -> bool:
    """Whether this browser says that it keeps this style sheet, as it is today."""
    return built.asset(name) in _kept()


def styles(name: str, nonce: str = "") -> Markup:
    """A style sheet for the head of a page, linked or within it. `nonce`: in the place of that of this reply."""
    file = built.asset(name)
    address = url_for("static", filename=f"built/{file}")
    if are_linked(name):
        return Markup('<link rel="stylesheet" nonce="{}" href="{}">').format(nonce or csp_nonce(), address)
    told = url_for("pupil.styles_kept", file=file)
    return Markup('<style nonce="{}" data-file="{}" data-kept="{}">{}</style>').format(
        nonce or csp_nonce(),
        address,
        told,
        Markup(built.asset_text(name)),  # noqa: S704 - our own built file
    )


def remember(response: Response, file: str) -> None:
    """Have the browser say from now on that it keeps this file too. A file that is not of today is not remembered."""
    kept_by_browser.say(response, KIND, sorted((_kept() | {file}) & _todays()))
