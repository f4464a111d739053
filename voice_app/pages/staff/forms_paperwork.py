"""Forms of the paperwork."""

from __future__ import annotations

from wtforms import TextAreaField
from wtforms.validators import InputRequired, Length

from .form_words import N_, PageForm


class CouldNotShowForm(PageForm):
    """Why could the pupil not be shown what goes out?"""

    reason = TextAreaField(
        N_("Why not?"),
        [
            InputRequired(N_("Write down why it was not possible")),
            Length(max=300, message=N_("Make the reason 300 characters or fewer")),
        ],
        description=N_("This sentence stands in the document. Keep it to the facts."),
    )
