"""Reviews coming up: whose views are missing, and the one next thing to do for each."""

from __future__ import annotations

from flask import render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext, ngettext

from voice_app.database import db_session
from voice_app.model import ReviewPoint, Sitting
from voice_app.pages.access import Audience, audiences_of, now, opens_for, this_viewer, today
from voice_app.review_kinds import all_kinds
from voice_app.services import pick_up_again
from voice_app.services.dashboard import ALL, Dashboard, Group, Show, reviews_coming_up, ways_to_show
from voice_app.services.profile import Profile

from .blueprint import blueprint
from .form_words import N_
from .told import reminders

#: What stands over the reviews of each group where the table folds.
GROUPS = {
    Group.OVERDUE: N_("Past the last day to ask"),
    Group.SOON: N_("To ask this week"),
    Group.LATER: N_("To ask later"),
    Group.IN: N_("Views are in"),
    Group.KEPT: N_("Chose not to share or take part"),
}
#: These are never folded away.
PRESSING = {Group.OVERDUE, Group.SOON}


@blueprint.get("/reviews")
@opens_for(Audience.STAFF)
def dashboard() -> ResponseReturnValue:
    """The list that a SENDCo opens the day with."""
    session, viewer = db_session(), this_viewer()
    show = _asked_to_show()
    this_day = today()
    page = request.args.get("page", 1, type=int) or 1
    go_on = pick_up_again.where_to_go_on(session, viewer, now=now())
    found = reviews_coming_up(session, viewer, show=show, page=page, today=this_day)
    has_reviews = found.counts[ALL] > 0
    return render_template(
        "staff/dashboard.html",
        found=found,
        pills=_pills(found, show),
        earlier=_address(show, page=found.page - 1) if found.page > 1 else "",
        later=_address(show, page=found.page + 1) if found.page < found.pages else "",
        today=this_day,
        group_names={group: gettext(name) for group, name in GROUPS.items()},
        # Where nothing presses, what comes next stands open.
        open_groups=PRESSING & found.groups.keys() or set(list(found.groups)[:1]),
        how_they_tell=how_they_tell,
        how_soon=how_soon,
        review_title=review_title,
        filtered=show != ALL,
        practice=go_on.practice,
        leads_named=go_on.leads_named,
        manages=Audience.MANAGER in audiences_of(viewer),
        has_reviews=has_reviews,
        has_pupils=has_reviews or pick_up_again.has_pupils(session, viewer),
        just_closed=go_on.just_closed,
        go_on=_where_it_goes_on(go_on.just_closed) if go_on.just_closed else None,
        **reminders(),
    )


def _where_it_goes_on(sitting: Sitting) -> tuple[str, str]:
    """The next address and what the way there is called: what was said stands on the pupil's page.

    After showing what goes out the paperwork comes next, for the SENDCo, who alone can do something there.
    """
    goes_out = sitting.only_looks and this_viewer().is_sendco
    point = pick_up_again.review_to_go_on_with(db_session(), sitting, now=now()) if goes_out else None
    if point is not None:
        return url_for("staff.paperwork", review_point_id=point.id), str(gettext("Go on with the paperwork"))
    return url_for("staff.pupil", pupil_id=sitting.pupil_id), str(gettext("Look at what was said"))


def _asked_to_show() -> Show:
    """What the address asks for; a kind that is no more, or never was, is not asked for."""
    kind = request.args.get("kind", "")
    return Show(kind if kind in all_kinds() else None, missing=request.args.get("views") == "missing")


def _address(show: Show, page: int | None = None) -> str:
    return url_for("staff.dashboard", kind=show.kind, views="missing" if show.missing else None, page=page)


def _pills(found: Dashboard, show: Show) -> list[dict[str, object]]:
    return [
        {"label": f"{_name(way)} {found.counts[way]}", "url": _address(way), "current": way == show}
        for way in ways_to_show()
    ]


def _name(way: Show) -> str:
    if way.kind is not None:
        return str(gettext(all_kinds()[way.kind].plural))
    return str(gettext("Views missing") if way.missing else gettext("All"))


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
    if kind is None:
        return f"{point.kind} {point.number}"
    title = str(gettext(kind.title))
    return f"{title} {point.number}" if kind.numbered else title
