"""What every template can use: built files, pictures, dates, and the frame of the staff pages."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from types import SimpleNamespace
from typing import Any

from flask import Flask, g, request, url_for
from flask_babel import format_date, gettext
from markupsafe import Markup

from activities.contract import Text, Wording
from media import cards
from voice_app import built
from voice_app.model import Role, SessionKind
from voice_app.school_time import LONDON, school_day

from .access import Audience, audiences_of, settings, viewer_or_none
from .languages import direction, language, said, worded
from .photo_files import photos_there
from .safety import csp_nonce
from .styles import styles


def asset_url(name: str) -> str:
    """The address of a built file."""
    return url_for("static", filename=f"built/{built.asset(name)}")


def asset_text(name: str) -> Markup:
    """A built file inline; fonts name their files from the page, not from a style sheet."""
    return Markup(built.asset_text(name))  # noqa: S704 - our own built file


@cache
def picture_sets() -> cards.Cards:
    """The picture cards as they were built."""
    return cards.load(built.FOLDER / "pictures")


#: Pictures that any page of an activity may need besides those of the activity itself.
ALWAYS = frozenset(
    {
        *("in-my-words", "i-said", "own-card", "keyboard", "pencil", "symbols", "more", "yes", "no", "go-back", "skip"),
        *("tell-someone", "stop", "dont-know", "turn-over", "listen", "star", "something-else", "me", "another-way"),
        *("photo", "rotate", "cover-face", "photos", "throw-away", "person"),
        *("photo-i-have", "leave-it-out", "change-it", "one-of-these"),
    }
)


@cache
def picture_version(names: frozenset[str]) -> str:
    """Changes when any picture does, or which of them are in the file, so that browsers may keep it for ever."""
    drawn = hashlib.sha256((built.FOLDER / "pictures" / "pictures.json").read_bytes())
    drawn.update(" ".join(sorted(names)).encode())
    return drawn.hexdigest()[:10]


@dataclass(frozen=True)
class Photograph:
    """A pupil's own photo in the place of a picture card; what the pupil said of it is its text (rule A10)."""

    key: str
    caption: str


def photograph(key: str, caption: str, endpoint: str = "pupil.small_photo") -> Markup:
    """A photo, small. `endpoint` serves it to those who look at this page."""
    address = url_for(endpoint, photo_key=key)
    return Markup('<img class="picture photo" src="{}" alt="{}" data-photo="{}" decoding="async">').format(
        address, caption, key
    )


def picture_beside_its_name(name: str | Photograph) -> Markup:
    """A picture card or photo whose name stands beside it in words: a screen reader says it once (rule A10)."""
    return photograph(name.key, "") if isinstance(name, Photograph) else picture(name)


def picture(name: str | Photograph) -> Markup:
    """A picture card: the symbol is on the page once, and used as often as wanted. Beside it stands the word."""
    if isinstance(name, Photograph):
        return photograph(name.key, name.caption)
    used: dict[str, None] = g.setdefault("pictures_used", {})
    used[name] = None
    return Markup(
        '<svg class="picture" viewBox="0 0 72 72" aria-hidden="true" focusable="false"><use href="#p-{}"></use></svg>'
    ).format(name)


def sprite(names: Iterable[str], picture_set: cards.PictureSet) -> Markup:
    """The symbols of these pictures, for the page to use."""
    return Markup(picture_sets().sprite(sorted(set(names)), picture_set))  # noqa: S704 - built from our own catalogue


def sprite_of_this_page() -> Markup:
    """The symbols of every picture that this page has used so far; stands last in a template."""
    look = g.get("picture_set", "colour")
    return sprite(g.get("pictures_used", {}), look)


def day(value: date | datetime | None, pattern: str = "d MMMM yyyy") -> str:
    """A day as people write it: 12 March 2027. Moments are told in school time."""
    if value is None:
        return ""
    if isinstance(value, datetime):
        value = school_day(value)
    return str(format_date(value, pattern))


def clock(value: datetime | None) -> str:
    """A time of day in school time: 14:05."""
    return value.astimezone(LONDON).strftime("%H:%M") if value else ""


def say(text: Text | Wording | str, *, older: bool = False) -> str:
    """A sentence of the data, translated; plain text, such as a pupil's own words, passes through unchanged."""
    if isinstance(text, str):
        return text
    return worded(text, older=older) if isinstance(text, Wording) else said(text)


def role_titles() -> dict[str, str]:
    """What a role is called."""
    return {
        Role.SENDCO: gettext("SENDCo"),
        Role.STAFF: gettext("Staff"),
        Role.ADMINISTRATOR: gettext("Administrator"),
    }


def rail() -> list[dict[str, Any]]:
    """The places of the staff pages that this viewer can go to."""
    viewer = viewer_or_none()
    open_to = audiences_of(viewer)
    places = [
        ({Audience.STAFF}, "staff.dashboard", gettext("Reviews"), "calendar", "/reviews"),
        ({Audience.ADULT, Audience.MANAGER}, "staff.pupils", gettext("Pupils"), "people", "/pupils"),
        ({Audience.MANAGER}, "staff.people", gettext("Staff"), "gear", "/staff"),
    ]
    return [
        {"label": label, "icon": icon, "url": url_for(endpoint), "current": request.path.startswith(prefix)}
        for audiences, endpoint, label, icon, prefix in places
        if audiences & open_to
    ]


def _staff_frame() -> dict[str, Any]:
    # Pages of pupils have nothing of it, and some of them are written for everybody: whose turn it is must not matter.
    if request.blueprint == "pupil":
        return {}
    viewer = viewer_or_none()
    if viewer is None or viewer.kind in {SessionKind.PUPIL}:
        return {}
    # A close page is left by closing, so that what the adult knows is written down.
    closing = viewer.kind is SessionKind.CLOSE
    title = role_titles().get(viewer.staff.role, "") if viewer.staff else gettext("Helper, today only")
    return {
        "rail": rail() if viewer.kind in {SessionKind.STAFF, SessionKind.HELPER} else [],
        "viewer": SimpleNamespace(
            name=viewer.name,
            role_title=title,
            is_sendco=viewer.is_sendco,
            closing=closing,
            helps=viewer.kind is SessionKind.HELPER,
        ),
        "home_url": url_for("staff.home"),
        "sign_out_url": url_for("staff.sign_out"),
        "picture_url": url_for("staff.my_picture") if viewer.kind is SessionKind.STAFF else "",
        "password_url": url_for("staff.change_password") if viewer.kind is SessionKind.STAFF else "",
        "idle_seconds": int(settings().staff_idle.total_seconds()),
        "stay_url": url_for("staff.stay"),
    }


def give_templates_their_helpers(app: Flask) -> None:
    """Make these available in every template."""

    @app.context_processor
    def helpers() -> dict[str, Any]:
        return {
            "asset_url": asset_url,
            "asset_text": asset_text,
            "csp_nonce": csp_nonce,
            "styles": styles,
            "picture": picture,
            "picture_beside_its_name": picture_beside_its_name,
            "photograph": photograph,
            "photos_there": photos_there,
            "sprite": sprite,
            "sprite_of_this_page": sprite_of_this_page,
            "day": day,
            "clock": clock,
            "say": say,
            "language": language(),
            "direction": direction(),
            **_staff_frame(),
        }
