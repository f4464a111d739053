"""What no answer could take is kept as it was sent, told to those who may see it, and thrown away with the rest."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import datetime, timedelta
from uuid import UUID, uuid4

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from activities import all_activities
from tests.conftest import Enter
from tests.make import NOON, Make
from voice_app.model import Assent, DeviceSession, School, SessionKind, Sitting, Staff, TouchSetAside
from voice_app.services import assent, close_sitting, set_aside, share
from voice_app.services.assent import AssentMissing
from voice_app.services.look_at_views import count_undecided, views_of
from voice_app.services.sharing_rule import MEETING
from voice_app.services.viewer import Viewer


class Scene:
    """A sitting with Miss Begum, to which touches come that no answer can take; Mr Khan works with the pupil too."""

    def __init__(self, session: Session, make: Make, school: School) -> None:
        self.session, self.make, self.school = session, make, school
        self.cole, self.begum = make.sendco(school), make.staff(school, name="Miss Begum")
        self.khan = make.staff(school, name="Mr Khan")
        pupil = make.pupil(school)
        make.assignment(self.khan, pupil)
        self.sitting: Sitting = make.sitting(pupil, self.begum)
        self.assent: Assent = make.assent(self.sitting)
        self.key, self.counter = uuid4(), 0

    def comes(
        self, words: str, item: str = "wish:1", *, key: UUID | None = None, beside: Mapping[str, str] | None = None
    ) -> str:
        self.counter += 1
        said = {name: {"words": theirs} for name, theirs in (beside or {}).items()}
        items = {item: {"state": "started", "words": words}} | said
        sent = {"key": str(key or self.key), "counter": self.counter, "item": item, "answer": {"items": items}}
        return self.sent(json.dumps(sent))

    def sent(self, body: str, activity: str = "three-wishes") -> str:
        set_aside.set_aside(
            self.session, self.sitting, activity=activity, body=body, why="AnswerProblem", now=self.moment()
        )
        return body

    def taps(self, item: str, activity: str = "card-sort", **said: object) -> str:
        self.counter += 1
        answer = {"items": {item: said}}
        sent = {"key": str(self.key), "counter": self.counter, "item": item, "answer": answer}
        return self.sent(json.dumps(sent), activity)

    def moment(self) -> datetime:
        """A moment of the sitting, later with every touch."""
        return NOON + timedelta(seconds=self.counter)

    def says(self, decision: str, audience: str = MEETING) -> None:
        self.counter += 1
        share.decide(
            self.session, self.sitting, audience, decision, how="asked", decided_in=self.sitting, now=self.moment()
        )

    def told(self) -> list[str]:
        return [one.words for one in set_aside.not_in_place(self.session, [self.sitting.id])]

    def kept(self) -> int:
        return self.session.scalar(select(func.count(TouchSetAside.id))) or 0

    def viewer(self, staff: Staff, kind: SessionKind = SessionKind.STAFF) -> Viewer:
        door = DeviceSession(kind=kind, token_hash="x", staff_id=staff.id, started_at=NOON, seen_at=NOON)
        return Viewer(session=door, school_id=self.school.id, staff=staff, sitting=self.sitting)

    def not_asked(self, staff: Staff) -> int:
        """As the pupil's page counts; the paperwork, which shows no views, must come to the same."""
        viewer, pupil = self.viewer(staff), self.sitting.pupil_id
        found = views_of(self.session, viewer, pupil, all_activities()).not_asked
        assert count_undecided(self.session, viewer, pupil).not_asked == found
        return found

    def read_by(self, staff: Staff) -> list[str]:
        views = views_of(self.session, self.viewer(staff), self.sitting.pupil_id, all_activities())
        return [one.words for one in views.not_in_place]


@pytest.fixture
def scene(session: Session, make: Make, school: School) -> Scene:
    return Scene(session, make, school)


class TestKeeping:
    def test_to_the_letter_with_its_sitting_and_the_pupils_yes(self, scene: Scene) -> None:
        body = scene.comes("a den \u0627\u0644")
        kept = scene.session.scalars(select(TouchSetAside)).one()
        assert (kept.body, kept.sitting_id, kept.assent_id) == (body, scene.sitting.id, scene.assent.id)
        assert (kept.activity, kept.why, kept.at) == ("three-wishes", "AnswerProblem", NOON + timedelta(seconds=1))

    def test_sent_twice_it_is_kept_once(self, scene: Scene) -> None:
        scene.sent(scene.comes("a den"))
        assert scene.kept() == 1

    def test_other_words_under_the_same_key_and_counter_are_kept_too(self, scene: Scene) -> None:
        scene.comes("a den")
        scene.counter -= 1
        scene.comes("a dog")
        assert scene.kept() == 2

    def test_nothing_without_a_yes(self, scene: Scene) -> None:
        scene.assent.withdrawn_at = NOON
        with pytest.raises(AssentMissing):
            scene.comes("a den")
        assert scene.kept() == 0

    def test_not_more_than_there_is_room_for(self, scene: Scene, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(set_aside, "MOST_IN_A_SITTING", 2)
        first = scene.comes("one")
        scene.comes("two")
        with pytest.raises(set_aside.NoRoom):
            scene.comes("three")
        scene.sent(first)
        with pytest.raises(set_aside.NoRoom):
            scene.sent("x" * (set_aside.MOST_CHARACTERS + 1))
        assert scene.kept() == 2

    def test_it_goes_when_the_pupil_throws_the_day_away(self, scene: Scene) -> None:
        scene.comes("a den")
        assent.throw_away(scene.session, scene.sitting, now=NOON)
        assert scene.kept() == 0


class TestTelling:
    def test_typed_letter_by_letter_it_is_told_once_as_it_ended(self, scene: Scene) -> None:
        for words in ("a", "a d", "a den"):
            scene.comes(words)
        scene.comes("no shouting", "wish:2")
        assert scene.told() == ["a den", "no shouting"]

    def test_only_what_was_touched_is_told_of_an_answer_that_holds_another_days_words(self, scene: Scene) -> None:
        scene.comes("a den", beside={"wish:2": "said on Monday to Mrs Cole"})
        assert scene.told() == ["a den"]

    def test_what_cannot_be_taken_apart_is_told_as_it_came(self, scene: Scene) -> None:
        scene.sent("I want my old helper back")
        assert scene.told() == ["I want my old helper back"]

    def test_what_was_sent_to_do_harm_is_cut_where_it_is_shown(self, scene: Scene) -> None:
        body = scene.sent("[" * 100_000)
        assert scene.told() == ["[" * set_aside.MOST_SHOWN]
        assert scene.session.scalars(select(TouchSetAside.body)).one() == body

    def test_half_a_letter_breaks_neither_the_keeping_nor_the_page(self, scene: Scene, enter: Enter) -> None:
        scene.make.assignment(scene.begum, scene.sitting.pupil)
        scene.comes("a den \ud800")
        scene.sent(scene.comes("a dog", "wish:2"), activity="gone \ud800")
        scene.session.commit()
        page = enter(scene.begum).get(f"/pupils/{scene.sitting.pupil_id}").get_data(as_text=True)
        assert "a den ?" in page
        assert "a dog" in page

    def test_a_tap_is_told_of_without_words(self, scene: Scene) -> None:
        scene.comes("")
        assert scene.told() == [""]

    def test_the_close_page_tells_who_was_there_and_nobody_else(self, scene: Scene) -> None:
        scene.comes("he hit me")
        there = close_sitting.to_close(scene.session, scene.viewer(scene.begum), scene.sitting)
        assert [one.words for one in there.not_in_place] == ["he hit me"]
        assert there.look_again == ["he hit me"]
        away = close_sitting.to_close(scene.session, scene.viewer(scene.khan), scene.sitting)
        assert (away.not_in_place, away.look_again) == ((), ())

    def test_later_it_is_read_by_who_was_there_and_by_the_sendco_who_may_see_all_of_the_sitting(
        self, scene: Scene
    ) -> None:
        scene.comes("a den")
        scene.make.statement(scene.make.response(scene.sitting, state="finished"))
        assert scene.read_by(scene.begum) == ["a den"]
        assert scene.read_by(scene.khan) == scene.read_by(scene.cole) == []
        scene.says("yes")
        assert scene.read_by(scene.cole) == ["a den"]
        assert scene.read_by(scene.khan) == []

    def test_what_came_after_the_yes_is_told_to_those_who_were_there_and_counted_for_the_sendco(
        self, scene: Scene
    ) -> None:
        scene.make.statement(scene.make.response(scene.sitting, state="finished"))
        scene.comes("a den")
        for audience in (MEETING, f"staff:{scene.cole.id}"):
            scene.says("yes", audience)
        scene.comes("I am scared of Mrs Cole", "wish:2")
        scene.comes("a den far away")
        assert scene.read_by(scene.begum) == ["I am scared of Mrs Cole", "a den far away"]
        assert scene.read_by(scene.cole) == ["a den"]
        assert scene.not_asked(scene.cole) == 2

        scene.says("yes")
        assert scene.read_by(scene.cole) == ["I am scared of Mrs Cole", "a den far away"]
        assert scene.not_asked(scene.cole) == 0

    def test_what_the_pupil_said_no_to_is_not_called_unasked(self, scene: Scene) -> None:
        scene.make.statement(scene.make.response(scene.sitting, state="finished"))
        scene.says("no")
        scene.comes("a den")
        assert (scene.read_by(scene.cole), scene.not_asked(scene.cole)) == ([], 0)


class TestTaps:
    def one(self, scene: Scene) -> tuple[str | None, list[str], str | None]:
        (told,) = set_aside.not_in_place(scene.session, [scene.sitting.id])
        return (
            told.asked.text if told.asked else None,
            [name.text for name in told.picked],
            told.came_of.text if told.came_of else None,
        )

    def test_the_card_and_the_place_are_told_in_the_words_that_stood_on_the_screen(self, scene: Scene) -> None:
        scene.sitting.profile = {**scene.sitting.profile, "wording": "simple"}
        scene.taps("card:maths", state="given", picks=["not-good"])
        assert self.one(scene) == ("Maths", ["Not good"], None)
        scene.sitting.profile = {**scene.sitting.profile, "wording": "older"}
        assert self.one(scene) == ("Maths", ["Doesn’t work"], None)

    def test_the_question_and_the_picture_are_told(self, scene: Scene) -> None:
        scene.taps("who:1", "relationship-circle", state="started", picks=["mum"])
        asked, picked, _ = self.one(scene)
        assert asked is not None
        assert picked == ["Mum"]

    def test_that_it_was_skipped_is_told_of_the_card(self, scene: Scene) -> None:
        scene.taps("card:maths", state="skipped")
        assert self.one(scene) == ("Maths", [], "Skipped")

    def test_what_the_room_does_not_have_is_told_in_a_plain_sentence(self, scene: Scene) -> None:
        scene.taps("card:nowhere", state="given", picks=["sideways"])
        assert self.one(scene) == (None, ["Something that has no name here"], None)

    def test_of_a_room_that_is_not_here_only_that_there_was_a_tap(self, scene: Scene) -> None:
        scene.taps("card:nowhere", "no-room", state=[], picks={"a": 1})
        (told,) = set_aside.not_in_place(scene.session, [scene.sitting.id])
        assert told.is_bare_tap

    def test_what_was_tapped_in_a_form_is_told_too(self, scene: Scene) -> None:
        scene.sent(json.dumps({"key": "", "item": "card:maths", "pick": "good"}), "card-sort")
        assert self.one(scene)[0] == "Maths"
        assert len(self.one(scene)[1]) == 1

    def test_words_that_were_skipped_over_are_still_looked_at_for_harm(self, scene: Scene) -> None:
        for words in ("he", "he hit", "he hit me", "he hit"):
            scene.comes(words)
        scene.taps("wish:1", "three-wishes", state="skipped")
        (told,) = set_aside.not_in_place(scene.session, [scene.sitting.id])
        assert (told.words, told.all_words) == ("", ["he hit me"])
        closing = close_sitting.to_close(scene.session, scene.viewer(scene.begum), scene.sitting)
        assert closing.look_again == ["he hit me"]

    def test_the_pages_tell_the_tap(self, scene: Scene, enter: Enter) -> None:
        scene.make.assignment(scene.begum, scene.sitting.pupil)
        scene.taps("card:maths", state="given", picks=["not-good"])
        scene.taps("card:swimming", state="turned-over")
        scene.taps("card:nowhere")
        scene.session.commit()
        page = enter(scene.begum).get(f"/pupils/{scene.sitting.pupil_id}").get_data(as_text=True)
        panel = page.partition('id="not-in-place"')[2].partition("</section>")[0]
        assert "Not good" in panel
        assert "Maths" in panel
        assert "1 tap that cannot be read" in panel
