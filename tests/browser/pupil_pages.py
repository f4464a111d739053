"""Every page that a pupil may see, each when there is something on it. Checks and pictures share this list."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from io import BytesIO

from PIL import Image, ImageDraw

from activities import all_activities
from activities.contract import Touch
from tests.make import Make
from voice_app.model import Attachment
from voice_app.services import assent, capture, hand_over, look_back, prepare, share, tell_someone
from voice_app.services.profile import Profile

from .seat import PRACTICE, Seat, at_the_tablet, small_school, this_moment
from .tablet import Tablet

WISHES, CARDS, DAY = "three-wishes", "card-sort", "good-day-bad-day"
CIRCLE, PHOTOS = "relationship-circle", "photo-capture"

#: The three looks that schools start from; a pupil's own may mix them.
LOOKS = {
    "paper": Profile(wording="simple", pictures="colour", theme="paper"),
    "older": Profile(wording="older", pictures="line", theme="older"),
    "contrast": Profile(wording="simple", pictures="line", theme="contrast"),
}


@dataclass(frozen=True)
class PupilPage:
    """One page: its name, the seat that comes to it, and the way there."""

    name: str
    arrange: Callable[[Seat], str]
    #: What is tapped there before it is looked at.
    then: tuple[str, ...] = ()
    yes: bool = True
    planned: tuple[str, ...] = (WISHES, CARDS, DAY)
    practice: tuple[str, ...] = ()

    def open(self, make: Make, tablet: Tablet, look: Profile, *, scripts: bool = True) -> Opened:
        """Bring a tablet to this page; one without scripts is not waited for."""
        world = small_school(make)
        make.review_point(world.pupil)
        make.session.commit()
        seat = at_the_tablet(world, *self.planned, profile=look, yes=self.yes, practice_cards=self.practice)
        opened = Opened(self, tablet.sits_down(seat), seat, self.arrange(seat), scripts)
        opened.look_again()
        return opened


@dataclass(frozen=True)
class Opened:
    """A page in front of a pupil."""

    page: PupilPage
    tablet: Tablet
    seat: Seat
    path: str
    scripts: bool = True

    def look_again(self, look: Profile | None = None) -> None:
        """Load the page, in another look where one is given."""
        if look is not None:
            self.seat.sitting.profile = look.as_stored()
            self.seat.world.session.commit()
        self.tablet.go(self.path)
        if self.scripts and "/do/" in self.path and self.page.name != "mishap":
            self.tablet.ready()
        for name in self.page.then:
            self.tablet.page.locator(name).locator("visible=true").first.click()


def _at(slug: str, item: str, view: str = "") -> Callable[[Seat], str]:
    def arrange(seat: Seat) -> str:
        seat.goes_to(slug, item)
        return f"/me/do/{slug}{view}"

    return arrange


def _nothing(path: str) -> Callable[[Seat], str]:
    return lambda seat: path


def _tells_more(seat: Seat) -> str:
    seat.touches(WISHES, Touch("words", "wish:1", words="a den"), Touch("next", "wish:1"))
    return f"/me/do/{WISHES}"


def _would_be_different(seat: Seat) -> str:
    seat.touches(WISHES, Touch("words", "wish:1", words="I wish lunch was not so loud"), Touch("next", "wish:1"))
    return f"/me/do/{WISHES}"


def _unsure(seat: Seat) -> str:
    seat.touches(WISHES, Touch("dont-know", "wish:1"))
    return f"/me/do/{WISHES}"


def _first_card(seat: Seat) -> str:
    seat.goes_to(CARDS, "topic").touches(CARDS, "places")
    return f"/me/do/{CARDS}"


def _turned_over(seat: Seat) -> str:
    seat.goes_to(CARDS, "more-2:places")
    seat.touches(CARDS, "yes")
    step = seat.step(CARDS)
    assert step is not None
    seat.touches(CARDS, Touch("turn-over", step.item))
    return f"/me/do/{CARDS}"


def _most_liked(seat: Seat) -> str:
    """It comes after the card that was picked was talked about."""
    address = _talks_about("telling")(seat)
    while (step := seat.step(CARDS)) is not None and step.item != "most-liked":
        seat.touches(CARDS, Touch("skip", step.item))
    return address


def _talks_about(question: str) -> Callable[[Seat], str]:
    """The card that was picked lies where this question is asked about it."""

    def arrange(seat: Seat) -> str:
        seat.goes_to(CARDS, "talk-about")
        seat.touches(CARDS, "card:dinner-hall" if question.startswith("inside") else "card:playground")
        while (step := seat.step(CARDS)) is not None and step.question.key.startswith("inside"):
            if question.startswith("inside"):
                break
            seat.touches(CARDS, "good")
        return f"/me/do/{CARDS}"

    return arrange


def _told_back(seat: Seat) -> str:
    """Much was said, of which the topic is no part."""
    _talks_about("telling")(seat)
    seat.goes_to(CARDS, "told-back")
    return f"/me/do/{CARDS}"


def _next_person(seat: Seat, picture: str, name: str, ring: str) -> None:
    """Somebody named and put in a ring, and nothing more said about them."""
    step = seat.step(CIRCLE)
    assert step is not None
    who = step.item
    seat.touches(CIRCLE, Touch("pick", who, picture), Touch("words", who, words=name), Touch("next", who), ring)
    while (step := seat.step(CIRCLE)) is not None and not step.item.startswith(("who:", "more-people")):
        seat.touches(CIRCLE, Touch("skip", step.item))


def _with_people(seat: Seat) -> str:
    """Four people in the circle, one of them with a long name."""
    for picture, name, ring in (
        ("grandma", "Nani", "inner"),
        ("teacher", "Miss Begum-Featherstone", "middle"),
        ("dog", "Bella", "inner"),
        ("friend", "Amy", "middle"),
    ):
        _next_person(seat, picture, name, ring)
    return f"/me/do/{CIRCLE}"


def _a_photo(seat: Seat) -> str:
    """A photo of this sitting: something round on a wall, so that what is cut off can be seen."""
    picture, file = Image.new("RGB", (480, 360), "steelblue"), BytesIO()
    draw = ImageDraw.Draw(picture)
    draw.ellipse((140, 60, 340, 300), fill="sandybrown")
    for left in (190, 260):
        draw.ellipse((left, 140, left + 30, 170), fill="black")
    picture.save(file, "JPEG")
    make = Make(seat.world.session)
    names = [make.photo_store().keep(file.getvalue()) for _ in range(2)]
    kept = make.photo(seat.sitting, file=names[0], small=names[1], width=480, height=360, taken_at=this_moment())
    seat.world.session.commit()
    return str(kept.key)


def _photo_given(seat: Seat) -> str:
    seat.touches(PHOTOS, "helps", Touch("photo", "photo:1", _a_photo(seat)))
    return f"/me/do/{PHOTOS}"


def _what_is_this(seat: Seat) -> str:
    _photo_given(seat)
    seat.touches(PHOTOS, Touch("next", "photo:1"))
    return f"/me/do/{PHOTOS}"


def _photos_read_back(seat: Seat) -> str:
    _what_is_this(seat)
    seat.touches(PHOTOS, Touch("words", "is:1", words="the swing"), Touch("next", "is:1")).goes_to(PHOTOS, "more:1")
    seat.touches(PHOTOS, "enough").goes_to(PHOTOS, "read-back")
    return f"/me/do/{PHOTOS}"


def _my_photos(seat: Seat) -> str:
    _photos_read_back(seat)
    _a_photo(seat)
    return "/me/photos"


def _throw_photo_away(seat: Seat) -> str:
    return f"/me/photos/{_a_photo(seat)}/throw-away"


def _in_the_circle(seat: Seat) -> str:
    """Six people in the circle, one of them by a photo, and a seventh in hand."""
    _with_people(seat)
    _next_person(seat, "dad", "Dad", "outer")
    # A short sitting offers more after the fifth.
    seat.touches(CIRCLE, "yes")
    photo = Touch("photo", "who:6", _a_photo(seat))
    seat.touches(CIRCLE, photo, Touch("next", "who:6"), "inner", Touch("skip", "does:6"))
    who = "who:7"
    seat.touches(CIRCLE, Touch("pick", who, "sister"), Touch("words", who, words="Zainab"), Touch("next", who))
    return f"/me/do/{CIRCLE}"


def _helpers(seat: Seat) -> str:
    _with_people(seat)
    seat.touches(CIRCLE, "no-more", Touch("pick", "go-to", "who:2"))
    return f"/me/do/{CIRCLE}"


def _circle_read_back(seat: Seat) -> str:
    _helpers(seat)
    while (step := seat.step(CIRCLE)) is not None and step.item != "read-back":
        seat.touches(CIRCLE, "yes" if step.item == "may-see" else Touch("skip", step.item))
    return f"/me/do/{CIRCLE}"


def _finished(seat: Seat) -> str:
    seat.finishes(WISHES).finishes(CARDS)
    return "/me/share"


def _all_asked(seat: Seat) -> str:
    _finished(seat)
    session = seat.world.session
    answers = iter(("yes", "no", "dont-know", "yes", "yes", "no"))
    for person in share.audiences(session, seat.sitting):
        if not person.has_seen:
            answer = next(answers)
            share.decide(
                session, seat.sitting, person.key, answer, how="asked", decided_in=seat.sitting, now=this_moment()
            )
    session.commit()
    return "/me/share"


def _one_thing(seat: Seat) -> str:
    _all_asked(seat)
    thing = look_back.said_in(seat.world.session, seat.sitting)[0]
    return f"/me/share?thing={thing.id}"


def _to_check(seat: Seat) -> str:
    _all_asked(seat)
    session = seat.world.session
    for attachment in session.query(Attachment).filter_by(ended_at=None):
        if attachment.response_key in _keys(seat):
            attachment.ticked_at = this_moment()
            attachment.ticked_by_id = seat.world.sendco.id
    session.commit()
    return "/me/check"


def _first_to_check(seat: Seat, kind: str = "") -> str:
    """What stands before the first thing of this kind: where the page of what goes out begins."""
    asked = [statement for _, statement in prepare.waiting_for_pupil(seat.world.session, seat.world.pupil.id)]
    before = next(place for place, statement in enumerate(asked) if statement.item.startswith(kind))
    return ".".join(str(statement.id) for statement in asked[: before or 1])


def _a_card_to_check(seat: Seat) -> str:
    return f"{_to_check(seat)}?seen={_first_to_check(seat, 'card:')}"


def _say_anew(seat: Seat) -> str:
    """Change it: the question of the last wish once more."""
    _to_check(seat)
    session = seat.world.session
    point, wish = next(
        (attachment.review_point, said)
        for attachment, said in prepare.waiting_for_pupil(session, seat.world.pupil.id)
        if said.item == "wish:3"
    )
    prepare.check(session, point, wish, "change", sitting=seat.sitting, now=this_moment())
    session.commit()
    return f"/me/do/{WISHES}?anew={wish.id}&seen="


def _changed(seat: Seat) -> str:
    return f"{_to_check(seat)}/change"


def _gone(seat: Seat) -> str:
    _stopped(seat)
    assent.throw_away(seat.world.session, seat.sitting, now=this_moment())
    seat.world.session.commit()
    return "/me/gone"


def monday_with_the_sendco(seat: Seat) -> str:
    """A wish that was said on another day, to somebody else: who is here today was not there."""
    world = seat.world
    monday = at_the_tablet(world, WISHES, present=[hand_over.present_staff(world.sendco)])
    monday.touches(WISHES, Touch("words", "wish:1", words="my old helper back"), Touch("next", "wish:1"))
    capture.hand_back(world.session, monday.sitting, all_activities(), now=this_moment())
    monday.sitting.handed_over_at -= timedelta(days=1)
    world.session.commit()
    return f"/me/do/{WISHES}"


def _keys(seat: Seat) -> set[object]:
    return {statement.response_key for statement in look_back.said_in(seat.world.session, seat.sitting)}


def _told(seat: Seat) -> str:
    asked = tell_someone.ask(seat.world.session, seat.sitting, seat.world.adult.id, now=this_moment())
    seat.world.session.commit()
    return f"/me/told/{asked.id}"


def _stopped(seat: Seat) -> str:
    seat.goes_to(WISHES, "wish:2")
    capture.stop(seat.world.session, seat.sitting, all_activities(), now=this_moment())
    seat.world.session.commit()
    return "/me/stopped"


def in_the_day(item: str) -> Callable[[Seat], str]:
    """A whole day that starts at home, told up to this part."""

    def opened(seat: Seat) -> str:
        seat.goes_to(DAY, "my-day").touches(DAY, Touch("skip", "my-day")).goes_to(DAY, item)
        return f"/me/do/{DAY}"

    return opened


BANK, WORDS = '[data-open="bank"]', '[data-open="words"]'

PAGES: tuple[PupilPage, ...] = (
    PupilPage("hello", _nothing("/me/hello"), yes=False),
    PupilPage("no-today", _nothing("/me/no-today"), yes=False),
    PupilPage("home", _nothing("/me/")),
    PupilPage("home-done", lambda seat: (_all_asked(seat), "/me/")[1]),
    PupilPage("wish-ways", _nothing(f"/me/do/{WISHES}")),
    PupilPage("wish-pictures", _nothing(f"/me/do/{WISHES}"), then=(BANK,)),
    PupilPage("wish-words", _nothing(f"/me/do/{WISHES}"), then=(WORDS,)),
    PupilPage("wish-given", _nothing(f"/me/do/{WISHES}"), then=(BANK, '.choice[name="pick"]')),
    PupilPage("wish-unsure", _unsure),
    PupilPage("wish-more", _tells_more),
    PupilPage("wish-different", _would_be_different),
    PupilPage("wish-wants", _at(WISHES, "wants:1")),
    PupilPage("wish-second", _at(WISHES, "wish:2")),
    PupilPage("wish-third", _at(WISHES, "wish:3")),
    PupilPage("wish-matters-most", _at(WISHES, "matters-most")),
    PupilPage("wish-who-could-help", _at(WISHES, "who-could-help")),
    PupilPage("wish-anything-else", _at(WISHES, "anything-else")),
    PupilPage("wish-read-back", _at(WISHES, "read-back")),
    PupilPage("photo-ways", _at(PHOTOS, "photo:1"), planned=(PHOTOS,)),
    PupilPage("photo-pictures", _at(PHOTOS, "photo:1"), then=(BANK,), planned=(PHOTOS,)),
    PupilPage("photo-given", _photo_given, planned=(PHOTOS,)),
    PupilPage("photo-what-is-this", _what_is_this, planned=(PHOTOS,)),
    PupilPage("photo-read-back", _photos_read_back, planned=(PHOTOS,)),
    PupilPage("photo-mine", _my_photos, planned=(PHOTOS,)),
    PupilPage("photo-throw-away", _throw_photo_away, planned=(PHOTOS,)),
    PupilPage("cards-practice", _nothing(f"/me/do/{CARDS}"), practice=PRACTICE),
    PupilPage("cards-topic", _at(CARDS, "topic")),
    PupilPage(
        "cards-first", lambda seat: (seat.goes_to(CARDS, "topic").touches(CARDS, "places"), f"/me/do/{CARDS}")[1]
    ),
    PupilPage("cards-more", _at(CARDS, "more-2:places")),
    PupilPage("cards-turned-over", _turned_over),
    PupilPage("cards-own", _at(CARDS, "own:1"), then=(WORDS,)),
    PupilPage("cards-own-sort", _at(CARDS, "card:own-1")),
    PupilPage("cards-read-back", _at(CARDS, "read-back")),
    PupilPage("cards-talk-about", _at(CARDS, "talk-about")),
    PupilPage("cards-inside", _talks_about("inside")),
    PupilPage("cards-telling", _talks_about("telling")),
    PupilPage("cards-most-liked", _most_liked),
    PupilPage("cards-told-back", _told_back),
    PupilPage("day-start", _at(DAY, "start")),
    PupilPage("day-parts", _at(DAY, "my-day")),
    PupilPage("day-lunch", in_the_day("good:lunch")),
    PupilPage("day-best", in_the_day("best-bit")),
    PupilPage("day-hard-lunch", in_the_day("hard:lunch")),
    PupilPage("day-hard-too", in_the_day("hard-day-too")),
    PupilPage("day-read-back", in_the_day("read-back")),
    PupilPage("circle-empty", _nothing(f"/me/do/{CIRCLE}"), planned=(CIRCLE,)),
    PupilPage("circle-pictures", _nothing(f"/me/do/{CIRCLE}"), then=(BANK,), planned=(CIRCLE,)),
    PupilPage("circle-people", _in_the_circle, planned=(CIRCLE,)),
    PupilPage("circle-does", _at(CIRCLE, "does:1"), planned=(CIRCLE,)),
    PupilPage("circle-helpers", _helpers, planned=(CIRCLE,)),
    PupilPage("circle-may-see", _at(CIRCLE, "may-see"), planned=(CIRCLE,)),
    PupilPage("circle-read-back", _circle_read_back, planned=(CIRCLE,)),
    PupilPage("share-asking", _finished),
    PupilPage("share-all-asked", _all_asked),
    PupilPage("share-pick-one", _all_asked, then=("summary",)),
    PupilPage("share-one-thing", _one_thing),
    PupilPage("check", _to_check),
    PupilPage("check-card", _a_card_to_check),
    PupilPage("check-change", _changed),
    PupilPage("check-anew", _say_anew),
    PupilPage("checked", lambda seat: (_to_check(seat), f"/me/checked?seen={_first_to_check(seat)}")[1]),
    PupilPage("tell", _nothing("/me/tell")),
    PupilPage("told", _told),
    PupilPage("earlier-day", lambda seat: (monday_with_the_sendco(seat), f"/me/earlier-day?activity={WISHES}")[1]),
    PupilPage("stopped", _stopped),
    PupilPage("throw-today-away", lambda seat: (_stopped(seat), "/me/throw-away")[1]),
    PupilPage("gone", _gone),
    PupilPage("thank-you", _nothing("/me/thank-you")),
    PupilPage("leave", _nothing("/me/leave")),
    PupilPage("log-in", _nothing("/me/log-in")),
    PupilPage("mishap", _nothing("/me/do/nothing-like-this")),
)
