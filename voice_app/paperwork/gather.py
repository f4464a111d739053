"""Fill the document "Pupil's views" from the records. Who may see what has been decided before: rows come filtered."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Literal
from uuid import UUID

from babel import Locale
from babel.dates import format_date
from babel.lists import format_list
from babel.support import NullTranslations

from activities import all_activities
from activities.contract import N_, Text
from media.cards import Cards, credit
from voice_app import review_kinds
from voice_app.model import AdultNote as KeptNote
from voice_app.model import FamilyMember, Pupil, ReviewPoint, School, Sitting, Statement
from voice_app.school_time import LONDON, school_day
from voice_app.services.claims import name_of_picture, names_in, place_of
from voice_app.services.prepare import NOT_POSSIBLE, Attached
from voice_app.services.tell_what_is_open import Came, Open
from voice_app.words import say

from . import headings, telling
from .content import AdultNote, Document, HowItWasSaid, Line, PictureRef, Section
from .letters import clean, kept_apart
from .printed import language_tag

TITLE = N_("Pupil’s views")
#: Of the pupil with whom staff try everything: no paper may be taken for a child’s.
PRACTICE_TITLE = N_("Pupil’s views – practice, nothing here is real")
SOURCE = N_("%(activity)s, %(day)s. In the room: %(names)s")
SOURCE_ALONE = N_("%(activity)s, %(day)s")
FOR_THE_MEETING = N_("Copy for the people at the meeting")
FOR_ONE = N_("Copy for %(name)s")
#: Where adults chose from what the readers may be told of. Neither says anything of what may not go to them.
NOTHING_LEFT_OUT = N_("The school left out nothing that it may pass on to the people at the meeting.")
NOTHING_LEFT_OUT_FOR_ONE = N_("The school left out nothing that it may pass on to %(name)s.")
SHOWN = N_("%(pupil)s was shown each of these on %(day)s and said: Keep.")
SOME_SHOWN = N_("%(pupil)s was shown the others on %(day)s and said: Keep.")
NONE_SHOWN = N_("%(pupil)s could not be shown these before they went out. Reason: %(reason)s")
#: When a sitting was, by the school's clock: "10:12 to 10:40".
FROM_TO = N_("%(start)s to %(end)s")
STOPPED = N_("%(pupil)s stopped before the end")
#: What has come of an activity that is not finished. Never one for another (rule A47).
CAME: Mapping[Came, Text] = {
    Came.BEGUN: N_("%(activity)s: begun on %(day)s, not finished."),
    Came.STOPPED: N_("%(activity)s: %(pupil)s stopped on %(day)s."),
    Came.REFUSED: N_("%(activity)s: asked on %(day)s. %(pupil)s chose not to take part."),
}
A_RIGHT = N_("To stop or to say no is the pupil’s right.")
CARD = N_("Card: %(card)s")
PLACE = N_("On the scale: %(place)s")
PHOTO = N_("Photo: %(words)s")
PHOTO_WITHOUT_WORDS = N_("A photo that %(pupil)s showed")

#: The bytes of a photo by its key, small; nothing where it is not there any more.
Photos = Callable[[str], bytes | None]


@dataclass(frozen=True)
class Speaking:
    """The language of a document: its catalogue, its tag, and its direction."""

    words: NullTranslations
    language: str = "en"
    direction: Literal["ltr", "rtl"] = "ltr"

    def say(self, text: Text) -> str:
        """A sentence of ours."""
        return say(text, self.words)

    def day(self, day: date | datetime) -> str:
        """A day as people write it, in school time: 12 March 2027."""
        on = school_day(day) if isinstance(day, datetime) else day
        return str(format_date(on, "long", locale=self.locale))

    def one_of_days(self, days: Iterable[datetime]) -> str:
        """Each of these days once, the earliest first: 6 March 2027 or 8 March 2027."""
        each = sorted({school_day(day) for day in days})
        return str(format_list([self.day(day) for day in each], style="or", locale=self.locale))

    @property
    def locale(self) -> Locale:
        """How this language writes days and lists."""
        return Locale.parse(language_tag(self.language), sep="-")


def review_title(point: ReviewPoint, speaking: Speaking) -> str:
    """What the review is called, with its day: "Annual review, 12 March 2027"."""
    kind = review_kinds.all_kinds().get(point.kind)
    named = speaking.words.gettext(kind.title) if kind else point.kind
    return speaking.say(N_("%(kind)s, %(day)s").filled(kind=named, day=speaking.day(point.due)))


def file_name(point: ReviewPoint, copy: str, extension: str) -> str:
    """A name that tells of nobody (rule S6), another for each review and copy.

    "pupils-views-annual-review-2027-02-12-family-1.docx": two reviews of one day are told apart by their kind.
    """
    return f"pupils-views-{point.kind}-{point.due.isoformat()}-{copy}.{extension}"


def copy_for(member: FamilyMember | None, speaking: Speaking) -> str:
    """Whose copy it is, as its first page says: "Copy for Mum". Nobody of the family is the meeting."""
    if member is None:
        return speaking.say(FOR_THE_MEETING)
    return speaking.say(FOR_ONE.filled(name=kept_apart(clean(member.name), speaking.direction == "rtl")))


def selection(held: int, may_go: int, member: FamilyMember | None, speaking: Speaking) -> str:
    """How many things a paper holds, of how many that `prepare.may_go` gave for its audience; as `copy_for`, for whom.

    "This is a selection: it has 4 of the 9 things for this review that the school may pass on to Mum."
    """
    words, name = speaking.words, ""
    if member is not None:
        name = kept_apart(clean(member.name), speaking.direction == "rtl")
    if held >= may_go:
        return speaking.say(NOTHING_LEFT_OUT_FOR_ONE.filled(name=name) if member else NOTHING_LEFT_OUT)
    told = (
        words.ngettext(
            "This is a selection: it has %(held)s of the %(num)s thing for this review that the school may pass on to"
            " %(name)s.",
            "This is a selection: it has %(held)s of the %(num)s things for this review that the school may pass on to"
            " %(name)s.",
            may_go,
        )
        if member
        else words.ngettext(
            "This is a selection: it has %(held)s of the %(num)s thing for this review that the school may pass on to"
            " the people at the meeting.",
            "This is a selection: it has %(held)s of the %(num)s things for this review that the school may pass on to"
            " the people at the meeting.",
            may_go,
        )
    )
    return told % {"held": held, "num": may_go, "name": name}


def gather(
    point: ReviewPoint,
    school: School,
    rows: Sequence[Attached],
    speaking: Speaking,
    *,
    pictures: Cards,
    made_by: str,
    made_on: datetime,
    copy_for: str,
    selection: str = "",
    year: str = "",
    notes: Sequence[KeptNote] = (),
    photos: Photos = lambda _key: None,
    still_open: Sequence[Open] = (),
) -> Document:
    """The document of these rows, which `prepare.going_out` gave for its audience, and of no others.

    `copy_for` and `selection` come from the functions of those names, `year` in words ("Year 4"). `notes` are adults'
    remarks that the SENDCo picked one by one. `photos` gives the pupil's own photos, of which only those of these rows
    are asked for.
    `still_open` is what `tell_what_is_open` found for the same audience.
    What the pupil keeps private is neither in it nor counted in it
    (docs/decisions/papers-say-that-they-are-a-selection.md).
    """
    pupil = point.pupil
    gathering = _Gathering(pupil, speaking, pictures, photos)
    statements = headings.in_order_said(row.statement for row in rows)
    sections = [
        Section(speaking.say(headings.HEADINGS[heading]), [gathering.line(said) for said in under])
        for heading, under in headings.by_heading(statements).items()
    ]
    return Document(
        title=speaking.say(PRACTICE_TITLE if pupil.practice else TITLE),
        school=school.name,
        pupil_name=pupil.full_name,
        year=year,
        class_name=pupil.class_name or "",
        review_title=review_title(point, speaking),
        made_on=school_day(made_on),
        made_by=made_by,
        sections=sections,
        checked_with_pupil=gathering.checked(rows),
        how=gathering.how(statements),
        copy_for=copy_for,
        selection=selection,
        still_open=told_open(still_open, pupil.called, speaking),
        notes=[AdultNote(note.text, note.by_name, school_day(note.at)) for note in notes],
        credit=speaking.words.gettext(credit()) if gathering.printed_pictures else "",
        language=speaking.language,
        direction=speaking.direction,
    )


def told_open(still_open: Sequence[Open], pupil: str, speaking: Speaking) -> list[str]:
    """A sentence for each activity that is not finished; after a stop or a no, also whose right it is."""
    sentences = [
        speaking.say(CAME[one.came].filled(activity=_title(one, speaking), day=speaking.day(one.on), pupil=pupil))
        for one in still_open
    ]
    if any(one.came is not Came.BEGUN for one in still_open):
        sentences.append(speaking.say(A_RIGHT))
    return sentences


def _title(one: Open, speaking: Speaking) -> str:
    activity = all_activities().get(one.activity)
    return speaking.say(activity.title.version(one.older)) if activity else one.activity


def told_together(rows: Iterable[tuple[UUID, HowItWasSaid]]) -> list[HowItWasSaid]:
    """The rows in their order, each with the id of its sitting; what was done in one sitting in one way is one row.

    Two sittings never are: each stands with its start and its end, whoever was there.
    """
    together: dict[tuple[UUID, tuple[str, ...]], list[HowItWasSaid]] = {}
    for sitting, row in rows:
        together.setdefault((sitting, tuple(row.how)), []).append(row)
    return [
        replace(same[0], activities=list(dict.fromkeys(name for one in same for name in one.activities)))
        for same in together.values()
    ]


def _clock(moment: datetime) -> str:
    return moment.astimezone(LONDON).strftime("%H:%M")


def _look(statement: Statement) -> Literal["colour", "line"]:
    """In which look the pupil saw its pictures."""
    return "line" if statement.sitting.profile.get("pictures") == "line" else "colour"


class _Gathering:
    def __init__(self, pupil: Pupil, speaking: Speaking, pictures: Cards, photos: Photos = lambda _key: None) -> None:
        self.pupil = pupil
        self.speaking = speaking
        self.pictures = pictures
        self.photos = photos
        self.printed_pictures = False

    def line(self, statement: Statement) -> Line:
        """One thing said: the claim, the words, how, when and with whom."""
        say, told = self.speaking.say, telling.told(statement, self.pupil.called, on_paper=self.speaking.say)
        how = say(told.how)
        source = [self.source(told), *(say(text) for text in (told.wants, told.doubt) if text)]
        return Line(
            claim=say(told.claim),
            source=". ".join(source),
            words=told.words,
            words_are=told.words_are,
            words_by=how,
            pictures=list(self.pictures_of(told)),
        )

    def source(self, told: telling.Told) -> str:
        source = (SOURCE if told.names else SOURCE_ALONE).filled(
            activity=self.activity(told.statement),
            day=self.speaking.day(told.statement.sitting.handed_over_at),
            names=", ".join(told.names),
        )
        return self.speaking.say(source)

    def activity(self, statement: Statement) -> str:
        told = telling.told(statement, self.pupil.called)
        if told.activity is None:
            return statement.response.activity
        return self.speaking.say(told.activity.version(told.older))

    def pictures_of(self, told: telling.Told) -> Iterator[PictureRef]:
        """Its pictures; without a photo that is not there any more, and a card of an earlier release."""
        for one in telling.pictures_of(told.statement):
            found = self.photo(one.key, told) if isinstance(one, telling.OwnPhoto) else self.card(one, told.statement)
            if found is not None:
                yield found
        face = self.face(told.statement)
        if face is not None:
            yield face

    def card(self, name: str, statement: Statement) -> PictureRef | None:
        """A picture that was picked, in the look that the pupil saw."""
        # Of one picture, the name that stands in the claim beside it.
        called = name_of_picture(statement, name)
        return self.drawn(name, statement, CARD.filled(card=called or name.replace("-", " ")))

    def face(self, statement: Statement) -> PictureRef | None:
        """The face, or for older readers the circle, under which the pupil put a card."""
        place = place_of(statement)
        if place is None:
            return None
        name = place.older_picture if _look(statement) == "line" else place.picture
        # As the claim beside it calls it.
        called = next(name for name in names_in(statement) if name in (place.label.simple, place.label.older))
        return self.drawn(name, statement, PLACE.filled(place=called))

    def drawn(self, name: str, statement: Statement, alt: Text) -> PictureRef | None:
        try:
            png = self.pictures.png(name, _look(statement))
        except (KeyError, OSError):
            return None
        self.printed_pictures = True
        return PictureRef(png, self.speaking.say(alt))

    def photo(self, key: str, told: telling.Told) -> PictureRef | None:
        """The pupil's photo with what the pupil said of it as its text (rule A10)."""
        without = PHOTO_WITHOUT_WORDS.filled(pupil=self.pupil.called)
        alt = self.speaking.say(PHOTO.filled(words=told.words) if told.words else without)
        image = self.photos(key)
        return PictureRef(image, alt) if image is not None else None

    def how(self, statements: Sequence[Statement]) -> list[HowItWasSaid]:
        """Each activity of each sitting once, the earliest first; told together where done in the same way."""
        first: dict[tuple[datetime, str], Statement] = {}
        for statement in statements:
            first.setdefault((statement.sitting.handed_over_at, statement.response.activity), statement)
        return told_together((first[key].sitting_id, self.gathered(first[key])) for key in sorted(first))

    def gathered(self, statement: Statement) -> HowItWasSaid:
        sitting: Sitting = statement.sitting
        sentences = telling.how_sitting_went(sitting, self.pupil.called)
        if statement.response.state == "stopped":
            sentences.append(STOPPED.filled(pupil=self.pupil.called))
        return HowItWasSaid(
            activities=[self.activity(statement)],
            on=school_day(sitting.handed_over_at),
            there=[self.person(one.name, telling.role_of(one)) for one in sitting.present],
            how=[self.speaking.say(sentence) for sentence in sentences],
            times=self.times(sitting),
        )

    def times(self, sitting: Sitting) -> str:
        """Its start and its end: when the pupil finished or stopped, or else the tablet was taken back."""
        start, end = sitting.handed_over_at, sitting.finished_at or sitting.stopped_at or sitting.handed_back_at
        if end is None or school_day(end) != school_day(start):
            return _clock(start)
        return self.speaking.say(FROM_TO.filled(start=_clock(start), end=_clock(end)))

    def person(self, name: str, role: Text | None) -> str:
        return self.speaking.say(N_("%(name)s, %(role)s").filled(name=name, role=role)) if role else name

    def checked(self, rows: Sequence[Attached]) -> str:
        """What the pupil said when shown this, or each reason why it could not be shown."""
        checks = [row.check for row in rows if row.check is not None]
        kept = [check.at for check in checks if check.said == "keep"]
        reasons = dict.fromkeys(check.reason for check in checks if check.said == NOT_POSSIBLE)
        sentences = [self._not_shown(reason, rows, alone=not kept and len(reasons) == 1) for reason in reasons]
        if kept:
            shown = SOME_SHOWN if reasons else SHOWN
            sentences.append(
                self.speaking.say(shown.filled(pupil=self.pupil.called, day=self.speaking.one_of_days(kept)))
            )
        return " ".join(sentences)

    def _not_shown(self, reason: str, rows: Sequence[Attached], *, alone: bool) -> str:
        ended = reason if reason.endswith((".", "!", "?")) else f"{reason}."
        if alone:
            return self.speaking.say(NONE_SHOWN.filled(pupil=self.pupil.called, reason=ended))
        number = sum(row.check is not None and row.check.reason == reason for row in rows)
        some = self.speaking.words.ngettext(
            "%(pupil)s could not be shown %(number)s of these before it went out. Reason: %(reason)s",
            "%(pupil)s could not be shown %(number)s of these before they went out. Reason: %(reason)s",
            number,
        )
        return some % {"pupil": self.pupil.called, "number": number, "reason": ended}
