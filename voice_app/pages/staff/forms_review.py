"""Forms for review points; what is asked beside the dates comes from the kind's data file."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from types import MappingProxyType
from typing import Any, cast

from flask_babel import gettext
from wtforms import HiddenField, SelectField, SelectMultipleField, StringField, TextAreaField
from wtforms.validators import InputRequired, Length, Optional, ValidationError

from voice_app.pages.access import today
from voice_app.pages.frame import day
from voice_app.review_kinds import DateNotBelievable, FieldGroup, ReviewKind, believable
from voice_app.review_kinds.kind import Field
from voice_app.services.plan_review import Dates

from .form_dates import UkDateField
from .form_words import N_, PageForm
from .forms_pupil import as_typed

LONGEST = 4000
A_YEAR = timedelta(days=366)
_BOTH_CHANGED = N_("A colleague changed this too. Nothing is saved yet. Write what should stay in the box, and save")
_TOO_LONG = N_("Make this shorter: 4,000 characters or fewer")
#: Before the key of a field of the kind, so that it cannot be mistaken for one of ours.
FIELD = "field_"


class DatesForm(PageForm):
    """The dates of a review point. The label of the first is the kind's own."""

    anchor = UkDateField(N_("Start"), [InputRequired(N_("Enter the date"))], ahead=True)
    due = UkDateField(N_("Day of the review"), [Optional()], ahead=True)

    def dates(self) -> Dates:
        """What was filled in."""
        assert self.anchor.data is not None  # the form is asked after it was found right
        return Dates(self.anchor.data, self.due.data)

    def said_of(self, kind: ReviewKind) -> DatesForm:
        """The same form, speaking of this kind."""
        self.anchor.label.text, self.anchor.description = kind.anchor.title, kind.anchor.hint
        return self


class NewReviewForm(DatesForm):
    """A review to be made. One that lies years away takes the pupil's views with it, so a slip is asked about."""

    #: The day, far away, that the person was asked about.
    asked_about = HiddenField()

    def is_sure_of(self, usual: date) -> bool:
        """Whether it can be made, for the `usual` day where none is chosen: a far day is asked about, once."""
        on = self.dates().due or usual
        near = -A_YEAR <= on - today() <= 2 * A_YEAR
        if near or self.asked_about.data == on.isoformat():
            return True
        self.asked_about.data = on.isoformat()
        (self.due if self.due.data else self.anchor).errors = [
            gettext(
                "This review would be on %(day)s. Check the year. If it is right, press “Make it” again",
                day=day(on, "d MMMM y"),
            )
        ]
        return False


class CloseForm(PageForm):
    """When the review was held, or given up."""

    closed_on = UkDateField(
        N_("When was it held, or ended?"),
        [InputRequired(N_("Nothing is closed yet. Enter the day when the review was held or ended"))],
        ahead=True,
    )

    def validate_closed_on(self, field: UkDateField) -> None:
        """A review that is still to come cannot be closed."""
        if field.data and field.data > today():
            raise ValidationError(N_("This day is still to come. Close the review when it has been held"))
        believable_day(self, field)


def believable_day(_form: object, field: UkDateField) -> None:
    """The next review is counted from such a day, so a slip of the keyboard is asked about at once."""
    try:
        believable(field.data or today())
    except DateNotBelievable as refused:
        raise ValidationError(N_("Check the year: this date is too far away")) from refused


def review_form(kind: ReviewKind, groups: tuple[FieldGroup, ...], *given: Any, **keywords: Any) -> ReviewForm:
    """The form of one review point: dates, circumstances, and the fields that its kind asks for."""
    boxes = {FIELD + one.key: _box(one) for group in groups for one in group.fields}
    made = type("ThisReviewForm", (ReviewForm,), boxes)
    form = cast(ReviewForm, made(*given, **keywords))
    form.said_of(kind)
    form.circumstances.choices = {one.key: one.title for one in kind.circumstances}
    return form


class ReviewForm(DatesForm):
    """What every kind of review has; `review_form` adds what one kind asks for."""

    circumstances = SelectMultipleField(N_("What is so for this pupil?"), validate_choice=False)
    #: What stood in the boxes when the page was made (`two_at_once.marks`).
    page_had = HiddenField()
    #: Name of a box that both changed: what a colleague kept in it since the page was made.
    colleagues: Mapping[str, str] = MappingProxyType({})

    def validate(self, extra_validators: Mapping[str, Sequence[Any]] | None = None) -> bool:
        """Whether it can be kept. Where a colleague kept something else in a box, a person decides first."""
        right = bool(super().validate(extra_validators))
        for name in self.colleagues:
            self[name].errors = [*self[name].errors, _BOTH_CHANGED]
        return right and not self.colleagues

    def colleague_kept(self, box: Any) -> str:
        """What a colleague kept in this box, as people read it; empty where the box was emptied."""
        kept, offered = self.colleagues[box.name], box.choices if isinstance(box, SelectField) else None
        return str(offered.get(kept, kept)) if kept and isinstance(offered, dict) else kept

    def filled_in(self) -> dict[str, str]:
        """The fields of the kind as text; dates as ISO."""
        said = {box.name.removeprefix(FIELD): box.data for box in self if box.name.startswith(FIELD)}
        return {key: value.isoformat() if isinstance(value, date) else value or "" for key, value in said.items()}


def _box(one: Field) -> Any:
    length = Length(max=LONGEST, message=_TOO_LONG)
    if one.shape == "date":
        return UkDateField(one.title, [Optional(), believable_day], ahead=True, description=one.hint)
    if one.shape == "choice":
        offered = {"": gettext("Not chosen yet")} | {choice.key: gettext(choice.title) for choice in one.choices}
        return SelectField(one.title, choices=offered, default="", description=one.hint)
    if one.shape == "line":
        return StringField(one.title, [length], filters=[as_typed], description=one.hint)
    return TextAreaField(one.title, [length], description=one.hint)


def as_form_data(fields: dict[str, Any]) -> dict[str, Any]:
    """The kept fields of a review point, named as the form names them; ISO dates are dates again."""
    data: dict[str, Any] = {}
    for key, value in fields.items():
        try:
            data[FIELD + key] = date.fromisoformat(value)
        except (ValueError, TypeError):
            data[FIELD + key] = value
    return data
