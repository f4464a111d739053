"""Bring in a list of pupils: upload, look, answer, confirm, and undo."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext, ngettext
from werkzeug.datastructures import MultiDict

from voice_app.database import db_session, forget_deleted_after_commit
from voice_app.model import Intake
from voice_app.pages.access import Audience, audiences_of, now, opens_for, this_viewer, today
from voice_app.review_kinds.school_years import YEAR_GROUPS
from voice_app.services import bring_in as lists
from voice_app.services import past_lists, undo_list
from voice_app.services.leave_trail import leave_trail
from voice_app.services.left_open import LeftOpen, left_open, questions_of, seen_to
from voice_app.services.pupil_lists import FIELDS, NAMELESS, ListRefused
from voice_app.services.pupil_lists.fields import WHICH_FIRST

from .blueprint import blueprint
from .forms_pupil import ListForm
from .list_words import PARTS, ROLLS, list_sentence, one_part, parts_of
from .pupil_words import NEEDS, STAGES

if TYPE_CHECKING:
    from voice_app.services.pupil_lists.plan import Plan


@blueprint.get("/pupils/bring-in")
@opens_for(Audience.MANAGER)
def bring_in() -> ResponseReturnValue:
    """Choose a file; and the lists of the last time."""
    return _start_page(ListForm())


@blueprint.post("/pupils/bring-in")
@opens_for(Audience.MANAGER)
def upload_list() -> ResponseReturnValue:
    """Take the file, and go on to what it would do."""
    form = ListForm()
    if not form.validate_on_submit():
        return _start_page(form), 422
    file = form.file.data
    try:
        intake = lists.begin(db_session(), this_viewer(), file.filename or "", file.read(), now=now())
    except ListRefused as refused:
        form.file.errors = [list_sentence(refused.sentence)]
        return _start_page(form), 422
    return redirect(url_for("staff.intake", intake_id=intake.id))


def _start_page(form: ListForm) -> str:
    return render_template("staff/bring_in.html", form=form, past=past_lists.lists_lately(db_session(), this_viewer()))


@blueprint.get("/pupils/bring-in/<uuid:intake_id>")
@opens_for(Audience.MANAGER)
def intake(intake_id: UUID) -> ResponseReturnValue:
    """What a list would do, or what it did."""
    session, viewer = db_session(), this_viewer()
    found = lists.one_intake(session, viewer, intake_id)
    leave_trail(session, viewer, "looked at list", now=now(), about={"intake": str(found.id)})
    if found.confirmed_at is not None:
        return _result_page(found)
    if found.content is None:
        return redirect(url_for("staff.bring_in"))
    try:
        return _preview_page(found)
    except ListRefused as refused:
        # It could be read when it came; only another version of My Say can see that otherwise.
        flash(list_sentence(refused.sentence), "error")
        return redirect(url_for("staff.bring_in"))


def _preview_page(found: Intake) -> str:
    look = lists.preview(db_session(), found, today=today())
    plan = look.plan
    parts, still_open = parts_of(plan), questions_of(plan)
    open_questions = {f"{one.row}:{one.field}" for one in plan.questions}
    return render_template(
        "staff/intake.html",
        intake=found,
        plan=plan,
        name_order=plan.name_order,
        seen=look.seen,
        clashes=look.clashes,
        # Of what is asked, the questions are counted and not the pupils, as on the button.
        parts={key: (name, len(parts[key]) if key != "ask" else still_open) for key, name in PARTS.items()},
        part=one_part(parts, request.args.get("show", ""), request.args.get("page", 1, type=int)),
        unsure=sum(line.what == "ask" for line in plan.lines),
        doubtful=sum(len(line.questions) for line in plan.lines if line.what != "ask"),
        still_open=still_open,
        something=any(parts[key] for key in ("new", "changed", "leaves")),
        act=_act(*(len(parts[key]) for key in ("new", "changed", "leaves"))),
        answered={key: value for key, value in found.answers.items() if key not in open_questions},
        fields=FIELDS,
        year_groups=YEAR_GROUPS,
        stages=STAGES,
        rolls=ROLLS,
        needs=NEEDS,
        # Their order cannot be ticked: it is typed.
        needs_in_order=WHICH_FIRST,
    )


def _act(new: int, changed: int, leaves: int) -> str:
    """What the main button does to so many pupils."""
    if not changed and not leaves:
        return str(ngettext("Bring in %(num)s pupil", "Bring in %(num)s pupils", new))
    counts = {"added": new, "changed": changed, "archived": leaves}
    return str(gettext("Bring in: %(added)s new, %(changed)s changed, %(archived)s left", **counts))


@blueprint.post("/pupils/bring-in/<uuid:intake_id>")
@opens_for(Audience.MANAGER)
def use_list(intake_id: UUID) -> ResponseReturnValue:
    """Keep what was chosen and answered; then show the part asked for, or do it."""
    session, viewer = db_session(), this_viewer()
    found = lists.one_intake(session, viewer, intake_id)
    try:
        look = lists.preview(session, found, today=today())
        lists.keep_choices(session, found, columns=_columns(look.plan), answers=_answers(request.form))
    except (lists.NothingWaiting, ListRefused):
        return _nothing_waiting(found)
    go = request.form.get("go", "check")
    if go == "confirm":
        return _confirm(found, request.form.get("seen", ""))
    show, _, page = go.removeprefix("show:").partition(":") if go.startswith("show:") else _same_place()
    return redirect(url_for("staff.intake", intake_id=found.id, show=show, page=page))


def _same_place() -> tuple[str, str, str]:
    return request.form.get("show", ""), "", request.form.get("page", "1")


def _columns(plan: Plan) -> dict[str, str]:
    """The columns whose field the user changed; the others go on being understood by themselves."""
    said = {
        # What was said of the order of its names is said of the column.
        column.key: request.form.get(f"order:{column.index}") or request.form.get(f"column:{column.index}")
        for column in plan.columns
    }
    now_understood = {column.key: column.field or "" for column in plan.columns}
    return {
        key: field
        for key, field in said.items()
        if field is not None and field != now_understood[key] and (field == "" or field in FIELDS)
    }


def _answers(typed: MultiDict[str, str]) -> dict[str, str]:
    """What was answered: what was typed or ticked, several with a space between, else the suggestion that was taken."""
    answers = {}
    for name, values in typed.lists():
        value = " ".join(values)
        kind, _, key = name.partition(":")
        row, _, field = key.partition(":")
        if kind == "answer" and row.isdecimal() and (field in FIELDS or field == "pupil"):
            answers[key] = value.strip() or typed.get(f"take:{key}", "")
    return answers


def _confirm(found: Intake, seen: str) -> ResponseReturnValue:
    session = db_session()
    look_again = redirect(url_for("staff.intake", intake_id=found.id))
    try:
        plan = lists.confirm(session, this_viewer(), found, seen=seen, now=now())
    except lists.NothingWaiting:
        return _nothing_waiting(found)
    except lists.PlanChanged:
        flash(gettext("What you typed or chose is saved, and nothing is brought in yet. Look once more."), "careful")
        return look_again
    except lists.NumbersClash:
        flash(gettext("Nothing was brought in: two pupils would have the same UPN."), "error")
        return look_again
    forget_deleted_after_commit()
    flash(gettext("Done. The file is erased from My Say."))
    if still_open := questions_of(plan):
        said = ngettext(
            "%(num)s question is still open. It is listed below, and stays there until you have seen to it.",
            "%(num)s questions are still open. They are listed below, and stay there until you have seen to them.",
            still_open,
        )
        flash(said, "careful")
    return redirect(url_for("staff.intake", intake_id=found.id))


def _nothing_waiting(found: Intake) -> ResponseReturnValue:
    flash(gettext("This list was brought in or given up already."), "careful")
    return redirect(url_for("staff.intake", intake_id=found.id))


@blueprint.post("/pupils/bring-in/<uuid:intake_id>/give-up")
@opens_for(Audience.MANAGER)
def give_up_list(intake_id: UUID) -> ResponseReturnValue:
    """Erase a waiting list."""
    session, viewer = db_session(), this_viewer()
    found = lists.one_intake(session, viewer, intake_id)
    try:
        lists.give_up(session, viewer, found, now=now())
    except lists.NothingWaiting:
        return _nothing_waiting(found)
    forget_deleted_after_commit()
    flash(gettext("The list is erased. Nothing was brought in."))
    return redirect(url_for("staff.bring_in"))


@blueprint.post("/pupils/bring-in/<uuid:intake_id>/seen-to")
@opens_for(Audience.MANAGER)
def seen_to_open_questions(intake_id: UUID) -> ResponseReturnValue:
    """What a list left open has been seen to."""
    session, viewer = db_session(), this_viewer()
    found = lists.one_intake(session, viewer, intake_id)
    seen_to(session, viewer, found, now=now())
    flash(gettext("No question of this list is open any more."))
    return redirect(url_for("staff.intake", intake_id=found.id))


@blueprint.post("/pupils/bring-in/<uuid:intake_id>/undo")
@opens_for(Audience.MANAGER)
def undo_intake(intake_id: UUID) -> ResponseReturnValue:
    """Take back what a list did."""
    session, viewer = db_session(), this_viewer()
    found = lists.one_intake(session, viewer, intake_id)
    try:
        undone = undo_list.undo(session, viewer, found, now=now())
    except lists.NothingWaiting:
        flash(gettext("This list is undone already."), "careful")
    else:
        for text, category in _what_was_undone(undone):
            flash(text, category)
    return redirect(url_for("staff.intake", intake_id=found.id))


def _what_was_undone(undone: undo_list.Undone) -> list[tuple[str, str]]:
    said: list[tuple[str, str]] = [(gettext("Undone."), "done")]
    if undone.removed:
        text = ngettext("%(num)s added pupil is gone.", "%(num)s added pupils are gone.", undone.removed)
        said.append((text, "done"))
    if undone.restored:
        text = ngettext("%(num)s pupil is as before.", "%(num)s pupils are as before.", undone.restored)
        said.append((text, "done"))
    if undone.staying:
        names = ", ".join(pupil.full_name for pupil in undone.staying)
        said.append((gettext("Added, and worked with since, so they stay: %(names)s.", names=names), "careful"))
    if undone.kept:
        names = ", ".join(pupil.full_name for pupil in undone.kept)
        said.append((gettext("Changed again since, so that was left as it is: %(names)s.", names=names), "careful"))
    return said


def _result_page(found: Intake) -> str:
    session, viewer = db_session(), this_viewer()
    page = request.args.get("page", 1, type=int)
    done = past_lists.what_it_did(session, found, show=request.args.get("show", ""), page=page)
    sees_views = Audience.ADULT in audiences_of(viewer)
    return render_template(
        "staff/intake_done.html",
        intake=found,
        done=done,
        sees_views=sees_views,
        still_open=[(one, _as_it_stands(one)) for one in left_open(session, found)],
    )


def _as_it_stands(one: LeftOpen) -> object:
    """What My Say holds of this field now; a name that nobody knows yet is none."""
    if one.pupil is None or one.field not in FIELDS:
        return None
    held = getattr(one.pupil, one.field, None)
    return None if held == NAMELESS else held
