"""Handing over and taking back, as a school does it."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session

from activities import all_activities
from activities.contract import N_p, exact
from tests.conftest import Enter
from tests.make import MORNING, NOON, Make
from voice_app.model import (
    Attachment,
    CommunicationProfile,
    DeviceSession,
    FamilyMember,
    PreparedDocument,
    Pupil,
    Role,
    School,
    SessionKind,
    Sitting,
    Staff,
    Statement,
)
from voice_app.pages.frame import clock
from voice_app.school_time import school_day
from voice_app.services import tell_someone

BROWSER = {"Accept": "text/html"}


@pytest.fixture
def begum(make: Make, school: School) -> Staff:
    return make.staff(school, name="Miss Begum")


@pytest.fixture
def zara(make: Make, school: School, begum: Staff) -> Pupil:
    pupil = make.pupil(school)
    make.assignment(begum, pupil)
    return pupil


@pytest.fixture
def mum(make: Make, zara: Pupil) -> FamilyMember:
    return make.family_member(zara)


@pytest.fixture
def tablet(enter: Enter, begum: Staff, zara: Pupil, mum: FamilyMember) -> FlaskClient:
    return enter(begum)


def filled_in(page: str) -> dict[str, list[str]]:
    """What the browser sends when nothing is changed."""
    sent: dict[str, list[str]] = {}
    for tag in re.findall(r"<input[^>]*>", page):
        about = dict(re.findall(r'([\w-]+)="([^"]*)"', tag))
        ticks = about.get("type") in {"checkbox", "radio"}
        if "name" in about and (not ticks or " checked" in tag):
            sent.setdefault(about["name"], []).append(about.get("value", "y"))
    for name, box in re.findall(r'<select[^>]*name="(\w+)"[^>]*>(.*?)</select>', page, re.DOTALL):
        sent[name] = re.findall(r'<option selected value="([^"]*)"', box)
    return sent


def address(zara: Pupil) -> str:
    return f"/pupils/{zara.id}/hand-over"


def hand_over(tablet: FlaskClient, zara: Pupil, **changed: object) -> object:
    sent = filled_in(tablet.get(address(zara)).get_data(as_text=True))
    return tablet.post(address(zara), data=sent | changed)


def the_sitting(session: Session) -> Sitting:
    session.expire_all()
    return session.scalars(select(Sitting)).one()


def test_three_taps_lead_from_the_pupils_page_to_the_first_question(tablet: FlaskClient, zara: Pupil) -> None:
    assert address(zara) in tablet.get(f"/pupils/{zara.id}").get_data(as_text=True)
    page = tablet.get(address(zara))  # the first tap: the link
    sent = filled_in(page.get_data(as_text=True))
    hello = tablet.post(address(zara), data=sent, follow_redirects=True)  # the second: Hand over
    assert hello.request.path == "/me/hello"
    question = tablet.post("/me/hello", data={"answer": "yes"}, follow_redirects=True)  # the third: Yes
    assert question.status_code == 200
    assert question.request.path.startswith("/me/do/")


def test_the_adults_session_has_ended_on_the_server(
    tablet: FlaskClient, zara: Pupil, begum: Staff, session: Session
) -> None:
    before = tablet.get_cookie("mysay")
    hand_over(tablet, zara)
    kinds = [one.kind for one in session.scalars(select(DeviceSession).where(DeviceSession.ended_at.is_(None)))]
    assert kinds == [SessionKind.PUPIL]
    assert before is not None
    tablet.set_cookie("mysay", before.value)
    assert tablet.get("/pupils", headers=BROWSER).headers["Location"] == "/sign-in"


def test_what_was_filled_in_is_kept_with_the_sitting(tablet: FlaskClient, zara: Pupil, session: Session) -> None:
    hand_over(tablet, zara, activities=["card-sort", "three-wishes"], others_hear="headphones", interpreted="y")
    sitting = the_sitting(session)
    assert set(sitting.planned) == {"card-sort", "three-wishes"}
    assert (sitting.others_hear, sitting.interpreted, sitting.short) == ("headphones", True, True)
    assert [one.name for one in sitting.present] == ["Miss Begum"]
    assert len(set(sitting.practice_cards)) == 2


def test_everybody_in_the_room_is_written_down(
    tablet: FlaskClient, zara: Pupil, begum: Staff, mum: FamilyMember, session: Session
) -> None:
    who = [f"staff:{begum.id}", f"family:{mum.id}"]
    hand_over(tablet, zara, present=who, interpreter="Ms Ali", others="Jo, Sam")
    sitting = the_sitting(session)
    assert [(one.name, one.role) for one in sitting.present] == [
        ("Miss Begum", "staff"), ("Mum", "family"), ("Ms Ali", "interpreter"), ("Jo", "other"), ("Sam", "other")
    ]  # fmt: skip
    assert sitting.interpreted


def test_the_page_says_which_cards_wait_for_whom(tablet: FlaskClient, zara: Pupil) -> None:
    page = tablet.get(address(zara)).get_data(as_text=True)
    assert re.search(r"Miss Begum</bdi><span class=\"detail\">\s*(This card waits|These cards wait)", page)


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"pin": "12345"}, "Enter a PIN of 6 digits"),
        ({"pin": "١٢٣٤٥٦"}, "Enter a PIN of 6 digits"),
        ({"activities": []}, "Choose at least one thing to do"),
        ({"present": []}, "Choose at least one person, or enter a name"),
        ({"modes": []}, "Choose at least one way to answer"),
        (
            {"activities": ["card-sort"], "practise": "y", "loved": "dog", "disliked": "dog"},
            "Choose two different things",
        ),
    ],
)
def test_what_is_missing_is_said_and_nothing_begins(
    tablet: FlaskClient, zara: Pupil, session: Session, changed: dict[str, object], said: str
) -> None:
    page = hand_over(tablet, zara, **({"others": "Auntie Jo"} if "present" not in changed else {}) | changed)
    assert page.status_code == 422  # type: ignore[attr-defined]  # the client's reply
    assert said in page.get_data(as_text=True)  # type: ignore[attr-defined]  # the client's reply
    assert session.scalars(select(Sitting)).all() == []


def test_where_others_can_hear_it_can_wait(tablet: FlaskClient, zara: Pupil, session: Session) -> None:
    page = hand_over(tablet, zara, others_hear="later")
    assert page.status_code == 302  # type: ignore[attr-defined]  # the client's reply
    assert session.scalars(select(Sitting)).all() == []
    assert "Nothing was begun" in tablet.get(address(zara)).get_data(as_text=True)


def test_without_safeguarding_leads_nobody_hands_over(
    tablet: FlaskClient, zara: Pupil, school: School, session: Session
) -> None:
    sent = filled_in(tablet.get(address(zara)).get_data(as_text=True))
    school.deputy_lead_id = None
    session.commit()
    assert "First name the safeguarding lead" in tablet.get(address(zara)).get_data(as_text=True)
    assert tablet.post(address(zara), data=sent).status_code == 409
    assert session.scalars(select(Sitting)).all() == []
    assert tablet.get("/pupils").status_code == 200


def test_a_pupil_of_somebody_else_is_not_there(enter: Enter, make: Make, school: School, zara: Pupil) -> None:
    client = enter(make.staff(school))
    for path in (address(zara), f"/pupils/{zara.id}/how"):
        assert client.get(path).status_code == 404
        assert client.post(path).status_code == 404


def test_one_tap_on_older_changes_words_pictures_and_colours(
    tablet: FlaskClient, zara: Pupil, session: Session
) -> None:
    path = f"/pupils/{zara.id}/how"
    sent = filled_in(tablet.get(path).get_data(as_text=True))
    tablet.post(path, data=sent | {"look": "older", "text_size": "150"})
    kept = session.scalars(select(CommunicationProfile)).one().settings
    assert (kept["wording"], kept["pictures"], kept["theme"], kept["text_size"]) == ("older", "line", "older", 150)


def test_sizes_of_text_are_worded_by_size_the_smallest_first(tablet: FlaskClient, zara: Pupil) -> None:
    page = tablet.get(f"/pupils/{zara.id}/how").get_data(as_text=True)
    sizes = re.findall(r'name="text_size" value="(\d+)"[^>]*>\s*<span><strong>([^<]+)<', page)
    assert sizes == [("100", "Usual"), ("125", "Large"), ("150", "Larger"), ("200", "Largest")]


def test_a_fine_setting_that_was_changed_wins_over_the_look(tablet: FlaskClient, zara: Pupil, session: Session) -> None:
    path = f"/pupils/{zara.id}/how"
    sent = filled_in(tablet.get(path).get_data(as_text=True))
    tablet.post(path, data=sent | {"look": "older", "theme": "contrast"})
    kept = session.scalars(select(CommunicationProfile)).one().settings
    assert (kept["wording"], kept["theme"]) == ("older", "contrast")
    assert 'value="own" checked' in tablet.get(path).get_data(as_text=True)


class TestTakingTheTabletBack:
    @pytest.fixture
    def pin(self, tablet: FlaskClient, zara: Pupil) -> str:
        hand_over(tablet, zara, pin="493027")
        return "493027"

    def test_the_pin_opens_the_close_page_and_nothing_else(self, tablet: FlaskClient, zara: Pupil, pin: str) -> None:
        reply = tablet.post("/me/leave", data={"pin": pin})
        assert reply.headers["Location"] == "/close"
        assert tablet.get("/close").status_code == 200
        for path in ("/reviews", "/pupils", f"/pupils/{zara.id}", address(zara), "/staff", "/told", "/me/"):
            assert tablet.get(path).status_code == 404

    def test_after_five_wrong_pins_the_right_one_opens_nothing(
        self, tablet: FlaskClient, pin: str, session: Session
    ) -> None:
        for _ in range(5):
            tablet.post("/me/leave", data={"pin": "111111"})
        assert tablet.post("/me/leave", data={"pin": pin}).headers["Location"] != "/close"
        assert the_sitting(session).pin_tries == 5
        assert tablet.get("/close").status_code == 404

    def test_the_close_page_says_whom_to_tell_of_a_worry(self, tablet: FlaskClient, pin: str) -> None:
        tablet.post("/me/leave", data={"pin": pin})
        assert "Worried by anything you saw or heard? Tell Mrs Hall or Mr Osei now." in tablet.get("/close").text

    def test_the_close_page_ends_at_the_door_with_nobody_signed_in(
        self, tablet: FlaskClient, pin: str, session: Session
    ) -> None:
        tablet.post("/me/leave", data={"pin": pin})
        sent = filled_in(tablet.get("/close").get_data(as_text=True))
        door = tablet.post("/close", data=sent | {"prompts": ["pointed"]}, follow_redirects=True)
        assert door.request.path == "/sign-in"
        assert "Thank you" in door.get_data(as_text=True)
        sitting = the_sitting(session)
        assert sitting.closed_at is not None
        assert sitting.prompts_given == ["pointed"]
        assert session.scalars(select(DeviceSession).where(DeviceSession.ended_at.is_(None))).all() == []
        assert tablet.get("/close", headers=BROWSER).headers["Location"] == "/sign-in"

    def test_a_page_without_anybody_present_comes_back(self, tablet: FlaskClient, pin: str, session: Session) -> None:
        tablet.post("/me/leave", data={"pin": pin})
        page = tablet.post("/close", data={"note": "He was tired"})
        assert page.status_code == 422
        assert "He was tired" in page.get_data(as_text=True)
        assert the_sitting(session).closed_at is None


class TestWhatTheClosePageWritesDown:
    @pytest.fixture
    def sitting(self, make: Make, zara: Pupil, begum: Staff) -> Sitting:
        return make.sitting(zara, begum, planned=["card-sort"], practice_cards=["snack", "noise"])

    @pytest.fixture
    def closing(self, enter: Enter, sitting: Sitting, begum: Staff) -> FlaskClient:
        return enter(begum, sitting=sitting, kind="close")

    def test_days_later_it_says_of_which_day_a_worry_is(
        self, closing: FlaskClient, sitting: Sitting, session: Session
    ) -> None:
        sitting.handed_over_at -= timedelta(days=30)
        session.commit()
        page = closing.get("/close").text
        on = school_day(sitting.handed_over_at)
        told = (
            f"This sitting was on {on:%A} {on.day} {on:%B}. Worried by anything you saw or heard then? Tell Mrs Hall or"
        )
        assert told in page
        assert "now." not in page

    def test_nothing_is_said_for_the_adult(self, closing: FlaskClient, sitting: Sitting, session: Session) -> None:
        page = closing.get("/close").get_data(as_text=True)
        assert len(re.findall(r'<input[^>]*name="practice"', page)) == 3
        assert not re.search(r'<input[^>]*name="(practice|prompts)"[^>]*checked', page)
        closing.post("/close", data=filled_in(page))
        session.expire_all()
        assert (sitting.practice_used, sitting.prompts_given) == (None, [])

    @pytest.mark.parametrize("said", ["used", "not-used", "not-sure"])
    def test_what_the_adult_says_of_the_practice_go_is_kept(
        self, closing: FlaskClient, sitting: Sitting, session: Session, said: str
    ) -> None:
        sent = filled_in(closing.get("/close").get_data(as_text=True))
        closing.post("/close", data=sent | {"practice": said})
        session.expire_all()
        assert sitting.practice_used == said

    def test_where_no_practice_go_was_offered_nobody_is_asked_about_it(
        self, closing: FlaskClient, sitting: Sitting, session: Session
    ) -> None:
        sitting.practice_cards = []
        session.commit()
        assert 'name="practice"' not in closing.get("/close").get_data(as_text=True)

    def test_that_nothing_was_done_goes_with_nothing_else(
        self, closing: FlaskClient, sitting: Sitting, session: Session
    ) -> None:
        sent = filled_in(closing.get("/close").get_data(as_text=True))
        page = closing.post("/close", data=sent | {"prompts": ["none", "asked-why"]})
        assert page.status_code == 422
        assert "Choose “None of these” alone, or choose what was done" in page.get_data(as_text=True)
        session.expire_all()
        assert sitting.closed_at is None

        assert closing.post("/close", data=sent | {"prompts": ["none"]}).status_code == 302
        session.expire_all()
        assert sitting.prompts_given == ["none"]


def test_how_words_were_said_is_told_and_folded_away(
    enter: Enter, make: Make, zara: Pupil, begum: Staff, session: Session
) -> None:
    sitting = make.sitting(zara, begum)
    response = make.response(sitting, state="finished")
    wish = make.statement(response)
    session.commit()
    page = enter(begum, sitting=sitting, kind="close").get("/close").text
    words = page.split('id="words"')[1]
    assert words.index("The pupil wrote this") < words.index("<details") < words.index(f'name="way-{wish.id}"')
    assert '<details class="more" open' not in words

    make.statement(response, "wish:2", provenance="SCRIBED_VERBATIM", written_by="Miss Begum")
    session.commit()
    words = enter(begum, sitting=sitting, kind="close").get("/close").text.split('id="words"')[1]
    assert words.count('<details class="more" open') == 1, "what an adult wrote is confirmed"


@pytest.mark.parametrize(
    ("provenance", "quoted"),
    [("OWN_WORDS_TYPED", True), ("SCRIBED_VERBATIM", True), ("SCRIBED_SUMMARY", False), ("ADULT_READING", False)],
)
def test_on_the_close_page_only_exact_words_stand_in_quotation_marks(
    enter: Enter, make: Make, zara: Pupil, begum: Staff, session: Session, provenance: str, quoted: bool
) -> None:
    sitting = make.sitting(zara, begum)
    make.statement(make.response(sitting), words="a den", provenance=provenance)
    session.commit()
    page = enter(begum, sitting=sitting, kind="close").get("/close").text
    assert '<bdi dir="auto">a den</bdi>' in page
    assert ('<q><bdi dir="auto">a den</bdi></q>' in page) is quoted


def test_words_cannot_be_made_to_count_for_more(
    enter: Enter, make: Make, zara: Pupil, begum: Staff, session: Session
) -> None:
    sitting = make.sitting(zara, begum)
    wish = make.statement(make.response(sitting), provenance="SCRIBED_SUMMARY")
    tablet = enter(begum, sitting=sitting, kind="close")
    sent = filled_in(tablet.get("/close").get_data(as_text=True))
    assert tablet.post("/close", data=sent | {f"way-{wish.id}": "SCRIBED_VERBATIM"}).status_code == 404
    session.expire_all()
    assert wish.provenance == "SCRIBED_SUMMARY"
    assert tablet.post("/close", data=sent | {f"way-{wish.id}": "ADULT_READING"}).status_code == 302
    session.expire_all()
    assert wish.provenance == "ADULT_READING"


class TestPickedForThePupil:
    """The close page asks whether the adult picked, as they read the pupil."""

    @pytest.fixture
    def sitting(self, make: Make, zara: Pupil, begum: Staff) -> Sitting:
        return make.sitting(zara, begum)

    @pytest.fixture
    def cards(self, make: Make, sitting: Sitting, session: Session) -> list[Statement]:
        response = make.response(sitting, activity="card-sort", state="finished")
        put = N_p("statement", "%(pupil)s put %(card)s under %(place)s.").filled(place=exact("Good"))
        made = [
            make.statement(
                response,
                f"card:{name.lower()}",
                claim=put.filled(card=exact(name)).as_stored(),
                words=None,
                provenance="OWN_CHOICE",
            )
            for name in ("Reading", "Maths")
        ]
        session.commit()
        return made

    def test_by_one_folded_question_for_each_activity_with_nothing_ticked(
        self, enter: Enter, make: Make, begum: Staff, sitting: Sitting, cards: list[Statement], session: Session
    ) -> None:
        make.statement(make.response(sitting), words=None, provenance="OWN_CHOICE")
        session.commit()
        page = enter(begum, sitting=sitting, kind="close").get("/close").text
        picked = page.split('id="picked"')[1].split("</section>")[0]
        assert picked.count("Did you pick for Zara?") == 2
        assert picked.count("I picked all of these, as I read Zara") == 2
        assert "Zara put Reading under Good." in picked
        assert " checked" not in picked
        assert '<details class="more" open' not in picked

    def test_what_is_ticked_becomes_the_adults_reading_and_the_rest_stays_the_pupils(
        self, enter: Enter, begum: Staff, sitting: Sitting, cards: list[Statement], session: Session
    ) -> None:
        tablet = enter(begum, sitting=sitting, kind="close")
        sent = filled_in(tablet.get("/close").text)
        assert tablet.post("/close", data=sent | {"picked": str(cards[1].id)}).status_code == 302
        session.expire_all()
        assert [one.provenance for one in cards] == ["OWN_CHOICE", "ADULT_READING"]

    def test_all_of_an_activity_at_once_and_nothing_of_another(
        self, enter: Enter, make: Make, begum: Staff, sitting: Sitting, cards: list[Statement], session: Session
    ) -> None:
        wish = make.statement(make.response(sitting), words=None, provenance="OWN_CHOICE")
        session.commit()
        tablet = enter(begum, sitting=sitting, kind="close")
        sent = filled_in(tablet.get("/close").text)
        assert tablet.post("/close", data=sent | {"picked_all": "card-sort"}).status_code == 302
        session.expire_all()
        assert {one.provenance for one in cards} == {"ADULT_READING"}
        assert wish.provenance == "OWN_CHOICE"

    def test_what_was_ticked_stays_ticked_when_something_else_is_wrong(
        self, enter: Enter, begum: Staff, sitting: Sitting, cards: list[Statement]
    ) -> None:
        tablet = enter(begum, sitting=sitting, kind="close")
        sent = filled_in(tablet.get("/close").text) | {"picked": str(cards[0].id), "note": "x" * 2001}
        reply = tablet.post("/close", data=sent)
        assert reply.status_code == 422
        assert filled_in(reply.text)["picked"] == [str(cards[0].id)]
        assert '<details class="more" open' in reply.text.split('id="picked"')[1]

    def test_is_told_as_the_adults_reading_on_the_pupils_page(
        self, enter: Enter, begum: Staff, zara: Pupil, sitting: Sitting, cards: list[Statement], session: Session
    ) -> None:
        tablet = enter(begum, sitting=sitting, kind="close")
        tablet.post("/close", data=filled_in(tablet.get("/close").text) | {"picked_all": "card-sort"})
        page = enter(begum).get(f"/pupils/{zara.id}").text
        assert "As an adult saw it, for Zara: Reading lies under Good." in page
        assert "An adult’s view of what was done" in page
        assert "Zara put Reading" not in page
        assert "Picked by Zara" not in page


class TestReviewsComingUp:
    def test_each_review_has_one_next_step(self, enter: Enter, make: Make, zara: Pupil, begum: Staff) -> None:
        for views in ("missing", "in", "not-asked", "private", "refused"):
            make.review_point(zara, views=views)
        page = enter(begum).get("/reviews").get_data(as_text=True)
        assert page.count("Not asked yet who may see") == 1
        assert page.count("Hand over the tablet") == 2
        assert page.count("Look at the views") == 1
        assert page.count("Offer again next cycle.") == 2 + page.count("That is an answer. Offer again next cycle.")
        assert "Nothing to do" not in page, "there may be something of before: not asked yet, or a copy that went out"

    @pytest.mark.parametrize("views", ["private", "refused"])
    def test_copies_that_went_out_before_are_led_to_where_nothing_is_shared_any_more(
        self, enter: Enter, session: Session, make: Make, school: School, zara: Pupil, views: str
    ) -> None:
        cole = make.sendco(school)
        point = make.review_point(zara, views=views)
        client, there = enter(cole), f'href="/reviews/{point.id}/paperwork"'
        assert there not in client.get("/reviews").get_data(as_text=True)
        assert there in client.get(f"/pupils/{zara.id}").get_data(as_text=True)
        make.keep(
            PreparedDocument(
                review_point_id=point.id,
                audience="meeting",
                format="word",
                made_at=MORNING,
                made_by_id=cole.id,
                statements=[],
            )
        )
        session.commit()
        assert there in client.get("/reviews").get_data(as_text=True)

    def test_the_filters_lead_to_their_lists(self, enter: Enter, make: Make, zara: Pupil, begum: Staff) -> None:
        make.review_point(zara, kind="apdr-cycle", number=2)
        client = enter(begum)
        assert "APDR cycle 2" in client.get("/reviews?kind=apdr-cycle").get_data(as_text=True)
        assert "No review fits" in client.get("/reviews?kind=annual-review").get_data(as_text=True)
        assert client.get("/reviews?kind=nonsense&page=x").status_code == 200


class TestAPupilWhoWantsToTalk:
    def test_is_shown_to_the_person_asked_until_they_have_seen_it(
        self, enter: Enter, make: Make, zara: Pupil, begum: Staff, session: Session
    ) -> None:

        asked = tell_someone.ask(session, make.sitting(zara, begum), begum.id, now=datetime.now(UTC))
        client = enter(begum)
        assert "Zara Ahmed (Oak) asked to talk to Miss Begum" in client.get("/reviews").get_data(as_text=True)
        assert "I have seen this" in client.get("/told").get_data(as_text=True)
        client.post(f"/told/{asked.id}")
        session.expire_all()
        assert asked.seen_at is not None
        page = client.get("/told").get_data(as_text=True)
        assert "Nobody is waiting" in page
        assert client.post(f"/told/{asked.id}").status_code == 404
        assert "Miss Begum saw it today at" in page
        assert f'action="/told/{asked.id}/talked"' in page
        client.post(f"/told/{asked.id}/talked")
        page = client.get("/told").get_data(as_text=True)
        assert "Miss Begum talked with Zara today at" in page
        assert "I have talked with" not in page

    def test_whoever_talks_second_says_so_too_and_both_are_told(
        self, enter: Enter, make: Make, school: School, zara: Pupil, begum: Staff, session: Session
    ) -> None:
        lead = school.safeguarding_lead
        assert lead is not None
        asked = tell_someone.ask(session, make.sitting(zara, begum), begum.id, now=datetime.now(UTC))
        for who in (begum, lead):
            client = enter(who)
            client.post(f"/told/{asked.id}")
            assert "I have talked with Zara" in client.get("/told").text
            client.post(f"/told/{asked.id}/talked")
            assert "I have talked with Zara" not in client.get("/told").text
        page = enter(begum).get("/told").text
        assert "Miss Begum talked with Zara today at" in page
        assert "Mrs Hall talked with Zara today at" in page

    def test_every_one_of_five_is_named_the_latest_first(
        self, enter: Enter, make: Make, school: School, begum: Staff, session: Session
    ) -> None:
        names = ["Ana", "Ben", "Cai", "Dee", "Eli", "Fay"]
        for minute, name in enumerate(names):
            pupil = make.pupil(school, forename=name)
            at = datetime.now(UTC) - timedelta(minutes=10 - minute)
            make.assignment(begum, pupil)
            tell_someone.ask(session, make.sitting(pupil, begum), begum.id, now=at)
        page = enter(begum).get("/reviews").get_data(as_text=True)
        told = re.findall(r"(\w+) Ahmed \(Oak\) asked to talk to Miss Begum", page)
        assert told == ["Fay", "Eli", "Dee", "Cai", "Ben"]
        assert "1 more is waiting." in page

    def test_after_a_day_that_the_lead_has_not_seen_it_says_so_to_the_sendco_too_and_not_whom_the_pupil_asked(
        self, enter: Enter, make: Make, school: School, zara: Pupil, begum: Staff, session: Session
    ) -> None:
        cole = make.sendco(school)
        lead = school.safeguarding_lead
        assert lead is not None
        at = datetime.now(UTC) - timedelta(days=1, minutes=1)
        asked = tell_someone.ask(session, make.sitting(zara, begum), begum.id, now=at)
        said = f"Zara Ahmed (Oak) asked to talk yesterday at {clock(at)}. Nobody has seen it yet."
        for path in ("/reviews", "/told", "/staff"):
            page = enter(cole).get(path).get_data(as_text=True)
            assert said in page
            assert "Tell Mrs Hall or Mr Osei now." in page
            assert "to talk to Miss Begum" not in page
            assert f'action="/told/{asked.id}"' not in page
        page = enter(cole).get("/told").get_data(as_text=True)
        assert f'href="/pupils/{zara.id}"' in page
        assert "It stays here until Mrs Hall or Mr Osei signs in and presses “I have seen this”." in page
        client = enter(cole)
        client.post(f"/told/{asked.id}/leads")
        for path in ("/reviews", "/told"):
            page = client.get(path).get_data(as_text=True)
            assert "Mrs Cole told the safeguarding lead or the deputy today at" in page
            assert "now." not in page.partition("Nobody has seen it yet.")[2].partition("</p>")[0]
        assert "I have told them" not in page
        assert "I have told them" in enter(make.sendco(school)).get("/told").text
        client = enter(lead)
        assert "I have seen this" in client.get("/told").get_data(as_text=True)
        client.post(f"/told/{asked.id}")
        assert "asked to talk" not in enter(cole).get("/reviews").get_data(as_text=True)

    def test_after_a_day_it_still_says_to_whom_it_is_that_it_is_for_them(
        self, enter: Enter, make: Make, school: School, zara: Pupil, begum: Staff, session: Session
    ) -> None:
        lead, cole = school.safeguarding_lead, make.sendco(school)
        assert lead is not None
        at = datetime.now(UTC) - timedelta(days=1, minutes=1)
        theirs = tell_someone.ask(session, make.sitting(zara, begum), begum.id, now=at)
        for reader in (begum, lead):
            for path in ("/reviews", "/told"):
                page = " ".join(enter(reader).get(path).text.split())
                assert re.search(
                    r"Zara Ahmed \(Oak\) asked to talk to Miss Begum on [^.]+\. Nobody has seen it yet\.", page
                )
                assert "Tell Mrs Hall" not in page
        enter(begum).post(f"/told/{theirs.id}")
        for path in ("/reviews", "/told"):
            assert "You have not seen it yet." in enter(lead).get(path).text

        tell_someone.ask(session, make.sitting(make.pupil(school, forename="Ben"), cole), cole.id, now=at)
        session.commit()
        page = " ".join(enter(cole).get("/reviews").text.split())
        assert re.search(r"Ben Ahmed \(Oak\) asked to talk to Mrs Cole on [^.]+\. Nobody has seen it yet\.</p>", page)
        assert re.search(
            r"Zara Ahmed \(Oak\) asked to talk [^.]+\. The safeguarding lead has not seen it yet\. Tell Mrs Hall", page
        )

    def test_a_lead_who_is_an_administrator_is_told_where_they_land(
        self, enter: Enter, make: Make, school: School, zara: Pupil, begum: Staff, session: Session
    ) -> None:
        school.safeguarding_lead = make.staff(school, name="Mr Low", role=Role.ADMINISTRATOR)
        tell_someone.ask(session, make.sitting(zara, begum), begum.id, now=datetime.now(UTC))
        landed = enter(school.safeguarding_lead).get("/", follow_redirects=True)
        assert "Zara Ahmed (Oak) asked to talk to Miss Begum" in landed.get_data(as_text=True)


def test_it_says_that_nobody_has_chosen_the_pages_until_somebody_has(tablet: FlaskClient, zara: Pupil) -> None:
    def fold() -> str:
        page = tablet.get(f"/pupils/{zara.id}/hand-over").get_data(as_text=True)
        return page.split('id="how"')[1].split("</summary>")[0]

    assert "(nobody has chosen yet)" in fold()

    how = f"/pupils/{zara.id}/how"
    sent = filled_in(tablet.get(how).get_data(as_text=True)) | {"look": ["older"]}
    tablet.post(how, data=sent)
    assert "(nobody has chosen yet)" not in fold()
    assert "Older pupils" in fold()


def test_where_the_pupil_sees_another_title_the_adult_is_told_it(tablet: FlaskClient, zara: Pupil) -> None:
    page = tablet.get(f"/pupils/{zara.id}/hand-over").get_data(as_text=True)
    assert 'data-words="simple"' in page  # the style sheet then hides what is for older words
    how = filled_in(tablet.get(f"/pupils/{zara.id}/how").text)
    tablet.post(f"/pupils/{zara.id}/how", data=how | {"wording": "older"})
    page = tablet.get(f"/pupils/{zara.id}/hand-over").get_data(as_text=True)
    assert 'data-words="older"' in page
    for room in all_activities().values():
        told = f"Zara sees: {room.title.older.text}" in page
        assert told is (room.title.older.text != room.title.simple.text)


@pytest.mark.parametrize("state", ["open", "stopped"])
def test_what_was_begun_comes_first_and_is_ticked_until_it_is_finished(
    tablet: FlaskClient, zara: Pupil, begum: Staff, make: Make, session: Session, state: str
) -> None:
    before, last = filled_in(tablet.get(address(zara)).text)["activities"], list(all_activities())[-1]
    assert before != [last]
    sitting = make.sitting(zara, begum, handed_over_at=datetime.now(UTC))
    left = make.response(sitting, activity=last, state=state, began_at=datetime.now(UTC))
    session.commit()
    assert filled_in(tablet.get(address(zara)).text)["activities"] == before, "nothing was said in it"

    make.turn(left, 1, {"items": {"anything": {}}})
    session.commit()
    page = tablet.get(address(zara)).text
    assert filled_in(page)["activities"] == [last]
    assert page.count("Begun, not finished") == 1
    assert "Begun, not finished" in page.partition(f'value="{last}" checked')[2].partition("</label>")[0]

    left.state = "finished"
    session.commit()
    page = tablet.get(address(zara)).text
    assert filled_in(page)["activities"] == before
    assert "Begun, not finished" not in page


def test_only_what_joined_the_coming_review_is_marked_as_done_for_it(
    tablet: FlaskClient, zara: Pupil, begum: Staff, make: Make, session: Session
) -> None:
    cycle, yearly = make.review_point(zara, due=date(2026, 7, 20), closed_on=date(2026, 7, 20)), make.review_point(zara)
    earlier = make.response(make.sitting(zara, begum), state="finished", ended_at=NOON)
    make.keep(
        Attachment(review_point_id=cycle.id, response_key=earlier.key, item="wish:1", how="by itself", attached_at=NOON)
    )
    session.commit()
    assert "Done for this review" not in tablet.get(address(zara)).text
    now = make.response(make.sitting(zara, begum), state="finished", ended_at=NOON)
    make.keep(
        Attachment(review_point_id=yearly.id, response_key=now.key, item="wish:1", how="by itself", attached_at=NOON)
    )
    session.commit()
    assert tablet.get(address(zara)).text.count("Done for this review") == 1
