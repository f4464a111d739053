"""What the staff pages call year groups, SEN stages, needs, and the standing of a pupil's views."""

from __future__ import annotations

from collections.abc import Mapping

from flask_babel import gettext

from voice_app.model import ReviewPoint, Views

from .blueprint import blueprint
from .form_words import N_

#: Stages of the school census of England.
STAGES = {"N": N_("No SEN"), "K": N_("SEN Support"), "E": N_("EHC plan")}
#: Types of need of the school census of England, primary first where a pupil has several.
NEEDS = {
    "SPLD": N_("Specific learning difficulty"),
    "MLD": N_("Moderate learning difficulty"),
    "SLD": N_("Severe learning difficulty"),
    "PMLD": N_("Profound and multiple learning difficulty"),
    "SEMH": N_("Social, emotional and mental health"),
    "SLCN": N_("Speech, language and communication"),
    "HI": N_("Hearing impairment"),
    "VI": N_("Vision impairment"),
    "MSI": N_("Multi-sensory impairment"),
    "PD": N_("Physical disability"),
    "ASD": N_("Autism"),
    "OTH": N_("Other difficulty or disability"),
    "NSA": N_("SEN Support, type of need not assessed yet"),
}
#: How a standing looks (`parts/kit.html`, chip) and what it is called. Not asked or not answered yet is no answer;
#: "chose not to" is a whole one.
STANDINGS = {
    Views.MISSING: ("missing", N_("Missing")),
    Views.IN_PROGRESS: ("started", N_("In progress")),
    Views.IN: ("in", N_("In")),
    Views.NOT_ASKED: ("not-asked", N_("Not asked yet who may see")),
    Views.NOT_ANSWERED: ("not-asked", N_("Not answered yet who may see")),
    Views.PRIVATE: ("private", N_("Chose not to share")),
    Views.REFUSED: ("private", N_("Chose not to take part")),
    Views.STOPPED: ("stopped", N_("Stopped")),
}


#: Of a review that is over, what it was, and nothing that asks anybody to act.
OVER = {
    **STANDINGS,
    Views.MISSING: ("not-asked", N_("No views were gathered")),
    Views.IN_PROGRESS: ("not-asked", N_("Begun, not finished")),
    Views.NOT_ASKED: ("not-asked", N_("Not asked who may see")),
    Views.NOT_ANSWERED: ("not-asked", N_("Not answered who may see")),
}


@blueprint.app_template_filter()
def year_name(year: str | None) -> str:
    """A year group as a school says it: Year 7, Reception, Nursery 2; nothing where it is not known."""
    if not year:
        return ""
    if year == "R":
        return str(gettext("Reception"))
    if year.startswith("N"):
        return str(gettext("Nursery %(number)s", number=year[1:]))
    return str(gettext("Year %(number)s", number=year))


@blueprint.app_template_filter()
def stage_name(sen: str | None) -> str:
    """An SEN stage in words; nothing where it is not known."""
    return str(gettext(STAGES[sen])) if sen else ""


@blueprint.app_template_filter()
def need_name(code: str) -> str:
    """A type of need in words."""
    return str(gettext(NEEDS[code])) if code in NEEDS else code


@blueprint.app_template_filter()
def standing(views: str) -> tuple[str, str]:
    """The chip of a standing: its look, and its words."""
    return _chip(STANDINGS, views)


@blueprint.app_template_filter()
def standing_of(point: ReviewPoint) -> tuple[str, str]:
    """The chip of how views stand at this review, which may be over."""
    return _chip(OVER if point.closed_on is not None else STANDINGS, point.views)


def _chip(standings: Mapping[Views, tuple[str, str]], views: str) -> tuple[str, str]:
    look, text = standings[Views(views)]
    return look, str(gettext(text))
