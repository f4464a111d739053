"""Forms for getting in: a name and a password, a new password, a helper's code."""

from __future__ import annotations

from wtforms import PasswordField, StringField
from wtforms.validators import InputRequired, ValidationError

from .form_words import N_, PageForm


class SignInForm(PageForm):
    """Who is it?"""

    username = StringField(N_("User name"), [InputRequired(N_("Enter your user name"))])
    password = PasswordField(N_("Password"), [InputRequired(N_("Enter your password"))])


class PasswordForm(PageForm):
    """A password of one's own."""

    old = PasswordField(N_("Password you have now"), [InputRequired(N_("Enter the password you have now"))])
    new = PasswordField(
        N_("New password"),
        [InputRequired(N_("Enter a new password"))],
        description=N_("At least 12 characters. Four words that only you would put together work well."),
    )
    again = PasswordField(N_("New password again"), [InputRequired(N_("Enter the new password again"))])

    def validate_again(self, field: PasswordField) -> None:
        """A slip in a box that shows dots would lock its owner out."""
        if self.new.data and field.data != self.new.data:
            raise ValidationError(N_("This is not the same as the new password. Enter both again"))


class UsePassForm(PageForm):
    """A helper's code."""

    code = StringField(
        N_("Code on your pass"),
        [InputRequired(N_("Enter the code on your pass"))],
        description=N_("8 letters and numbers, such as BKTR-7M2X. Small letters are fine."),
    )


class MakePassForm(PageForm):
    """For whom is the pass?"""

    helper_name = StringField(
        N_("Helper’s name"),
        [InputRequired(N_("Enter the helper’s name"))],
        description=N_("As pupils say it, such as Mr Lowe. It stands beside what the pupil says."),
    )

    def validate_helper_name(self, field: StringField) -> None:
        """A name fits on a line."""
        if len(field.data or "") > 100:
            raise ValidationError(N_("Make the name 100 characters or fewer"))
