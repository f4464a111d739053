"""Change it: the pupil says the thing anew where it is asked about, and the new words go to the pupil's Keep."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

from playwright.sync_api import Locator, expect
from sqlalchemy import select

from activities import all_activities
from activities.contract import Touch
from tests.make import Make
from voice_app.model import Attachment, PupilCheck, Statement
from voice_app.paperwork.headings import heading_of
from voice_app.services import capture, prepare, share

from .conftest import OpenTablet
from .seat import Seat, World, at_the_tablet, said_so_far, this_moment
from .tablet import REPEAT_GUARD, Tablet

WISHES = "three-wishes"
CARDS = "card-sort"


def goes_out(world: World, records: Make, seat: Seat, item: str) -> Statement:
    """What was said on another day is shared with the meeting, and the SENDCo ticked this one thing."""
    session = world.session
    point = records.review_point(world.pupil)
    session.commit()
    capture.hand_back(session, seat.sitting, all_activities(), now=this_moment())
    session.commit()
    said = versions(world, item)[0]
    records.keep(
        Attachment(
            review_point_id=point.id,
            response_key=said.response_key,
            item=item,
            how="added",
            attached_at=this_moment(),
            ticked_at=this_moment(),
            ticked_by_id=world.sendco.id,
        )
    )
    seat.sitting.handed_over_at -= timedelta(days=1)
    share.decide(session, seat.sitting, "meeting", "yes", how="asked", decided_in=seat.sitting, now=this_moment())
    session.commit()
    return said


def versions(world: World, item: str) -> list[Statement]:
    """Everything that was ever said here, the first first."""
    world.session.rollback()
    world.session.expire_all()
    found = select(Statement).where(Statement.pupil_id == world.pupil.id, Statement.item == item)
    return list(world.session.scalars(found.order_by(Statement.version)))


def checks(world: World) -> list[tuple[str, int]]:
    """What the pupil said to which version, in its order."""
    made = select(PupilCheck, Statement).join(Statement, Statement.id == PupilCheck.statement_id)
    made = made.where(Statement.pupil_id == world.pupil.id).order_by(PupilCheck.at)
    return [(one.said, said.version) for one, said in world.session.execute(made)]


def shown(world: World, open_tablet: OpenTablet, **wanted: Any) -> Tablet:
    """Today nothing is planned but showing what goes out."""
    seat = at_the_tablet(world, CARDS)
    seat.sitting.planned = []
    world.session.commit()
    return open_tablet(seat, **wanted).go("/me/check")


def pressed(tablet: Tablet, name: str) -> Tablet:
    """Press what leads to another page."""
    tablet.button(name).tap()
    return tablet


#: The page has come to what this item is not: to another one that can be passed over, or away from the activity.
MOVED_ON = """(item) => {
  if (!location.pathname.startsWith('/me/do/')) return true;
  const asked = document.querySelector('main [data-question]:not([hidden]) [data-item-now]');
  const skip = document.querySelector('[data-bar=skip]');
  return asked !== null && asked.value !== item && skip !== null && !skip.hidden;
}"""
#: Of things said about one other thing there are fewer.
MOST_FOLLOWING = 12


def passes_over_the_rest(tablet: Tablet) -> None:
    """What went on about the words before is asked anew, with nothing said to it yet; it can be passed over."""
    item = ""
    for _ in range(MOST_FOLLOWING):
        tablet.page.wait_for_function(MOVED_ON, arg=item)
        if "/me/do/" not in tablet.path:
            return
        item = tablet.page.locator("main [data-question]:visible [data-item-now]").input_value()
        assert not tablet.page.locator("main [data-given]:visible").count()
        tablet.lets_the_guard_pass()
        tablet.button("Skip").tap()
    raise AssertionError("There is ever more to pass over")


def passes_over_the_rest_plainly(tablet: Tablet) -> None:
    """The same without script."""
    for _ in range(MOST_FOLLOWING):
        if "/me/do/" not in tablet.path:
            return
        assert not tablet.page.locator("main [data-given]:visible").count()
        tablet.presses_plainly("Skip")
    raise AssertionError("There is ever more to pass over")


def back_at_the_question(tablet: Tablet) -> None:
    tablet.page.wait_for_url(re.compile("/me/check\\?"))
    tablet.asks("This could go to your meeting. What shall we do?")


def thanks_come_last(tablet: Tablet) -> None:
    """Who may see what was said today is asked before the thanks, and may be left open."""
    tablet.asks(re.compile("^Can .+ see this[?]$"))
    tablet.button("Finish").tap()
    tablet.says("Thank you for telling us.")


def test_own_words_are_said_anew_and_go_out_instead(world: World, records: Make, open_tablet: OpenTablet) -> None:
    goes_out(world, records, at_the_tablet(world, WISHES).finishes(WISHES), "wish:3")
    tablet = shown(world, open_tablet)
    tablet.says("no shouting at lunch")

    pressed(tablet, "Change it").ready()
    tablet.says("Say it your way now.")
    tablet.write("quiet at lunch, and no bell").button("Keep").tap()
    passes_over_the_rest(tablet)
    back_at_the_question(tablet)
    tablet.says("quiet at lunch, and no bell")
    assert "no shouting" not in tablet.page.locator("main").inner_text()
    pressed(tablet, "Keep it in").asks(re.compile("^Can .+ see this[?]$"))

    old, new = versions(world, "wish:3")
    assert (old.words, old.provenance) == ("no shouting at lunch", "OWN_WORDS_TYPED")
    assert old.replaced_at is not None
    assert (new.words, new.provenance, new.written_by) == ("quiet at lunch, and no bell", "OWN_WORDS_TYPED", None)
    assert checks(world) == [("change", 1), ("keep", 2)]
    assert prepare.waiting_for_pupil(world.session, world.pupil.id) == []

    # Who else may see it is asked of this thing, which stands there; no picture of a whole activity does.
    expect(tablet.page.locator(".one-thing")).to_contain_text("quiet at lunch, and no bell")
    # The whole answer that it is a part of is asked about, which is said too.
    expect(tablet.page.locator(".one-thing")).to_contain_text("And the rest you said:")
    expect(tablet.page.locator(".share .what")).to_have_count(0)
    thanks_come_last(tablet)


def test_an_adult_writes_the_new_words_and_it_says_so(world: World, records: Make, open_tablet: OpenTablet) -> None:
    goes_out(world, records, at_the_tablet(world, WISHES).finishes(WISHES), "wish:1")
    tablet = shown(world, open_tablet)
    pressed(tablet, "Change it").ready()
    tablet.tap("Miss Begum writes").write("a rabbit that may sleep at school").button("Keep").tap()
    passes_over_the_rest(tablet)
    back_at_the_question(tablet)
    pressed(tablet, "Keep it in")
    thanks_come_last(tablet)
    old, new = versions(world, "wish:1")
    assert (old.words or None, len(old.pictures)) == (None, 1)
    assert (new.provenance, new.written_by) == ("SCRIBED_VERBATIM", "Miss Begum")
    assert list(new.pictures) == [], "nobody said that the picture of before belongs to these words"


def test_a_card_is_put_somewhere_else(world: World, records: Make, open_tablet: OpenTablet) -> None:
    seat = at_the_tablet(world, CARDS).finishes(CARDS)
    card = next(
        one.item
        for one in world.session.scalars(select(Statement).where(Statement.pupil_id == world.pupil.id))
        if one.item.startswith("card:") and one.state == "given" and not one.item.startswith("card:own")
    )
    before = goes_out(world, records, seat, card).claim["values"]["place"]["text"]
    tablet = shown(world, open_tablet)
    pressed(tablet, "Change it").ready()
    assert tablet.card == card
    other = tablet.page.locator(f'.head:visible:not(:has-text("{before}"))').first
    chosen = other.inner_text().strip()
    other.tap()
    passes_over_the_rest(tablet)
    back_at_the_question(tablet)
    tablet.says(chosen)
    assert [one.claim["values"]["place"]["text"] for one in versions(world, card)] == [before, chosen]


def one_card_with_words_beside(world: World) -> Seat:
    seat = at_the_tablet(world, CARDS).goes_to(CARDS, "topic").touches(CARDS, "places")
    seat.touches(CARDS, Touch("words", "card:playground", words="the swings"), "good")
    return seat.finishes(CARDS)


def test_new_words_beside_a_card_wait_until_the_pupil_says_where_it_goes(
    world: World, records: Make, open_tablet: OpenTablet
) -> None:
    goes_out(world, records, one_card_with_words_beside(world), "card:playground")
    tablet = shown(world, open_tablet)
    tablet.says("You put Playground under Good.")
    pressed(tablet, "Change it").ready()
    tablet.tap("In my words").write("they push me there").button("Keep").tap()

    tablet.asks("How is this for you?")
    assert tablet.card == "card:playground"
    assert len(versions(world, "card:playground")) == 1, "nothing is claimed of the new words yet"
    tablet.tap("Not good")
    passes_over_the_rest(tablet)
    back_at_the_question(tablet)
    tablet.says("they push me there")
    told = [(one.words, one.claim["values"]["place"]["text"]) for one in versions(world, "card:playground")]
    assert told == [("the swings", "Good"), ("they push me there", "Not good")]


def test_a_letter_typed_beside_a_card_and_rubbed_out_again_changes_nothing(
    world: World, records: Make, open_tablet: OpenTablet
) -> None:
    goes_out(world, records, one_card_with_words_beside(world), "card:playground")
    tablet = shown(world, open_tablet)
    pressed(tablet, "Change it").ready()
    tablet.tap("In my words").write("the swings!").waits()
    # The page lives anew in between: what was begun is kept, and still nothing is changed by it.
    tablet.sent().page.reload()
    tablet.ready().write("the swings").waits()
    pressed(tablet, "Keep")
    back_at_the_question(tablet)
    tablet.says("You put Playground under Good.")
    assert [one.words for one in versions(world, "card:playground")] == ["the swings"]


def test_new_words_beside_a_card_wait_without_script_too(world: World, records: Make, open_tablet: OpenTablet) -> None:
    goes_out(world, records, one_card_with_words_beside(world), "card:playground")
    tablet = shown(world, open_tablet, java_script_enabled=False)
    tablet.presses_plainly("Change it").page.wait_for_url(re.compile("anew="))
    tablet.presses_plainly("In my words").write("they push me there")
    tablet.presses_plainly("Keep")
    tablet.asks("How is this for you?")
    assert len(versions(world, "card:playground")) == 1
    tablet.presses_plainly("Not good")
    passes_over_the_rest_plainly(tablet)
    back_at_the_question(tablet)
    assert versions(world, "card:playground")[-1].leaning == "hard"


def test_other_words_on_a_card_of_ones_own_leave_the_place_of_the_words_before(
    world: World, records: Make, open_tablet: OpenTablet
) -> None:
    seat = at_the_tablet(world, CARDS).goes_to(CARDS, "card:own-1").touches(CARDS, "good").finishes(CARDS)
    goes_out(world, records, seat, "card:own-1")
    tablet = shown(world, open_tablet)
    pressed(tablet, "Change it").ready()
    tablet.tap("Type it").write("the stairs where they push").tap("Keep")
    tablet.asks("How is this for you?").sent()

    before, now = versions(world, "card:own-1")
    assert (before.leaning, now.leaning, heading_of(now)) == ("good", "none", "more")
    # Go back leads to the words, and not past the face.
    tablet.tap("Go back").asks("Is there a card you want to make?")
    expect(tablet.page.locator("main [data-given]:visible, textarea:visible").first).to_be_visible()
    tablet.page.go_back()
    tablet.go("/me/check").says("the stairs where they push")
    assert "Good" not in tablet.page.locator("main").inner_text()


def test_go_back_leaves_it_as_it_was(world: World, records: Make, open_tablet: OpenTablet) -> None:
    goes_out(world, records, at_the_tablet(world, WISHES).finishes(WISHES), "wish:3")
    tablet = shown(world, open_tablet)
    pressed(tablet, "Change it").ready()
    tablet.write("nothing").waits()
    tablet.tap("Go back", "Go back").button("Go back").tap()
    back_at_the_question(tablet)
    tablet.says("no shouting at lunch")
    assert [one.words for one in versions(world, "wish:3")] == ["no shouting at lunch"]
    pressed(tablet, "Keep it in")
    thanks_come_last(tablet)
    assert checks(world) == [("change", 1), ("keep", 1)]


def test_without_script_it_can_be_said_anew_too(world: World, records: Make, open_tablet: OpenTablet) -> None:
    goes_out(world, records, at_the_tablet(world, WISHES).finishes(WISHES), "wish:3")
    tablet = shown(world, open_tablet, java_script_enabled=False)
    tablet.presses_plainly("Change it").page.wait_for_url(re.compile("anew="))
    tablet.write("quiet at lunch")
    tablet.presses_plainly("Keep")
    passes_over_the_rest_plainly(tablet)
    back_at_the_question(tablet)
    tablet.says("quiet at lunch")
    assert [one.words for one in versions(world, "wish:3")] == ["no shouting at lunch", "quiet at lunch"]


def test_without_script_too_new_words_stand_without_the_picture_of_before(
    world: World, records: Make, open_tablet: OpenTablet
) -> None:
    goes_out(world, records, at_the_tablet(world, WISHES).finishes(WISHES), "wish:1")
    tablet = shown(world, open_tablet, java_script_enabled=False)
    tablet.presses_plainly("Change it").page.wait_for_url(re.compile("anew="))
    tablet.presses_plainly("Type it").write("less shouting")
    tablet.presses_plainly("Keep")
    passes_over_the_rest_plainly(tablet)
    back_at_the_question(tablet)
    old, new = versions(world, "wish:1")
    assert (len(old.pictures), list(new.pictures), new.words) == (1, [], "less shouting")


class TestWhenItIsReadBack:
    """The same in the conversation itself, before anything goes anywhere."""

    def at_the_read_back(self, world: World, open_tablet: OpenTablet, **wanted: Any) -> tuple[Seat, Tablet]:
        seat = at_the_tablet(world, WISHES).goes_to(WISHES, "read-back")
        return seat, open_tablet(seat, **wanted).go(f"/me/do/{WISHES}")

    def changes(self, tablet: Tablet, item: str) -> None:
        tablet.page.locator(f'[data-item="{item}"] [name=move]:visible').tap()
        tablet.waits()

    def of(self, seat: Seat, item: str) -> tuple[list[str], str, str]:
        said = said_so_far(seat)[item]
        return said.get("picks", []), said.get("words", ""), said["state"]

    def test_new_words_stand_without_the_picture_of_before(self, world: World, open_tablet: OpenTablet) -> None:
        seat, tablet = self.at_the_read_back(world, open_tablet)
        tablet.ready()
        self.changes(tablet, "wish:1")
        tablet.tap("Type it").write("less shouting").waits()
        expect(tablet.page.locator("[data-given-picks]:visible .picture")).to_have_count(0)
        tablet.tap("Keep").sent()
        assert self.of(seat, "wish:1") == ([], "less shouting", "given")

    def test_the_picture_pressed_again_is_said_as_well(self, world: World, open_tablet: OpenTablet) -> None:
        seat, tablet = self.at_the_read_back(world, open_tablet)
        tablet.ready()
        self.changes(tablet, "wish:1")
        tablet.tap("Type it").write("a big one").waits()
        tablet.tap("Another way", "Pick a picture")
        picture = first_picture(tablet)
        value = picture.get_attribute("value")
        picture.tap()
        tablet.waits()
        tablet.tap("Next").sent()
        assert self.of(seat, "wish:1") == ([value], "a big one", "given")

    def test_a_picture_picked_anew_stands_without_the_words_of_before_and_go_back_has_them(
        self, world: World, open_tablet: OpenTablet
    ) -> None:
        seat, tablet = self.at_the_read_back(world, open_tablet)
        tablet.ready()
        self.changes(tablet, "wish:2")
        tablet.tap("Pick a picture")
        first_picture(tablet).tap()
        tablet.waits()
        expect(tablet.page.locator("[data-given-words]:visible")).to_have_count(0)
        tablet.sent()
        picks, words, state = self.of(seat, "wish:2")
        assert (len(picks), words, state) == (1, "", "started")
        tablet.tap("Go back", "Go back").sent()
        assert self.of(seat, "wish:2") == ([], "I wish we had a rabbit in class", "given")

    def test_without_script_it_is_the_same(self, world: World, open_tablet: OpenTablet) -> None:
        seat, tablet = self.at_the_read_back(world, open_tablet, java_script_enabled=False)
        self.changes_plainly(tablet, "wish:1")
        tablet.presses_plainly("Type it").write("less shouting")
        tablet.presses_plainly("Keep")
        assert self.of(seat, "wish:1") == ([], "less shouting", "given")
        while tablet.question != "read-back":
            tablet.presses_plainly("Skip")

        self.changes_plainly(tablet, "wish:2")
        tablet.presses_plainly("Go back")
        assert tablet.question == "read-back", "nothing was touched, and nothing is undone"
        self.changes_plainly(tablet, "wish:2")
        tablet.presses_plainly("Pick a picture").page.wait_for_timeout(REPEAT_GUARD)
        with tablet.page.expect_navigation():
            first_picture(tablet).tap()
        picks, words, state = self.of(seat, "wish:2")
        assert (len(picks), words, state) == (1, "", "started")

    def changes_plainly(self, tablet: Tablet, item: str) -> None:
        tablet.page.wait_for_timeout(REPEAT_GUARD)
        with tablet.page.expect_navigation():
            tablet.page.locator(f'[data-item="{item}"] [name=move]:visible').tap()
        assert tablet.question == item


def first_picture(tablet: Tablet) -> Locator:
    return tablet.page.locator("main .choice[name=pick]:visible").first


def test_typed_and_not_kept_the_words_are_there_again_after_a_reload(
    world: World, records: Make, open_tablet: OpenTablet
) -> None:
    goes_out(world, records, at_the_tablet(world, WISHES).finishes(WISHES), "wish:3")
    tablet = shown(world, open_tablet)
    pressed(tablet, "Change it").ready()
    tablet.write("quiet at lunch").page.reload()
    tablet.ready()
    expect(tablet.page.locator("textarea:visible")).to_have_value("quiet at lunch")
    pressed(tablet, "Keep")
    passes_over_the_rest(tablet)
    back_at_the_question(tablet)
    tablet.says("quiet at lunch")
