"""Forms of handing over: how a pupil answers, who is there, and the PIN."""

from __future__ import annotations

import re
from typing import Any

from wtforms import BooleanField, RadioField, SelectField, SelectMultipleField, StringField
from wtforms.validators import InputRequired, Length, ValidationError

from voice_app.pages.frame import say
from voice_app.services.hand_over import PIN_DIGITS, Plan, SomebodyPresent
from voice_app.services.plan_sitting import Suggested
from voice_app.services.profile import OLDER, YOUNG, Profile

from .form_words import N_, PageForm, one_line

MOST_OTHERS = 10
LOOKS = {"young": YOUNG, "older": OLDER}
OWN = "own"
PAGES_FOR = {"young": N_("Younger pupils"), "older": N_("Older pupils"), OWN: N_("This pupil’s own mix")}
LATER = "later"


class ProfileForm(PageForm):
    """How this pupil tells us things."""

    look = RadioField(
        N_("Pages for"),
        choices=PAGES_FOR,
    )
    wording = RadioField(N_("Words"), choices={"simple": N_("Simple"), "older": N_("For older pupils")})
    pictures = RadioField(N_("Pictures"), choices={"colour": N_("In colour"), "line": N_("Plain lines")})
    theme = RadioField(
        N_("Colours"),
        choices={"paper": N_("Soft paper"), "older": N_("Calm, for older pupils"), "contrast": N_("High contrast")},
    )
    text_size = RadioField(
        N_("Text size"), choices={"100": N_("Usual"), "125": N_("Large"), "150": N_("Larger"), "200": N_("Largest")}
    )
    choices = RadioField(N_("Choices on a page"), choices={"2": "2", "3": "3", "4": "4", "6": "6"})
    positive = RadioField(
        N_("Order of the scale"),
        choices={"start": N_("“Good” comes first"), "end": N_("“Good” comes last")},
        description=N_("Keep the same order for this pupil."),
    )
    listen = RadioField(N_("Listen"), choices={"tap": N_("Reads aloud when tapped"), "off": N_("Off")})

    photos = RadioField(
        N_("Photos"),
        choices={"yes": N_("May be taken"), "no": N_("May not be taken")},
        description=N_("Where a parent, or the pupil, says no to photos, no camera is offered."),
    )

    def __init__(self, profile: Profile, **wanted: Any) -> None:
        self.before = profile
        stored = profile.as_stored()
        filled = {name: str(stored[name]) for name in FINE} | {"look": look_of(profile)}
        super().__init__(data=filled | wanted)
        if look_of(profile) != OWN:  # nothing is mixed: there is no third way to choose
            self.look.choices = [(name, label) for name, label in PAGES_FOR.items() if name != OWN]

    def fine_errors(self) -> bool:
        """Whether one of the settings that are folded away needs another look."""
        return any(self[name].errors for name in FINE)

    def profile(self) -> Profile:
        """The settings. A look fills in three of them; a fine setting that was changed itself wins over the look."""
        stored = self.before.as_stored()
        typed = {name: self[name].data for name in FINE}
        look = LOOKS.get(self.look.data, {}) if self.look.data != look_of(self.before) else {}
        for name, value in look.items():
            if typed[name] == stored[name]:
                typed[name] = value
        numbers = {name: int(typed[name]) for name in ("text_size", "choices")}
        return Profile(**typed | numbers)


FINE = ("wording", "pictures", "theme", "text_size", "choices", "positive", "listen", "photos")


def look_of(profile: Profile) -> str:
    """ "young", "older", or "own" where the settings are mixed."""
    stored = profile.as_stored()
    return next((look for look, parts in LOOKS.items() if parts.items() <= stored.items()), OWN)


class HandOverForm(ProfileForm):
    """Everything the adult decides before handing over."""

    activities = SelectMultipleField(N_("What to do"))
    present = SelectMultipleField(N_("Who is in the room?"))
    interpreter = StringField(
        N_("Name of an interpreter"), [Length(max=100, message=N_("Make the name 100 characters or fewer"))],
        filters=[one_line], description=N_("Never a brother, sister or friend."),
    )  # fmt: skip
    others = StringField(
        N_("Other names"),
        [Length(max=300, message=N_("Make the list of names 300 characters or fewer"))],
        filters=[one_line],
        description=N_(
            "Names alone, with commas between them: Dr Hale, Jo. "
            "Everybody in the room is written down as having seen the answers."
        ),
    )
    others_hear = RadioField(
        N_("Can others hear?"),
        [InputRequired(N_("Say whether others can hear"))],
        choices={
            "no": N_("No"),
            "yes-accepted": N_("Yes, and that is fine with the pupil"),
            "headphones": N_("Yes: the pupil uses headphones"),
            "pointing": N_("Yes: the pupil points and nobody speaks"),
            LATER: N_("Yes: we do it later"),
        },
    )
    modes = SelectMultipleField(
        N_("How does the pupil answer today?"),
        [InputRequired(N_("Choose at least one way to answer"))],
        choices={
            "touch": N_("Touch"),
            "speech": N_("Speech"),
            "sign": N_("Sign"),
            "pointing": N_("Pointing"),
            "device": N_("A communication device"),
        },
    )
    interpreted = BooleanField(
        N_("Words reach us through an interpreter or from signing"),
        description=N_("They are then never shown as the pupil’s exact words."),
    )
    short = BooleanField(
        N_("A short sitting of five cards"), description=N_("Five cards are enough. The pupil can always do more.")
    )
    practise = BooleanField(
        N_("A practice go first"), description=N_("Nothing said in practice counts as the pupil’s view.")
    )
    loved = SelectField(N_("Something the pupil loves"), validate_choice=True)
    disliked = SelectField(N_("Something the pupil does not like"), validate_choice=True)
    pin = StringField(
        N_("PIN to get the tablet back"),
        [InputRequired(N_("Enter a PIN of 6 digits"))],
        filters=[lambda typed: re.sub(r"\s", "", typed or "")],
        description=N_("Remember it, or choose your own. Do not say it to the pupil."),
    )

    def __init__(self, suggested: Suggested, pin: str, *, only_show: bool = False, only_ask: bool = False) -> None:
        """`only_show`: the sitting is for showing what goes out; `only_ask`: for asking who may see what was said.

        No activity is ticked beforehand for either.
        """
        first = suggested.activities[0] if suggested.activities and not (only_show or only_ask) else None
        loved, disliked = suggested.practice_pair
        super().__init__(
            suggested.profile,
            activities=[first.slug] if first else [],
            present=[suggested.people[0].key] if suggested.people else [],
            modes=["touch"],
            others_hear="no",
            short=True,
            practise=suggested.practise_first and first is not None,
            loved=loved,
            disliked=disliked,
            pin=pin,
        )
        self.suggested = suggested
        self.only_ask = only_ask
        self.activities.choices = {room.slug: say(room.title) for room in suggested.activities}
        self.present.choices = {one.key: one.person.name for one in suggested.people}
        names = {card.name: say(card.label) for card in suggested.practice_cards} or {"": ""}
        self.loved.choices, self.disliked.choices = names, dict(names)

    def validate_activities(self, field: SelectMultipleField) -> None:
        """Something to do; what waits to be shown, or to be asked, is enough."""
        if not field.data and not self.suggested.to_check and not self.only_ask:
            raise ValidationError(N_("Choose at least one thing to do"))

    def validate_pin(self, field: StringField) -> None:
        """Six digits that a number pad has."""
        typed = field.data or ""
        if len(typed) != PIN_DIGITS or not (typed.isascii() and typed.isdecimal()):
            raise ValidationError(N_("Enter a PIN of 6 digits"))

    def validate_present(self, field: SelectMultipleField) -> None:
        """Somebody has to be there."""
        if not self.people():
            raise ValidationError(N_("Choose at least one person, or enter a name"))

    def validate_others(self, field: StringField) -> None:
        """A list that fits into a room."""
        if len(names_in(field.data)) > MOST_OTHERS:
            raise ValidationError(N_("Enter 10 names or fewer"))

    def validate_disliked(self, field: SelectField) -> None:
        """Two different things show that the scale is understood."""
        if self.practice_wanted() and field.data == self.loved.data:
            raise ValidationError(N_("Choose two different things for the practice go"))

    def practice_wanted(self) -> bool:
        """Whether a practice go comes first: only before an activity with a scale."""
        chosen = set(self.activities.data or ())
        return bool(self.practise.data) and any(r.uses_scale and r.slug in chosen for r in self.suggested.activities)

    def people(self) -> list[SomebodyPresent]:
        """Who is in the room, whoever hands over first."""
        ticked = set(self.present.data or ())
        here = [one.person for one in self.suggested.people if one.key in ticked]
        if self.interpreter.data:
            here.append(SomebodyPresent(self.interpreter.data, "interpreter"))
        return here + [SomebodyPresent(name, "other") for name in names_in(self.others.data)]

    def plan(self) -> Plan:
        """The plan, once the form is valid."""
        chosen = set(self.activities.data or ())
        return Plan(
            activities=[room.slug for room in self.suggested.activities if room.slug in chosen],
            profile=self.profile(),
            present=self.people(),
            pin=self.pin.data or "",
            others_hear=self.others_hear.data,
            modes=list(self.modes.data or ()),
            interpreted=bool(self.interpreted.data or self.interpreter.data),
            short=bool(self.short.data),
            practice_cards=[self.loved.data, self.disliked.data] if self.practice_wanted() else [],
            only_asks=self.only_ask,
        )


def names_in(typed: str | None) -> list[str]:
    """Names that were typed into one line, with commas between them."""
    return [name for part in re.split(r"[,;،]", typed or "") if (name := part.strip()[:100])]
