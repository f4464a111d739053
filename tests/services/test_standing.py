"""How the views stand for a review: what the pupil did last, and what the pupil decided; never one for another."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from sqlalchemy.orm import Session

from tests.make import NOON, Make
from tests.services.test_capture import play
from voice_app.model import Attachment, Pupil, Response, ReviewPoint, School, Sitting, Staff, Statement
from voice_app.services import assent, attach, share, standing
from voice_app.services.sharing_rule import MEETING, family_key

LONG_AGO, MADE, TODAY, TOMORROW = (NOON + timedelta(days=day) for day in (-400, -2, 0, 1))


class Scene:
    """A pupil with one review open."""

    def __init__(self, session: Session, make: Make, school: School) -> None:
        self.session, self.make = session, make
        self.begum: Staff = make.staff(school, name="Miss Begum")
        self.zara: Pupil = make.pupil(school)
        self.point: ReviewPoint = make.review_point(self.zara, made_at=MADE)

    def sit(self, at: datetime, *, yes: bool = True) -> Sitting:
        sitting = self.make.sitting(self.zara, self.begum, handed_over_at=at)
        if yes:
            assent.say_yes(self.session, sitting, how="tapped", shown={}, now=at)
        return sitting

    def begins(self, sitting: Sitting) -> Response:
        return self.make.response(sitting, began_at=sitting.handed_over_at)

    def decides(self, sitting: Sitting, audience: str, decision: str, thing: Statement | None = None) -> None:
        share.decide(
            self.session,
            sitting,
            audience,
            decision,
            how="asked",
            decided_in=sitting,
            now=sitting.handed_over_at + timedelta(hours=1),
            statement=thing,
        )

    def stands(self) -> str:
        """What the list shows; written when it changed, and the same as is worked out."""
        assert standing.check_standings(self.session) == []
        return self.point.views

    def works_out(self) -> str:
        return standing.views_of(self.session, self.point)


@pytest.fixture
def scene(session: Session, make: Make, school: School) -> Scene:
    return Scene(session, make, school)


class TestAtWork:
    def test_an_answer_that_was_begun_last_year_hides_no_refusal(self, scene: Scene) -> None:
        scene.begins(scene.sit(LONG_AGO))
        assert scene.stands() == "missing"
        assent.say_no(scene.session, scene.sit(TODAY, yes=False), how="tapped", now=TODAY)
        assert scene.stands() == "refused"

    def test_a_refusal_wins_over_what_was_begun_yesterday(self, scene: Scene) -> None:
        scene.begins(scene.sit(TODAY))
        assert scene.works_out() == "in-progress"
        assent.say_no(scene.session, scene.sit(TOMORROW, yes=False), how="tapped", now=TOMORROW)
        assert scene.stands() == "refused"

    def test_a_tablet_handed_over_and_back_takes_no_refusal_away(self, scene: Scene) -> None:
        assent.say_no(scene.session, scene.sit(TODAY, yes=False), how="tapped", now=TODAY)
        scene.sit(TOMORROW, yes=False)
        assert scene.stands() == "refused"

    def test_a_later_yes_does(self, scene: Scene) -> None:
        assent.say_no(scene.session, scene.sit(TODAY, yes=False), how="tapped", now=TODAY)
        scene.sit(TOMORROW)
        assert scene.stands() == "missing"

    def test_what_is_said_anew_while_looking_at_what_goes_out_is_a_later_yes_and_its_stop_stops_nothing(
        self, scene: Scene
    ) -> None:
        ended = scene.begins(scene.sit(MADE - timedelta(days=3)))
        assent.say_no(scene.session, scene.sit(TODAY, yes=False), how="tapped", now=TODAY)
        looks = scene.sit(TOMORROW)
        looks.planned = []
        standing.refresh_views_of_pupil(scene.session, scene.zara.id, now=TOMORROW)
        assert scene.stands() == "refused"
        play(scene.session, looks, {"wish:1": "a den"}, key=ended.key, now=TOMORROW)
        looks.stopped_at = TOMORROW
        assert scene.works_out() == "not-asked"

    def test_what_was_begun_before_the_review_was_made_counts_once_it_is_gone_on_with(self, scene: Scene) -> None:
        begun = scene.begins(scene.sit(MADE - timedelta(days=3)))
        assert scene.works_out() == "missing"
        play(scene.session, scene.sit(TODAY), {"wish:1": "a den"}, key=begun.key, now=TODAY)
        assert scene.stands() == "not-asked"

    def test_what_can_no_longer_be_gone_on_with_is_not_in_progress(self, scene: Scene) -> None:
        scene.begins(scene.sit(TODAY))
        scene.sit(TODAY + timedelta(days=61))
        assert scene.stands() == "missing"

    def test_nor_is_what_a_closed_review_holds(self, scene: Scene) -> None:
        begun = scene.begins(scene.sit(TODAY))
        closed = scene.make.review_point(scene.zara, closed_on=NOON.date())
        held = {"review_point_id": closed.id, "response_key": begun.key, "item": "wish:1", "how": "by itself"}
        scene.make.keep(Attachment(**held, attached_at=NOON))
        assert scene.works_out() == "missing"


class TestAskedOrNot:
    @pytest.fixture
    def today(self, scene: Scene) -> Sitting:
        today = scene.sit(TODAY)
        play(scene.session, today, {"wish:1": "a rabbit in our class please"}, now=TODAY)
        return today

    def test_a_pupil_who_was_never_asked_did_not_choose(self, scene: Scene, today: Sitting) -> None:
        assert scene.stands() == "not-asked"

    @pytest.mark.parametrize("decision", ["no", "dont-know"])
    def test_one_who_was_asked_and_did_not_say_yes_did(self, scene: Scene, today: Sitting, decision: str) -> None:
        scene.decides(today, MEETING, decision)
        assert scene.stands() == "private"

    def test_a_no_about_mum_is_no_word_about_the_meeting(self, scene: Scene, today: Sitting) -> None:
        mum = scene.make.family_member(scene.zara)
        scene.decides(today, family_key(mum.id), "no")
        assert scene.stands() == "not-answered", "asked who may see it, and this was left open"

    def test_a_finish_on_the_question_with_nothing_answered_is_no_choice_either(
        self, scene: Scene, today: Sitting
    ) -> None:
        today.asked_at = TODAY + timedelta(hours=1)
        standing.refresh_views_of_pupil(scene.session, scene.zara.id, now=TODAY)
        assert scene.stands() == "not-answered"

    def test_after_that_what_is_said_on_another_day_is_still_to_be_asked(self, scene: Scene, today: Sitting) -> None:
        today.asked_at = TODAY + timedelta(hours=1)
        play(scene.session, scene.sit(TOMORROW), {"wish:1": "more football at lunch please"}, now=TOMORROW)
        assert scene.stands() == "not-asked"

    def test_one_thing_said_since_and_not_asked_about_is_still_to_be_asked(self, scene: Scene, today: Sitting) -> None:
        scene.decides(today, MEETING, "no")
        play(scene.session, scene.sit(TOMORROW), {"wish:1": "more football at lunch please"}, now=TOMORROW)
        assert scene.stands() == "not-asked"

    def test_a_yes_is_in(self, scene: Scene, today: Sitting) -> None:
        scene.decides(today, MEETING, "yes")
        assert scene.stands() == "in"


def test_what_a_closed_review_ended_with_stays(scene: Scene) -> None:
    today = scene.sit(TODAY)
    play(scene.session, today, {"wish:1": "a den"}, now=TODAY)
    scene.point.closed_on = NOON.date()
    scene.decides(today, MEETING, "yes")
    assert scene.point.views == "not-asked"


def test_moving_a_thing_writes_how_both_reviews_stand(scene: Scene) -> None:
    other = scene.make.review_point(scene.zara, made_at=MADE, kind="apdr-cycle")
    today = scene.sit(TODAY)
    play(scene.session, today, {"wish:1": "a den"}, now=TODAY)
    scene.decides(today, MEETING, "yes")
    near, far = (scene.point, other) if scene.point.views == "in" else (other, scene.point)
    for attachment in attach.live_attachments(scene.session, near):
        attach.put_on(scene.session, far, attachment.response_key, attachment.item, by=scene.begum.id, now=TOMORROW)
    assert (near.views, far.views) == ("missing", "in")
    assert standing.check_standings(scene.session) == []
