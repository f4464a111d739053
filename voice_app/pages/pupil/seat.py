"""The pupil's place at the device: this sitting, how its pages look, and who is here."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from functools import cached_property, partial
from typing import Any

from flask import abort, g, request, url_for
from flask_babel import gettext

from activities.contract import Text, Wording
from voice_app.database import db_session
from voice_app.model import Pupil, Sitting
from voice_app.pages import frame
from voice_app.pages.access import now, this_viewer
from voice_app.review_kinds import school_year
from voice_app.school_time import school_day
from voice_app.services import faces
from voice_app.services.profile import Profile, read_profile
from voice_app.services.viewer import Viewer

from .steady import made_now


@dataclass(frozen=True)
class Look:
    """What `pupil/base.html` asks for: how this pupil's pages look."""

    theme: str
    pictures: str
    text: int
    older_words: bool
    older_pictures: bool
    listen: bool
    choices: int
    plain: bool = False
    still: bool = False


def look_of(profile: Profile) -> Look:
    """The look that a communication profile asks for."""
    return Look(
        theme=profile.theme,
        # Colour pictures have dark outlines; on a dark ground only lines can be seen (rule A9).
        pictures=profile.pictures if profile.theme == "paper" else "line",
        text=profile.text_size,
        older_words=profile.older,
        older_pictures=profile.pictures == "line",
        listen=profile.listen != "off",
        choices=profile.choices,
    )


@dataclass(frozen=True)
class Seat:
    """One pupil at one device."""

    viewer: Viewer
    sitting: Sitting
    pupil: Pupil
    profile: Profile
    look: Look

    def say(self, text: Text | Wording | str) -> str:
        """A sentence in the version and language of this pupil."""
        return frame.say(text, older=self.look.older_words)

    @property
    def adults(self) -> list[str]:
        """The names of those in the room."""
        return [one.name for one in self.sitting.present]

    @property
    def here(self) -> str:
        """The same in one line; empty where nobody is named."""
        return " · ".join(self.adults)

    @cached_property
    def face(self) -> str | None:
        """The picture of the first of those in the room: asked for once, and shown by every part of a page."""
        first = faces.picture_of(db_session(), self.sitting.present[0]) if self.sitting.present else None
        return first if first in frame.picture_sets().names() else "person" if first else None

    @property
    def sitting_known_by(self) -> str:
        """Enough to know this sitting from the one before at the same tablet."""
        return str(self.sitting.id)[-6:]

    def context(self, **wanted: Any) -> dict[str, Any]:
        """What every pupil page's template needs, and what this one does."""
        g.picture_set = self.look.pictures
        return {
            "look": self.look,
            "say": partial(frame.say, older=self.look.older_words),
            "present_line": gettext("With %(names)s", names=self.here) if self.here else None,
            "present_picture": self.face,
            "dots": None,
            "bar": bar(),
            "sitting": self.sitting_known_by,
            "made_now": made_now,
            "made_at": here(),
            "waits": {
                "deviceKey": self.sitting.device_key,
                "turns": url_for("pupil.keep_turn"),
                "alive": url_for("pupil.alive"),
                "photos": url_for("pupil.add_photo"),
            },
        } | wanted


#: The whole date: "on Monday" alone could be any Monday; and of an earlier school year, which year.
WHICH_DAY, WHICH_DAY_OF_A_YEAR = "EEEE d MMMM", "EEEE d MMMM yyyy"


def other_day(sitting: Sitting) -> str:
    """The day of a sitting, as `which_day` tells it; nothing where it is today's."""
    at = sitting.handed_over_at
    return "" if school_day(at) == school_day(now()) else which_day(at)


def which_day(at: datetime) -> str:
    """ "Monday 9 November", and "Friday 21 November 2025" where that is not of this school year."""
    day = school_day(at)
    return frame.day(day, WHICH_DAY if school_year(day) == school_year(school_day(now())) else WHICH_DAY_OF_A_YEAR)


def bar(form: str = "", *, back: bool = False, skip: bool = False, dont_know: bool = False) -> dict[str, Any]:
    """Which places of the bar are filled. Tell someone and Stop always are."""
    return {
        "form": form,
        "back": back,
        "skip": skip,
        "dont_know": dont_know,
        "tell": True,
        "stop": True,
        "here": here(),
        "told_from": _told_from(),
    }


def here() -> str:
    """The address of this page; nothing where a form was sent to it, which no address brings back."""
    return request.full_path.removesuffix("?") if request.method == "GET" else ""


def _told_from() -> str:
    """Where Go on leads after somebody was told: this page, or of the pages of telling the one before them."""
    return request.args.get("back", "") if request.endpoint in {"pupil.tell_page", "pupil.told"} else here()


def this_seat() -> Seat:
    """The seat of this request. For pages of pupil mode."""
    viewer = this_viewer()
    if viewer.sitting is None:
        abort(404)
    sitting = viewer.sitting
    profile = read_profile(sitting.profile)
    return Seat(viewer, sitting, sitting.pupil, profile, look_of(profile))
