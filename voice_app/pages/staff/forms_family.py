"""Forms for the people at home."""

from __future__ import annotations

from wtforms import RadioField, StringField
from wtforms.validators import InputRequired, Length

from voice_app.services.family import Details

from .form_words import N_, PageForm
from .forms_pupil import as_typed

RELATIONS = {
    "mother": N_("Mother"),
    "father": N_("Father"),
    "step-parent": N_("Step-parent"),
    "carer": N_("Carer or foster carer"),
    "social-worker": N_("Social worker"),
    "other": N_("Somebody else"),
}
#: Each is a picture card.
PICTURES = {
    "mum": N_("Mum"),
    "dad": N_("Dad"),
    "grandma": N_("Grandma"),
    "grandad": N_("Grandad"),
    "carer": N_("Carer"),
    "foster-family": N_("Foster family"),
    "social-worker": N_("Social worker"),
    "family": N_("Family"),
    "person": N_("A person"),
}


class FamilyForm(PageForm):
    """Somebody at home."""

    name = StringField(
        N_("What does the pupil call them?"),
        [
            InputRequired(N_("Enter the name the pupil uses")),
            Length(max=60, message=N_("Make the name 60 characters or fewer")),
        ],
        filters=[as_typed],
        description=N_("Such as Mum, Baba or Auntie Jo. The pupil sees this name."),
    )
    relation = RadioField(N_("Who are they?"), [InputRequired(N_("Choose who they are"))], choices={**RELATIONS})
    picture = RadioField(N_("Picture"), [InputRequired(N_("Choose a picture"))], choices={**PICTURES})

    def details(self) -> Details:
        """What was filled in."""
        return Details(self.name.data or "", self.relation.data, self.picture.data)
