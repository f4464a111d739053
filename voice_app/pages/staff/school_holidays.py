"""The school's holidays: steps of reviews that fall in them are warned about."""

from __future__ import annotations

from itertools import groupby
from uuid import UUID

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from voice_app.database import db_session
from voice_app.model import SchoolHoliday
from voice_app.pages.access import Audience, now, opens_for, this_viewer, today
from voice_app.pages.frame import day
from voice_app.review_kinds import DateNotBelievable, HolidayDoesNotFit, school_year
from voice_app.services import school_holidays as service

from .blueprint import blueprint
from .forms_holidays import HolidayForm


@blueprint.app_template_filter()
def school_year_name(began: int) -> str:
    """A school year as people say it: 2026 to 2027."""
    return str(gettext("%(first)s to %(last)s", first=began, last=began + 1))


@blueprint.get("/staff/holidays")
@opens_for(Audience.MANAGER)
def school_holidays() -> ResponseReturnValue:
    """All of them by school year, and a form for one more."""
    return _list_page(HolidayForm())


@blueprint.post("/staff/holidays")
@opens_for(Audience.MANAGER)
def enter_holiday() -> ResponseReturnValue:
    """Enter one."""
    form = HolidayForm()
    if not form.validate_on_submit():
        return _list_page(form), 422
    try:
        holiday = service.enter(db_session(), this_viewer(), form.entered(), now=now())
    except (HolidayDoesNotFit, DateNotBelievable) as refused:
        _say(form, refused)
        return _list_page(form), 422
    flash(gettext("%(name)s is entered. Enter the next one, if there is one.", name=holiday.name))
    return redirect(url_for("staff.school_holidays"))


def _list_page(form: HolidayForm) -> str:
    holidays = service.holidays_of(db_session(), this_viewer().school_id)
    by_year = {year: list(some) for year, some in groupby(holidays, key=lambda one: school_year(one.first_day))}
    this_year = school_year(today())
    return render_template(
        "staff/holidays.html",
        form=form,
        by_year={year: some for year, some in by_year.items() if year >= this_year},
        earlier={year: some for year, some in by_year.items() if year < this_year},
        missing=[year for year in (this_year, this_year + 1) if year not in by_year],
    )


@blueprint.get("/staff/holidays/<uuid:holiday_id>")
@opens_for(Audience.MANAGER)
def school_holiday(holiday_id: UUID) -> ResponseReturnValue:
    """One of them."""
    holiday = service.one_holiday(db_session(), this_viewer(), holiday_id)
    kept = {"name": holiday.name, "first": holiday.first_day, "last": holiday.last_day}
    return _holiday_page(holiday, HolidayForm(data=kept))


@blueprint.post("/staff/holidays/<uuid:holiday_id>")
@opens_for(Audience.MANAGER)
def change_holiday(holiday_id: UUID) -> ResponseReturnValue:
    """Change it."""
    session, viewer = db_session(), this_viewer()
    holiday = service.one_holiday(session, viewer, holiday_id)
    form = HolidayForm()
    if not form.validate_on_submit():
        return _holiday_page(holiday, form), 422
    try:
        service.change(session, viewer, holiday, form.entered(), now=now())
    except (HolidayDoesNotFit, DateNotBelievable) as refused:
        _say(form, refused)
        return _holiday_page(holiday, form), 422
    flash(gettext("Saved."))
    return redirect(url_for("staff.school_holidays"))


@blueprint.post("/staff/holidays/<uuid:holiday_id>/remove")
@opens_for(Audience.MANAGER)
def remove_holiday(holiday_id: UUID) -> ResponseReturnValue:
    """It was entered by mistake."""
    session, viewer = db_session(), this_viewer()
    holiday = service.one_holiday(session, viewer, holiday_id)
    name = holiday.name
    service.remove(session, viewer, holiday, now=now())
    flash(gettext("%(name)s is removed.", name=name))
    return redirect(url_for("staff.school_holidays"))


def _holiday_page(holiday: SchoolHoliday, form: HolidayForm) -> str:
    return render_template("staff/holiday.html", holiday=holiday, form=form)


def _say(form: HolidayForm, refused: HolidayDoesNotFit | DateNotBelievable) -> None:
    """Say beside the box what is wrong; what was typed stays in it."""
    said = [refused.remark.said(lambda text: str(gettext(text)), day)]
    if isinstance(refused, HolidayDoesNotFit):
        is_last = refused.which == "last" and form.last.data is not None
    else:
        is_last = form.first.data != refused.remark.days["day"]
    (form.last if is_last else form.first).errors = said
