"""Reviews coming up: whose views are missing, and the one next thing to do for each."""

from __future__ import annotations

from flask import render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext, ngettext

from voice_app.database import db_session
from voice_app.model import ReviewPoint
from voice_app.pages.access import Audience, now, opens_for, this_viewer
from voice_app.pages.frame import LONDON
from voice_app.review_kinds import all_kinds
from voice_app.services import tell_someone
from voice_app.services.dashboard import Dashboard, Show, reviews_coming_up
from voice_app.services.profile import Profile

from .blueprint import blueprint

PILLS = (Show.ALL, Show.ANNUAL_REVIEWS, Show.APDR_CYCLES, Show.MISSING)


@blueprint.get("/reviews")
@opens_for(Audience.STAFF)
def dashboard() -> ResponseReturnValue:
    """The list that a SENDCo opens the day with."""
    session, viewer = db_session(), this_viewer()
    asked = request.args.get("show", "")
    show = Show(asked) if asked in set(Show) else Show.ALL
    today = now().astimezone(LONDON).date()
    page = request.args.get("page", 1, type=int) or 1
    found = reviews_coming_up(session, viewer, show=show, page=page, today=today)
    return render_template(
        "staff/dashboard.html",
        found=found,
        pills=_pills(found, show),
        earlier=url_for("staff.dashboard", show=show.value, page=found.page - 1) if found.page > 1 else "",
        later=url_for("staff.dashboard", show=show.value, page=found.page + 1) if found.page < found.pages else "",
        today=today,
        how_they_tell=how_they_tell,
        how_soon=how_soon,
        review_title=review_title,
        waiting=tell_someone.waiting_for(session, viewer),
        filtered=show is not Show.ALL,
    )


def _pills(found: Dashboard, show: Show) -> list[dict[str, object]]:
    names = {
        Show.ALL: gettext("All"),
        Show.ANNUAL_REVIEWS: gettext("Annual reviews"),
        Show.APDR_CYCLES: gettext("APDR cycles"),
        Show.MISSING: gettext("Views missing"),
    }
    return [
        {
            "label": f"{names[way]} {found.counts[way]}",
            "url": url_for("staff.dashboard", show=way.value) if way is not Show.ALL else url_for("staff.dashboard"),
            "current": way is show,
        }
        for way in PILLS
    ]


def how_they_tell(profile: Profile) -> str:
    """How a pupil answers, in a few words: "Pictures in colour, 3 choices"."""
    pictures = gettext("Plain pictures") if profile.pictures == "line" else gettext("Pictures in colour")
    choices = ngettext("%(num)s choice", "%(num)s choices", profile.choices)
    return f"{pictures}, {choices}"


def how_soon(days: int) -> str:
    """ "in 5 days", "today", "3 days ago"."""
    if days == 0:
        return str(gettext("today"))
    if days > 0:
        return str(ngettext("in %(num)s day", "in %(num)s days", days))
    return str(ngettext("%(num)s day ago", "%(num)s days ago", -days))


def review_title(point: ReviewPoint) -> str:
    """What a review is called, with its number where a pupil has a chain of them: "APDR cycle 2"."""
    kind = all_kinds().get(point.kind)
    title = str(gettext(kind.title)) if kind else point.kind
    return title if point.kind == "annual-review" else f"{title} {point.number}"
