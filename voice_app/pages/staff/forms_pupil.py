"""Forms for the list of pupils."""

from __future__ import annotations

from typing import Any

from flask_babel import gettext
from flask_wtf.file import FileField, FileRequired
from wtforms import BooleanField, RadioField, SelectField, SelectMultipleField, StringField
from wtforms.validators import Length, Optional, ValidationError

from voice_app.model import Pupil
from voice_app.pages.access import today
from voice_app.review_kinds.school_years import YEAR_GROUPS
from voice_app.services.pupil_lists.cells import tidy
from voice_app.services.pupil_lists.upn import is_upn
from voice_app.services.register_pupil import Details

from .form_dates import UkDateField
from .form_words import N_, PageForm, one_line
from .pupil_words import NEEDS, STAGES, year_name

LONGEST_NAME = 100
OLDEST = 26


def as_typed(typed: str | None) -> str:
    """A name as somebody typed it; only what cannot be seen goes, as in lists from school systems."""
    return tidy(typed or "")


def _upn(typed: str | None) -> str:
    return "".join(one_line(typed).split()).upper()


def _text(label: str, hint: str = "", *, most: int = LONGEST_NAME) -> StringField:
    too_long = N_("Make this shorter: 100 characters or fewer")
    return StringField(label, [Length(max=most, message=too_long)], filters=[as_typed], description=hint)


class PupilForm(PageForm):
    """A pupil's details, as the school's own system has them."""

    forename = _text(N_("Forename"), N_("As it stands in your school’s list."))
    surname = _text(N_("Surname"))
    preferred = _text(N_("Name the pupil likes"), N_("If it is not the forename. My Say uses this name."))
    dob = UkDateField(N_("Birth date"), [Optional()])
    year = SelectField(N_("Year group"))
    class_name = _text(N_("Class"))
    sen = RadioField(N_("SEN stage"), choices={"": N_("Not known")} | STAGES, default="")
    main_need = SelectField(N_("Main need"))
    other_needs = SelectMultipleField(N_("Other needs"), choices={**NEEDS})
    home_language = _text(N_("Home language"))
    upn = StringField(
        N_("UPN"), filters=[_upn], description=N_("13 letters and numbers. Never shown to pupils or families.")
    )
    admission_no = _text(N_("Admission number"))
    #: Shown only when a pupil of this name and birth date is there already.
    somebody_else = BooleanField(N_("Yes, this is somebody else"))

    def __init__(self, *given: Any, pupil: Pupil | None = None, **keywords: Any) -> None:
        if pupil is not None:
            main, *others = pupil.needs or [""]
            keywords |= {"obj": pupil, "data": {"main_need": main, "other_needs": others}}
        super().__init__(*given, **keywords)
        self._pupil = pupil
        self.sen.data = self.sen.data or ""  # not known is an answer too
        years = {year: year_name(year) for year in YEAR_GROUPS}
        self.year.choices = {"": gettext("Not known")} | years
        needs = {code: gettext(name) for code, name in NEEDS.items()}
        self.main_need.choices = {"": gettext("None")} | needs

    def validate_forename(self, field: StringField) -> None:
        """Some people have one name only; nobody has none."""
        if not field.data and not self.surname.data:
            raise ValidationError(N_("Enter a forename or a surname"))

    def validate_dob(self, field: UkDateField) -> None:
        """A date on which a pupil can have been born."""
        on = today()
        if field.data and field.data > on:
            raise ValidationError(N_("This birth date is still to come. Check the year"))
        if field.data and field.data.year < on.year - OLDEST:
            raise ValidationError(N_("Nobody born then can be a pupil now. Check the year"))

    def validate_upn(self, field: StringField) -> None:
        """The check letter of `pupil_lists.upn`."""
        upn = field.data
        if upn and len(upn) != 13:
            raise ValidationError(N_("A UPN has 13 letters and numbers. Check it, or leave it empty"))
        if upn and not is_upn(upn):
            raise ValidationError(N_("This UPN does not fit its first letter. Check each number, or leave it empty"))

    def details(self) -> Details:
        """What was filled in. Needs keep the order they had; new ones come last."""
        before = list(self._pupil.needs) if self._pupil else []
        main, others = self.main_need.data or "", self.other_needs.data or []
        in_order = sorted(others, key=lambda code: before.index(code) if code in before else len(before))
        needs = [main, *(code for code in in_order if code != main)] if main else in_order
        return Details(
            surname=self.surname.data or "",
            forename=self.forename.data or "",
            preferred=self.preferred.data or None,
            dob=self.dob.data,
            year=self.year.data or None,
            class_name=self.class_name.data or None,
            upn=self.upn.data or None,
            admission_no=self.admission_no.data or None,
            sen=self.sen.data or None,
            needs=needs,
            home_language=self.home_language.data or None,
        )


class ListForm(PageForm):
    """A list from the school's own system."""

    file = FileField(
        N_("The file"),
        [FileRequired(N_("Choose a file first"))],
        description=N_("CSV, Excel (XLSX or XLS) or a Common Transfer File (XML), up to 10 MB."),
    )
