"""Forms of the paperwork."""

from __future__ import annotations

from wtforms import SelectMultipleField, TextAreaField
from wtforms.validators import InputRequired, Length

from .form_words import N_, PageForm


class CouldNotShowForm(PageForm):
    """Why could the pupil not be shown what goes out? One reason for as many things as it holds for."""

    #: The things themselves are the page's; whether each still waits, the service knows.
    statement = SelectMultipleField(
        N_("Which?"), [InputRequired(N_("Tick at least one thing it holds for"))], validate_choice=False
    )
    reason = TextAreaField(
        N_("Why not?"),
        [
            InputRequired(N_("Write down why it was not possible")),
            Length(max=300, message=N_("Make the reason 300 characters or fewer")),
        ],
        description=N_("This sentence stands in the document. Keep it to the facts."),
    )
