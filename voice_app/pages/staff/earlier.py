"""What a pupil said before, a school year a page: the page of the pupil tells how it stands now."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from flask import render_template, request
from flask.typing import ResponseReturnValue

from voice_app.database import db_session
from voice_app.model import Pupil, Statement
from voice_app.pages.access import Audience, now, opens_for, this_viewer
from voice_app.paperwork import telling
from voice_app.services import reach
from voice_app.services.leave_trail import leave_trail
from voice_app.services.look_further_back import earlier_of

from .blueprint import blueprint
from .pupil_page import NO_ANSWER


@blueprint.get("/pupils/<uuid:pupil_id>/earlier")
@opens_for(Audience.ADULT)
def earlier(pupil_id: UUID) -> ResponseReturnValue:
    """One school year of what this adult may see and the page of the pupil does not tell. The look is recorded."""
    session, viewer = db_session(), this_viewer()
    pupil = reach.one_pupil(session, viewer, pupil_id)
    leave_trail(session, viewer, "looked at pupil", now=now(), pupil_id=pupil.id)
    found = earlier_of(session, viewer, pupil.id, request.args.get("year", type=int))
    return render_template(
        "staff/earlier.html",
        pupil=pupil,
        found=found,
        days=[(day.sitting, _told(day.said, pupil), _told(day.unanswered, pupil)) for day in found.days],
        no_answer=NO_ANSWER,
    )


def _told(statements: Sequence[Statement], pupil: Pupil) -> list[telling.Told]:
    return [telling.told(one, pupil.called) for one in statements]
