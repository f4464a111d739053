"""The paperwork of one review: tick, show the pupil, add, hand out copies. Only the SENDCo changes anything here."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from functools import partial
from pathlib import Path
from uuid import UUID

from flask import Response, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext, ngettext
from werkzeug.exceptions import BadRequest

from voice_app import built
from voice_app.database import db_session
from voice_app.model import AdultNote, FamilyMember, ReviewPoint, School
from voice_app.pages.access import Audience, now, opens_for, this_viewer
from voice_app.pages.frame import picture_sets
from voice_app.pages.photo_files import small_bytes
from voice_app.paperwork import gather, pdf, telling, text, word
from voice_app.paperwork.content import Document
from voice_app.services import look_at_views, look_back, prepare, reach, sent_out, share, tell_what_is_open
from voice_app.services.leave_trail import leave_trail
from voice_app.services.notes_that_go_out import Notes, notes_for
from voice_app.services.sharing_rule import MEETING, family_key

from .blueprint import blueprint
from .form_words import N_
from .forms_paperwork import CouldNotShowForm
from .hand_over import WHAT_GOES_OUT
from .pupil_page import paperwork_of, review_title, speaking
from .pupil_words import year_name

#: TTF files for the PDF, made by the set-up.
FONTS = Path(built.__file__).with_name("built_fonts")
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@blueprint.get("/reviews/<uuid:review_point_id>/paperwork")
@opens_for(Audience.STAFF)
def paperwork(review_point_id: UUID) -> ResponseReturnValue:
    """What is ticked, what waits for the pupil, what is added, and which copies went out."""
    point = reach.one_review_point(db_session(), this_viewer(), review_point_id)
    return _page(point, CouldNotShowForm(formdata=None))


def _page(point: ReviewPoint, form: CouldNotShowForm, chosen: Collection[UUID] = ()) -> str:
    session, viewer, pupil = db_session(), this_viewer(), point.pupil
    leave_trail(session, viewer, "looked at paperwork", now=now(), pupil_id=pupil.id, about={"review": str(point.id)})
    shown = paperwork_of(point)
    rows: list[prepare.Attached] = shown["rows"]
    notes = _notes(rows) if viewer.is_sendco else None
    copies = sent_out.copies(session, point) if viewer.is_sendco else []
    undecided = look_at_views.count_undecided(session, viewer, pupil.id)
    return render_template(
        "staff/paperwork.html",
        pupil=pupil,
        form=form,
        chosen=chosen,
        private=share.count_private(session, viewer, pupil.id),
        not_asked=undecided.not_asked,
        not_answered=undecided.not_answered,
        may_ask=look_back.is_any_to_answer(session, pupil.id),
        waiting=[
            (row, telling.told(row.statement, pupil.called)) for row in rows if row.standing is prepare.Standing.WAITING
        ],
        ready=sum(prepare.is_ready(row) for row in rows),
        added=prepare.count(rows, prepare.Standing.ADDED),
        family=[(family_key(one.id), one) for one in sent_out.family_of(session, pupil.id)],
        notes=notes,
        still_open=gather.told_open(tell_what_is_open.what_is_open(session, point, MEETING), pupil.called, speaking()),
        copies=copies,
        just_made=_just_made(copies),
        show_url=url_for("staff.hand_over", pupil_id=pupil.id, show=WHAT_GOES_OUT),
        **shown,
    )


@blueprint.post("/reviews/<uuid:review_point_id>/ticks")
@opens_for(Audience.SENDCO)
def tick(review_point_id: UUID) -> ResponseReturnValue:
    """Keep the ticks."""
    point = _point(review_point_id)
    ticked = prepare.tick(db_session(), this_viewer(), point, _ids("statement"), now=now())
    if ticked.standing:
        flash(ngettext("Saved. %(num)s thing is ticked.", "Saved. %(num)s things are ticked.", ticked.standing))
    else:
        flash(gettext("Saved. Nothing is ticked, so nothing goes out."))
    if ticked.refused:
        flash(gettext("Something you ticked is no longer shared, or was said anew. It was not ticked."), "careful")
    return _back(point)


@blueprint.post("/reviews/<uuid:review_point_id>/not-shown")
@opens_for(Audience.SENDCO)
def could_not_show(review_point_id: UUID) -> ResponseReturnValue:
    """Record why the pupil could not be shown what goes out."""
    point, form, chosen = _point(review_point_id), CouldNotShowForm(), _ids("statement")
    if not form.validate_on_submit():
        return _page(point, form, chosen), 422
    try:
        kept = prepare.could_not_show(db_session(), this_viewer(), point, chosen, form.reason.data or "", now=now())
    except prepare.ReasonMissing:
        form.reason.errors = [N_("Write down why it was not possible")]
        return _page(point, form, chosen), 422
    if not kept:
        form.statement.errors = [N_("What you ticked does not wait any more. Tick something that does")]
        return _page(point, form, chosen), 422
    flash(ngettext("The reason is kept for %(num)s thing.", "The reason is kept for %(num)s things.", kept))
    if left := len(set(chosen)) - kept:
        said = ngettext(
            "%(num)s thing you ticked did not wait any more, so no reason was kept for it.",
            "%(num)s things you ticked did not wait any more, so no reason was kept for them.",
            left,
        )
        flash(said, "careful")
    return _back(point)


@blueprint.post("/reviews/<uuid:review_point_id>/add")
@opens_for(Audience.SENDCO)
def add_to_review(review_point_id: UUID) -> ResponseReturnValue:
    """Add what is ticked and kept."""
    point = _point(review_point_id)
    added = prepare.add(db_session(), this_viewer(), point, now=now())
    if added:
        flash(ngettext("%(num)s thing is added to the review.", "%(num)s things are added to the review.", added))
    else:
        flash(gettext("Nothing new is ready. Tick it, and show it to the pupil first."), "careful")
    return _back(point)


@blueprint.post("/reviews/<uuid:review_point_id>/copies")
@opens_for(Audience.SENDCO)
def hand_out(review_point_id: UUID) -> ResponseReturnValue:
    """Make a copy for one audience, add what was ready, and keep what went into it.

    Nothing is added where no copy comes of it, and nobody else's touch waits while a file is made. A file comes with
    the page that follows: a page that sends a file stays as it was, and would go on telling what is no longer so.
    """
    session, viewer, point = db_session(), this_viewer(), _point(review_point_id)
    try:
        audience, member = sent_out.one_audience(session, point, request.form.get("audience", ""))
    except sent_out.LinkEnded:
        flash(gettext("The pupil is no longer asked about them, so no copy was made."), "careful")
        return _back(point)
    file_format = request.form.get("format", "")
    if file_format not in sent_out.FORMATS:
        abort(400)
    rows = prepare.would_go_out(session, viewer, point, audience)
    if not rows:
        flash(gettext("Nothing in this review is shared with them. No copy was made."), "careful")
        return _back(point)
    wanted = _ids("note") if member is None else []
    notes = [note for note in _notes(rows).offered if note.id in wanted]
    try:
        reply = _as(file_format, _document(point, rows, audience, member, notes), point, audience)
    except (pdf.PdfNotMade, pdf.FontsMissing):
        return _no_pdf(point)
    prepare.add(session, viewer, point, now=now())
    made = sent_out.record(session, viewer, point, audience, file_format, rows, notes=notes, now=now())
    if file_format == "text":
        return reply
    return redirect(url_for("staff.paperwork", review_point_id=point.id, copy=made.id, _anchor="copies"))


@blueprint.get("/reviews/<uuid:review_point_id>/copies/<uuid:document_id>")
@opens_for(Audience.SENDCO)
def save_copy(review_point_id: UUID, document_id: UUID) -> ResponseReturnValue:
    """The file of a copy that was made: anew, as the paper it was then, as long as all in it may still go out."""
    session, viewer, point = db_session(), this_viewer(), _point(review_point_id)
    copy = sent_out.one_file(session, point, document_id)
    if copy.out_of_date:
        flash(gettext("What may go out has changed since. Make a new copy."), "careful")
        return _back(point)
    made = copy.document
    audience, member = sent_out.one_audience(session, point, made.audience)
    rows = [r for r in prepare.going_out(session, viewer, point, audience) if str(r.statement.id) in made.statements]
    if len(rows) < len(made.statements):
        # The copy is right; but who did not hear it may not read it in the file either (rule X7).
        flash(gettext("Not all of this copy is shared with you. %(name)s made it.", name=copy.made_by), "careful")
        return _back(point)
    try:
        document = _document(point, rows, audience, member, sent_out.notes_in(session, made), anew=copy)
        reply = _as(made.format, document, point, audience)
    except (pdf.PdfNotMade, pdf.FontsMissing):
        return _no_pdf(point)
    sent_out.save(session, viewer, point, made, now=now())
    return reply


def _just_made(copies: Sequence[sent_out.Copy]) -> sent_out.Copy | None:
    """The copy that the address names, as it does after one was made: this page brings its file along."""
    named = request.args.get("copy")
    files = (one for one in copies if one.document.format != "text")
    return next((one for one in files if str(one.document.id) == named), None)


def _no_pdf(point: ReviewPoint) -> ResponseReturnValue:
    flash(gettext("The PDF could not be made here. Take the Word file instead."), "error")
    return _back(point)


def _notes(rows: Sequence[prepare.Attached]) -> Notes:
    """The notes on the sittings that the meeting's copy tells of; what is ready goes in with it."""
    told = {row.statement.sitting_id for row in rows if row.standing is prepare.Standing.ADDED or prepare.is_ready(row)}
    return notes_for(db_session(), MEETING, told)


def _document(
    point: ReviewPoint,
    rows: list[prepare.Attached],
    audience: str,
    member: FamilyMember | None,
    notes: Sequence[AdultNote],
    *,
    anew: sent_out.Copy | None = None,
) -> Document:
    """The paper of now; or the one that a copy was, with who made it, and its day."""
    session = db_session()
    viewer = this_viewer()
    held = {row.statement.id for row in rows}
    may_go = prepare.may_go(session, viewer, point, audience, until=anew.document.made_at if anew else None) | held
    made_by, made_on = (anew.made_by, anew.document.made_at) if anew else (viewer.name, now())
    return gather.gather(
        point,
        session.get_one(School, point.school_id),
        rows,
        speaking(),
        pictures=picture_sets(),
        made_by=made_by,
        made_on=made_on,
        copy_for=gather.copy_for(member, speaking()),
        selection=gather.selection(len(held), len(may_go), member, speaking()),
        year=year_name(point.pupil.year),
        notes=notes,
        photos=partial(small_bytes, point.pupil_id),
        still_open=tell_what_is_open.what_is_open(session, point, audience, on=made_on if anew else None),
    )


def _as(file_format: str, document: Document, point: ReviewPoint, audience: str) -> ResponseReturnValue:
    words = speaking().words
    if file_format == "text":
        return render_template(
            "staff/paperwork_text.html",
            pupil=point.pupil,
            point=point,
            review_title=review_title(point),
            text=text.plain_text(document, words),
        )
    copy = sent_out.copy_name(db_session(), point, audience)
    if file_format == "word":
        return _file(word.word(document, words), WORD, gather.file_name(point, copy, "docx"))
    made = pdf.pdf(document, words, fonts=FONTS)
    return _file(made, "application/pdf", gather.file_name(point, copy, "pdf"))


def _file(body: bytes, kind: str, name: str) -> Response:
    reply = Response(body, mimetype=kind)
    reply.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return reply


def _point(review_point_id: UUID) -> ReviewPoint:
    return reach.one_review_point(db_session(), this_viewer(), review_point_id)


def _back(point: ReviewPoint) -> ResponseReturnValue:
    return redirect(url_for("staff.paperwork", review_point_id=point.id))


def _ids(name: str) -> list[UUID]:
    try:
        return [UUID(one) for one in request.form.getlist(name)]
    except ValueError as strange:
        raise BadRequest from strange
