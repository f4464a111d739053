"""A pupil's page and the paperwork: who sees what, and the way from a tick to a file in the hand."""

from __future__ import annotations

import io
import re
import zipfile
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import NamedTuple

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from activities.contract import N_p
from tests.conftest import Enter
from tests.make import MORNING, NOON, Make
from tests.paperwork.reading import one_space, pdf_text, word_text
from voice_app.model import (
    AdultNote,
    Attachment,
    PreparedDocument,
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
    TrailEntry,
    Turn,
)
from voice_app.services import doors, prepare, share, standing
from voice_app.services.profile import Profile


class Scene(NamedTuple):
    cole: Staff
    begum: Staff
    zara: Pupil
    sitting: Sitting
    point: ReviewPoint
    wish: Statement
    secret: Statement


@pytest.fixture
def scene(session: Session, make: Make, school: School) -> Scene:
    """Zara made two wishes; one is for the meeting, the other stays with Miss Begum, who was there."""
    begum = make.staff(school, name="Miss Begum")
    cole = make.sendco(school)
    zara = make.pupil(school)
    make.assignment(begum, zara)
    sitting = make.sitting(zara, begum, finished_at=NOON)
    make.assent(sitting)
    response = make.response(sitting, state="finished")
    point = make.review_point(zara)
    wish = make.statement(response, "wish:1", wants="please-try", pictures=["rabbit"])
    secret = make.statement(response, "wish:2", words="a new secret den")
    for said in (wish, secret):
        make.keep(
            Attachment(
                review_point_id=point.id,
                response_key=response.key,
                item=said.item,
                how="by itself",
                attached_at=MORNING,
            )
        )
    for said, decision in ((wish, "yes"), (secret, "no")):
        share.decide(session, sitting, "meeting", decision, how="asked", decided_in=sitting, now=NOON, statement=said)
    session.commit()
    return Scene(cole, begum, zara, sitting, point, wish, secret)


def decides_at_home(session: Session, scene: Scene, said: Statement, decision: str, *, days: int = 0) -> None:
    """The pupil decides so many days later whether the people at the meeting may see this one thing."""
    sitting, now = scene.sitting, NOON + timedelta(days=days)
    share.decide(session, sitting, "meeting", decision, how="home", decided_in=sitting, now=now, statement=said)
    session.commit()


def page(client: FlaskClient, address: str) -> str:
    reply = client.get(address, follow_redirects=True)
    assert reply.status_code == 200
    return one_space(reply.get_data(as_text=True))


def through(session: Session, scene: Scene, client: FlaskClient) -> None:
    """Tick it, have Zara keep it, add it."""
    where = f"/reviews/{scene.point.id}"
    client.post(f"{where}/ticks", data={"statement": str(scene.wish.id)})
    prepare.check(session, scene.point, scene.wish, "keep", sitting=scene.sitting, now=NOON)
    session.commit()
    client.post(f"{where}/add")


def handed_out(client: FlaskClient, scene: Scene, **sent: str) -> TestResponse:
    """The file of a copy: made by one press, and brought along by the page that follows."""
    where = f"/reviews/{scene.point.id}/copies"
    text = client.post(where, data={"audience": "meeting", "format": "word"} | sent, follow_redirects=True).text
    (file,) = re.findall(r'http-equiv="refresh" content="0; url=([^"]+)"', text)
    return client.get(file)


def shares_the_secret_too(session: Session, scene: Scene) -> None:
    decides_at_home(session, scene, scene.secret, "yes")


class TestPupilsPage:
    def test_it_shows_what_is_shared_and_counts_what_is_private(self, enter: Enter, scene: Scene) -> None:
        text = page(enter(scene.cole), f"/pupils/{scene.zara.id}")

        assert "“I wish we had a rabbit in class”" in text
        assert "secret" not in text
        assert "Zara kept 1 thing private. It is not in this list." in text
        assert "Typed by Zara" in text
        assert "Zara picked: Please try" in text
        assert "In the room: <bdi>Miss Begum</bdi>" in text
        assert "Hand over the tablet" in text

    def test_sittings_name_what_was_offered_as_the_pupil_read_it(
        self, enter: Enter, session: Session, make: Make, scene: Scene
    ) -> None:
        make.sitting(scene.zara, scene.begum, profile=Profile(wording="older").as_stored(), planned=["card-sort"])
        session.commit()
        sittings = page(enter(scene.cole), f"/pupils/{scene.zara.id}").partition('id="sittings"')[2]
        assert "Offered: Three wishes" in sittings
        assert "Offered: What works for me" in sittings

    def test_it_says_whether_the_pupil_chose_not_to_share_or_was_not_asked_yet_and_how_to_ask(
        self, enter: Enter, session: Session, make: Make, scene: Scene
    ) -> None:
        make.keep(
            Present(sitting_id=scene.sitting.id, staff_id=scene.cole.id, name="Mrs Cole", role="staff", position=1)
        )
        since = NOON + timedelta(minutes=1)
        open_still = make.statement(scene.wish.response, "wish:3", words="a shed", made_at=since)
        make.keep(
            Attachment(
                review_point_id=scene.point.id,
                response_key=scene.wish.response_key,
                item="wish:3",
                how="by itself",
                attached_at=MORNING,
            )
        )
        session.commit()
        for path in (f"/pupils/{scene.zara.id}", f"/reviews/{scene.point.id}/paperwork"):
            page = enter(scene.cole).get(path).get_data(as_text=True)
            chips = {
                str(one.id): page.partition(f'id="state-{one.id}"')[2].partition("</span></span>")[0]
                for one in (scene.secret, open_still)
            }
            assert "Zara chose not to share this with the meeting" in chips[str(scene.secret.id)]
            assert "Not asked yet who may see" in chips[str(open_still.id)]
            assert "Zara has not been asked yet who may see this. Until then it cannot be ticked." in page
            way = f'href="/pupils/{scene.zara.id}/hand-over?show=who-may-see"'
            assert way in page.partition("Until then")[2].partition("</div>")[0]
            assert f'name="statement" value="{open_still.id}"' not in page

    def test_what_would_tell_of_a_private_thing_says_so_and_not_that_the_pupil_said_no_to_it(
        self, enter: Enter, session: Session, make: Make, scene: Scene
    ) -> None:
        scene.secret.claim = N_p("statement", "Wish: %(wish)s.").filled(wish=N_p("pupil", "A den")).as_stored()
        more = make.statement(scene.wish.response, "tell-more:2", claim=scene.secret.claim, words="under the stairs")
        by_itself = {"how": "by itself", "attached_at": MORNING, "item": "tell-more:2"}
        make.keep(Attachment(review_point_id=scene.point.id, response_key=scene.wish.response_key, **by_itself))
        share.decide(session, scene.sitting, "meeting", "yes", how="asked", decided_in=scene.sitting, now=NOON)
        session.commit()
        text = page(enter(scene.begum), f"/pupils/{scene.zara.id}")
        chip = text.partition(f'id="state-{more.id}"')[2].partition("</span></span>")[0]
        assert "Not shared with the meeting: it would tell of something kept private." in chip
        assert text.count("Zara chose not to share this with the meeting") == 1

    def test_where_everything_was_asked_nothing_tells_how_to_ask(self, enter: Enter, scene: Scene) -> None:
        assert "Ask on the tablet" not in enter(scene.begum).get(f"/pupils/{scene.zara.id}").text

    def test_what_the_pupil_was_not_asked_about_is_not_called_private(
        self, enter: Enter, session: Session, make: Make, scene: Scene
    ) -> None:
        since = NOON + timedelta(minutes=1)
        make.statement(make.response(scene.sitting, state="finished"), "wish:3", words="left unasked", made_at=since)
        session.commit()
        for address in (f"/pupils/{scene.zara.id}", f"/reviews/{scene.point.id}/paperwork"):
            text = page(enter(scene.cole), address)
            assert "Zara kept 1 thing private. It is not in this list." in text
            assert "1 thing: Zara has not been asked yet who may see it." in text
            assert "left unasked" not in text

    def test_what_was_asked_and_left_open_is_not_called_unasked_and_can_be_asked_once_more(
        self, enter: Enter, session: Session, make: Make, scene: Scene
    ) -> None:
        left = make.statement(scene.wish.response, "wish:3", words="left open")
        where = {"review_point_id": scene.point.id, "response_key": left.response_key, "item": "wish:3"}
        make.keep(Attachment(**where, how="by itself", attached_at=MORNING))
        session.commit()
        for staff, told in (
            (scene.cole, "1 thing: Zara was asked and has not answered yet. It is not shared."),
            (scene.begum, "Zara has not answered yet whether the meeting may see this. It is not shared."),
        ):
            for address in (f"/pupils/{scene.zara.id}", f"/reviews/{scene.point.id}/paperwork"):
                text = page(enter(staff), address)
                assert told in text
                assert "not been asked yet" not in text
                way = f'href="/pupils/{scene.zara.id}/hand-over?show=who-may-see"'
                assert way in text.partition(told)[2]
            assert "Ask Zara who may see it" in enter(staff).get(re.findall(r'href="([^"]+who-may-see)"', text)[0]).text
        assert "Not answered yet who may see" in page(enter(scene.begum), f"/pupils/{scene.zara.id}")

    def test_the_list_of_reviews_tells_not_answered_from_not_asked(
        self, enter: Enter, session: Session, make: Make, school: School
    ) -> None:
        cole, pupil = make.sendco(school), make.pupil(school)
        sitting = make.sitting(pupil, cole, handed_back_at=NOON)
        point = make.review_point(pupil)
        said = make.statement(make.response(sitting, state="finished"))
        where = {"review_point_id": point.id, "response_key": said.response_key, "item": said.item}
        make.keep(Attachment(**where, how="by itself", attached_at=MORNING))
        for asked, told in ((None, "Not asked yet who may see"), (NOON, "Not answered yet who may see")):
            sitting.asked_at = asked
            standing.refresh_views(session, point, now=NOON)
            session.commit()
            assert told in page(enter(cole), "/reviews")

    def test_whoever_was_there_has_seen_it(self, enter: Enter, scene: Scene) -> None:
        text = page(enter(scene.begum), f"/pupils/{scene.zara.id}")
        assert "a new secret den" in text
        assert "thing private" not in text

    def test_others_find_nothing_there(self, enter: Enter, make: Make, school: School, scene: Scene) -> None:
        stranger = enter(make.staff(school))
        for address in (f"/pupils/{scene.zara.id}", f"/reviews/{scene.point.id}/paperwork"):
            assert stranger.get(address).status_code == 404

    def test_a_look_leaves_a_trail(self, enter: Enter, session: Session, scene: Scene) -> None:
        page(enter(scene.cole), f"/pupils/{scene.zara.id}")
        entry = session.scalars(select(TrailEntry).where(TrailEntry.what == "looked at pupil")).one()
        assert (entry.pupil_id, entry.staff_id) == (scene.zara.id, scene.cole.id)

    @pytest.mark.parametrize(
        ("provenance", "marked"),
        [
            ("SCRIBED_SUMMARY", "An adult’s summary, not exact words:"),
            ("INTERPRETED", "Through interpreting or signing, not exact words:"),
            ("ADULT_READING", "How an adult understood it:"),
        ],
    )
    def test_words_that_are_not_exact_are_marked_and_stand_in_no_quotation_marks(
        self, enter: Enter, session: Session, scene: Scene, provenance: str, marked: str
    ) -> None:
        scene.wish.provenance = provenance
        session.commit()
        text = page(enter(scene.cole), f"/pupils/{scene.zara.id}")
        assert marked in text
        if provenance != "INTERPRETED":
            assert "as Zara said it" not in text
            assert "This was asked: " in text
        assert "“" not in text

    @pytest.mark.parametrize(
        ("state", "told"),
        [
            ("turned-over", "Did not want to say"),
            ("skipped", "Skipped"),
            ("dont-know", "I don’t know"),
            ("not-asked", "Not asked"),
            ("stopped", "Stopped here"),
            ("started", "Begun, not finished"),
        ],
    )
    def test_why_no_answer_came_is_told_apart(
        self, enter: Enter, session: Session, make: Make, scene: Scene, state: str, told: str
    ) -> None:
        said = make.statement(scene.wish.response, "wish:3", state=state, words=None)
        share.decide(
            session,
            scene.sitting,
            "meeting",
            "yes",
            how="asked",
            decided_in=scene.sitting,
            now=NOON,
            statement=said,
        )
        session.commit()
        assert told in page(enter(scene.cole), f"/pupils/{scene.zara.id}")

    def test_a_refused_review_asks_nothing_but_to_offer_again(
        self, enter: Enter, session: Session, scene: Scene
    ) -> None:
        scene.point.views = "refused"
        session.commit()
        assert "Offer again next cycle." in page(enter(scene.cole), f"/pupils/{scene.zara.id}")

    def test_a_sitting_without_finish_tells_whether_the_tablet_is_back_and_calls_nothing_unfinished(
        self, scene: Scene, enter: Enter, session: Session
    ) -> None:
        """Its activity is done all the same: hand-over says so."""
        scene.sitting.finished_at = scene.sitting.asked_at = None
        session.commit()
        address = f"/pupils/{scene.zara.id}"
        assert "Not given back yet" in enter(scene.cole).get(address).text
        scene.sitting.handed_back_at = NOON
        session.commit()
        page = enter(scene.cole).get(address).text
        assert "Given back early" in page
        assert "Not finished" not in page

    def test_an_adults_note_is_marked_and_goes_no_further_than_the_sitting(
        self, enter: Enter, session: Session, make: Make, school: School, scene: Scene
    ) -> None:
        make.keep(AdultNote(sitting_id=scene.sitting.id, text="Looked tired", by_name="Miss Begum", at=NOON))
        other = make.staff(school, name="Mr Khan")
        make.assignment(other, scene.zara)
        session.commit()

        assert "Adult’s note:</span> <bdi>Looked tired</bdi>" in page(enter(scene.begum), f"/pupils/{scene.zara.id}")
        for not_there in (scene.cole, other):
            assert "Looked tired" not in page(enter(not_there), f"/pupils/{scene.zara.id}")

    def test_a_helper_sees_the_pupil_and_no_paperwork(
        self, enter: Enter, app: Flask, session: Session, make: Make, scene: Scene
    ) -> None:
        now = datetime.now(UTC)
        lent = make.helper_pass(scene.zara, scene.begum, made_at=now, ends_at=now + timedelta(hours=2))
        _, token = doors.open_session(session, SessionKind.HELPER, now=now, helper=lent)
        session.commit()
        helper = app.test_client()
        helper.set_cookie("mysay", token)

        text = page(helper, f"/pupils/{scene.zara.id}")
        assert "rabbit in class" not in text
        assert "For the review" not in text


class TestMoved:
    def sort(self, make: Make, session: Session, scene: Scene, place: str, days: int) -> Statement:
        at = NOON + timedelta(days=days)
        sitting = make.sitting(scene.zara, scene.begum, handed_over_at=at, finished_at=at)
        assent = make.assent(sitting, given_at=at)
        response = make.response(sitting, activity="card-sort", state="finished", began_at=at)
        items = {
            "topic": {"state": "given", "picks": ["lessons"], "provenance": "OWN_CHOICE"},
            "card:reading": {"state": "given", "picks": [place], "provenance": "OWN_CHOICE"},
        }
        make.keep(
            Turn(
                response_key=response.key,
                sitting_id=sitting.id,
                assent_id=assent.id,
                counter=1,
                activity_version=1,
                item="card:reading",
                provenance="OWN_CHOICE",
                body={"items": items, "undo": []},
                said_at=at,
            )
        )
        said = make.statement(
            response, "card:reading", words=None, provenance="OWN_CHOICE", theme="likes-and-dislikes", made_at=at
        )
        share.decide(session, sitting, "meeting", "yes", how="asked", decided_in=sitting, now=at)
        return said

    def test_it_tells_what_moved_since_the_time_before(
        self, enter: Enter, session: Session, make: Make, scene: Scene
    ) -> None:
        self.sort(make, session, scene, "not-good", 0)
        self.sort(make, session, scene, "good", 30)
        session.commit()
        text = page(enter(scene.cole), f"/pupils/{scene.zara.id}")
        assert "Moved to Good" in text
        assert "It was Not good on 23 November 2026." in text

    def test_it_does_not_where_the_time_before_is_private(
        self, enter: Enter, session: Session, make: Make, scene: Scene
    ) -> None:
        before = self.sort(make, session, scene, "not-good", 0)
        self.sort(make, session, scene, "good", 30)
        share.decide(
            session,
            before.sitting,
            "meeting",
            "no",
            how="home",
            decided_in=before.sitting,
            now=NOON + timedelta(days=31),
        )
        session.commit()
        assert "Moved to" not in page(enter(scene.cole), f"/pupils/{scene.zara.id}")

    def test_what_stands_among_the_ticks_is_not_told_twice(self, enter: Enter, scene: Scene) -> None:
        text = page(enter(scene.cole), f"/pupils/{scene.zara.id}")
        assert text.count("“I wish we had a rabbit in class”") == 1
        assert text.count("Zara kept 1 thing private.") == 1


class TestPaperwork:
    def test_nothing_is_ticked_beforehand(self, enter: Enter, scene: Scene) -> None:
        text = page(enter(scene.cole), f"/reviews/{scene.point.id}/paperwork")
        assert f'name="statement" value="{scene.wish.id}"' in text
        assert not re.search(r'name="statement"[^>]*checked', text)

    def test_the_sendco_is_told_where_words_may_name_another_pupil_and_nobody_else_is(
        self, enter: Enter, session: Session, make: Make, school: School, scene: Scene
    ) -> None:
        make.pupil(school, forename="Bella", surname="Jones", class_name="Elm")
        scene.wish.words = "I play with bella"
        session.commit()
        page = enter(scene.cole).get(f"/pupils/{scene.zara.id}").text
        assert "May name another pupil" in page
        assert "<bdi>bella</bdi> (<bdi>Bella Jones</bdi>, <bdi>Elm</bdi>)" in page
        assert "Bella Jones" not in enter(scene.begum).get(f"/pupils/{scene.zara.id}").text

    def test_a_name_of_somebody_on_no_list_is_told_to_the_sendco_alone_and_the_words_stand(
        self, enter: Enter, session: Session, scene: Scene
    ) -> None:
        scene.wish.words = "I want to play with Kayla"
        session.commit()
        told = "Names in this:</span></span> <bdi>Kayla</bdi>. Read before it goes out."
        text = page(enter(scene.cole), f"/pupils/{scene.zara.id}")
        assert told in text
        assert "“I want to play with Kayla”" in text
        assert "Names in this:" not in page(enter(scene.begum), f"/pupils/{scene.zara.id}")

    def test_a_name_that_papers_leave_out_is_told_as_such(self, enter: Enter, session: Session, scene: Scene) -> None:
        scene.wish.words, scene.wish.other_pupils = "I play with Tom", ["Tom"]
        session.commit()
        page = enter(scene.cole).get(f"/pupils/{scene.zara.id}").text
        assert "Papers print “another pupil” for: <bdi>Tom</bdi>" in page
        assert "May name another pupil" not in page

    def test_the_sendco_is_told_to_look_where_it_is_not_sure_that_a_friend_is_named(
        self, enter: Enter, session: Session, scene: Scene
    ) -> None:
        scene.wish.words, scene.wish.other_pupils = "he will help me", ["Will"]
        session.commit()
        page = enter(scene.cole).get(f"/pupils/{scene.zara.id}").text
        assert "A friend is spoken of here" in page
        assert "Look whether papers should name them." in page
        assert "Papers print “another pupil” for:" not in page

    def test_what_comes_next_stands_before_the_list_and_a_long_list_is_saved_from_anywhere(
        self, enter: Enter, session: Session, make: Make, scene: Scene
    ) -> None:
        for number in range(3, 8):
            said = make.statement(scene.wish.response, f"wish:{number}")
            key, item = said.response_key, said.item
            make.keep(
                Attachment(
                    review_point_id=scene.point.id, response_key=key, item=item, how="by itself", attached_at=MORNING
                )
            )
        share.decide(session, scene.sitting, "meeting", "yes", how="asked", decided_in=scene.sitting, now=NOON)
        session.commit()
        text = page(enter(scene.cole), f"/reviews/{scene.point.id}/paperwork")
        assert text.index('id="show"') < text.index('id="add"') < text.index('id="paperwork"')
        # One button, in a bar that stays in sight beside a list of any length.
        assert text.count("Save ticks</") == 1
        assert 'class="pick-actions"' in text

    def test_from_tick_to_word_and_pdf(self, enter: Enter, session: Session, scene: Scene) -> None:
        client = enter(scene.cole)
        through(session, scene, client)

        where = f"/reviews/{scene.point.id}/copies"
        in_word = handed_out(client, scene)
        in_pdf = handed_out(client, scene, format="pdf")
        as_text = client.post(where, data={"audience": "meeting", "format": "text"})

        named = 'attachment; filename="pupils-views-annual-review-2027-02-12-meeting.docx"'
        assert in_word.headers["Content-Disposition"] == named
        assert in_word.headers["Cache-Control"] == "no-store"
        assert zipfile.is_zipfile(io.BytesIO(in_word.data))
        for text in (word_text(in_word.data), pdf_text(in_pdf.data), as_text.get_data(as_text=True)):
            assert "“I wish we had a rabbit in class”" in one_space(text)
            assert "secret" not in text
        assert [one.format for one in session.scalars(select(PreparedDocument))] == ["word", "pdf", "text"]
        trail = set(session.scalars(select(TrailEntry.what)))
        assert {"ticked for paperwork", "added to review", "downloaded word", "downloaded pdf", "saved a copy"} <= trail

    def test_after_a_copy_the_page_tells_how_it_stands_now_and_brings_the_file_once(
        self, enter: Enter, session: Session, scene: Scene
    ) -> None:
        client, where = enter(scene.cole), f"/reviews/{scene.point.id}"
        client.post(f"{where}/ticks", data={"statement": str(scene.wish.id)})
        prepare.check(session, scene.point, scene.wish, "keep", sitting=scene.sitting, now=NOON)
        session.commit()
        before = page(client, f"{where}/paperwork")
        assert "The review is still empty." in before
        assert "Copies that went out" not in before

        sent = {"audience": "meeting", "format": "word"}
        after = client.post(f"{where}/copies", data=sent, follow_redirects=True).text
        assert "1 thing is in the review." in after
        assert "Copies that went out" in after
        assert "The Word file is made." in after
        assert 'http-equiv="refresh"' in after
        assert "The review is still empty." not in after
        assert "1 thing is ready." not in after

        again = page(client, f"{where}/paperwork")
        assert 'http-equiv="refresh"' not in again
        assert "The Word file is made." not in again

    def test_a_copy_is_not_saved_again_once_something_in_it_may_not_go_out(
        self, enter: Enter, session: Session, scene: Scene
    ) -> None:
        client = enter(scene.cole)
        through(session, scene, client)
        file = handed_out(client, scene).request.path
        decides_at_home(session, scene, scene.wish, "no", days=1)
        reply = client.get(file, follow_redirects=True)
        assert "What may go out has changed since. Make a new copy." in reply.text
        assert "Content-Disposition" not in reply.headers

    def test_a_copy_of_another_review_or_of_text_has_no_file(
        self, enter: Enter, session: Session, make: Make, scene: Scene
    ) -> None:
        client = enter(scene.cole)
        through(session, scene, client)
        file = handed_out(client, scene).request.path
        other = make.review_point(scene.zara, kind="apdr-cycle", number=1)
        session.commit()
        client.post(f"/reviews/{scene.point.id}/copies", data={"audience": "meeting", "format": "text"})
        of_text = session.scalars(select(PreparedDocument.id).where(PreparedDocument.format == "text")).one()
        for path in (
            file.replace(str(scene.point.id), str(other.id)),
            f"/reviews/{scene.point.id}/copies/{of_text}",
        ):
            assert client.get(path).status_code == 404
        assert enter(scene.begum).get(file).status_code == 404

    def test_a_copy_that_went_out_is_marked_once_sharing_is_withdrawn(
        self, enter: Enter, session: Session, scene: Scene
    ) -> None:
        client = enter(scene.cole)
        through(session, scene, client)
        handed_out(client, scene)
        assert "Out of date" not in page(client, f"/reviews/{scene.point.id}/paperwork")

        decides_at_home(session, scene, scene.wish, "no", days=1)
        text = page(client, f"/reviews/{scene.point.id}/paperwork")
        assert "Out of date: what may go out changed since" in text
        assert "rabbit in class" not in text

    def test_a_note_that_may_not_go_in_is_said_why_and_never_what(
        self, enter: Enter, session: Session, make: Make, scene: Scene
    ) -> None:
        note = make.keep(AdultNote(sitting_id=scene.sitting.id, text="Spoke of dens", by_name="Miss Begum", at=NOON))
        client = enter(scene.cole)
        through(session, scene, client)
        text = page(client, f"/reviews/{scene.point.id}/paperwork")
        assert "A note by Miss Begum, 23 November 2026, cannot go in: not everything said in that sitting is" in text
        assert "dens" not in text

        sent = {"audience": "meeting", "format": "text", "note": str(note.id)}
        assert "dens" not in client.post(f"/reviews/{scene.point.id}/copies", data=sent).get_data(as_text=True)
        assert session.scalars(select(PreparedDocument)).one().notes == []

        shares_the_secret_too(session, scene)
        assert "Spoke of dens" in client.post(f"/reviews/{scene.point.id}/copies", data=sent).get_data(as_text=True)
        assert [one.notes for one in session.scalars(select(PreparedDocument))][1:] == [[str(note.id)]]

    def test_what_nobody_shares_makes_no_copy(self, enter: Enter, session: Session, make: Make, scene: Scene) -> None:
        mum = make.family_member(scene.zara)
        session.commit()
        client = enter(scene.cole)
        through(session, scene, client)
        reply = client.post(
            f"/reviews/{scene.point.id}/copies",
            data={"audience": f"family:{mum.id}", "format": "word"},
            follow_redirects=True,
        )
        assert "Nothing in this review is shared with them." in reply.get_data(as_text=True)
        assert session.scalars(select(PreparedDocument)).all() == []

    @pytest.mark.parametrize("without", ["anything shared", "fonts for the PDF"])
    def test_where_no_copy_is_made_nothing_is_added_either(
        self,
        enter: Enter,
        session: Session,
        make: Make,
        scene: Scene,
        monkeypatch: pytest.MonkeyPatch,
        tmp_path: Path,
        without: str,
    ) -> None:
        mum = make.family_member(scene.zara)
        client = enter(scene.cole)
        client.post(f"/reviews/{scene.point.id}/ticks", data={"statement": str(scene.wish.id)})
        prepare.check(session, scene.point, scene.wish, "keep", sitting=scene.sitting, now=NOON)
        session.commit()
        monkeypatch.setattr("voice_app.pages.staff.paperwork.FONTS", tmp_path)
        audience, told = {
            "anything shared": (f"family:{mum.id}", "No copy was made."),
            "fonts for the PDF": ("meeting", "The PDF could not be made here."),
        }[without]
        sent = {"audience": audience, "format": "pdf"}
        reply = client.post(f"/reviews/{scene.point.id}/copies", data=sent, follow_redirects=True)
        assert told in reply.get_data(as_text=True)
        session.expire_all()
        assert session.scalars(select(Attachment).where(Attachment.added_at.is_not(None))).all() == []

    def test_a_family_copy_says_whose_it_is_and_holds_no_adults_note(
        self, enter: Enter, session: Session, make: Make, scene: Scene
    ) -> None:
        mum = make.family_member(scene.zara)
        note = make.keep(
            AdultNote(sitting_id=scene.sitting.id, text="She looked at the door.", by_name="Miss Begum", at=NOON)
        )
        share.decide(session, scene.sitting, f"family:{mum.id}", "yes", how="asked", decided_in=scene.sitting, now=NOON)
        shares_the_secret_too(session, scene)
        client = enter(scene.cole)
        through(session, scene, client)
        held = {}
        for audience in ("meeting", f"family:{mum.id}"):
            sent = {"audience": audience, "format": "word", "note": str(note.id)}
            reply = handed_out(client, scene, **sent)
            held[reply.headers["Content-Disposition"].partition("2027-02-12-")[2]] = word_text(reply.data)
        to_meeting, to_mum = held['meeting.docx"'], held['family-1.docx"']
        assert ("Copy for the people at the meeting" in to_meeting, "looked at the door" in to_meeting) == (True, True)
        assert ("Copy for Mum" in to_mum, "looked at the door" in to_mum) == (True, False)

    def test_a_family_member_whose_link_has_ended_has_no_copy(
        self, enter: Enter, session: Session, make: Make, scene: Scene
    ) -> None:
        gone = make.family_member(scene.zara, "Dad", ended_at=NOON)
        session.commit()
        reply = enter(scene.cole).post(
            f"/reviews/{scene.point.id}/copies",
            data={"audience": f"family:{gone.id}", "format": "word"},
            follow_redirects=True,
        )
        assert "The pupil is no longer asked about them, so no copy was made." in reply.text
        assert session.scalars(select(PreparedDocument)).all() == []

    def test_left_out_by_the_pupil_the_sendco_sees_it_so_and_cannot_tick_it(
        self, enter: Enter, session: Session, scene: Scene
    ) -> None:
        prepare.check(session, scene.point, scene.wish, "leave-out", sitting=scene.sitting, now=NOON)
        session.commit()
        text = page(enter(scene.cole), f"/reviews/{scene.point.id}/paperwork")
        assert "Left out by Zara" in text
        assert f'name="statement" value="{scene.wish.id}"' not in text

    def test_the_reason_why_it_could_not_be_shown_is_asked_for_and_kept(
        self, enter: Enter, session: Session, scene: Scene
    ) -> None:
        client, where = enter(scene.cole), f"/reviews/{scene.point.id}"
        client.post(f"{where}/ticks", data={"statement": str(scene.wish.id)})

        empty = client.post(f"{where}/not-shown", data={"statement": str(scene.wish.id), "reason": ""})
        none = client.post(f"{where}/not-shown", data={"reason": "Zara is in hospital"})
        kept = client.post(f"{where}/not-shown", data={"statement": str(scene.wish.id), "reason": "In hospital"})

        assert (empty.status_code, none.status_code, kept.status_code) == (422, 422, 302)
        assert "Write down why it was not possible" in empty.get_data(as_text=True)
        # What was entered stays: the tick here, the reason there; and each is told what it lacks.
        assert re.search(rf'value="{scene.wish.id}" checked', empty.get_data(as_text=True))
        assert "Tick at least one thing it holds for" in none.get_data(as_text=True)
        assert "Zara is in hospital" in none.get_data(as_text=True)
        assert session.scalars(select(PupilCheck.reason)).all() == ["In hospital"]

    def test_a_reason_for_what_waits_no_more_is_refused_with_what_to_do(
        self, enter: Enter, session: Session, scene: Scene
    ) -> None:
        reply = enter(scene.cole).post(
            f"/reviews/{scene.point.id}/not-shown", data={"statement": str(scene.wish.id), "reason": "In hospital"}
        )
        assert reply.status_code == 422
        assert "What you ticked does not wait any more" in reply.get_data(as_text=True)
        assert session.scalars(select(PupilCheck)).all() == []

    def test_each_panel_says_how_far_it_is_and_what_to_do_next(
        self, enter: Enter, session: Session, scene: Scene
    ) -> None:
        client, where = enter(scene.cole), f"/reviews/{scene.point.id}/paperwork"
        steps = {"nothing ticked": page(client, where)}
        client.post(f"/reviews/{scene.point.id}/ticks", data={"statement": str(scene.wish.id)})
        steps["ticked"] = page(client, where)
        client.post(
            f"/reviews/{scene.point.id}/not-shown", data={"statement": str(scene.wish.id), "reason": "In hospital"}
        )
        steps["ready"] = page(client, where)
        client.post(f"/reviews/{scene.point.id}/add")
        steps["added"] = page(client, where)

        assert "The review is still empty." in steps["nothing ticked"]
        assert "Tick what should go out, save, and show it to Zara." in steps["nothing ticked"]
        assert "1 thing waits." in steps["ticked"]
        assert "First show Zara what waits." in steps["ticked"]
        # Zara was shown nothing, and nobody says so.
        assert "Nothing waits to be shown." in steps["ready"]
        assert "1 thing is ready." in steps["ready"]
        assert "1 thing is in the review." in steps["added"]
        for text in steps.values():
            assert "0 thing" not in text

    def test_the_copy_for_the_meeting_is_told_of_on_the_page_before_it_is_made(
        self, enter: Enter, session: Session, make: Make, scene: Scene
    ) -> None:
        make.sitting(scene.zara, planned=["card-sort"], refused_at=NOON)
        session.commit()
        client = enter(scene.cole)
        through(session, scene, client)
        told = "asked on 23 November 2026. Zara chose not to take part."
        assert told in page(client, f"/reviews/{scene.point.id}/paperwork")
        assert told in word_text(handed_out(client, scene).data)

    def test_staff_see_it_and_change_or_take_nothing(self, enter: Enter, session: Session, scene: Scene) -> None:
        client, where = enter(scene.begum), f"/reviews/{scene.point.id}"
        text = page(client, f"{where}/paperwork")
        assert "rabbit in class" in text
        assert 'type="checkbox"' not in text
        assert "Pupil’s views, to hand out" not in text
        for part in ("ticks", "add", "copies", "not-shown", "attached"):
            assert client.post(f"{where}/{part}", data={"audience": "meeting", "format": "word"}).status_code == 404

    def test_what_a_person_wrote_is_escaped(self, enter: Enter, session: Session, scene: Scene) -> None:
        scene.wish.words = "<b>100%(den)s</b> & %(pupil)s"
        session.commit()
        text = page(enter(scene.cole), f"/reviews/{scene.point.id}/paperwork")
        assert "“&lt;b&gt;100%(den)s&lt;/b&gt; &amp; %(pupil)s”" in text


class TestMoving:
    def test_a_thing_is_moved_taken_off_and_added(
        self, enter: Enter, session: Session, make: Make, scene: Scene
    ) -> None:
        cycle = make.review_point(scene.zara, kind="apdr-cycle", number=1)
        session.commit()
        client, said = enter(scene.cole), str(scene.wish.id)
        first, second = f"/reviews/{scene.point.id}/attached", f"/reviews/{cycle.id}/attached"
        assert "Plan a review" not in page(client, first)

        client.post(first, data={"do": "move", "statement": said, "to": str(cycle.id)})
        assert "Moved here on" in page(client, second)

        client.post(second, data={"do": "take-off", "statement": said})
        assert "rabbit in class" in page(client, first)

        client.post(first, data={"do": "put-on", "statement": said})
        assert "Added on" in page(client, first)

    def test_several_things_are_taken_off_and_added_at_once(self, enter: Enter, session: Session, scene: Scene) -> None:
        shares_the_secret_too(session, scene)
        client, both = enter(scene.cole), [str(scene.wish.id), str(scene.secret.id)]
        where = f"/reviews/{scene.point.id}/attached"
        assert "To move something, plan a second review first." in page(client, where)

        client.post(where, data={"do": "take-off", "statement": both})
        assert "2 things are taken off" in page(client, where)
        client.post(where, data={"do": "put-on", "statement": both})
        text = page(client, where)
        assert "2 things are added here." in text
        assert "Everything is on a review" in text

        client.post(where, data={"do": "take-off"})
        assert "Tick at least one thing first." in page(client, where)

    def test_it_cannot_be_moved_to_the_review_of_another_pupil(
        self, enter: Enter, session: Session, make: Make, school: School, scene: Scene
    ) -> None:
        other = make.review_point(make.pupil(school, forename="Jayden"))
        session.commit()
        reply = enter(scene.cole).post(
            f"/reviews/{scene.point.id}/attached",
            data={"do": "move", "statement": str(scene.wish.id), "to": str(other.id)},
        )
        assert reply.status_code == 404


def test_one_press_adds_what_is_ready_and_hands_it_out(enter: Enter, session: Session, scene: Scene) -> None:
    client, where = enter(scene.cole), f"/reviews/{scene.point.id}"
    assert "There is nothing to hand out yet." in page(client, f"{where}/paperwork")
    client.post(f"{where}/ticks", data={"statement": str(scene.wish.id)})
    prepare.check(session, scene.point, scene.wish, "keep", sitting=scene.sitting, now=NOON)
    session.commit()
    assert "1 thing that is ready is added with the copy." in page(client, f"{where}/paperwork")
    file = handed_out(client, scene).data
    assert "I wish we had a rabbit in class" in word_text(file)
    assert "1 thing is in the review." in page(client, f"{where}/paperwork")


def test_emoji_in_names_words_and_notes_are_kept_and_printed(
    enter: Enter, session: Session, make: Make, scene: Scene
) -> None:
    client = enter(scene.cole)
    details = {"forename": "Zara", "surname": "Ahmed", "preferred": "Zaza 🦊", "class_name": "Oak 🌳", "sen": "E"}
    assert client.post(f"/pupils/{scene.zara.id}/edit", data=details).status_code == 302
    share.decide(session, scene.sitting, "meeting", "yes", how="asked", decided_in=scene.sitting, now=NOON)
    shares_the_secret_too(session, scene)
    scene.wish.words = "a rabbit 🐇 and a ❤️"
    note = make.keep(AdultNote(sitting_id=scene.sitting.id, text="Smiled 🙂👍🏽", by_name="Miss Begum", at=NOON))
    session.commit()
    assert "Zaza 🦊 Ahmed" in page(client, f"/pupils/{scene.zara.id}")
    through(session, scene, client)
    for file_format, text_of in (("word", word_text), ("pdf", pdf_text)):
        text = one_space(text_of(handed_out(client, scene, format=file_format, note=str(note.id)).data))
        for told in ("Zaza 🦊", "a rabbit 🐇 and a ❤️", "Smiled 🙂👍🏽"):
            assert told in text, file_format
        assert "could not be printed" not in text


def test_words_that_were_begun_and_not_moved_on_from_stand_where_no_answer_came(
    enter: Enter, scene: Scene, make: Make, session: Session
) -> None:
    """The pupil typed, and pressed Stop: no answer yet, and yet nothing that was written is out of sight."""
    response = session.get_one(Response, scene.wish.response_key)
    make.statement(response, "wish:3", state="started", words="I wish lunch was longer")
    session.commit()
    page = one_space(enter(scene.begum).get(f"/pupils/{scene.zara.id}").text)
    unanswered = page.split("Where no answer came")[1]
    assert "I wish lunch was longer" in unanswered
    assert "Begun, not finished" in unanswered
