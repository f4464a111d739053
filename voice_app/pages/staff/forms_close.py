"""The form of the close page."""

from __future__ import annotations

from uuid import UUID

from wtforms import RadioField, SelectMultipleField, StringField, TextAreaField
from wtforms.validators import Length, ValidationError

from activities.contract import Provenance
from voice_app.model import Sitting, Statement
from voice_app.services.close_sitting import LONGEST_NOTE, Closing, ToClose
from voice_app.services.lower_provenance import DOWN

from .form_words import N_, PageForm, one_line
from .forms_hand_over import names_in

#: What each way of saying is called when an adult chooses among them.
WAYS = {
    Provenance.OWN_WORDS_TYPED: N_("The pupil wrote this"),
    Provenance.OWN_WORDS_SPOKEN: N_("The pupil spoke this"),
    Provenance.OWN_CHOICE: N_("The pupil chose this"),
    Provenance.INTERPRETED: N_("Through an interpreter, or from signing"),
    Provenance.SCRIBED_VERBATIM: N_("An adult wrote it: these are the exact words"),
    Provenance.SCRIBED_SUMMARY: N_("An adult wrote it: my summary"),
    Provenance.ADULT_READING: N_("What I saw"),
    Provenance.PARENT_VIEW: N_("What a parent thinks"),
}

#: The adult did nothing besides asking.
NONE = "none"


def ways_for(statement: Statement) -> dict[str, str]:
    """How these words may be marked: as they are, or less."""
    at_present = Provenance(statement.provenance)
    return {way.value: WAYS[way] for way in (at_present, *DOWN[at_present])}


class CloseForm(PageForm):
    """What the adult puts right and adds."""

    present = SelectMultipleField(N_("Who was there?"))
    forgotten = SelectMultipleField(N_("Who else was there?"))
    others = StringField(
        N_("Anybody else?"),
        [Length(max=300, message=N_("Make the list of names 300 characters or fewer"))],
        filters=[one_line],
        description=N_("Names, with commas between them."),
    )
    prompts = SelectMultipleField(
        N_("Did an adult help?"),
        choices={
            "asked-why": N_("Asked “why?”"),
            "repeated": N_("Repeated the question"),
            "pointed": N_("Pointed"),
            "helped-hand": N_("Helped the hand"),
            NONE: N_("None of these"),
        },
    )
    practice = RadioField(
        N_("Was the practice go used?"),
        choices={"used": N_("Yes"), "not-used": N_("No"), "not-sure": N_("Not sure")},
        validate_choice=False,
    )
    #: Things tapped, and activities of which all was tapped, by the adult and not by the pupil.
    picked = SelectMultipleField(validate_choice=False)
    picked_all = SelectMultipleField(validate_choice=False)
    note = TextAreaField(
        N_("Your note"),
        [Length(max=LONGEST_NOTE, message=N_("Make the note 2,000 characters or fewer"))],
        description=N_("It is always shown as an adult’s note."),
    )

    def __init__(self, sitting: Sitting, shown: ToClose) -> None:
        here = [str(one.id) for one in shown.present]
        # What the adult does not say is not written down for them.
        super().__init__(present=here, prompts=[], forgotten=[], picked=[], picked_all=[])
        self.shown = shown
        self.present.choices = {str(one.id): one.name for one in shown.present}
        self.forgotten.choices = {str(one.id): one.name for one in shown.forgotten}

    def validate_prompts(self, prompts: SelectMultipleField) -> None:
        """That nothing was done goes with nothing else."""
        chosen = prompts.data or []
        if NONE in chosen and len(chosen) > 1:
            raise ValidationError(N_("Choose “None of these” alone, or choose what was done"))

    def closing(self, ways: dict[str, str]) -> Closing:
        """What was said on the page. `ways` are the chosen ways of saying by statement.

        What the adult picked for the pupil goes down to the adult's reading, and nowhere else.
        """
        known = {str(one.id): one for one in self.shown.words}
        picked, all_of = {*(self.picked.data or ())}, {*(self.picked_all.data or ())}
        for_the_pupil = {
            one.id: Provenance.ADULT_READING
            for slug, taps in self.shown.taps.items()
            for one in taps
            if slug in all_of or str(one.id) in picked
        }
        return Closing(
            were_there=frozenset(UUID(key) for key in self.present.data or ()),
            forgotten_staff=[UUID(key) for key in self.forgotten.data or ()],
            forgotten_names=names_in(self.others.data),
            prompts=list(self.prompts.data or ()),
            practice=self.practice.data,
            provenance={known[key].id: Provenance(way) for key, way in ways.items() if key in known and way in WAYS}
            | for_the_pupil,
            note=self.note.data or "",
        )
