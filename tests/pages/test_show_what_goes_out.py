"""Before it leaves: "Show it on the tablet" leads the pupil to what goes out, and nowhere else."""

from __future__ import annotations

import html
import re
from datetime import UTC, datetime, timedelta
from typing import NamedTuple
from uuid import UUID, uuid4

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session

from activities.contract import N_p, exact
from tests.conftest import Enter
from tests.make import MORNING, NOON, Make
from tests.pages.test_hand_over import filled_in
from voice_app.model import (
    Assent,
    Attachment,
    Present,
    Pupil,
    PupilCheck,
    Response,
    ReviewPoint,
    School,
    SessionKind,
    Sitting,
    Staff,
    Statement,
    Turn,
)
from voice_app.services import assent, doors, prepare, share
from voice_app.services import standing as standings
from voice_app.services.profile import Profile
from voice_app.services.viewer import Viewer


class Scene(NamedTuple):
    cole: Staff
    begum: Staff
    zara: Pupil
    sitting: Sitting
    point: ReviewPoint
    wish: Statement


@pytest.fixture
def scene(session: Session, make: Make, school: School) -> Scene:
    """Zara shares one wish with the meeting; the SENDCo ticked it."""
    begum, cole = make.staff(school, name="Miss Begum"), make.sendco(school)
    zara = make.pupil(school)
    make.assignment(begum, zara)
    sitting = make.sitting(zara, begum, finished_at=NOON)
    make.assent(sitting)
    point = make.review_point(zara)
    claim = {"text": "%(pupil)s picked a rabbit.", "context": "statement", "values": {}}
    wish = make.statement(make.response(sitting, state="finished"), claim=claim, words=None)
    make.keep(
        Attachment(
            review_point_id=point.id,
            response_key=wish.response_key,
            item=wish.item,
            how="by itself",
            attached_at=MORNING,
            ticked_at=NOON,
        )
    )
    share.decide(session, sitting, "meeting", "yes", how="asked", decided_in=sitting, now=NOON)
    session.commit()
    return Scene(cole, begum, zara, sitting, point, wish)


def link_of(client: FlaskClient, scene: Scene) -> str:
    address = f"/pupils/{scene.zara.id}/hand-over?show=what-goes-out"
    assert address in client.get(f"/reviews/{scene.point.id}/paperwork").get_data(as_text=True)
    return address


def test_the_link_plans_no_activity_and_the_yes_leads_to_what_goes_out(
    enter: Enter, session: Session, scene: Scene
) -> None:
    client = enter(scene.cole)
    address = link_of(client, scene)
    page = client.get(address).get_data(as_text=True)
    assert "Show Zara what goes out" in page
    assert "1 thing waits" in page
    sent = filled_in(page)
    assert "activities" not in sent
    assert client.post(address, data=sent).headers["Location"] == "/me/"
    latest = session.scalars(select(Sitting).order_by(Sitting.handed_over_at.desc())).first()
    assert latest is not None
    assert latest.planned == []
    assert client.post("/me/hello", data={"answer": "yes"}).headers["Location"] == "/me/check"
    assert "You picked a rabbit." in client.get("/me/check").get_data(as_text=True)


@pytest.mark.parametrize(
    ("wording", "asked"),
    [
        ("simple", "Hello Zara. Will you look at what could go to your meeting?"),
        ("older", "Hello Zara. Would you like to look at what could go to your meeting?"),
    ],
)
def test_it_begins_with_a_question_of_its_own_and_the_same_facts(
    enter: Enter, make: Make, session: Session, scene: Scene, wording: str, asked: str
) -> None:
    shown = make.sitting(scene.zara, scene.begum, planned=[], profile=Profile(wording=wording).as_stored())
    session.commit()
    client = enter(sitting=shown)
    page = client.get("/me/hello").text
    assert re.findall(r"<h1[^>]*>([^<]+)<", page) == [asked]
    assert "about school" not in page
    for fact in ("You say what goes in and what stays out.", "only if you say yes", "I must tell", "stop any time"):
        assert fact in page
    assert client.post("/me/hello", data={"answer": "yes"}).location == "/me/check"
    given = session.scalars(select(Assent).where(Assent.sitting_id == shown.id)).one()
    assert given.shown["asked"] == "to look at what goes out"


class TestNoToLooking:
    """A no, or a stop, to looking at what goes out is no word about how school is."""

    @pytest.fixture
    def other(self, make: Make, scene: Scene) -> ReviewPoint:
        """Another review that is open, for which nothing has been said yet."""
        return make.review_point(scene.zara, kind="apdr-cycle")

    @pytest.fixture
    def shown(self, session: Session, make: Make, scene: Scene, other: ReviewPoint) -> Sitting:
        """The tablet is handed over to show what goes out."""
        shown = make.sitting(scene.zara, scene.begum, planned=[], handed_over_at=NOON + timedelta(days=3))
        session.commit()
        return shown

    def stands(self, session: Session, *points: ReviewPoint) -> list[str]:
        """How the views stand for these reviews, as they are kept; the same as is worked out."""
        session.rollback()
        assert standings.check_standings(session) == []
        return [point.views for point in points]

    def chips(self, client: FlaskClient, scene: Scene) -> list[str]:
        page = client.get(f"/pupils/{scene.zara.id}").text
        return re.findall(r"Chose not to[^<]*|Stopped[^<]*", page)

    def closing(self, enter: Enter, session: Session, shown: Sitting) -> str:
        """What the adult reads once the tablet is given back."""
        page = enter(sitting=shown, kind=SessionKind.CLOSE).get("/close").text
        return " ".join(re.findall(r"The pupil (?:chose|stopped)[^<]*", page))

    def test_a_no_is_no_refusal_to_say_how_school_is(
        self, enter: Enter, session: Session, scene: Scene, shown: Sitting, other: ReviewPoint
    ) -> None:
        assert enter(sitting=shown).post("/me/hello", data={"answer": "no"}).location == "/me/no-today"
        assert self.stands(session, scene.point, other) == ["in", "missing"]
        assert "The pupil chose not to look at what goes out. That is an answer." in self.closing(enter, session, shown)
        assert self.chips(enter(scene.cole), scene) == ["Chose not to look at what goes out"]

    def test_a_stop_stops_nothing_else(
        self, enter: Enter, session: Session, scene: Scene, shown: Sitting, other: ReviewPoint
    ) -> None:
        client = enter(sitting=shown)
        client.post("/me/hello", data={"answer": "yes"})
        client.post("/me/stop")
        assert self.stands(session, scene.point, other) == ["in", "missing"]
        assert "The pupil stopped looking at what goes out." in self.closing(enter, session, shown)
        assert self.chips(enter(scene.cole), scene) == ["Stopped looking at what goes out"]

    @pytest.mark.parametrize("answer", ["yes", "no"])
    def test_nor_does_either_take_back_what_was_said_to_saying_how_school_is(
        self, enter: Enter, make: Make, session: Session, scene: Scene, shown: Sitting, other: ReviewPoint, answer: str
    ) -> None:
        asked = make.sitting(scene.zara, scene.begum, handed_over_at=NOON + timedelta(days=2))
        assent.say_no(session, asked, how="tapped", now=asked.handed_over_at)
        session.commit()
        enter(sitting=shown).post("/me/hello", data={"answer": answer})
        assert self.stands(session, other) == ["refused"]


def test_without_anything_that_waits_the_link_asks_for_an_activity(
    enter: Enter, session: Session, scene: Scene
) -> None:
    session.query(Attachment).update({"ticked_at": None})
    session.commit()
    client = enter(scene.begum)
    address = f"/pupils/{scene.zara.id}/hand-over?show=what-goes-out"
    sent = filled_in(client.get(address).get_data(as_text=True))
    assert len(sent["activities"]) == 1
    reply = client.post(address, data=sent | {"activities": []})
    assert "Choose at least one thing to do" in reply.get_data(as_text=True)


@pytest.mark.parametrize(
    ("wording", "asked"),
    [
        ("simple", "This could go to your meeting. What shall we do?"),
        ("older", "This could go to your meeting. What would you like to do?"),
    ],
)
def test_each_answer_answers_the_question_and_none_of_them_is_its_yes(
    enter: Enter, session: Session, scene: Scene, wording: str, asked: str
) -> None:
    scene.sitting.profile = Profile(wording=wording).as_stored()
    session.commit()
    page = enter(sitting=scene.sitting).get("/me/check").text.partition("<main")[2].partition("</main>")[0]
    said = re.findall(r"data-say>([^<]+)<", page)
    assert said[0] == asked
    assert said[-3:] == ["Keep it in", "Change it", "Leave it out"]


def test_of_more_things_said_anew_than_can_stand_there_their_own_pictures_do(
    enter: Enter, make: Make, session: Session, scene: Scene
) -> None:
    said_anew = make.sitting(scene.zara, scene.begum, planned=[])
    make.assent(said_anew)
    for number, picture in enumerate(("quiet-room", "art", "music"), 1):
        answer = make.response(said_anew, state="finished")
        make.statement(answer, item=f"wish:{number}", words=None, pictures=[picture])
    session.commit()
    client = enter(sitting=said_anew)
    pictures = client.get("/me/who-can-see").text.partition('<span class="what">')[2].partition("</span>")[0]
    assert {*re.findall("#p-([a-z-]+)", pictures)} == {"quiet-room", "art", "music"}


def test_the_pupil_says_keep_to_the_words_that_papers_print(enter: Enter, session: Session, scene: Scene) -> None:
    helped = N_p("statement", "%(who)s: asked what they help with, %(pupil)s said:").filled(who=exact("Tom"))
    scene.wish.claim, scene.wish.words = helped.as_stored(), "Tom waits for me"
    scene.wish.provenance = "OWN_WORDS_TYPED"
    session.commit()
    client = enter(sitting=scene.sitting)
    assert "your friend’s name" not in client.get("/me/check").text

    scene.wish.other_pupils = ["Tom"]
    session.commit()
    page = client.get("/me/check").text.partition("<main")[2].partition("</main>")[0]
    assert "Another pupil: asked what they help with, you said:" in page
    assert "<q><bdi>[another pupil] waits for me</bdi></q>" in page
    assert "Tom" not in page
    assert "We do not say your friend’s name." in page


@pytest.mark.parametrize("address", ["/me/check", "/me/who-can-see"])
def test_the_pupil_sees_every_picture_that_papers_print_the_photo_and_the_cards(
    enter: Enter, make: Make, session: Session, scene: Scene, address: str
) -> None:
    photo = make.photo(scene.sitting)
    scene.wish.words, scene.wish.provenance = "Rex", "OWN_WORDS_TYPED"
    scene.wish.photos, scene.wish.pictures = [str(photo.key)], ["dog", "quiet-room", "noise"]
    session.commit()
    page = enter(sitting=scene.sitting).get(address).text
    one_thing = page.partition('"one-thing"')[2].partition("data-say")[0]
    assert re.findall(r'data-photo="([^"]+)"|#p-([a-z-]+)', one_thing) == [
        (str(photo.key), ""),
        ("", "dog"),
        ("", "quiet-room"),
        ("", "noise"),
    ]


def test_only_of_what_was_said_with_more_is_it_said_that_more_goes_with_it(
    enter: Enter, make: Make, session: Session, scene: Scene
) -> None:
    said_anew = make.sitting(scene.zara, scene.begum, planned=[])
    make.assent(said_anew)
    answer = make.response(said_anew, state="finished")
    anew = make.statement(answer, item="wish:1", words="a den")
    for number in (2, 3):
        make.statement(answer, item=f"wish:{number}", sitting=scene.sitting)
    session.commit()
    client = enter(sitting=said_anew)
    rest = "And the rest you said: Three wishes."
    assert rest in client.get("/me/who-can-see").text
    assert "with it" not in client.get("/me/who-can-see").text, "the rest is other wishes, and nothing about this one"
    assert rest not in client.get("/me/who-can-see", query_string={"thing": anew.id}).text


@pytest.mark.parametrize("address", ["/me/check", "/me/who-can-see"])
@pytest.mark.parametrize(
    ("provenance", "label"),
    [("SCRIBED_SUMMARY", "An adult’s summary, not exact words:"), ("ADULT_READING", "How an adult understood it:")],
)
def test_words_that_an_adult_put_more_carefully_are_shown_so_to_the_pupil(
    enter: Enter, session: Session, scene: Scene, address: str, provenance: str, label: str
) -> None:
    scene.wish.claim = N_p("statement", "Wish 1, as %(pupil)s said it:").as_stored()
    scene.wish.words, scene.wish.provenance = "a rabbit in class", provenance
    session.commit()
    page = enter(sitting=scene.sitting).get(address).text.partition("<main")[2].partition("</main>")[0]
    assert "This was asked: First wish for school?" in page
    assert f"{label} <bdi>a rabbit in class</bdi>" in page
    assert "you said it" not in page
    assert "<q>" not in page


@pytest.mark.parametrize("address", ["/me/check", "/me/who-can-see"])
def test_what_an_adult_picked_for_the_pupil_is_shown_so_to_the_pupil(
    enter: Enter, session: Session, scene: Scene, address: str
) -> None:
    picked = N_p("statement", "Wish 1: %(pupil)s picked the picture %(picked)s.")
    scene.wish.claim = picked.filled(picked=exact("Reading")).as_stored()
    scene.wish.provenance, scene.wish.provenance_was = "ADULT_READING", "OWN_CHOICE"
    session.commit()
    page = enter(sitting=scene.sitting).get(address).text
    assert "As an adult saw it, for you: Reading." in page
    assert "ou picked" not in page


def test_change_it_where_the_question_is_no_more_says_whom_to_tell(
    enter: Enter, session: Session, scene: Scene
) -> None:
    scene.wish.response.activity = "an-activity-of-last-year"
    session.commit()
    client = enter(sitting=scene.sitting)
    answer = {"statement": str(scene.wish.id), "answer": "change"}
    to = client.post("/me/check", data=answer).headers["Location"]
    assert to == f"/me/check/change?seen={scene.wish.id}"
    page = client.get(to).get_data(as_text=True)
    assert "This does not go yet." in page
    assert "Tell Miss Begum how to say it." in page
    assert "eep" not in page.partition("<main")[2].partition("</main>")[0]
    assert f'href="/me/check?seen={scene.wish.id}"' in page
    assert session.scalars(select(PupilCheck.said)).one() == "change"


class TestChangeIt:
    @pytest.fixture
    def today(self, session: Session, make: Make, scene: Scene) -> Sitting:
        """Another day, with nothing planned but what goes out. The wish was typed, and is finished."""
        scene.wish.item, scene.wish.words, scene.wish.provenance = "wish:1", "a rabbit", "OWN_WORDS_TYPED"
        session.query(Attachment).update({"item": "wish:1"})
        said = {"state": "given", "words": "a rabbit", "provenance": "OWN_WORDS_TYPED"}
        passed = {
            one: {"state": "skipped", "provenance": "OWN_CHOICE"}
            for one in ("wish:2", "wish:3", "anything-else", "matters-most", "who-could-help")
        }
        make.turn(scene.wish.response, 1, {"items": {"wish:1": said, **passed}})
        today = make.sitting(scene.zara, scene.begum, handed_over_at=NOON, planned=[])
        make.assent(today)
        session.commit()
        return today

    def change(self, client: FlaskClient, scene: Scene) -> str:
        """Say "Change it"; where that leads."""
        return client.post("/me/check", data={"statement": str(scene.wish.id), "answer": "change"}).headers["Location"]

    def write(self, client: FlaskClient, at: str, words: str) -> str:
        """Say it in these words, as the form of the page sends them; where that leads."""
        page = client.get(at).get_data(as_text=True)
        hidden = dict(re.findall(r'<input type="hidden" name="(key|counter|anew|seen)" value="([^"]*)"', page))
        sent = hidden | {"item": "wish:1", "touch": "words", "words": words}
        return client.post(at.partition("?")[0], data=sent).headers["Location"]

    def test_asks_the_question_again_also_where_nothing_was_planned(
        self, enter: Enter, scene: Scene, today: Sitting
    ) -> None:
        client = enter(sitting=today)
        at = self.change(client, scene)
        assert at == f"/me/do/three-wishes?anew={scene.wish.id}&seen="
        page = client.get(at).get_data(as_text=True)
        assert "Say it your way now." in page
        assert "a rabbit</bdi>" in page
        # Nothing else of the activity is opened by it.
        assert client.get("/me/do/three-wishes").status_code == 404
        assert client.get("/me/do/card-sort", query_string={"anew": scene.wish.id}).status_code == 404

    def test_the_new_words_are_shown_and_their_keep_is_the_yes_to_the_meeting(
        self, enter: Enter, session: Session, scene: Scene, today: Sitting
    ) -> None:
        client = enter(sitting=today)
        back = self.write(client, self.change(client, scene), "a rabbit and a hen")
        shown = client.get(back)
        page = client.get(shown.headers["Location"]).get_data(as_text=True)
        assert "a rabbit and a hen" in page
        anew = session.scalars(
            select(Statement).where(Statement.item == "wish:1", Statement.replaced_at.is_(None))
        ).one()
        assert anew.sitting_id == today.id
        assert not going_out(session, scene, anew)

        client.post("/me/check", data={"statement": str(anew.id), "answer": "keep"})
        session.rollback()
        cole = scene_viewer(session, scene)
        row = next(row for row in prepare.attached(session, cole, scene.point) if row.statement.id == anew.id)
        assert row.standing is prepare.Standing.KEPT
        prepare.add(session, cole, scene.point, now=anew.made_at + timedelta(minutes=1))
        session.commit()
        assert going_out(session, scene, anew)

    def test_who_may_see_it_is_asked_before_the_one_thank_you_and_nothing_after_it(
        self, enter: Enter, session: Session, scene: Scene, today: Sitting
    ) -> None:
        client = enter(sitting=today)
        self.write(client, self.change(client, scene), "a rabbit and a hen")
        anew = standing(session)
        kept = client.post("/me/check", data={"statement": str(anew.id), "answer": "keep"}, follow_redirects=True)
        assert asked_on(kept.text) == "Can Mrs Cole see this?"

        people = 0
        page = kept.text
        while "This is who can see it." not in page:
            people += 1
            page = client.post("/me/who-can-see", data=sent_from(page) | {"answer": "yes"}, follow_redirects=True).text
        assert people == 2
        thanks = client.post("/me/who-can-see", data=sent_from(page) | {"touch": "finish"}, follow_redirects=True)
        assert asked_on(thanks.text) == "Thank you for telling us."
        assert "Only what you kept in can go." in thanks.text
        assert 'action="/me/finished"' in thanks.text
        # However the pupil gets to the end from here, nothing is asked any more.
        assert client.post("/me/finished").location == "/me/leave"

    def test_go_back_from_who_may_see_it_leads_to_the_last_thing_that_goes_out(
        self, enter: Enter, session: Session, scene: Scene, today: Sitting
    ) -> None:
        client = enter(sitting=today)
        self.write(client, self.change(client, scene), "a rabbit and a hen")
        anew = standing(session)
        kept = client.post("/me/check", data={"statement": str(anew.id), "answer": "keep"}, follow_redirects=True)
        back = client.post("/me/who-can-see", data=sent_from(kept.text) | {"touch": "back"})
        assert back.location == f"/me/check?seen=&again={anew.id}"
        assert "a rabbit and a hen" in client.get(back.location).text

    def test_a_double_tap_leads_where_the_first_one_did(
        self, enter: Enter, session: Session, scene: Scene, today: Sitting
    ) -> None:
        client = enter(sitting=today)
        at = self.change(client, scene)
        led_to = self.write(client, at, "a hen")
        sent = {"item": "wish:1", "touch": "words", "words": "a hen", "counter": "2"}
        named = {"anew": str(scene.wish.id), "seen": "", "key": str(scene.wish.response_key)}
        assert client.post(at.partition("?")[0], data=sent | named).location == led_to
        assert led_to.startswith("/me/check/anew?")
        assert len(session.scalars(select(Turn)).all()) == 2

    def test_whoever_takes_the_keep_back_takes_that_yes_back(
        self, enter: Enter, session: Session, scene: Scene, today: Sitting
    ) -> None:
        client = enter(sitting=today)
        self.write(client, self.change(client, scene), "a rabbit and a hen")
        anew = session.scalars(
            select(Statement).where(Statement.item == "wish:1", Statement.replaced_at.is_(None))
        ).one()
        for answer in ("keep", "leave-out"):
            client.post("/me/check", data={"statement": str(anew.id), "answer": answer})
        session.rollback()
        assert share.statement_decisions(session, anew) == {"meeting": "dont-know"}
        assert not going_out(session, scene, anew)

    def test_a_change_that_was_interrupted_is_asked_about_again(
        self, enter: Enter, scene: Scene, today: Sitting
    ) -> None:
        client = enter(sitting=today)
        self.change(client, scene)
        # The tab was closed there.
        assert 'href="/me/check"' in client.get("/me/").get_data(as_text=True)
        page = client.get("/me/check").get_data(as_text=True)
        assert f'value="{scene.wish.id}"' in page
        assert self.change(client, scene) == f"/me/do/three-wishes?anew={scene.wish.id}&seen="

    def test_what_was_not_kept_yet_is_asked_another_time(
        self, enter: Enter, session: Session, make: Make, scene: Scene, today: Sitting
    ) -> None:
        client = enter(sitting=today)
        self.write(client, self.change(client, scene), "a rabbit and a hen")
        later = make.sitting(scene.zara, scene.begum, handed_over_at=NOON, planned=[])
        make.assent(later)
        session.commit()
        assert "a rabbit and a hen" in enter(sitting=later).get("/me/check").get_data(as_text=True)

    def test_a_no_about_all_of_today_asks_about_it_no_more(
        self, enter: Enter, session: Session, scene: Scene, today: Sitting
    ) -> None:
        client = enter(sitting=today)
        self.write(client, self.change(client, scene), "a rabbit and a hen")
        share.decide(session, today, "meeting", "no", how="asked", decided_in=today, now=NOON + timedelta(days=1))
        session.commit()
        assert client.get("/me/check").headers["Location"] == "/me/"

    def test_a_keep_after_all_is_the_yes_again(
        self, enter: Enter, session: Session, scene: Scene, today: Sitting
    ) -> None:
        client = enter(sitting=today)
        self.write(client, self.change(client, scene), "a rabbit and a hen")
        anew = standing(session)
        for answer in ("keep", "change", "keep"):
            client.post("/me/check", data={"statement": str(anew.id), "answer": answer})
        session.rollback()
        assert share.statement_decisions(session, anew) == {"meeting": "yes"}

    def test_stop_says_nothing_of_questions_that_nobody_showed(
        self, enter: Enter, session: Session, scene: Scene, today: Sitting
    ) -> None:
        client = enter(sitting=today)
        self.write(client, self.change(client, scene), "a rabbit and a hen")
        client.post("/me/stop")
        session.rollback()
        of_today = session.scalars(select(Statement).where(Statement.sitting_id == today.id)).all()
        assert [(one.item, one.state) for one in of_today] == [("wish:1", "given")]
        assert session.scalars(select(Response.state)).one() == "finished"

    def touch(self, client: FlaskClient, scene: Scene, activity: str, key: UUID, at: str = "/me/turns") -> int:
        """What the server says to a touch that a device sends: "a rabbit and a hen", moved on from."""
        said = {"state": "given", "words": "a rabbit and a hen", "provenance": "OWN_WORDS_TYPED"}
        sent = {"activity": activity, "key": str(key), "counter": 2, "item": "wish:1"}
        return client.post(at, json=sent | {"answer": {"items": {"wish:1": said}, "undo": []}}).status_code

    def test_opens_this_answer_and_no_other_of_its_activity(
        self, enter: Enter, session: Session, scene: Scene, today: Sitting
    ) -> None:
        client = enter(sitting=today)
        self.change(client, scene)
        assert self.touch(client, scene, "three-wishes", uuid4()) == 422
        assert self.touch(client, scene, "card-sort", scene.wish.response_key) == 422
        assert session.scalars(select(Response.key)).all() == [scene.wish.response_key]
        assert self.touch(client, scene, "three-wishes", scene.wish.response_key) == 201

    def test_what_a_device_had_left_of_another_answer_goes_the_usual_way(
        self, enter: Enter, session: Session, scene: Scene, today: Sitting
    ) -> None:
        today.planned = ["three-wishes"]
        session.commit()
        client, left = enter(sitting=today), uuid4()
        self.change(client, scene)
        sends = f"/me/turns?anew={scene.wish.id}&seen="
        assert self.touch(client, scene, "three-wishes", left, sends) == 201
        # Said in passing, it is stated when the tablet goes back; said anew, at once.
        assert session.scalars(select(Statement).where(Statement.response_key == left)).all() == []
        session.rollback()
        assert self.touch(client, scene, "three-wishes", scene.wish.response_key, sends) == 201
        assert standing(session).words == "a rabbit and a hen"

    def test_a_photo_is_thrown_away_on_the_way_and_leads_back_to_it(
        self, enter: Enter, session: Session, make: Make, scene: Scene, today: Sitting
    ) -> None:
        client, photo = enter(sitting=today), make.photo(today)
        session.commit()
        at = self.change(client, scene)
        asks = at.replace("/me/do/three-wishes?", f"/me/photos/{photo.key}/throw-away?slug=three-wishes&")
        page = html.unescape(client.get(asks).get_data(as_text=True))
        for way in (f'href="{at}"', f'action="{asks}"'):
            assert way in page
        assert client.post(asks).headers["Location"] == at
        assert client.get(at).status_code == 200

    def test_a_photo_in_hand_that_is_thrown_away_is_in_hand_no_more(
        self, enter: Enter, session: Session, make: Make, scene: Scene, today: Sitting
    ) -> None:
        den, other = make.photo(scene.sitting), make.photo(today)
        scene.wish.response.activity, scene.wish.item = "photo-capture", "photo:1"
        session.query(Attachment).update({"item": "photo:1"})
        session.query(Turn).delete()
        what = {"state": "given", "picks": ["helps"], "provenance": "OWN_CHOICE"}
        shown = {"state": "given", "photos": [str(den.key)], "provenance": "OWN_CHOICE"}
        make.turn(scene.wish.response, 1, {"items": {"what:1": what, "photo:1": shown}})
        session.commit()
        client = enter(sitting=today)
        anew = {"anew": str(scene.wish.id), "seen": "", "item": "photo:1"}
        self.change(client, scene)
        client.post("/me/do/photo-capture", data=anew | {"photo": str(other.key)})
        assert self.in_hand(session) == [str(other.key)]
        client.post(f"/me/photos/{other.key}/throw-away?slug=photo-capture&anew={scene.wish.id}&seen=")
        assert self.in_hand(session) == []

    def in_hand(self, session: Session) -> list[str]:
        """The photos of the answer as it stands."""
        session.rollback()
        body = session.scalars(select(Turn.body).order_by(Turn.counter.desc())).first()
        assert body is not None
        return list(body["items"].get("photo:1", {}).get("photos", []))

    def test_what_nobody_said_change_it_to_is_not_opened(self, enter: Enter, scene: Scene, today: Sitting) -> None:
        client = enter(sitting=today)
        assert client.get("/me/do/three-wishes", query_string={"anew": scene.wish.id}).status_code == 404
        assert client.get("/me/check/anew", query_string={"anew": scene.wish.id}).status_code == 404
        assert client.get("/me/check/anew", query_string={"anew": "nothing"}).status_code == 404


class TestTheWayToTheThanks:
    """What was said today is asked about before the thanks, however the pupil comes to them, and nothing after them."""

    @pytest.fixture
    def today(self, session: Session, make: Make, scene: Scene) -> Sitting:
        """Another day: two things wait, and Zara has begun to wish for a pond, of which nothing is stated yet."""
        other = make.statement(scene.wish.response, "wish:2")
        make.keep(
            Attachment(
                review_point_id=scene.point.id,
                response_key=other.response_key,
                item=other.item,
                how="by itself",
                attached_at=MORNING,
                ticked_at=NOON,
            )
        )
        today = make.sitting(scene.zara, scene.begum, handed_over_at=NOON)
        make.assent(today)
        pond = {"state": "given", "words": "a pond", "provenance": "OWN_WORDS_TYPED"}
        make.turn(make.response(today), 1, {"items": {"wish:1": pond}})
        session.commit()
        return today

    def says_yes_to_everybody(self, client: FlaskClient, page: str) -> str:
        """The page after the last person."""
        while "This is who can see it." not in page:
            page = client.post("/me/who-can-see", data=sent_from(page) | {"answer": "yes"}, follow_redirects=True).text
        return page

    def test_asks_about_what_was_begun_today_also_where_the_last_tick_is_taken_off_meanwhile(
        self, enter: Enter, session: Session, scene: Scene, today: Sitting
    ) -> None:
        client = enter(sitting=today)
        kept = client.post("/me/check", data={"statement": str(scene.wish.id), "answer": "keep"})
        session.query(Attachment).filter_by(item="wish:2").update({"ticked_at": None})
        session.commit()
        asked = client.get(kept.location, follow_redirects=True).text
        assert asked_on(asked) == "Can Mrs Cole see this?"
        assert "a pond" in asked
        everybody = self.says_yes_to_everybody(client, asked)
        thanks = client.post("/me/who-can-see", data=sent_from(everybody) | {"touch": "finish"}, follow_redirects=True)
        assert asked_on(thanks.text) == "Thank you for telling us."
        assert client.post("/me/finished").location == "/me/leave"

    def test_is_kept_through_the_page_of_an_earlier_day(
        self, enter: Enter, session: Session, scene: Scene, today: Sitting
    ) -> None:
        client = enter(sitting=today)
        seen = str(scene.wish.id)
        session.query(Attachment).update({"ticked_at": None})
        session.commit()
        asked = client.get(f"/me/check?seen={seen}", follow_redirects=True).text
        everybody = self.says_yes_to_everybody(client, asked)
        earlier = f"/me/who-can-see?sitting={scene.sitting.id}&seen={seen}"
        assert f'href="{html.escape(earlier)}"' in everybody
        page = self.says_yes_to_everybody(client, client.get(earlier).text)
        finished = client.post("/me/who-can-see", data=sent_from(page) | {"touch": "finish"})
        assert finished.location == f"/me/checked?seen={seen}"
        assert "Only what you kept in can go." in client.get(finished.location).text

    def test_what_was_begun_while_who_may_see_it_stood_open_is_asked_about_before_them(
        self, enter: Enter, session: Session, make: Make, scene: Scene, today: Sitting
    ) -> None:
        client = enter(sitting=today)
        session.query(Attachment).update({"ticked_at": None})
        session.commit()
        asked = client.get(f"/me/check?seen={scene.wish.id}", follow_redirects=True).text
        everybody = self.says_yes_to_everybody(client, asked)
        hen = {"state": "given", "words": "a hen", "provenance": "OWN_WORDS_TYPED"}
        make.turn(make.response(today), 1, {"items": {"wish:1": hen}})
        session.commit()
        page = client.post("/me/who-can-see", data=sent_from(everybody) | {"touch": "finish"}, follow_redirects=True)
        assert "a hen" in page.text
        assert asked_on(page.text) != "Thank you for telling us."

    def test_not_now_to_an_earlier_day_leads_to_them_and_is_asked_once(
        self, enter: Enter, session: Session, make: Make, scene: Scene, today: Sitting
    ) -> None:
        make.keep(Present(sitting_id=today.id, name="Nan", role="other", position=1))
        make.statement(make.response(today, state="finished"), "wish:3", sitting_id=scene.sitting.id, words="a den")
        today.answers_shown = [str(scene.wish.response_key)]
        session.query(Attachment).update({"ticked_at": None})
        session.commit()
        client, seen = enter(sitting=today), str(scene.wish.id)
        asked = client.get(f"/me/check?seen={seen}", follow_redirects=True)
        assert asked.request.path == "/me/earlier-day"
        here = f"{asked.request.path}?{asked.request.query_string.decode()}"
        not_now = client.post(here, data={"answer": "not-now"})
        assert not_now.location == f"/me/checked?seen={seen}"
        for way in (not_now.location, f"/me/check?seen={seen}"):
            assert asked_on(client.get(way, follow_redirects=True).text) == "Thank you for telling us."
        assert client.post("/me/finished").location == "/me/leave"
        # What is said after that is asked about.
        make.statement(make.response(today, state="finished"), "wish:1", made_at=datetime.now(UTC))
        session.commit()
        assert client.get(not_now.location).location.startswith("/me/who-can-see?")


def asked_on(page: str) -> str:
    """What a pupil's page asks, or says first."""
    return " ".join(re.findall(r"<h1[^>]*>([^<]+)<", page))


def sent_from(page: str) -> dict[str, str]:
    """What the form of who may see it sends with any answer."""
    return dict(re.findall(r'<input type="hidden" name="(sitting|seen|round|person)" value="([^"]*)"', page))


def standing(session: Session) -> Statement:
    """The wish as it is said now."""
    return session.scalars(select(Statement).where(Statement.item == "wish:1", Statement.replaced_at.is_(None))).one()


def scene_viewer(session: Session, scene: Scene) -> Viewer:
    opened, _ = doors.open_session(session, SessionKind.STAFF, now=NOON, staff=scene.cole)
    return Viewer(session=opened, school_id=scene.cole.school_id, staff=scene.cole)


def going_out(session: Session, scene: Scene, said: Statement) -> bool:
    held = prepare.going_out(session, scene_viewer(session, scene), scene.point, "meeting")
    found = said.id in {row.statement.id for row in held}
    session.commit()
    return found


def test_the_pupil_decides_before_somebody_new_sees_another_days_words(
    enter: Enter, session: Session, make: Make, scene: Scene
) -> None:
    make.keep(Present(sitting_id=scene.sitting.id, name="Dad", role="family"))
    today = make.sitting(scene.zara, scene.begum, handed_over_at=NOON, planned=[])
    make.assent(today)
    make.keep(Present(sitting_id=today.id, name="Nan", role="other", position=1))
    client = enter(sitting=today)
    asked = client.get("/me/check")
    assert asked.headers["Location"] == "/me/earlier-day"
    page = client.get("/me/earlier-day").get_data(as_text=True)
    assert re.search("You said some of this on Monday 23 November( 2026)?, with Miss Begum and Dad.", page)
    assert "Nan is here now." in page
    assert "rabbit" not in page
    assert client.post("/me/earlier-day", data={"answer": "not-now"}).headers["Location"] == "/me/"
    assert client.get("/me/check").headers["Location"] == "/me/earlier-day"
    assert client.post("/me/earlier-day", data={"answer": "go-on"}).headers["Location"] == "/me/check"
    assert "You picked a rabbit." in client.get("/me/check").get_data(as_text=True)


@pytest.mark.parametrize("touch", ["skip", "dont-know"])
def test_passing_over_decides_nothing_and_is_asked_another_time(
    enter: Enter, session: Session, scene: Scene, touch: str
) -> None:
    client = enter(sitting=scene.sitting)
    passed = client.post("/me/check", data={"statement": str(scene.wish.id), "touch": touch}, follow_redirects=True)
    assert "Thank you for telling us." in passed.get_data(as_text=True)
    assert "We ask about the rest again." in passed.get_data(as_text=True)
    assert session.scalars(select(PupilCheck)).all() == []
    assert "You picked a rabbit." in client.get("/me/check").get_data(as_text=True)


def test_go_back_leads_to_the_one_before_whose_latest_answer_stands(
    enter: Enter, session: Session, scene: Scene
) -> None:
    client = enter(sitting=scene.sitting)
    done = client.post("/me/check", data={"statement": str(scene.wish.id), "answer": "keep"}, follow_redirects=True)
    assert "We ask about the rest again." not in done.get_data(as_text=True)
    back = client.post(f"/me/check?seen={scene.wish.id}", data={"touch": "back"}, follow_redirects=True)
    assert "You picked a rabbit." in back.get_data(as_text=True)
    client.post("/me/check", data={"statement": str(scene.wish.id), "answer": "leave-out"})
    checks = prepare.standing_checks(session, scene.point, [scene.wish.id])
    assert checks[scene.wish.id].said == "leave-out"
    first = client.post("/me/check", data={"touch": "back"})
    assert first.headers["Location"] == "/me/"


def test_a_card_lies_beside_the_face_of_its_place(enter: Enter, session: Session, scene: Scene) -> None:
    place = {"text": "Not good", "context": "pupil-S", "values": {}}
    scene.wish.claim = {"text": "%(pupil)s put it under %(place)s.", "context": "statement", "values": {"place": place}}
    scene.wish.response.activity = "card-sort"
    session.commit()
    page = enter(sitting=scene.sitting).get("/me/check").get_data(as_text=True)
    assert 'class="lies tone-hard"' in page
    assert "#p-face-not-good" in page


def test_the_same_answer_sent_twice_is_kept_once_and_a_late_keep_lets_nothing_out(
    enter: Enter, session: Session, scene: Scene
) -> None:
    client = enter(sitting=scene.sitting)
    form = re.findall(r'name="(statement|seen|round)" value="([^"]*)"', client.get("/me/check").get_data(as_text=True))
    for answer in ("leave-out", "leave-out", "keep"):
        assert client.post("/me/check", data=dict(form) | {"answer": answer}).status_code == 302
    assert session.scalars(select(PupilCheck.said)).all() == ["leave-out"]


def test_what_cannot_go_out_is_not_asked_about(enter: Enter, session: Session, scene: Scene) -> None:
    share.decide(session, scene.sitting, "meeting", "no", how="home", decided_in=scene.sitting, now=NOON)
    session.commit()
    client = enter(sitting=scene.sitting)
    assert client.get("/me/check").headers["Location"] == "/me/"
    answer = {"statement": str(scene.wish.id), "answer": "keep"}
    assert client.post("/me/check", data=answer).location == "/me/check?seen="
    assert session.scalars(select(PupilCheck)).all() == []


@pytest.mark.parametrize(("answer", "kept"), [("leave-out", ["leave-out"]), ("change", ["change"]), ("keep", [])])
def test_what_holds_back_is_kept_also_where_an_adult_took_the_tick_away_meanwhile(
    enter: Enter, session: Session, scene: Scene, answer: str, kept: list[str]
) -> None:
    client = enter(sitting=scene.sitting)
    page = client.get("/me/check").get_data(as_text=True)
    form = dict(re.findall(r'name="(statement|seen|round)" value="([^"]*)"', page))
    session.query(Attachment).update({"ticked_at": None})
    session.commit()
    client.post("/me/check", data=form | {"answer": answer})
    session.expire_all()
    assert list(session.scalars(select(PupilCheck.said))) == kept


def test_nothing_is_kept_of_what_is_on_no_open_review(enter: Enter, session: Session, scene: Scene) -> None:
    client = enter(sitting=scene.sitting)
    scene.point.closed_on = NOON.date()
    session.commit()
    client.post("/me/check", data={"statement": str(scene.wish.id), "seen": "", "answer": "leave-out"})
    assert not list(session.scalars(select(PupilCheck)))
