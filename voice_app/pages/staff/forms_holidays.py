"""The form for one of the school's holidays."""

from __future__ import annotations

from wtforms import StringField
from wtforms.validators import InputRequired, Length, Optional

from voice_app.services.school_holidays import Entered

from .form_dates import UkDateField
from .form_words import N_, PageForm
from .forms_pupil import as_typed


class HolidayForm(PageForm):
    """A name, and the days without school."""

    name = StringField(
        N_("What is it called?"),
        [
            InputRequired(N_("Enter a name, such as Christmas")),
            Length(max=60, message=N_("Make the name 60 characters or fewer")),
        ],
        filters=[as_typed],
        description=N_("Such as Christmas, half-term or training day."),
    )
    first = UkDateField(N_("First day without school"), [InputRequired(N_("Enter the first day"))], ahead=True)
    last = UkDateField(
        N_("Last day without school"),
        [Optional()],
        ahead=True,
        description=N_("Leave it empty if it is one day only."),
    )

    def entered(self) -> Entered:
        """What was filled in."""
        assert self.first.data is not None  # the form is asked after it was found right
        return Entered(self.name.data or "", self.first.data, self.last.data or self.first.data)
