"""A pupil's page: who this is, how they tell us things, what they said, and what goes into their next review."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from flask import render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from activities import all_activities
from activities.contract import N_, Place, State
from voice_app.database import db_session
from voice_app.model import Pupil, ReviewPoint, SessionKind, Sitting, Statement, Views
from voice_app.pages import languages
from voice_app.pages.access import Audience, now, opens_for, this_viewer
from voice_app.pages.frame import say
from voice_app.paperwork import gather, headings, telling
from voice_app.services import attach, look_at_views, look_back, names_of_pupils, prepare, profile, reach, tell_someone
from voice_app.services.leave_trail import leave_trail

from .blueprint import blueprint

#: What had been begun when the tablet was given back, and can be gone on with.
BEGUN = N_("Begun, not finished")
#: What came of asking, where no answer came.
NO_ANSWER = {**telling.NO_ANSWER, State.STARTED: BEGUN}
#: Of these, nothing is asked of staff but to offer again (docs/practice.md, Fairness rules).
CHOSE_NOT_TO = frozenset({Views.PRIVATE, Views.REFUSED})


@blueprint.get("/pupils/<uuid:pupil_id>")
@opens_for(Audience.ADULT)
def pupil(pupil_id: UUID) -> ResponseReturnValue:
    """Everything of one pupil that this adult may see. The look is recorded (rules X6, R1)."""
    session, viewer = db_session(), this_viewer()
    found = reach.one_pupil(session, viewer, pupil_id)
    leave_trail(session, viewer, "looked at pupil", now=now(), pupil_id=found.id)
    views = look_at_views.views_of(session, viewer, found.id, all_activities())
    communicates = profile.profile_of(session, found.id)
    staff = viewer.kind is SessionKind.STAFF
    point = attach.next_review_point(session, found.id, now=now()) if staff else None
    paper = paperwork_of(point)
    with_ticks = {row.statement.id for row in paper.get("rows", ())}
    return render_template(
        "staff/pupil.html",
        pupil=found,
        profile=communicates,
        views=views,
        # What stands among the ticks is not told a second time beside them.
        groups=grouped([one for one in views.now if one.id not in with_ticks], found.called),
        place_chip=place_chip,
        unanswered=[telling.told(one, found.called) for one in views.unanswered],
        titles={slug: say(room.title, older=communicates.older) for slug, room in all_activities().items()},
        no_answer=NO_ANSWER,
        may_paper=staff,
        asked_to_talk=tell_someone.not_seen_of(session, viewer, found.id),
        hand_over_url=hand_over_url(found),
        may_ask=look_back.is_any_to_answer(session, found.id),
        **paper,
    )


def hand_over_url(found: Pupil) -> str:
    """Where the tablet is handed to this pupil."""
    return url_for("staff.hand_over", pupil_id=found.id)


def paperwork_of(point: ReviewPoint | None) -> dict[str, Any]:
    """What the panel of the paperwork shows for this review point; without one, that there is none."""
    if point is None:
        return {"point": None}
    rows = prepare.attached(db_session(), this_viewer(), point)
    return {
        "point": point,
        "review_title": review_title(point),
        "rows": rows,
        "picks": picks(rows, point.pupil.called),
        "one_sitting": one_sitting(rows),
        "may_tick": this_viewer().is_sendco,
        # Of others than a SENDCo the pupils of the school are not to be read from here.
        "named": _named(point, rows) if this_viewer().is_sendco else {},
        "left_out": {row.statement.id: names_of_pupils.names_left_out(row.statement) for row in rows},
        "likely_names": _likely_names(point, rows) if this_viewer().is_sendco else {},
        "friend_may_be_named": {row.statement.id for row in rows if names_of_pupils.friend_may_be_named(row.statement)},
        "offer_again": point.views in CHOSE_NOT_TO,
        "Standing": prepare.Standing,
    }


def _named(point: ReviewPoint, rows: Sequence[prepare.Attached]) -> dict[UUID, list[dict[str, Any]]]:
    """What may name another pupil on paper, by statement: the name, and whom it may mean."""
    found = names_of_pupils.named_in(db_session(), point.pupil, (row.statement for row in rows))
    return {
        key: [{"name": one.name, "first": one.pupils[0], "more": len(one.pupils) - 1} for one in names]
        for key, names in found.items()
    }


def _likely_names(point: ReviewPoint, rows: Sequence[prepare.Attached]) -> dict[UUID, Sequence[str]]:
    """What is likely somebody's name on paper, by statement, where the school's list has nobody of it."""
    return {row.statement.id: names_of_pupils.likely_names(point.pupil, row.statement) for row in rows}


def speaking() -> gather.Speaking:
    """The language of this request, for paper."""
    return gather.Speaking(languages.words(), languages.language(), "rtl" if languages.direction() == "rtl" else "ltr")


def review_title(point: ReviewPoint) -> str:
    """What a review is called, with its day."""
    return gather.review_title(point, speaking())


def grouped(statements: Sequence[Statement], name: str) -> list[tuple[Any, list[telling.Told]]]:
    """The statements under their plain headings."""
    return [
        (headings.HEADINGS[heading], [telling.told(said, name) for said in under])
        for heading, under in headings.by_heading(headings.in_order_said(statements)).items()
    ]


def picks(rows: Sequence[prepare.Attached], name: str) -> list[tuple[Any, list[tuple[prepare.Attached, telling.Told]]]]:
    """What is attached, under the same headings, the latest sitting first."""
    of = {row.statement.id: row for row in rows}
    latest = sorted((row.statement for row in rows), key=look_at_views.in_order)
    return [(heading, [(of[told.statement.id], told) for told in under]) for heading, under in grouped(latest, name)]


def one_sitting(rows: Sequence[prepare.Attached]) -> Sitting | None:
    """The sitting all of this was said in, if it was one: its day and who was there are then said once."""
    sittings = {row.statement.sitting_id: row.statement.sitting for row in rows}
    return next(iter(sittings.values())) if len(sittings) == 1 else None


#: How a place of a scale looks (`parts/kit.html`, chip): a face for young readers, a circle for older ones.
PLACE_CHIPS = {"good": ("good", "works"), "mixed": ("between", "depends"), "hard": ("hard", "does-not-work")}
#: What a chip says where no answer came, in two words. Never one for another (rule A47).
NO_PLACE_CHIPS = {
    "turned-over": ("turned-over", N_("Not saying")),
    "dont-know": ("dont-know", N_("Don’t know")),
    "stopped": ("stopped", N_("Stopped")),
}
NO_PLACE_WORDS = {"skipped": N_("Skipped"), "not-asked": N_("Not asked")}


def place_chip(place: Place, *, older: bool) -> tuple[str, str]:
    """The look of the chip for a place of a scale, and what the place was called on the screen."""
    return PLACE_CHIPS[place.tone][older], say(place.label, older=older)


@blueprint.app_template_filter()
def no_place(state: str) -> tuple[str, str]:
    """Where no answer came: the look of the chip, or nothing where plain words do, and the words."""
    look, text = NO_PLACE_CHIPS.get(state) or ("", NO_PLACE_WORDS.get(state, NO_PLACE_WORDS["not-asked"]))
    return look, say(text)


@blueprint.app_template_filter("offered")
def offered(sitting: Sitting) -> list[str]:
    """What a pupil was offered, by the titles that the pupil read: their answers stand under the same."""
    rooms, older = all_activities(), profile.read_profile(sitting.profile).older
    return [say(rooms[slug].title, older=older) if slug in rooms else slug for slug in sitting.planned]


@blueprint.app_template_filter()
def came_of(sitting: Sitting) -> tuple[str, str]:
    """What came of a sitting: the look of its chip, and its words. A no to looking is none to taking part."""
    looks, asks = sitting.only_looks, sitting.only_asks
    if sitting.refused_at is not None:
        no = gettext("Chose not to look at what goes out") if looks else gettext("Chose not to take part")
        return "private", str(gettext("Chose not to say who may see it") if asks else no)
    if sitting.stopped_at is not None:
        return "stopped", str(gettext("Stopped looking at what goes out") if looks else gettext("Stopped"))
    if sitting.finished_at is not None:
        return "done", str(gettext("Finished"))
    if (looks or asks) and sitting.handed_back_at is not None:
        return "done", str(gettext("Shown what goes out") if looks else gettext("Asked who may see it"))
    # Its activities may be done: only Finish, after which it has been asked who may see them, was never pressed.
    early = gettext("Not given back yet") if sitting.handed_back_at is None else gettext("Given back early")
    return "started", str(early)
