"""Forms for looking after staff."""

from __future__ import annotations

import re

from wtforms import RadioField, SelectField, StringField
from wtforms.validators import InputRequired, Length, ValidationError

from voice_app.model import Role
from voice_app.services.manage_staff import Details
from voice_app.services.sign_in import clean_username

from .form_words import N_, PageForm, one_line

ROLES = {
    Role.STAFF: N_("Staff"),
    Role.SENDCO: N_("SENDCo"),
    Role.ADMINISTRATOR: N_("Administrator"),
}
WHAT_ROLES_DO = {
    Role.STAFF: N_("Works with the pupils you choose, and sees what they share."),
    Role.SENDCO: N_("Sees all pupils, and puts views into the paperwork. Only a SENDCo can give this role."),
    Role.ADMINISTRATOR: N_("Looks after log-ins and lists. Sees nothing that pupils say."),
}
#: What somebody is to pupils; each is a picture card. Cards that name this role wait while they are in the room. The
#: face by which pupils know them is theirs to choose (`my_picture`).
WHAT_THEY_ARE = {
    "teacher": N_("Teacher"),
    "teaching-assistant": N_("Teaching assistant"),
    "sendco": N_("SENDCo"),
    "head-teacher": N_("Head teacher"),
    "speech-therapist": N_("Speech and language therapist"),
    "dinner-staff": N_("Dinner staff"),
    "escort": N_("Transport escort"),
    "person": N_("Somebody else"),
}
_USERNAME = re.compile(r"[^\s:,;/\\\"'<>()\[\]]{3,100}")


class PersonForm(PageForm):
    """A member of staff."""

    name = StringField(
        N_("Name"),
        [InputRequired(N_("Enter a name")), Length(max=100, message=N_("Make the name 100 characters or fewer"))],
        filters=[one_line],
        description=N_("As pupils say it, such as Miss Begum."),
    )
    username = StringField(
        N_("User name"),
        [InputRequired(N_("Enter a user name"))],
        filters=[one_line],
        description=N_("What they type to sign in. The school e-mail address is easy to remember."),
    )
    role = RadioField(
        N_("What may they do?"),
        [InputRequired(N_("Choose what they may do"))],
        choices={role.value: label for role, label in ROLES.items()},
    )
    picture = RadioField(
        N_("What are they to pupils?"),
        [InputRequired(N_("Choose what they are to pupils"))],
        choices={**WHAT_THEY_ARE},
        description=N_("A card that asks about them waits while they are in the room."),
    )

    def validate_username(self, field: StringField) -> None:
        """A name that can be typed and told apart."""
        if not _USERNAME.fullmatch(clean_username(field.data or "")):
            raise ValidationError(N_("Use 3 to 100 letters and numbers, without spaces. Dots, dashes and @ are fine"))

    def offer(self, *, sendco: bool) -> None:
        """Offer the roles that may be given here; that of a SENDCo is for SENDCos to give."""
        self.role.choices = {role.value: label for role, label in ROLES.items() if sendco or role != Role.SENDCO}

    def details(self) -> Details:
        """What was filled in."""
        return Details(self.name.data or "", self.username.data or "", Role(self.role.data), self.picture.data)


class LeadsForm(PageForm):
    """Who is the safeguarding lead, and who the deputy? Its choices are the staff who can sign in."""

    lead = SelectField(N_("Safeguarding lead"), [InputRequired(N_("Choose the safeguarding lead"))])
    deputy = SelectField(N_("Deputy"), [InputRequired(N_("Choose the deputy"))])

    def validate_deputy(self, field: SelectField) -> None:
        """Where one is away or is the worry, the other is there."""
        if field.data and field.data == self.lead.data:
            raise ValidationError(N_("Choose somebody else as deputy: pupils are told two names"))
