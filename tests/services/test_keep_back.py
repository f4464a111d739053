"""An exception about one thing covers what gives it away."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

import pytest
from sqlalchemy.orm import Session

from activities import all_activities
from activities.contract import Activity, Answer, ChooseAmong, Said, State
from tests.activities.playing import EVERY_ROOM, every_play
from tests.make import MORNING, NOON, Make
from tests.paperwork.played import keep_said, said_in
from tests.services.test_prepare import attach, viewer_of
from voice_app.model import School, Staff, Statement
from voice_app.services import keep_back, other_days, photos, prepare, sent_out, share
from voice_app.services.look_at_views import views_of
from voice_app.services.reach import OutOfReach


def pick(value: str) -> Said:
    return Said(State.GIVEN, picks=(value,))


PEOPLE = Answer(
    {
        "topic": pick("people"),
        "card:teacher": pick("not-good"),
        "card:mum": pick("good"),
        "talk-about": pick("card:teacher"),
        "most-liked": pick("card:mum"),
    }
)
WISHES = Answer(
    {
        "wish:1": Said(State.GIVEN, picks=("more-art",), words="with paint"),
        "wish:2": pick("more-art"),
        "tell-more:1": Said(State.GIVEN, words="every day"),
        "matters-most": pick("wish:1"),
        "anything-else": Said(State.GIVEN, words="thanks"),
    }
)

PHOTO = "11111111-1111-4111-8111-111111111111"
SHOWN = Answer(
    {
        "what:1": Said(State.GIVEN, words="where I hide from Sam"),
        "photo:1": Said(State.GIVEN, photos=(PHOTO,)),
        "is:1": Said(State.GIVEN, words="the den"),
        "happens:1": Said(State.GIVEN, words="I always sit there"),
        "a-time:1": Said(State.GIVEN, words="on Friday it was shut"),
        "what:2": pick("helps"),
        "photo:2": pick("library"),
        "happens:2": pick("learning"),
    }
)


class Scene:
    """Zara did something with Miss Begum, and shares all of it with the meeting."""

    def __init__(self, session: Session, make: Make, school: School, activity: str, answer: Answer) -> None:
        self.session, self.begum, self.cole = session, make.staff(school), viewer_of(session, make.sendco(school))
        self.zara = make.pupil(school)
        make.assignment(self.begum, self.zara)
        self.sitting = make.sitting(self.zara, self.begum)
        self.point = make.review_point(self.zara)
        response = make.response(self.sitting, activity=activity, state="finished")
        self.said = keep_said(session, response, answer, now=MORNING)
        for one in self.said.values():
            attach(make, self.point, one)
        self.decide("yes")

    def decide(self, decision: str, item: str | None = None, audience: str = "meeting") -> None:
        share.decide(
            self.session,
            self.sitting,
            audience,
            decision,
            how="asked",
            decided_in=self.sitting,
            now=NOON,
            statement=self.said[item] if item else None,
        )

    def add_all(self) -> None:
        prepare.tick(self.session, self.cole, self.point, [one.id for one in self.said.values()], now=NOON)
        for one in self.said.values():
            prepare.check(self.session, self.point, one, "keep", sitting=self.sitting, now=NOON)
        prepare.add(self.session, self.cole, self.point, now=NOON)

    def out(self) -> set[str]:
        return self.items(row.statement for row in prepare.going_out(self.session, self.cole, self.point, "meeting"))

    def offered_to(self, staff: Staff) -> set[str]:
        rows = prepare.attached(self.session, viewer_of(self.session, staff), self.point)
        return self.items(row.statement for row in rows)

    def standings(self) -> dict[str, prepare.Standing]:
        """As Miss Begum, who was there, reads how far each thing has come."""
        rows = prepare.attached(self.session, viewer_of(self.session, self.begum), self.point)
        return {row.statement.item: row.standing for row in rows}

    @staticmethod
    def items(statements: object) -> set[str]:
        return {one.item for one in statements}  # type: ignore[attr-defined]  # rows or statements, both iterate


@pytest.fixture
def people(session: Session, make: Make, school: School) -> Scene:
    return Scene(session, make, school, "card-sort", PEOPLE)


@pytest.fixture
def wishes(session: Session, make: Make, school: School) -> Scene:
    return Scene(session, make, school, "three-wishes", WISHES)


@pytest.fixture
def shown(session: Session, make: Make, school: School) -> Scene:
    return Scene(session, make, school, "photo-capture", SHOWN)


def test_a_private_card_takes_along_that_it_was_picked_to_talk_about(people: Scene) -> None:
    people.decide("no", "card:teacher")
    people.add_all()
    assert people.out() == {"card:mum", "most-liked"}


def test_a_card_stays_though_it_is_private_that_it_was_talked_about(people: Scene) -> None:
    people.decide("no", "talk-about")
    people.add_all()
    assert people.out() == {"card:teacher", "card:mum", "most-liked"}


def test_a_private_wish_takes_along_what_was_said_about_it_and_no_other_wish(wishes: Scene) -> None:
    wishes.decide("no", "wish:1")
    wishes.add_all()
    assert wishes.out() == {"wish:2", "anything-else"}


def test_what_tells_of_a_private_wish_is_not_told_as_the_pupils_own_no(wishes: Scene) -> None:
    wishes.decide("no", "wish:1")
    assert wishes.standings() == {
        "wish:1": prepare.Standing.NOT_SHARED,
        "matters-most": prepare.Standing.HELD_BACK,
        "tell-more:1": prepare.Standing.HELD_BACK,
        "wish:2": prepare.Standing.OPEN,
        "anything-else": prepare.Standing.OPEN,
    }
    wishes.decide("no", "tell-more:1")
    assert wishes.standings()["tell-more:1"] is prepare.Standing.NOT_SHARED


def test_what_tells_of_a_wish_said_anew_and_not_asked_about_since_is_not_called_private(wishes: Scene) -> None:
    wishes.said["wish:1"].made_at = NOON + timedelta(minutes=1)
    wishes.session.flush()
    told = wishes.standings()
    assert {told[item] for item in ("wish:1", "matters-most", "tell-more:1")} == {prepare.Standing.NOT_ASKED}


def test_a_photo_is_held_back_where_what_it_was_to_show_is_private(shown: Scene) -> None:
    assert {"what:1", "photo:1", "happens:1", "a-time:1"} <= set(shown.said)
    shown.decide("no", "what:1")
    shown.add_all()
    assert shown.out() == {"photo:2", "happens:2"}
    assert shown.cole.staff is not None
    assert shown.offered_to(shown.cole.staff) == {"photo:2", "happens:2"}


def test_a_photo_that_is_held_back_is_served_to_nobody_who_was_not_there(shown: Scene, make: Make) -> None:
    key = make.photo(shown.sitting, key=UUID(PHOTO)).key
    assert photos.for_viewer(shown.session, shown.cole, key).key == key
    shown.decide("no", "what:1")
    with pytest.raises(OutOfReach):
        photos.for_viewer(shown.session, shown.cole, key)
    begum = viewer_of(shown.session, shown.begum)
    assert photos.for_viewer(shown.session, begum, key).key == key


def test_a_private_photo_takes_along_all_that_was_said_about_it(shown: Scene) -> None:
    shown.decide("no", "photo:1")
    shown.add_all()
    assert shown.out() == {"what:1", "photo:2", "happens:2"}


def test_nobody_can_tick_what_is_held_back(wishes: Scene) -> None:
    assert wishes.cole.staff is not None
    wishes.decide("yes", audience=f"staff:{wishes.cole.staff.id}")
    wishes.decide("no", "wish:1")
    ticked = prepare.tick(wishes.session, wishes.cole, wishes.point, [wishes.said["matters-most"].id], now=NOON)
    assert ticked == prepare.Ticked(standing=0, refused=1)


def test_a_yes_to_the_very_sentence_stands(people: Scene) -> None:
    people.decide("no", "card:teacher")
    people.decide("yes", "talk-about")
    people.add_all()
    assert people.out() == {"card:mum", "most-liked", "talk-about"}


def test_a_later_no_to_the_card_wins_over_that_yes(people: Scene) -> None:
    people.decide("yes", "talk-about")
    people.decide("no", "card:teacher")
    people.add_all()
    assert people.out() == {"card:mum", "most-liked"}


def test_who_may_not_see_the_card_is_not_shown_what_names_it(people: Scene) -> None:
    people.decide("no", "card:teacher")
    assert people.cole.staff is not None
    assert people.offered_to(people.cole.staff) == {"card:mum", "most-liked"}
    views = views_of(people.session, people.cole, people.zara.id, {})
    assert people.items(views.now) == {"card:mum", "most-liked"}
    assert views.private == 1


def test_who_was_there_goes_on_seeing_what_they_heard(people: Scene) -> None:
    people.decide("no", "card:teacher")
    assert people.offered_to(people.begum) == set(people.said)


def test_a_copy_that_names_it_is_out_of_date(people: Scene) -> None:
    people.decide("no", "card:mum")
    people.add_all()
    rows = prepare.going_out(people.session, people.cole, people.point, "meeting")
    sent_out.record(people.session, people.cole, people.point, "meeting", "word", rows[1:], now=NOON)
    assert [row.statement.item for row in rows] == ["card:teacher", "talk-about"]
    assert not sent_out.copies(people.session, people.point)[0].out_of_date

    people.decide("no", "card:teacher")
    assert sent_out.copies(people.session, people.point)[0].out_of_date


def test_with_nothing_kept_nothing_is_held_back(people: Scene, wishes: Scene) -> None:
    for scene in (people, wishes):
        assert keep_back.giving_away(scene.session, "meeting", list(scene.said.values())) == set()


def test_a_photo_that_is_held_back_is_not_brought_to_the_screen_beside_who_may_not_see_it(
    shown: Scene, make: Make
) -> None:
    key = make.photo(shown.sitting, key=UUID(PHOTO)).key
    later = make.sitting(shown.zara, shown.cole.staff, handed_over_at=NOON + timedelta(days=1))

    def brought() -> tuple[list[UUID], set[str]]:
        said = other_days.may_be_shown(shown.session, later, list(shown.said.values()))
        return [one.key for one in photos.to_pick_from(shown.session, later)], {one.item for one in said}

    assert brought() == ([key], set(shown.said))
    shown.decide("no", "what:1")
    offered, told = brought()
    assert offered == []
    assert told == {"photo:2", "happens:2"}
    assert other_days.photos_to_ask_about(shown.session, later, photos.all_of(shown.session, later)) is not None


@EVERY_ROOM
def test_whatever_was_pointed_at_is_told_of_by_the_claim_that_points(activity: Activity) -> None:
    """For the rooms that are still to come: what can be picked again must be called by its own name first."""
    for seed, played in every_play(activity, range(60)):
        answer = played[-1][1]
        said = {one.item: one for one in said_in(activity, answer, seed)}
        for item, pointing in said.items():
            question = activity.by_key.asks.get(item)
            if isinstance(question, ChooseAmong):
                told = [one.item for one in said.values() if keep_back.tells_of(pointing, one)]
                # More may be held back than need be, where two things have one name; never less.
                assert {one.split(":")[-1] for one in told} >= _pointed_at(question, answer, item), (item, told)


def _pointed_at(question: ChooseAmong, answer: Answer, item: str) -> set[str]:
    apart = {choice.value for choice in question.choices}
    return {pick.split(":")[-1] for pick in answer.items[item].picks if pick not in apart}


def test_of_an_activity_that_is_no_more_everything_is_held_back(people: Scene) -> None:
    for one in people.said.values():
        one.response.activity = "gone"
    people.session.flush()
    people.decide("no", "card:teacher")
    others: set[UUID] = {one.id for item, one in people.said.items() if item != "card:teacher"}
    assert keep_back.giving_away(people.session, "meeting", list(people.said.values())) == others
    assert all_activities().get("gone") is None


def test_another_answer_about_the_same_card_is_another_thing(people: Scene, make: Make) -> None:
    response = make.response(people.sitting, activity="card-sort", state="finished", began_at=NOON)
    later = keep_said(people.session, response, PEOPLE, now=MORNING + timedelta(minutes=5))
    people.decide("no", "card:teacher")
    both: list[Statement] = [*people.said.values(), *later.values()]
    back = keep_back.giving_away(people.session, "meeting", both)
    assert back == {people.said["talk-about"].id}
