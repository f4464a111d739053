"""A pupil's reviews: the chain of cycles, the annual reviews with their steps, and one of them to fill in."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from typing import Any
from uuid import UUID

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from voice_app.database import db_session
from voice_app.model import Pupil, ReviewPoint
from voice_app.pages.access import Audience, now, opens_for, this_viewer, today
from voice_app.pages.frame import day
from voice_app.review_kinds import DateNotBelievable, FieldGroup, Remark, ReviewKind, all_kinds, school_year, usual_due
from voice_app.services import plan_review, reach
from voice_app.services.leave_trail import leave_trail

from . import two_at_once
from .blueprint import blueprint
from .forms_review import CloseForm, DatesForm, NewReviewForm, ReviewForm, as_form_data, review_form
from .pupil_words import stage_name


@blueprint.app_template_filter()
def remark(one: Remark) -> str:
    """A remark of a kind's rules, in the reader's language."""
    return one.said(lambda text: str(gettext(text)), day)


@blueprint.get("/pupils/<uuid:pupil_id>/reviews")
@opens_for(Audience.STAFF)
def pupil_reviews(pupil_id: UUID) -> ResponseReturnValue:
    """All reviews of one pupil."""
    session, viewer = db_session(), this_viewer()
    pupil = reach.one_pupil(session, viewer, pupil_id)
    leave_trail(session, viewer, "looked at reviews", now=now(), pupil_id=pupil.id)
    planned = plan_review.reviews_of(session, pupil, now=now())
    kinds = plan_review.kinds_for(pupil)
    return render_template(
        "staff/pupil_reviews.html",
        pupil=pupil,
        coming=[one for one in planned if one.point.closed_on is None],
        earlier=_by_school_year([one for one in planned if one.point.closed_on is not None]),
        kinds=kinds,
        others=_for_others(pupil),
        decides=plan_review.who_decides(pupil, today()),
        may_plan=viewer.is_sendco,
        years_without_holidays=frozenset().union(*(one.years_without_holidays for one in planned)),
    )


def _by_school_year(closed: Sequence[plan_review.Planned]) -> list[tuple[int, list[plan_review.Planned]]]:
    """Reviews that are over, the latest first, under the school year in which each was due."""
    years = groupby(closed, lambda one: school_year(one.point.due))
    return [(year, list(reviews)) for year, reviews in years]


@blueprint.get("/pupils/<uuid:pupil_id>/reviews/new")
@opens_for(Audience.SENDCO)
def new_review(pupil_id: UUID) -> ResponseReturnValue:
    """Which kind, then its dates."""
    session, viewer = db_session(), this_viewer()
    pupil = reach.one_pupil(session, viewer, pupil_id)
    kind = _chosen_kind(pupil)
    form = NewReviewForm()
    if kind is not None and (usual := plan_review.usual_next(session, pupil, kind)):
        form.anchor.data = usual.on
    return _new_page(pupil, kind, form)


@blueprint.post("/pupils/<uuid:pupil_id>/reviews/new")
@opens_for(Audience.SENDCO)
def make_review(pupil_id: UUID) -> ResponseReturnValue:
    """Make it, and go on to its steps."""
    session, viewer = db_session(), this_viewer()
    pupil = reach.one_pupil(session, viewer, pupil_id)
    kind = _chosen_kind(pupil)
    form = NewReviewForm()
    if kind is None or not form.validate_on_submit():
        return _new_page(pupil, kind, form), 422
    try:
        if not form.is_sure_of(usual_due(kind, form.dates().anchor)):
            return _new_page(pupil, kind, form), 422
        point = plan_review.make_review(session, viewer, pupil, kind, form.dates(), now=now())
    except DateNotBelievable as refused:
        _say_not_believable(form, refused)
        return _new_page(pupil, kind, form), 422
    flash(gettext("Made. Its steps and dates are worked out. Views that were waiting for a review are joined to it."))
    if point.due < today():
        flash(gettext("This review date is in the past. Change it below if that is a slip."), "careful")
    return redirect(url_for("staff.review", review_point_id=point.id))


def _chosen_kind(pupil: Pupil) -> ReviewKind | None:
    """The kind asked for, if it suits. Where none is asked for, the only one that suits needs no asking."""
    kinds = plan_review.kinds_for(pupil)
    asked = request.values.get("kind", "")
    if not asked and len(kinds) == 1:
        return kinds[0]
    return next((kind for kind in kinds if kind.slug == asked), None)


def _for_others(pupil: Pupil) -> list[ReviewKind]:
    """The kinds that are not for this pupil's SEN stage."""
    return [one for one in all_kinds().values() if not one.suits(pupil.sen)]


def _why_not(pupil: Pupil) -> str:
    """Why the kind asked for is not the one that is planned; nothing where none was asked for, or it suits."""
    asked = request.values.get("kind", "")
    if not asked:
        return ""
    kind = all_kinds().get(asked)
    if kind is None:
        return str(gettext("There is no such kind of review. Nothing was made."))
    if kind.suits(pupil.sen):
        return ""
    told = gettext(
        "Nothing was made. “%(kind)s” is not for %(name)s, whose SEN stage is “%(stage)s”.",
        kind=gettext(kind.title),
        name=pupil.called,
        stage=stage_name(pupil.sen),
    )
    return str(told)


def _new_page(pupil: Pupil, kind: ReviewKind | None, form: NewReviewForm) -> str:
    usual = plan_review.usual_next(db_session(), pupil, kind) if kind else None
    return render_template(
        "staff/new_review.html",
        pupil=pupil,
        kind=kind,
        kinds=plan_review.kinds_for(pupil),
        others=_for_others(pupil),
        form=form.said_of(kind) if kind else form,
        usual=usual,
        why_not=_why_not(pupil),
        kind_asked_for=all_kinds().get(request.values.get("kind", "")),
    )


def _say_not_believable(form: DatesForm, refused: DateNotBelievable) -> None:
    said = [refused.remark.said(lambda text: str(gettext(text)), day)]
    wrong_due = form.due.data is not None and refused.remark.days["day"] == form.due.data
    (form.due if wrong_due else form.anchor).errors = said


@blueprint.get("/reviews/<uuid:review_point_id>")
@opens_for(Audience.SENDCO)
def review(review_point_id: UUID) -> ResponseReturnValue:
    """One review: its steps, and what is filled in."""
    session, viewer = db_session(), this_viewer()
    point = reach.one_review_point(session, viewer, review_point_id)
    leave_trail(session, viewer, "looked at review", now=now(), pupil_id=point.pupil_id)
    return _review_page(point, _kept_form(point), _close_form(point))


def _close_form(point: ReviewPoint) -> CloseForm:
    """It says the planned day where that is over: mostly the review was held then, and the next is counted from it."""
    return CloseForm(formdata=None, data={"closed_on": min(point.due, today())})


def _groups(point: ReviewPoint, kind: ReviewKind) -> tuple[FieldGroup, ...]:
    return kind.fields_for(plan_review.year_on(point.pupil, point.due, today=today()))


def _form_of(point: ReviewPoint, **keywords: Any) -> ReviewForm | None:
    """The form with what is kept; nothing for a kind that is no more. `formdata=None`: whatever was posted."""
    kind = all_kinds().get(point.kind)
    if kind is None:
        return None
    # A day that was worked out is left empty, so that it moves when the date it is worked out from is changed.
    chosen = point.due if point.due != usual_due(kind, point.anchor) else None
    kept = {"anchor": point.anchor, "due": chosen, "circumstances": plan_review.circumstances_of(point)}
    return review_form(kind, _groups(point, kind), data=kept | as_form_data(point.fields), **keywords)


def _kept_form(point: ReviewPoint) -> ReviewForm | None:
    """The form as a page shows it, whatever was posted."""
    form = _form_of(point, formdata=None)
    if form is not None:
        form.page_had.data = two_at_once.marks(form)
    return form


def _sent_form(point: ReviewPoint) -> ReviewForm | None:
    """The form that was sent. Boxes not touched have what is kept now: a colleague may have saved in the meantime."""
    sent, kept = _form_of(point), _kept_form(point)
    if sent is None or kept is None:
        return None
    met = two_at_once.meet(request.form, sent.page_had.data or "", sent, kept)
    met.sent[kept.page_had.name] = kept.page_had.data or ""
    form = _form_of(point, formdata=met.sent)
    if form is not None:
        form.colleagues = met.colleagues
    return form


def _review_page(point: ReviewPoint, form: ReviewForm | None, close: CloseForm) -> str:
    planned = plan_review.one_planned(db_session(), point, now=now())
    return render_template(
        "staff/review.html",
        point=point,
        pupil=point.pupil,
        planned=planned,
        kind=planned.kind,
        groups=_groups(point, planned.kind) if planned.kind else (),
        # What is filled in next stands open; all else is a press away.
        in_hand=_in_hand(_groups(point, planned.kind), point) if planned.kind else "",
        form=form,
        close=close,
        decides=plan_review.who_decides(point.pupil, point.due) if planned.kind and planned.kind.statutory else None,
        usual_due=usual_due(planned.kind, point.anchor) if planned.kind else None,
    )


def _in_hand(groups: Sequence[FieldGroup], point: ReviewPoint) -> str:
    """The key of the first group of an open review in which something is empty; nothing where there is none."""
    if point.closed_on is not None:
        return ""
    return next((group.key for group in groups if not all(point.fields.get(one.key) for one in group.fields)), "")


@blueprint.post("/reviews/<uuid:review_point_id>")
@opens_for(Audience.SENDCO)
def change_review(review_point_id: UUID) -> ResponseReturnValue:
    """Keep what was filled in."""
    session, viewer = db_session(), this_viewer()
    point = reach.one_review_point(session, viewer, review_point_id)
    form = _sent_form(point)
    if form is None or not form.validate_on_submit() or not _keep(point, form):
        return _review_page(point, form, _close_form(point)), 422
    flash(gettext("Saved. Its steps and dates are worked out anew."))
    if set(plan_review.circumstances_of(point)) != set(form.circumstances.data or []):
        flash(
            gettext("The pupil is then in another year group. What is usual in it is ticked; please check."), "careful"
        )
    return redirect(url_for("staff.review", review_point_id=point.id))


def _keep(point: ReviewPoint, form: ReviewForm) -> bool:
    """Keep what is filled in. Whether it could be; if not, the form says why."""
    ticked, filled_in = form.circumstances.data or [], form.filled_in()
    try:
        plan_review.change_review(
            db_session(), this_viewer(), point, form.dates(), circumstances=ticked, fields=filled_in, now=now()
        )
    except DateNotBelievable as refused:
        _say_not_believable(form, refused)
        return False
    return True


@blueprint.post("/reviews/<uuid:review_point_id>/close")
@opens_for(Audience.SENDCO)
def close_review(review_point_id: UUID) -> ResponseReturnValue:
    """It was held, or is given up. What stands in the other boxes of the page comes along, and is kept first."""
    session, viewer = db_session(), this_viewer()
    point = reach.one_review_point(session, viewer, review_point_id)
    close, form = CloseForm(), _sent_form(point)
    right = [one.validate_on_submit() for one in (close, form) if one is not None]
    if not all(right) or close.closed_on.data is None or (form is not None and not _keep(point, form)):
        return _review_page(point, form, close), 422
    plan_review.close_review(session, viewer, point, on=close.closed_on.data, now=now())
    flash(gettext("Closed. Plan the next one when you are ready."))
    return redirect(url_for("staff.pupil_reviews", pupil_id=point.pupil_id))


@blueprint.post("/reviews/<uuid:review_point_id>/open-again")
@opens_for(Audience.SENDCO)
def open_review_again(review_point_id: UUID) -> ResponseReturnValue:
    """It was closed by mistake."""
    session, viewer = db_session(), this_viewer()
    point = reach.one_review_point(session, viewer, review_point_id)
    plan_review.open_again(session, viewer, point, now=now())
    flash(gettext("The review is open again."))
    return redirect(url_for("staff.review", review_point_id=point.id))
