"""How one thing said is told to adults, on a page and on paper alike: what it claims, and how it was said."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from activities import all_activities
from activities.contract import N_, Activity, Provenance, State, Text, Wording, without_names
from voice_app.model import Present, Sitting, Statement
from voice_app.services import names_of_pupils
from voice_app.services.profile import read_profile

from . import lowered
from .content import WordsAre

#: The answers of whom may stand in quotation marks: exact words, and nothing else (docs/practice.md, 7).
EXACT = frozenset({Provenance.OWN_WORDS_TYPED, Provenance.OWN_WORDS_SPOKEN, Provenance.SCRIBED_VERBATIM})

WORDS_ARE: Mapping[Provenance, WordsAre] = {
    **dict.fromkeys(EXACT, WordsAre.EXACT),
    Provenance.SCRIBED_SUMMARY: WordsAre.SUMMARY,
    Provenance.INTERPRETED: WordsAre.INTERPRETED,
}

#: What stands before words that are not exact.
LABELS: Mapping[WordsAre, Text] = {
    WordsAre.SUMMARY: N_("An adult’s summary, not exact words:"),
    WordsAre.INTERPRETED: N_("Through interpreting or signing, not exact words:"),
    WordsAre.ADULT_READING: N_("How an adult understood it:"),
}

#: How something was said; the second where it is known who wrote it.
HOW: Mapping[Provenance, tuple[Text, Text]] = {
    Provenance.OWN_WORDS_TYPED: (N_("Typed by %(pupil)s"), N_("Typed by %(pupil)s")),
    Provenance.OWN_WORDS_SPOKEN: (N_("Said aloud by %(pupil)s"), N_("Said aloud by %(pupil)s")),
    Provenance.OWN_CHOICE: (N_("Picked by %(pupil)s"), N_("Picked by %(pupil)s")),
    Provenance.SCRIBED_VERBATIM: (
        N_("Written down word for word by an adult"),
        N_("Written down word for word by %(who)s"),
    ),
    Provenance.SCRIBED_SUMMARY: (N_("Summed up by an adult"), N_("Summed up by %(who)s")),
    Provenance.INTERPRETED: (
        N_("From signing or through an interpreter"),
        N_("From signing or through an interpreter, written down by %(who)s"),
    ),
    Provenance.ADULT_READING: (N_("An adult’s view of what was done"), N_("%(who)s’s view of what was done")),
    Provenance.PARENT_VIEW: (N_("A parent’s view"), N_("The view of %(who)s")),
}

WANTS: Mapping[str, Text] = {
    "please-try": N_("%(pupil)s picked: Please try"),
    "just-saying": N_("%(pupil)s picked: Just saying"),
}

WANTS_AS_SEEN: Mapping[str, Text] = {
    "please-try": N_("As an adult saw it, for %(pupil)s: Please try"),
    "just-saying": N_("As an adult saw it, for %(pupil)s: Just saying"),
}

#: What came of asking, where no answer came. Never one for another (rule A47).
NO_ANSWER: Mapping[str, Text] = {
    State.TURNED_OVER: N_("Did not want to say"),
    State.SKIPPED: N_("Skipped"),
    State.DONT_KNOW: N_("I don’t know"),
    State.NOT_ASKED: N_("Not asked"),
    State.STOPPED: N_("Stopped here"),
}

ROLES: Mapping[str, Text] = {
    "staff": N_("staff"),
    "helper": N_("helper"),
    "family": N_("family"),
    "interpreter": N_("interpreter"),
}
#: What somebody is to the pupil says more than that they are staff.
STANDS_FOR: Mapping[str, Text] = {
    "teacher": N_("teacher"),
    "teaching-assistant": N_("teaching assistant"),
    "sendco": N_("SENDCo"),
    "head-teacher": N_("head teacher"),
    "speech-therapist": N_("speech and language therapist"),
}

MODES: Mapping[str, Text] = {
    "touch": N_("%(pupil)s answered on the tablet"),
    "speech": N_("%(pupil)s spoke"),
    "sign": N_("%(pupil)s signed"),
    "pointing": N_("%(pupil)s pointed"),
    "device": N_("%(pupil)s used a communication aid"),
}

#: What an adult did besides asking, as they said on the close page (`services.close_sitting.PROMPTS`).
PROMPTS: Mapping[str, Text] = {
    "asked-why": N_("An adult asked why"),
    "repeated": N_("An adult said the question again"),
    "pointed": N_("An adult pointed"),
    "helped-hand": N_("An adult helped the hand"),
    "none": N_("No adult prompted"),
}

#: Never blocks, and stands beside the answers (rule A30).
NOT_SURE = N_("An adult was not sure if the practice go was used")


#: What papers print in place of another pupil's name (docs/practice.md, 8.8 and 9): people named are third parties.
ANOTHER_PUPIL = N_("another pupil")


@dataclass(frozen=True)
class Told:
    """One thing said, ready to be shown. Its texts hold the pupil's name and are translated when shown."""

    statement: Statement
    claim: Text
    words: str | None
    words_are: WordsAre
    how: Text
    wants: Text | None
    #: What makes it doubtful that the scale was used as it is meant.
    doubt: Text | None
    activity: Wording | None
    older: bool

    @property
    def exact(self) -> bool:
        """Whether the words may stand in quotation marks."""
        return self.words is not None and self.words_are is WordsAre.EXACT

    @property
    def label(self) -> Text | None:
        """What stands before the words, where they are not exact."""
        return LABELS.get(self.words_are) if self.words is not None else None

    @property
    def names(self) -> list[str]:
        """Who was in the room."""
        return [one.name for one in self.statement.sitting.present]


def told(statement: Statement, pupil: str, *, on_paper: Callable[[Text], str] | None = None) -> Told:
    """Tell this statement. `pupil` is the name the pupil goes by.

    Where it goes out of school, `on_paper` says our sentences in the paper's language: then no other pupil's name
    stands in it. On the pages of those who look after the pupil the names stand.
    """
    provenance = Provenance(statement.provenance)
    activity = all_activities().get(statement.response.activity)
    plain, with_name = HOW[provenance]
    who = statement.written_by
    claim, words = Text.from_stored(statement.claim), statement.words
    if on_paper is not None and statement.other_pupils:
        instead = in_place_of_name(on_paper)
        claim = _claim_without(claim, statement.other_pupils, instead)
        words = without_names(words or "", statement.other_pupils, instead)
    older = is_older(statement.sitting)
    came = NO_ANSWER.get(statement.state)
    claim = lowered.claim_of(statement, claim.filled(pupil=pupil), older=older, no_answer=came)
    # Where an adult picked for the pupil, they picked this too.
    for_the_pupil = provenance is Provenance.ADULT_READING and not statement.words
    wants = (WANTS_AS_SEEN if for_the_pupil else WANTS).get(statement.wants or "")
    return Told(
        statement=statement,
        claim=claim.filled(pupil=pupil),
        words=words if words and words.strip() else None,
        words_are=WORDS_ARE.get(provenance, WordsAre.ADULT_READING),
        how=with_name.filled(pupil=pupil, who=who) if who else plain.filled(pupil=pupil),
        wants=wants.filled(pupil=pupil) if wants else None,
        doubt=NOT_SURE if _rests_on_practice(statement, activity) else None,
        activity=activity.title if activity else None,
        older=older,
    )


@dataclass(frozen=True)
class OwnPhoto:
    """A photo of the pupil's own, by its key. It may have been thrown away since: then nothing stands in its place."""

    key: str


def pictures_of(statement: Statement) -> list[OwnPhoto | str]:
    """Every picture that stands for it, on the pupil's pages and on paper alike: the photo, then the cards picked.

    One of them alone would say another thing, and the pupil says Keep to what goes out.
    """
    return [*map(OwnPhoto, statement.photos), *statement.pictures]


def in_place_of_name(on_paper: Callable[[Text], str]) -> str:
    """What stands on paper where a name stood: in brackets, because it stands among words that are the pupil's own."""
    return f"[{on_paper(ANOTHER_PUPIL)}]"


def leaves_out_names(statement: Statement) -> bool:
    """Whether papers print something else in it than was said, because it names another pupil."""
    return bool(names_of_pupils.names_left_out(statement))


def _claim_without(claim: Text, names: Sequence[str], instead: str) -> Text:
    """The claim without these names in its places. What is ours in it, and the pupil's own name, are left alone."""

    def put(value: str | Text) -> str | Text:
        if isinstance(value, Text):
            return _claim_without(value, names, instead)
        without = without_names(value, names, instead)
        return ANOTHER_PUPIL if without.strip() == instead else without

    return Text(claim.text, claim.context, {place: put(value) for place, value in claim.values.items()})


def _rests_on_practice(statement: Statement, activity: Activity | None) -> bool:
    # Of an activity that is no more, nobody can tell whether it used a scale.
    return statement.sitting.practice_used == "not-sure" and (activity is None or activity.uses_scale)


def is_older(sitting: Sitting) -> bool:
    """Whether the older wording was on the screen."""
    return read_profile(sitting.profile).older


def role_of(present: Present) -> Text | None:
    """What somebody present is to the pupil, or their part in the sitting; nothing where neither is known."""
    return STANDS_FOR.get(present.stands_for) or ROLES.get(present.role)


def how_sitting_went(sitting: Sitting, pupil: str) -> list[Text]:
    """Sentences on mode, language, practice and prompts of a sitting (docs/practice.md, 7, point 7)."""
    sentences = [MODES[mode] for mode in sitting.modes if mode in MODES]
    if sitting.interpreted:
        sentences.append(N_("Words came from signing or through an interpreter"))
    if sitting.others_hear == "headphones":
        sentences.append(N_("%(pupil)s used headphones"))
    elif sitting.others_hear != "no":
        sentences.append(N_("Others could hear"))
    # Only where an adult said so on the close page: offered is not done.
    if sitting.practice_used == "used":
        sentences.append(N_("A practice go came first, and is not in here"))
    if sitting.practice_used == "not-sure":
        sentences.append(NOT_SURE)
    given = [prompt for prompt in sitting.prompts_given if prompt in PROMPTS]
    # "None" beside something that was done says nothing.
    sentences += [PROMPTS[prompt] for prompt in given if prompt != "none" or given == ["none"]]
    return [sentence.filled(pupil=pupil) for sentence in sentences]
