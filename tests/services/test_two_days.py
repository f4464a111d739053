"""Said on Monday alone with the SENDCo, gone on with on Tuesday beside Miss Begum: each word stays of its own day."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from uuid import UUID, uuid4

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from activities import all_activities
from activities.contract import Answer, Choose, Provenance, Touch, next_step, touch
from tests.make import NOON, Make
from voice_app.model import (
    Attachment,
    Present,
    PupilCheck,
    Response,
    School,
    SessionKind,
    SharingDecision,
    Sitting,
    Staff,
    Statement,
)
from voice_app.paperwork import telling
from voice_app.services import assent, capture, close_sitting, doors, hand_over, look_back, other_days, share, standing
from voice_app.services.lower_provenance import lower_provenance
from voice_app.services.profile import Profile
from voice_app.services.sharing_rule import MEETING, shared_with, staff_key
from voice_app.services.viewer import Viewer

ROOMS = all_activities()
WISHES = ROOMS["three-wishes"]
MONDAY, TUESDAY, WEDNESDAY = (NOON + timedelta(days=day) for day in range(3))
GRABBING = "Miss Begum to stop grabbing my arm"


class Story:
    """Zara, the SENDCo Mrs Cole, Miss Begum, and one answer that goes over several days."""

    def __init__(self, session: Session, make: Make, school: School) -> None:
        self.session, self.make, self.school = session, make, school
        self.cole = make.sendco(school)
        self.begum = make.staff(school, name="Miss Begum")
        self.zara = make.pupil(school)
        make.assignment(self.begum, self.zara)
        self.point = make.review_point(self.zara, made_at=MONDAY - timedelta(days=7))
        self.key, self.answer, self.counter = uuid4(), Answer(), 0
        self.monday = self.sit(self.cole, MONDAY)

    def sit(self, adult: Staff, at: datetime) -> Sitting:
        sitting = self.make.sitting(self.zara, adult, handed_over_at=at)
        self.make.assent(sitting, given_at=at)
        return sitting

    def touches(self, sitting: Sitting, *touches: Touch, key: UUID | None = None) -> None:
        for what in touches:
            around = capture.surroundings_of(sitting, WISHES)
            self.answer = touch(WISHES.by_key.asks[what.item], self.answer, what, around)
            self.counter += 1
            sent = capture.IncomingTurn(key or self.key, self.counter, what.item, self.answer.as_stored())
            capture.keep_turn(self.session, sitting, WISHES, sent, now=self.at(sitting))
            self.session.flush()

    def writes(self, sitting: Sitting, item: str, words: str, by: str | None = None) -> None:
        self.touches(sitting, Touch("words", item, words=words, by=by), Touch("next", item))

    def finishes(self, sitting: Sitting) -> None:
        """Skip whatever is left to be asked."""
        around = capture.surroundings_of(sitting, WISHES)
        while (step := next_step(WISHES.conversation, self.answer, around)) is not None:
            self.touches(
                sitting, Touch("pick", step.item, "yes") if step.item == "read-back" else Touch("skip", step.item)
            )

    def at(self, sitting: Sitting) -> datetime:
        """A moment of the sitting, later with every touch."""
        return sitting.handed_over_at + timedelta(minutes=self.counter)

    def hands_back(self, sitting: Sitting) -> str:
        pupil, _ = doors.open_session(self.session, SessionKind.PUPIL, now=self.at(sitting), sitting=sitting)
        return hand_over.come_to_close_page(self.session, pupil, sitting, now=self.at(sitting))

    def stops(self, sitting: Sitting) -> None:
        capture.stop(self.session, sitting, ROOMS, now=self.at(sitting))

    def decides(
        self, sitting: Sitting, decision: str, statement: Statement | None = None, audience: str = MEETING
    ) -> None:
        self.counter += 1
        share.decide(
            self.session,
            sitting,
            audience,
            decision,
            how="asked",
            decided_in=sitting,
            now=self.at(sitting),
            statement=statement,
        )

    def response(self) -> Response:
        return self.session.get_one(Response, self.key)

    def said(self, item: str = "wish:1") -> Statement:
        standing = select(Statement).where(Statement.item == item, Statement.replaced_at.is_(None))
        return self.session.scalars(standing).one()

    def states(self) -> dict[str, str]:
        rows = select(Statement.item, Statement.state).where(Statement.replaced_at.is_(None))
        return dict(self.session.execute(rows).all())

    def viewer(self, staff: Staff, sitting: Sitting | None = None) -> Viewer:
        kind = SessionKind.CLOSE if sitting else SessionKind.STAFF
        opened, _ = doors.open_session(self.session, kind, now=NOON, staff=staff, sitting=sitting)
        return Viewer(session=opened, school_id=self.school.id, staff=staff, sitting=sitting)

    def seen_by(self, staff: Staff) -> Sequence[str | None]:
        seen = self.session.scalars(share.statements_for(self.viewer(staff), self.zara.id))
        return [one.words for one in seen if one.words]

    def shared(self, item: str = "wish:1") -> bool:
        said = self.said(item)
        return bool(self.session.scalar(select(shared_with(MEETING)).where(Statement.id == said.id)))

    def fits(self) -> bool:
        return standing.check_standings(self.session) == []


@pytest.fixture
def story(session: Session, make: Make, school: School) -> Story:
    return Story(session, make, school)


@pytest.fixture
def bell(story: Story) -> Story:
    """Monday: one wish is said and another begun; the bell rings, and the tablet goes back by PIN. Nobody stops."""
    story.writes(story.monday, "wish:1", GRABBING)
    story.touches(story.monday, Touch("skip", "different:1"), Touch("skip", "wants:1"))
    story.touches(story.monday, Touch("words", "wish:2", words="a qui"))
    story.hands_back(story.monday)
    return story


class TestTheTabletIsGivenBack:
    def test_what_was_said_is_stated_with_what_was_begun_and_nothing_is_called_stopped(self, bell: Story) -> None:
        passed_over = {"different:1": "skipped", "wants:1": "skipped"}
        assert bell.states() == {"wish:1": "given", "wish:2": "started"} | passed_over
        assert (bell.said().words, bell.said("wish:2").words) == (GRABBING, "a qui")
        assert bell.session.get_one(Response, bell.key).state == "open"
        assert bell.monday.handed_back_at is not None

    def test_a_choice_of_several_that_was_begun_is_kept_too(self, story: Story) -> None:
        asks = WISHES.by_key.asks["who-could-help"]
        assert isinstance(asks, Choose)
        helper = asks.choices[0].value
        story.writes(story.monday, "wish:1", "a den")
        around = capture.surroundings_of(story.monday, WISHES)
        while (step := next_step(WISHES.conversation, story.answer, around)) and step.item != "who-could-help":
            story.touches(story.monday, Touch("skip", step.item))
        story.touches(story.monday, Touch("pick", "who-could-help", helper))
        story.hands_back(story.monday)
        assert story.said("who-could-help").state == "started"

    def test_a_box_that_was_emptied_again_says_nothing(self, story: Story) -> None:
        story.touches(story.monday, Touch("words", "wish:1", words="a"), Touch("words", "wish:1", words=""))
        story.hands_back(story.monday)
        assert story.states() == {}

    def test_mondays_close_page_shows_mondays_words_and_lowers_them(self, bell: Story) -> None:
        viewer = bell.viewer(bell.cole, bell.monday)
        shown = close_sitting.to_close(bell.session, viewer, bell.monday)
        assert [one.words for one in shown.words] == [GRABBING, "a qui"]
        closing = close_sitting.Closing(
            were_there=frozenset(one.id for one in bell.monday.present),
            provenance={bell.said().id: Provenance.SCRIBED_SUMMARY},
        )
        close_sitting.close_sitting(bell.session, viewer, bell.monday, closing, now=MONDAY + timedelta(hours=1))
        assert bell.said().provenance == "SCRIBED_SUMMARY"

    def test_it_joins_the_review_unshared_and_the_answer_is_in_progress(self, bell: Story) -> None:
        assert set(bell.session.scalars(select(Attachment.item))) == {"wish:1", "wish:2", "different:1", "wants:1"}
        assert not bell.shared()
        assert bell.point.views == "in-progress"
        assert bell.fits()

    def test_it_can_be_gone_on_with_another_day(self, bell: Story) -> None:
        tuesday = bell.sit(bell.begum, TUESDAY)
        going_on = capture.open_response(bell.session, tuesday, "three-wishes")
        assert going_on is not None
        assert going_on.key == bell.key

    def test_a_touch_that_comes_after_it_is_stated_as_well(self, bell: Story) -> None:
        bell.writes(bell.monday, "wish:2", "a quiet room")
        assert (bell.said("wish:2").words, bell.said("wish:2").state) == ("a quiet room", "given")

    def test_a_tablet_that_never_came_back_is_stated_at_the_next_hand_over(self, story: Story) -> None:
        story.writes(story.monday, "wish:1", GRABBING)
        plan = hand_over.Plan(activities=["three-wishes"], profile=Profile(), present=[], pin="482915")
        hand_over.hand_over(story.session, story.viewer(story.begum), story.zara, plan, now=TUESDAY)
        assert (story.said().words, story.said().sitting_id) == (GRABBING, story.monday.id)

    def test_saying_it_twice_makes_no_second_version(self, bell: Story) -> None:
        bell.hands_back(bell.monday)
        assert set(bell.session.scalars(select(Statement.version))) == {1}


class TestWhatWasSaidToOneIsNotToldAsSaidToAnother:
    @pytest.fixture
    def tuesday(self, bell: Story) -> Sitting:
        tuesday = bell.sit(bell.begum, TUESDAY)
        bell.writes(tuesday, "wish:2", "a quiet room")
        bell.finishes(tuesday)
        return tuesday

    def test_each_word_is_of_the_day_it_was_said(self, bell: Story, tuesday: Sitting) -> None:
        assert (bell.said("wish:1").sitting_id, bell.said("wish:1").version) == (bell.monday.id, 1)
        assert bell.said("wish:2").sitting_id == tuesday.id
        told = telling.told(bell.said("wish:1"), "Zara")
        assert (told.names, told.statement.sitting.handed_over_at) == (["Mrs Cole"], MONDAY)

    def test_who_was_there_on_tuesday_does_not_see_mondays_words(self, bell: Story, tuesday: Sitting) -> None:
        assert bell.seen_by(bell.begum) == ["a quiet room"]
        assert bell.seen_by(bell.cole) == [GRABBING]
        shown = close_sitting.to_close(bell.session, bell.viewer(bell.begum, tuesday), tuesday)
        assert [one.words for one in shown.words] == ["a quiet room"]

    def test_the_pupil_is_asked_about_both_days_on_tuesday(self, bell: Story, tuesday: Sitting) -> None:
        assert {one.words for one in look_back.said_in(bell.session, tuesday)} == {GRABBING, "a quiet room"}
        assert not look_back.was_asked_who_may_see(bell.session, tuesday)
        bell.decides(tuesday, "yes")
        assert bell.shared("wish:1")

    def test_it_holds_where_nothing_was_stated_on_monday(self, story: Story) -> None:
        story.writes(story.monday, "wish:1", GRABBING)
        tuesday = story.sit(story.begum, TUESDAY)
        story.finishes(tuesday)
        assert story.said().sitting_id == story.monday.id
        assert story.said("wish:2").sitting_id == tuesday.id
        assert story.seen_by(story.begum) == []

    def test_please_try_is_a_new_version_and_the_words_stay_of_their_day(self, story: Story) -> None:
        story.writes(story.monday, "wish:1", GRABBING)
        story.touches(story.monday, Touch("skip", "different:1"))
        story.hands_back(story.monday)
        story.decides(story.monday, "yes")
        tuesday = story.sit(story.begum, TUESDAY)
        story.touches(tuesday, Touch("pick", "wants:1", "please-try"))
        story.hands_back(tuesday)
        wish = story.said()
        assert (wish.version, wish.wants, wish.sitting_id) == (2, "please-try", story.monday.id)
        assert story.seen_by(story.begum) == []
        assert not story.shared(), "changed, so it is asked about again"
        story.decides(tuesday, "yes")
        assert story.shared()

    def test_words_that_were_changed_on_tuesday_are_tuesdays(self, bell: Story) -> None:
        tuesday = bell.sit(bell.begum, TUESDAY)
        bell.touches(tuesday, Touch("words", "wish:1", words="more football"), Touch("next", "wish:1"))
        bell.hands_back(tuesday)
        assert bell.said().sitting_id == tuesday.id

    def test_where_tuesday_stopped_is_tuesdays(self, bell: Story) -> None:
        tuesday = bell.sit(bell.begum, TUESDAY)
        bell.writes(tuesday, "wish:2", "a quiet room")
        bell.touches(tuesday, Touch("skip", "what-is-it-like:2"), Touch("skip", "wants:2"))
        bell.stops(tuesday)
        assert (bell.said("wish:3").state, bell.said("wish:3").sitting_id) == ("stopped", tuesday.id)
        assert bell.said("wish:1").sitting_id == bell.monday.id

    def test_a_no_of_tuesday_is_not_forgotten_when_wednesday_goes_on(self, bell: Story) -> None:
        bell.decides(bell.monday, "yes")
        tuesday = bell.sit(bell.cole, TUESDAY)
        bell.writes(tuesday, "wish:2", "a quiet room")
        bell.hands_back(tuesday)
        bell.decides(tuesday, "no")
        wednesday = bell.sit(bell.cole, WEDNESDAY)
        bell.touches(wednesday, Touch("skip", "tell-more:2"))
        assert not bell.shared("wish:1")
        assert bell.fits()


class TestBeforeMondaysWordsAreOnTuesdaysScreen:
    @pytest.fixture
    def tuesday(self, bell: Story) -> Sitting:
        return bell.sit(bell.begum, TUESDAY)

    def asked(self, bell: Story, sitting: Sitting) -> other_days.OtherDay | None:
        return other_days.to_ask_about(bell.session, sitting, [bell.key])

    def on_the_screen(self, bell: Story, sitting: Sitting) -> list[str | None]:
        said = look_back.said_in(bell.session, sitting)
        return [one.words for one in other_days.may_be_shown(bell.session, sitting, said)]

    def test_the_pupil_is_told_the_day_who_was_there_and_who_is_here_now(self, bell: Story, tuesday: Sitting) -> None:
        assert self.asked(bell, tuesday) == other_days.OtherDay(MONDAY, ["Mrs Cole"], ["Miss Begum"])

    def test_nothing_is_asked_where_nobody_is_new(self, bell: Story) -> None:
        assert self.asked(bell, bell.monday) is None
        assert self.asked(bell, bell.sit(bell.cole, TUESDAY)) is None

    def test_somebody_without_a_log_in_is_known_by_name_and_role(self, bell: Story) -> None:
        nan, other = {"name": "Nan", "role": "other"}, {"name": "nan", "role": "other"}
        bell.make.keep(Present(sitting_id=bell.monday.id, position=1, **nan))
        tuesday = bell.sit(bell.cole, TUESDAY)
        bell.make.keep(Present(sitting_id=tuesday.id, position=1, **other))
        bell.session.expire_all()
        assert self.asked(bell, tuesday) is None
        bell.make.keep(Present(sitting_id=tuesday.id, position=2, name="Auntie Jo", role="other"))
        bell.session.expire_all()
        asked = self.asked(bell, tuesday)
        assert asked is not None
        assert asked.now_here == ["Auntie Jo"]

    def test_who_was_put_on_mondays_list_afterwards_was_not_there(self, bell: Story, tuesday: Sitting) -> None:
        late = {"name": "Miss Begum", "role": "staff", "staff_id": bell.begum.id}
        bell.make.keep(Present(sitting_id=bell.monday.id, position=1, added_later=True, **late))
        bell.session.expire_all()
        assert self.asked(bell, tuesday) is not None

    def test_nothing_is_asked_about_what_was_shared_with_everybody_here(self, bell: Story, tuesday: Sitting) -> None:
        def decides(decision: str, thing: Statement | None = None) -> None:
            bell.decides(bell.monday, decision, thing, audience=staff_key(bell.begum.id))

        decides("yes")
        assert self.asked(bell, tuesday) is None
        decides("no", bell.said("wish:2"))
        assert self.asked(bell, tuesday) is not None

    def test_nothing_is_asked_for_the_presses_that_only_found_the_way(self, story: Story) -> None:
        story.touches(story.monday, Touch("dont-know", "wish:1"), Touch("pick", "unsure:1", "pictures"))
        story.touches(story.monday, Touch("pick", "wish-pictures:1", "trips"), Touch("next", "wish-pictures:1"))
        story.finishes(story.monday)
        story.hands_back(story.monday)
        tuesday = story.sit(story.begum, TUESDAY)
        assert self.asked(story, tuesday) is not None
        story.decides(story.monday, "yes", audience=staff_key(story.begum.id))
        assert self.asked(story, tuesday) is None

    def test_what_the_meeting_may_see_is_no_news_to_the_sendco(self, bell: Story, tuesday: Sitting) -> None:
        bell.writes(tuesday, "wish:3", "no shouting")
        bell.hands_back(tuesday)
        wednesday = bell.sit(bell.cole, WEDNESDAY)
        assert self.asked(bell, wednesday) == other_days.OtherDay(TUESDAY, ["Miss Begum"], ["Mrs Cole"])
        bell.decides(tuesday, "yes")
        assert self.asked(bell, wednesday) is None

    def test_a_day_on_which_all_was_skipped_shows_nothing(self, story: Story) -> None:
        story.touches(story.monday, Touch("skip", "wish:1"), Touch("skip", "wish:2"))
        story.hands_back(story.monday)
        assert self.asked(story, story.sit(story.begum, TUESDAY)) is None

    def test_going_on_counts_for_this_sitting_alone(self, bell: Story, tuesday: Sitting) -> None:
        other_days.let_see(bell.session, tuesday, [bell.key])
        assert self.asked(bell, tuesday) is None
        assert self.asked(bell, bell.sit(bell.begum, WEDNESDAY)) is not None

    def test_single_things_of_monday_are_listed_only_after_go_on(self, bell: Story, tuesday: Sitting) -> None:
        bell.writes(tuesday, "wish:3", "no shouting")
        bell.finishes(tuesday)
        assert self.on_the_screen(bell, tuesday) == ["no shouting"]
        other_days.let_see(bell.session, tuesday, [bell.key])
        assert self.on_the_screen(bell, tuesday) == [GRABBING, "no shouting"]

    def test_going_on_opens_nothing_on_the_adults_own_pages(self, bell: Story, tuesday: Sitting) -> None:
        other_days.let_see(bell.session, tuesday, [bell.key])
        assert bell.seen_by(bell.begum) == []

    def test_has_seen_it_is_said_of_who_was_there_on_the_day_of_the_words(self, bell: Story, tuesday: Sitting) -> None:
        def has_seen(sitting: Sitting) -> set[str]:
            return {one.name for one in share.audiences(bell.session, sitting) if one.has_seen}

        assert has_seen(bell.monday) == {"Mrs Cole"}
        bell.touches(tuesday, Touch("skip", "wish:2"))
        assert has_seen(tuesday) == {"Mrs Cole"}, "all that is asked about was said on Monday"
        bell.writes(tuesday, "wish:3", "no shouting")
        bell.finishes(tuesday)
        assert has_seen(tuesday) == set(), "Miss Begum was not there on Monday, nor Mrs Cole on Tuesday"


class TestAfterStopping:
    def test_a_late_touch_is_in_the_statements_and_the_answer_stays_stopped(self, story: Story) -> None:
        story.touches(story.monday, Touch("words", "wish:1", words="a dog"))
        story.stops(story.monday)
        assert story.said().state == "stopped"
        story.touches(story.monday, Touch("next", "wish:1"), Touch("skip", "tell-more:1"))
        assert (story.said().state, story.said().words) == ("given", "a dog")
        assert story.session.get_one(Response, story.key).state == "stopped"
        assert story.point.views == "stopped"
        assert story.fits()

    def test_going_back_on_it_leaves_nothing_that_says_stopped(self, story: Story) -> None:
        story.touches(story.monday, Touch("words", "wish:1", words="a dog"))
        story.stops(story.monday)
        capture.go_on(story.session, story.monday, ROOMS, now=story.at(story.monday))
        assert story.states() == {"wish:1": "started"}
        assert story.session.get_one(Response, story.key).state == "open"
        assert story.point.views == "in-progress"

    def test_what_was_not_asked_then_is_asked_the_next_day(self, story: Story) -> None:
        story.writes(story.monday, "wish:1", "a dog")
        story.stops(story.monday)
        tuesday = story.sit(story.cole, TUESDAY)
        story.touches(tuesday, Touch("skip", "tell-more:1"), Touch("skip", "wants:1"))
        story.hands_back(tuesday)
        assert story.states() == {"wish:1": "given", "tell-more:1": "skipped", "wants:1": "skipped"}
        story.finishes(tuesday)
        assert (story.said("wish:3").state, story.said("wish:3").version) == ("skipped", 2)


class TestAnAdultsReadingStaysOne:
    def test_words_that_stand_never_climb_back_up(self, story: Story) -> None:
        story.writes(story.monday, "wish:1", "I wish that we had a rabbit", by="Mrs Cole")
        story.touches(story.monday, Touch("skip", "different:1"))
        story.hands_back(story.monday)
        lower_provenance(story.said(), Provenance.ADULT_READING)
        tuesday = story.sit(story.begum, TUESDAY)
        story.touches(tuesday, Touch("pick", "wants:1", "please-try"))
        story.hands_back(tuesday)
        wish = story.said()
        assert (wish.version, wish.provenance, wish.provenance_was) == (2, "ADULT_READING", "SCRIBED_VERBATIM")
        assert not telling.told(wish, "Zara").exact

    def test_nor_by_way_of_other_words_and_back(self, story: Story) -> None:
        story.writes(story.monday, "wish:1", "a rabbit", by="Mrs Cole")
        story.hands_back(story.monday)
        lower_provenance(story.said(), Provenance.ADULT_READING)
        for words in ("a dog", "a rabbit"):
            story.writes(story.monday, "wish:1", words, by="Mrs Cole")
            story.hands_back(story.monday)
        assert (story.said().words, story.said().provenance) == ("a rabbit", "ADULT_READING")

    def test_other_words_are_what_they_are(self, story: Story) -> None:
        story.writes(story.monday, "wish:1", "a rabbit", by="Mrs Cole")
        story.hands_back(story.monday)
        lower_provenance(story.said(), Provenance.ADULT_READING)
        story.writes(story.monday, "wish:1", "a dog", by="Mrs Cole")
        story.hands_back(story.monday)
        assert story.said().provenance == "SCRIBED_VERBATIM"


class TestThrowingTuesdayAway:
    @pytest.fixture
    def tuesday(self, story: Story) -> Sitting:
        story.writes(story.monday, "wish:1", "a rabbit in our class")
        story.touches(story.monday, Touch("skip", "different:1"))
        story.hands_back(story.monday)
        story.decides(story.monday, "yes")
        tuesday = story.sit(story.cole, TUESDAY)
        story.touches(tuesday, Touch("pick", "wants:1", "please-try"))
        story.stops(tuesday)
        return tuesday

    def throw_away(self, story: Story, tuesday: Sitting) -> None:
        assent.throw_away(story.session, tuesday, now=story.at(tuesday))
        story.session.expire_all()

    def test_mondays_answer_is_open_again_and_holds_nothing_of_tuesday(self, story: Story, tuesday: Sitting) -> None:
        self.throw_away(story, tuesday)
        response = story.session.get_one(Response, story.key)
        assert (response.state, response.ended_at, response.sitting_id) == ("open", None, story.monday.id)
        stated = {(one.item, one.wants) for one in story.session.scalars(select(Statement))}
        assert stated == {("wish:1", None), ("different:1", None)}
        assert story.shared()
        assert story.fits()

    def test_a_no_to_one_thing_stays_a_no(self, story: Story, tuesday: Sitting) -> None:
        story.decides(tuesday, "no", story.said())
        self.throw_away(story, tuesday)
        assert not story.shared()

    def test_a_no_to_all_of_it_stays_a_no(self, story: Story, tuesday: Sitting) -> None:
        story.decides(tuesday, "no")
        self.throw_away(story, tuesday)
        assert not story.shared()
        assert {one.decided_in_id for one in story.session.scalars(select(SharingDecision))} == {
            story.monday.id,
            tuesday.id,
        }
        [no] = story.session.scalars(select(SharingDecision).where(SharingDecision.decided_in_id == tuesday.id))
        assert story.monday.asked_at == no.at, "it was asked last on Tuesday, and answered with no"

    def test_leave_out_stays_leave_out(self, story: Story, tuesday: Sitting) -> None:
        story.make.keep(
            PupilCheck(
                review_point_id=story.point.id,
                statement_id=story.said().id,
                said="leave-out",
                at=story.at(tuesday),
                sitting_id=tuesday.id,
            )
        )
        self.throw_away(story, tuesday)
        (check,) = story.session.scalars(select(PupilCheck))
        assert (check.statement_id, check.said) == (story.said().id, "leave-out")
