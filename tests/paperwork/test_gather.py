"""From the records to the paper: a thing stands in it iff it is shared with whom it is for, added, and not left out."""

from __future__ import annotations

import re
from datetime import date, timedelta
from itertools import count
from typing import Any
from uuid import uuid4

import pytest
from babel.support import NullTranslations
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy.orm import Session

from activities.contract import N_, Activity, N_p, exact, listed
from media.cards import Cards
from media.cards import load as load_cards
from tests.activities.playing import EVERY_ROOM, play
from tests.make import MORNING, NOON, Make
from tests.paperwork.make_document import a_document
from tests.paperwork.played import said_in
from tests.paperwork.reading import one_space, pdf_text, quoted, without_space, word_text
from voice_app import built
from voice_app.model import Attachment, Pupil, School, SessionKind, Sitting, Statement
from voice_app.pages.frame import clock
from voice_app.paperwork import gather, telling
from voice_app.paperwork.content import Document, HowItWasSaid, WordsAre
from voice_app.paperwork.pdf import pdf
from voice_app.paperwork.printed import printed as as_printed
from voice_app.paperwork.text import plain_text
from voice_app.paperwork.word import word
from voice_app.services import doors, prepare, sent_out, share, standing
from voice_app.services.close_sitting import PROMPTS
from voice_app.services.viewer import Viewer

ENGLISH = NullTranslations()
SPEAKING = gather.Speaking(ENGLISH)
FONTS = built.FOLDER.parents[1] / "built_fonts"

PROVENANCES = list(telling.HOW)


@pytest.fixture(scope="module")
def cards() -> Cards:
    return load_cards(built.FOLDER / "pictures")


class World:
    """One pupil with one sitting, a SENDCo, Mum and Dad."""

    def __init__(self, session: Session, make: Make, school: School) -> None:
        self.session, self.make, self.school = session, make, school
        begum = make.staff(school, name="Miss Begum")
        cole = make.sendco(school)
        opened, _ = doors.open_session(session, SessionKind.STAFF, now=NOON, staff=cole)
        self.cole = Viewer(session=opened, school_id=school.id, staff=cole)
        self.begum = begum

    def pupil(self) -> tuple[Pupil, Sitting]:
        zara = self.make.pupil(self.school)
        self.make.assignment(self.begum, zara)
        sitting = self.make.sitting(zara, self.begum)
        self.make.assent(sitting)
        return zara, sitting

    def document(self, point_of: Pupil, sitting: Sitting, things: list[dict[str, Any]], audience: str) -> Document:
        """A document of these things; each is put in as it says."""
        session, make = self.session, self.make
        point = make.review_point(point_of)
        response = make.response(sitting, state="finished")
        mum = make.family_member(point_of, "Mum")
        keys = {"meeting": "meeting", "mum": f"family:{mum.id}"}
        for n, thing in enumerate(things):
            said = make.statement(
                response, f"wish:{n}", words=thing["words"], provenance=thing["provenance"], written_by="Miss Begum"
            )
            make.keep(
                Attachment(
                    review_point_id=point.id,
                    response_key=response.key,
                    item=said.item,
                    how="by itself",
                    attached_at=MORNING,
                    ticked_at=NOON if thing["ticked"] else None,
                    added_at=NOON if thing["added"] else None,
                )
            )
            for who, key in keys.items():
                if thing[who] != "open":
                    share.decide(
                        session,
                        sitting,
                        key,
                        thing[who],
                        how="home",
                        decided_in=sitting,
                        now=NOON,
                        statement=said,
                    )
            if thing["check"]:
                prepare.check(session, point, said, thing["check"], sitting=sitting, now=NOON)
        rows = prepare.going_out(session, self.cole, point, keys[audience])
        return gather.gather(
            point,
            self.school,
            rows,
            SPEAKING,
            pictures=load_cards(built.FOLDER / "pictures"),
            made_by="Mrs Cole",
            made_on=NOON,
            copy_for="Copy for Mum",
            year="Year 4",
        )


@pytest.fixture
def world(session: Session, make: Make, school: School) -> World:
    return World(session, make, school)


_numbers = count()
decisions = st.sampled_from(["yes", "no", "dont-know", "open"])
things = st.lists(
    st.fixed_dictionaries(
        {
            "words": st.builds(lambda: f"thing number {next(_numbers)} end"),
            "provenance": st.sampled_from(PROVENANCES),
            "meeting": decisions,
            "mum": decisions,
            "ticked": st.booleans(),
            "added": st.booleans(),
            "check": st.sampled_from(["", "keep", "keep", "change", "leave-out"]),
        }
    ),
    min_size=1,
    max_size=5,
)


@given(things=things, audience=st.sampled_from(["meeting", "mum"]))
@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
def test_a_thing_stands_in_the_paper_iff_it_is_shared_added_and_not_left_out(
    world: World, things: list[dict[str, Any]], audience: str
) -> None:
    with world.session.begin_nested() as undone:
        zara, sitting = world.pupil()
        document = world.document(zara, sitting, things, audience)
        text = plain_text(document, ENGLISH)
        in_word = one_space(word_text(word(document, ENGLISH)))
        undone.rollback()
    expected = []
    for thing in things:
        # The SENDCo makes it, and sees what the meeting sees. Nobody asked before: Keep is the yes to the meeting.
        decided = thing | ({"meeting": "yes"} if (thing["meeting"], thing["check"]) == ("open", "keep") else {})
        shared = decided[audience] == "yes" and decided["meeting"] == "yes"
        out = bool(shared and thing["ticked"] and thing["added"] and thing["check"] == "keep")
        assert (thing["words"] in text, thing["words"] in in_word) == (out, out)
        if out and thing["provenance"] in telling.EXACT:
            expected.append(thing["words"])
    assert sorted(quoted(text)) == sorted(expected)
    assert "private" not in text


def a_thing(**wanted: Any) -> dict[str, Any]:
    thing = {"words": "a den", "provenance": "OWN_WORDS_TYPED", "meeting": "yes", "mum": "no"}
    return {**thing, "ticked": True, "added": True, "check": "keep", **wanted}


def test_the_pdf_holds_no_private_thing_either(world: World) -> None:
    zara, sitting = world.pupil()
    things = [a_thing(), a_thing(words="secret den", meeting="no")]
    file = pdf(world.document(zara, sitting, things, "meeting"), ENGLISH, fonts=FONTS)

    text = one_space(pdf_text(file))
    assert "“a den”" in text
    assert "secret" not in text


def test_it_says_who_wrote_where_when_and_who_was_there(world: World) -> None:
    zara, sitting = world.pupil()
    sitting.prompts_given = [prompt for prompt in PROMPTS if prompt != "none"]
    document = world.document(zara, sitting, [a_thing(provenance="SCRIBED_VERBATIM")], "meeting")

    [line] = document.sections[0].lines
    assert line.words_by == "Written down word for word by Miss Begum"
    assert line.source == "Three wishes, 23 November 2026. In the room: Miss Begum"
    assert document.how[0].there == ["Miss Begum, teaching assistant"]
    assert document.how[0].how == [
        "Zara answered on the tablet",
        "An adult asked why",
        "An adult said the question again",
        "An adult pointed",
        "An adult helped the hand",
    ]
    assert document.checked_with_pupil == "Zara was shown each of these on 23 November 2026 and said: Keep."
    assert document.selection == ""


def test_what_was_done_in_one_sitting_in_the_same_way_is_told_once() -> None:
    day, one, another = date(2027, 3, 6), uuid4(), uuid4()
    there, spoke = ["Miss Begum"], ["Zara spoke"]
    rows = [
        (one, HowItWasSaid(["My cards"], day, there, spoke)),
        (one, HowItWasSaid(["Three wishes"], day, there, spoke)),
        (one, HowItWasSaid(["My cards"], day, there, spoke)),
        (one, HowItWasSaid(["My day"], day, there, ["Zara signed"])),
        (another, HowItWasSaid(["My cards"], day, there, spoke)),
    ]
    assert gather.told_together(rows) == [
        HowItWasSaid(["My cards", "Three wishes"], day, there, spoke),
        HowItWasSaid(["My day"], day, there, ["Zara signed"]),
        HowItWasSaid(["My cards"], day, there, spoke),
    ]


def test_two_sittings_of_one_day_stand_each_with_its_start_and_end(world: World, cards: Cards) -> None:
    rows = []
    zara, early = world.pupil()
    late = world.make.sitting(zara, world.begum, handed_over_at=NOON + timedelta(hours=1))
    left = world.make.sitting(zara, world.begum, handed_over_at=NOON + timedelta(hours=2))
    early.finished_at, late.stopped_at = early.handed_over_at + timedelta(minutes=20), late.handed_over_at
    left.finished_at = left.handed_over_at + timedelta(days=1)
    point = world.make.review_point(zara)
    for sitting in (early, late, left):
        said = world.make.statement(world.make.response(sitting, state="finished"))
        rows.append(prepare.Attached(Attachment(review_point_id=point.id), said, shared=True, check=None))
    document = gather.gather(
        point, world.school, rows, SPEAKING, pictures=cards, made_by="Mrs Cole", made_on=NOON, copy_for=""
    )
    start = clock(early.handed_over_at)
    assert [one.times for one in document.how] == [
        f"{start} to {clock(early.finished_at)}",
        f"{clock(late.handed_over_at)} to {clock(late.stopped_at)}",
        clock(left.handed_over_at),
    ]
    table = as_printed(document, ENGLISH).how
    assert table is not None
    assert table.rows[0][0] == f"Three wishes\n{SPEAKING.day(NOON)}, {start} to {clock(early.finished_at)}"


@pytest.mark.parametrize(("used", "told"), [("used", True), ("not-used", False), ("not-sure", False), (None, False)])
def test_a_practice_go_is_told_of_only_where_an_adult_said_so(world: World, used: str | None, told: bool) -> None:
    _, sitting = world.pupil()
    sitting.practice_cards, sitting.practice_used = ["loved"], used
    said = [sentence.text for sentence in telling.how_sitting_went(sitting, "Zara")]
    assert ("A practice go came first, and is not in here" in said) is told


def test_that_no_adult_prompted_is_told_only_where_nothing_else_is(world: World) -> None:
    _, sitting = world.pupil()
    told = {}
    for prompts in (["none"], ["asked-why", "none"], []):
        sitting.prompts_given = prompts
        told[len(prompts)] = [one.text for one in telling.how_sitting_went(sitting, "Zara")][1:]
    assert told == {1: ["No adult prompted"], 2: ["An adult asked why"], 0: []}


@pytest.mark.parametrize(("activity", "stands"), [("card-sort", True), ("three-wishes", False), ("gone", True)])
def test_that_the_scale_may_not_have_been_understood_stands_beside_each_answer_that_rests_on_it(
    world: World, cards: Cards, activity: str, stands: bool
) -> None:
    zara, sitting = world.pupil()
    sitting.practice_used = "not-sure"
    point, response = world.make.review_point(zara), world.make.response(sitting, activity=activity)
    said = world.make.statement(response, "card:maths")
    link = Attachment(
        review_point_id=point.id, response_key=response.key, item=said.item, how="added", attached_at=NOON
    )
    rows = [prepare.Attached(link, said, True, None)]
    document = gather.gather(
        point, world.school, rows, SPEAKING, pictures=cards, made_by="Mrs Cole", made_on=NOON, copy_for=""
    )
    not_sure = "An adult was not sure if the practice go was used"
    [line] = document.sections[0].lines
    assert (not_sure in line.source) is stands
    assert (f"{not_sure}." in plain_text(document, ENGLISH)) is stands
    assert not_sure in document.how[0].how


class TestOtherPupils:
    """People named are third parties: papers name no other pupil (docs/practice.md, 8.8 and 9)."""

    @pytest.fixture
    def said(self, world: World) -> list[Statement]:
        _, sitting = world.pupil()
        response = world.make.response(sitting, activity="relationship-circle", state="finished")
        named = exact("Tom").as_stored()
        helped = {"text": "%(who)s: asked what they help with, %(pupil)s said:", "context": "statement"}
        return [
            world.make.statement(
                response, "who:1", words="Tom", other_pupils=["Tom"], claim=_claim("Asked who matters, %(pupil)s said:")
            ),
            world.make.statement(
                response,
                "does:1",
                words="tom plays tomato with me, says Tom",
                other_pupils=["Tom"],
                claim=helped | {"values": {"who": named}},
            ),
        ]

    def on_paper(self, world: World, cards: Cards, said: list[Statement]) -> Document:
        sitting = said[0].sitting
        point = world.make.review_point(world.session.get_one(Pupil, said[0].pupil_id))
        rows = [
            prepare.Attached(
                Attachment(
                    review_point_id=point.id,
                    response_key=one.response_key,
                    item=one.item,
                    how="added",
                    attached_at=NOON,
                ),
                one,
                True,
                None,
            )
            for one in said
        ]
        assert sitting is not None
        return gather.gather(
            point, world.school, rows, SPEAKING, pictures=cards, made_by="Mrs Cole", made_on=NOON, copy_for=""
        )

    def test_are_another_pupil_in_text_word_and_pdf(self, world: World, cards: Cards, said: list[Statement]) -> None:
        document = self.on_paper(world, cards, said)

        for printed in (
            plain_text(document, ENGLISH),
            one_space(word_text(word(document, ENGLISH))),
            one_space(pdf_text(pdf(document, ENGLISH, fonts=FONTS))),
        ):
            assert not re.search(r"\btom\b", printed, re.IGNORECASE)
            assert "[another pupil] plays tomato with me, says [another pupil]" in one_space(printed)
            assert "another pupil: asked what they help with, Zara said" in one_space(printed)

    def test_the_legend_says_what_stands_in_square_brackets(
        self, world: World, cards: Cards, said: list[Statement]
    ) -> None:
        marks = "exactly as they were given. Words in square brackets stand in the place of a name."
        assert marks in word_text(word(self.on_paper(world, cards, said), ENGLISH))

        for one in said:
            one.other_pupils = []
        printed = word_text(word(self.on_paper(world, cards, said), ENGLISH))
        assert "exactly as they were given." in printed
        assert "square brackets" not in printed

    def test_leave_the_pupils_other_words_alone(self, world: World, said: list[Statement]) -> None:
        said[1].words, said[1].other_pupils = "he will help me when I fall", ["Will"]

        assert telling.told(said[1], "Zara", on_paper=SPEAKING.say).words == "he will help me when I fall"

    def test_are_left_out_of_words_that_say_more_in_a_claim(self, world: World, said: list[Statement]) -> None:
        helped = N_p("statement", "%(who)s: asked what they help with, %(pupil)s said:")
        said[1].claim = helped.filled(who=exact("my friend Tom in 4B")).as_stored()

        told = telling.told(said[1], "Zara", on_paper=SPEAKING.say)

        claim = "my friend [another pupil] in 4B: asked what they help with, Zara said:"
        assert SPEAKING.say(told.claim) == claim

    def test_are_named_on_the_page_of_those_who_look_after_the_pupil(self, said: list[Statement]) -> None:
        told = telling.told(said[1], "Zara")

        assert told.words == "tom plays tomato with me, says Tom"
        assert SPEAKING.say(told.claim) == "Tom: asked what they help with, Zara said:"

    def test_that_bear_the_pupils_own_name_do_not_hide_the_pupil(self, said: list[Statement]) -> None:
        told = telling.told(said[1], "Tom", on_paper=SPEAKING.say)

        assert SPEAKING.say(told.claim) == "another pupil: asked what they help with, Tom said:"


class TestPutMoreCarefully:
    """What an adult says was their summary, or what they saw, is told so on every paper."""

    def printed(self, world: World, cards: Cards, *said: Statement) -> list[str]:
        """In text, Word and PDF."""
        point = world.make.review_point(world.session.get_one(Pupil, said[0].pupil_id))
        rows = [
            prepare.Attached(Attachment(review_point_id=point.id, how="added", attached_at=NOON), one, True, None)
            for one in said
        ]
        document = gather.gather(
            point, world.school, rows, SPEAKING, pictures=cards, made_by="Mrs Cole", made_on=NOON, copy_for=""
        )
        return [
            one_space(plain_text(document, ENGLISH)),
            one_space(word_text(word(document, ENGLISH))),
            one_space(pdf_text(pdf(document, ENGLISH, fonts=FONTS))),
        ]

    @pytest.mark.parametrize(
        ("provenance", "label", "how"),
        [
            ("SCRIBED_SUMMARY", "An adult’s summary, not exact words:", "Summed up by an adult"),
            ("ADULT_READING", "How an adult understood it:", "An adult’s view of what was done"),
        ],
    )
    def test_words(self, world: World, cards: Cards, provenance: str, label: str, how: str) -> None:
        _, sitting = world.pupil()
        wish = world.make.statement(world.make.response(sitting), provenance=provenance)
        for text in self.printed(world, cards, wish):
            assert "This was asked: First wish for school?" in text
            assert f"{label} I wish we had a rabbit in class" in text
            assert how in text
            assert "as Zara said it" not in text
            assert "“I wish" not in text

    def test_taps(self, world: World, cards: Cards) -> None:
        _, sitting = world.pupil()
        put = N_p("statement", "%(pupil)s put %(card)s under %(place)s.")
        picked = N_p("statement", "Wish 1: %(pupil)s picked the picture %(picked)s.")
        ringed = N_p("statement", "%(pupil)s put %(who)s in the ring %(ring)s.")
        tapped: dict[str, Any] = {"words": None, "provenance": "ADULT_READING"}
        texts = self.printed(
            world,
            cards,
            world.make.statement(
                world.make.response(sitting, activity="card-sort"),
                "card:reading",
                claim=put.filled(card=exact("Reading"), place=exact("Good")).as_stored(),
                **tapped,
            ),
            world.make.statement(
                world.make.response(sitting),
                claim=picked.filled(picked=exact("Less writing")).as_stored(),
                wants="please-try",
                **tapped,
            ),
            world.make.statement(
                world.make.response(sitting, activity="relationship-circle"),
                "ring:1",
                claim=ringed.filled(who=exact("Nani"), ring=exact("Matter most")).as_stored(),
                **tapped,
            ),
        )
        for text in texts:
            assert "As an adult saw it, for Zara: Reading lies under Good." in text
            assert "As an adult saw it, for Zara: Less writing." in text
            assert "As an adult saw it, for Zara: Please try" in text
            assert "As an adult saw it, for Zara: Nani lies in the ring Matter most." in text
            assert text.count("An adult’s view of what was done") == 3
            assert "Zara put" not in text
            assert "Zara picked" not in text
            assert "Picked by Zara" not in text

    def test_a_skip_and_a_dont_know(self, world: World) -> None:
        _, sitting = world.pupil()
        card = world.make.statement(
            world.make.response(sitting, activity="card-sort"),
            "card:reading",
            state="skipped",
            claim=N_p("statement", "%(pupil)s skipped %(card)s.").filled(card=exact("Reading")).as_stored(),
            words=None,
            provenance="ADULT_READING",
        )
        wish = world.make.statement(
            world.make.response(sitting),
            state="dont-know",
            claim=_claim("%(pupil)s picked I don’t know for Wish 1."),
            words=None,
            provenance="ADULT_READING",
        )
        assert SPEAKING.say(telling.told(card, "Zara").claim) == "As an adult saw it, for Zara: Reading. Skipped."
        told = SPEAKING.say(telling.told(wish, "Zara").claim)
        assert told.endswith("As an adult saw it, for Zara: I don’t know.")

    def test_what_was_picked_before_a_stop(self, world: World) -> None:
        _, sitting = world.pupil()
        picked = N_p("statement", "Asked who to go to in school, %(pupil)s picked: %(picked)s.")
        helper = world.make.statement(
            world.make.response(sitting, activity="relationship-circle"),
            "go-to",
            state="stopped",
            claim=picked.filled(picked=exact("Miss Begum")).as_stored(),
            words=None,
            provenance="ADULT_READING",
        )
        told = SPEAKING.say(telling.told(helper, "Zara").claim)
        assert told.endswith("As an adult saw it, for Zara: Miss Begum.")

    @pytest.mark.parametrize("provenance", ["SCRIBED_SUMMARY", "ADULT_READING"])
    def test_words_in_the_place_of_a_pick_claim_no_pick(self, world: World, provenance: str) -> None:
        _, sitting = world.pupil()
        said = N_p("statement", "Asked which of these cards is the best one, %(pupil)s said:")
        best = world.make.statement(
            world.make.response(sitting, activity="card-sort"),
            "most-liked",
            claim=said.filled(card=listed([])).as_stored(),
            words="the new shed",
            provenance=provenance,
        )
        told = SPEAKING.say(telling.told(best, "Zara").claim)
        assert told == "This was asked: Which is the best one of these?"

    def test_what_has_no_question_of_its_own_keeps_the_pupils_name_in_its_sentence(self, world: World) -> None:
        _, sitting = world.pupil()
        response = world.make.response(sitting, activity="an-activity-of-last-year")
        claim = _claim("%(pupil)s showed a photo.")
        said = world.make.statement(response, words=None, provenance="ADULT_READING", claim=claim)
        told = SPEAKING.say(telling.told(said, "Zara").claim)
        assert told == "An adult’s summary or view. This is how it was kept: Zara showed a photo."


def _claim(text: str) -> dict[str, Any]:
    return {"text": text, "context": "statement", "values": {}}


@pytest.mark.parametrize("provenance", PROVENANCES)
def test_only_exact_words_may_stand_in_quotation_marks(world: World, provenance: str) -> None:
    zara, sitting = world.pupil()
    document = world.document(zara, sitting, [a_thing(provenance=provenance)], "meeting")

    [line] = document.sections[0].lines
    exact = provenance in {"OWN_WORDS_TYPED", "OWN_WORDS_SPOKEN", "SCRIBED_VERBATIM"}
    assert (line.words_are is WordsAre.EXACT) is exact


@pytest.mark.parametrize("seed", range(6))
@EVERY_ROOM
def test_a_whole_activity_on_paper_claims_only_what_was_done(
    world: World, cards: Cards, activity: Activity, seed: int
) -> None:
    zara, sitting = world.pupil()
    point, response = world.make.review_point(zara), world.make.response(sitting, activity=activity.slug)
    rows = []
    for said in said_in(activity, play(activity.slug, seed)[-1][1], seed):
        said.response, said.sitting, said.made_at = response, sitting, NOON
        link = Attachment(
            review_point_id=point.id, response_key=response.key, item=said.item, how="by itself", attached_at=NOON
        )
        rows.append(prepare.Attached(link, said, True, None))
    document = gather.gather(
        point, world.school, rows, SPEAKING, pictures=cards, made_by="Mrs Cole", made_on=NOON, copy_for=""
    )
    assert sum(len(section.lines) for section in document.sections) == len(rows)
    for section in document.sections:
        for line in section.lines:
            for picture in line.pictures:
                assert picture.alt.removeprefix("Card: ").removeprefix("On the scale: ") in line.claim
            # What lies under a place has its face too.
            assert (" under " in line.claim) is any(one.alt.startswith("On the scale: ") for one in line.pictures)
            if section.heading in {"What helps me", "Who could help", "What I like"}:
                assert not re.search("to talk about|as the best one|at the other end|anything else", line.claim)
    text = plain_text(document, ENGLISH)
    assert all(line.claim in text for section in document.sections for line in section.lines)
    if seed == 0:
        in_word = without_space(word_text(word(document, ENGLISH)))
        in_pdf = without_space(pdf_text(pdf(document, ENGLISH, fonts=FONTS)))
        for line in (line for section in document.sections for line in section.lines):
            for told in (line.claim, line.words or ""):
                assert without_space(told) in in_word
                # A page may end inside of it.
                assert without_space(told[:40]) in in_pdf


def test_reasons_why_it_could_not_be_shown_stand_in_it(world: World) -> None:
    zara, sitting = world.pupil()
    point = world.make.review_point(zara)
    response = world.make.response(sitting)
    share.decide(world.session, sitting, "meeting", "yes", how="asked", decided_in=sitting, now=NOON)
    said = [world.make.statement(response, f"wish:{n}") for n in (1, 2, 3)]
    for one in said:
        world.make.keep(
            Attachment(
                review_point_id=point.id, response_key=response.key, item=one.item, how="added", attached_at=NOON
            )
        )
    prepare.tick(world.session, world.cole, point, [one.id for one in said], now=NOON)
    prepare.could_not_show(world.session, world.cole, point, [said[0].id], "Zara is in hospital", now=NOON)
    for one in said[1:]:
        prepare.check(world.session, point, one, "keep", sitting=sitting, now=NOON + timedelta(days=1))
    prepare.add(world.session, world.cole, point, now=NOON + timedelta(days=1))
    rows = prepare.going_out(world.session, world.cole, point, "meeting")
    document = gather.gather(
        point,
        world.school,
        rows,
        SPEAKING,
        pictures=load_cards(built.FOLDER / "pictures"),
        made_by="Mrs Cole",
        made_on=NOON,
        copy_for="",
    )

    assert document.checked_with_pupil == (
        "Zara could not be shown 1 of these before it went out. Reason: Zara is in hospital. "
        "Zara was shown the others on 24 November 2026 and said: Keep."
    )


def test_a_picture_comes_with_the_word_that_stood_beside_it(world: World, cards: Cards) -> None:
    zara, sitting = world.pupil()
    point = world.make.review_point(zara)
    response = world.make.response(sitting, activity="card-sort")
    said = world.make.statement(
        response,
        "card:reading",
        claim=N_("%(pupil)s put %(card)s under Good.").filled(card=N_p("pupil-card", "Reading")).as_stored(),
        words=None,
        provenance="OWN_CHOICE",
        pictures=["reading"],
        theme="likes-and-dislikes",
    )
    row = prepare.Attached(
        Attachment(review_point_id=point.id, response_key=response.key, item=said.item, how="added", attached_at=NOON),
        said,
        True,
        None,
    )
    document = gather.gather(
        point, world.school, [row], SPEAKING, pictures=cards, made_by="Mrs Cole", made_on=NOON, copy_for=""
    )

    [line] = document.sections[0].lines
    assert [picture.alt for picture in line.pictures] == ["Card: Reading"]
    assert document.credit


@pytest.mark.parametrize(("kept", "shown"), [({"one": b"1"}, ["A photo that Zara showed"]), ({}, [])])
def test_the_photo_and_every_picture_that_was_picked_are_shown(
    world: World, cards: Cards, kept: dict[str, bytes], shown: list[str]
) -> None:
    zara, sitting = world.pupil()
    picked = N_p("statement", "For help %(pupil)s picked: %(picked)s").filled(
        picked=listed([N_p("pupil-card", "Quiet"), N_p("pupil-card", "Noise")])
    )
    said = world.make.statement(
        world.make.response(sitting, activity="good-day-bad-day"),
        "better",
        claim=picked.as_stored(),
        words=None,
        provenance="OWN_CHOICE",
        pictures=["quiet", "noise", "a-picture-of-an-earlier-release"],
        photos=["one"],
    )
    point = world.make.review_point(zara)
    row = prepare.Attached(Attachment(review_point_id=point.id), said, shared=True, check=None)
    document = gather.gather(
        point,
        world.school,
        [row],
        SPEAKING,
        pictures=cards,
        made_by="Mrs Cole",
        made_on=NOON,
        copy_for="",
        photos=kept.get,
    )

    [line] = document.sections[0].lines
    assert [picture.alt for picture in line.pictures] == [*shown, "Card: Quiet", "Card: Noise"]


def test_what_was_said_stands_by_its_day_and_then_as_it_was_asked(world: World, cards: Cards) -> None:
    """Whenever a version of it was made: words that were only put on paper again keep their place."""
    zara, first = world.pupil()
    make, point = world.make, world.make.review_point(zara)
    second = make.sitting(zara, world.begum, handed_over_at=NOON + timedelta(days=1))
    early, late = make.response(first, began_at=NOON), make.response(second, began_at=NOON + timedelta(days=1))
    earlier = make.response(first, began_at=NOON - timedelta(minutes=20))
    said = [
        make.statement(late, "wish:1", words="fifth", made_at=NOON, position=0),
        make.statement(early, "wish:2", words="fourth", made_at=NOON, position=1),
        make.statement(late, "wish:2", words="sixth", made_at=MORNING, position=1),
        make.statement(early, "wish:1", words="third", made_at=NOON + timedelta(days=9), position=0),
        make.statement(earlier, "wish:3", words="second", made_at=NOON + timedelta(days=9), position=2),
        make.statement(earlier, "wish:1", words="first", made_at=NOON, position=1),
    ]
    rows = [prepare.Attached(Attachment(review_point_id=point.id), one, shared=True, check=None) for one in said]
    document = gather.gather(
        point, world.school, rows, SPEAKING, pictures=cards, made_by="Mrs Cole", made_on=NOON, copy_for=""
    )

    [hopes] = document.sections
    assert [line.words for line in hopes.lines] == ["first", "second", "third", "fourth", "fifth", "sixth"]


def test_a_file_name_tells_of_nobody_and_another_copy_has_another(world: World) -> None:
    zara, _ = world.pupil()
    point = world.make.review_point(zara)
    mum, dad = world.make.family_member(zara), world.make.family_member(zara, "Dad")
    keys = ["meeting", f"family:{mum.id}", f"family:{dad.id}"]
    copies = [sent_out.copy_name(world.session, point, key) for key in keys]
    assert copies[0] == "meeting"
    assert set(copies[1:]) == {"family-1", "family-2"}
    mum.ended_at = NOON
    world.session.flush()
    assert [sent_out.copy_name(world.session, point, key) for key in keys] == copies
    assert gather.file_name(point, "family-1", "docx") == "pupils-views-annual-review-2027-02-12-family-1.docx"


def test_the_first_page_says_whose_copy_it_is(world: World) -> None:
    zara, sitting = world.pupil()
    document = world.document(zara, sitting, [a_thing()], "meeting")
    assert "Copy for Mum" in plain_text(document, ENGLISH)
    assert "Copy for Mum" in word_text(word(document, ENGLISH))
    assert "Copy for Mum" in pdf_text(pdf(document, ENGLISH, fonts=FONTS))
    member = world.make.family_member(zara, "Mum")
    assert gather.copy_for(member, SPEAKING) == "Copy for Mum"
    assert gather.copy_for(None, SPEAKING) == "Copy for the people at the meeting"


def test_a_paper_says_near_its_top_of_how_many_things_it_is_a_selection(world: World) -> None:
    mum = world.make.family_member(world.pupil()[0])
    told = gather.selection(4, 9, None, SPEAKING)
    assert told == (
        "This is a selection: it has 4 of the 9 things for this review that the school may pass on to the people at"
        " the meeting."
    )
    assert gather.selection(4, 9, mum, SPEAKING).endswith("that the school may pass on to Mum.")
    text = plain_text(a_document(selection=told), ENGLISH)
    assert text.index(told) < text.index("What I like")


def test_a_paper_that_holds_all_it_may_says_so_and_hints_at_nothing_that_may_not_go_out() -> None:
    told = gather.selection(4, 4, None, SPEAKING)
    assert told == "The school left out nothing that it may pass on to the people at the meeting."


def test_each_day_on_which_the_pupil_was_shown_something_is_told(world: World, session: Session) -> None:
    zara, sitting = world.pupil()
    world.document(zara, sitting, [a_thing(words="a den"), a_thing(words="a rabbit")], "meeting")
    point = standing.open_points(session, zara.id)[0]
    rows = prepare.going_out(session, world.cole, point, "meeting")
    assert rows[0].check is not None
    rows[0].check.at = NOON - timedelta(days=2)
    gathering = gather._Gathering(zara, SPEAKING, load_cards(built.FOLDER / "pictures"))
    assert gathering.checked(rows) == (
        "Zara was shown each of these on 21 November 2026 or 23 November 2026 and said: Keep."
    )


def test_a_paper_of_the_practice_pupil_says_that_nothing_in_it_is_real(world: World) -> None:
    pupil, sitting = world.pupil()
    pupil.practice = True
    assert world.document(pupil, sitting, [], "meeting").title == "Pupil’s views – practice, nothing here is real"
