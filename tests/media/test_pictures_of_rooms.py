"""Rooms and pages name their pictures without knowing `media`: here the names are held together."""

from __future__ import annotations

import re
from collections import defaultdict
from pathlib import Path

import pytest

from activities import all_activities
from activities.contract import Choose, ChooseAmong, OwnWords, Question, ReadBack, Sort
from media.cards.build import DRAWN
from media.cards.catalogue import PICTURES
from media.cards.symbols import shapes
from voice_app.pages.pupil.fragments import I_SAID

PAGES = Path(__file__).parents[2] / "voice_app" / "pages"

#: Words of controls that mean one thing, by the picture that means it. What is not named here has one word alone.
SAYS = {
    "go-back": {"Go back", "Take the cover off"},
    "keyboard": {"I type", "Type it"},
    "no": {"No", "Not now"},
    "one-of-these": {"Pick one thing", "Then choose who sees just that."},
    "pencil": {"%(name)s writes", "%(name)s writes my words"},
    "photo": {"Take a photo", "Take another"},
    "photos": {"My photos", "Photos of another day"},
    "give-back": {"Give the tablet back", "I am finished"},
    "tell-someone": {"I want to tell someone", "Tell someone else too"},
    "throw-away": {"Throw it away", "Throw the photo away", "Throw today away"},
    "turn-over": {"I’d rather not say", "Turn it over. I won’t say"},
    "yes": {"Asked", "Go on", "Keep", "Next", "Open", "Sign in", "Use it", "Use this photo"}
    | {"Yes", "Yes, that is right", "Yes, that’s right"},
}
#: Pictures of controls that are answers too, where they mean the same.
ANSWERS_TOO = {
    "yes": {"Yes"},
    "no": {"No"},
    "skip": {"Leave it"},
    "photo": {"One more"},
    "symbols": {"Pictures and signs", "Show me pictures"},
    "waiting": {"Come back later", "Wait", "Waiting", "Waiting to start"},
}


@pytest.mark.parametrize("slug", sorted(all_activities()))
def test_every_picture_that_an_activity_may_show_is_in_the_catalogue(slug: str) -> None:
    assert sorted(all_activities()[slug].all_pictures - PICTURES.keys()) == []


def test_every_picture_that_a_page_names_is_in_the_catalogue() -> None:
    named = {
        (page.name, name)
        for page in PAGES.rglob("*.html")
        for name in re.findall(r"""\bpicture\(["']([^"']+)["']""", page.read_text(encoding="utf-8"))
    }
    assert named, "no page names a picture: has the template function another name now?"
    assert sorted((page, name) for page, name in named if name not in PICTURES) == []


def test_each_picture_of_a_control_says_one_thing() -> None:
    words = words_of_controls()
    assert {"listen", "skip", "stop", "more", "more-to-say", "give-back"} <= words.keys()
    assert {name: said for name, said in words.items() if len(said) > 1} == SAYS


def test_no_answer_has_the_picture_of_a_control_that_says_something_else() -> None:
    both: dict[str, set[str]] = defaultdict(set)
    for activity in all_activities().values():
        for question in activity.conversation:
            for picture, label in answers_of(question):
                if picture in words_of_controls():
                    both[picture].add(label)
    assert both == ANSWERS_TOO


#: Within one activity, answers with the same picture: they mean the same in it.
SAME_MEANING: dict[str, list[set[str]]] = {
    "card-sort": [
        # How loud it is, there or anywhere.
        {"A loud noise", "How loud it is", "The noise"},
        {"Waiting", "Waiting to start"},
        # The doing: as help that may be good or not, and as a part of any help.
        {"Asking for help", "Asking for it"},
        # The pictures of this very activity, on a card and as a way to be asked.
        {"Pictures and signs", "Show me pictures"},
        # The adult of this lesson, this way to school, this help or any of it.
        {"The teacher or helper", "The adult with me", "Which adult it is", "Who helps"},
        {"What I do there", "What we do"},
        {"The people", "Who is there"},
        {"How long I am there", "How long it is", "How long it takes"},
        {"The place", "Where it happens", "Where it is"},
        # The conversation goes on to what comes next.
        {"That is all", "That is enough"},
    ],
    "good-day-bad-day": [
        {"By myself", "I do it by myself"},
        {"How loud it is", "Noise"},
        {"Wait", "Waiting"},
        {"Help with my work", "Someone helps me"},
        {"Ask me", "Being asked a question"},
        {"Who is there", "With other people"},
        {"Talk to me", "Talking"},
        {"Being able to choose", "I choose what to do"},
        {"That is all", "That is enough"},
    ],
    "relationship-circle": [{"That is all", "That is enough"}],
    "three-wishes": [
        # The wish and what it would change are one and the same. A loudspeaker is Listen alone.
        {"Less noise", "Quieter"},
        {"More moving about", "Time to move about"},
        # One after the other, told apart by their number and place.
        {"Wish 1", "Wish 2", "Wish 3"},
    ],
}


@pytest.mark.parametrize("slug", sorted(all_activities()))
def test_a_picture_of_an_activity_has_one_meaning_in_it(slug: str) -> None:
    """Who reads nothing tells answers apart by their pictures alone."""
    meanings: dict[str, set[str]] = defaultdict(set)
    for question in all_activities()[slug].conversation:
        for picture, label in [*answers_of(question), *_sign_of(question)]:
            meanings[picture].add(label)
    several = [labels for labels in meanings.values() if len(labels) > 1]
    assert sorted(several, key=sorted) == sorted(SAME_MEANING.get(slug, []), key=sorted)


def _sign_of(question: Question) -> list[tuple[str, str]]:
    sign = question.sign if isinstance(question, Choose) else None
    return [(sign.picture, sign.label.simple.text)] if sign else []


def test_a_topic_has_the_picture_of_none_of_its_cards() -> None:
    """The topic "People" is more than friends, and getting to school more than the bus."""
    conversation = all_activities()["card-sort"].conversation
    topic = next(question for question in conversation if question.key == "topic")
    cards = {card.picture for question in conversation if isinstance(question, Sort) for card in question.cards}
    assert cards.isdisjoint(picture for picture, _ in answers_of(topic))


@pytest.mark.parametrize("older", [False, True])
def test_no_two_tiles_of_one_question_share_a_picture(*, older: bool) -> None:
    for activity in all_activities().values():
        for question in activity.conversation:
            pictures = tiles_of(question, older=older)
            assert len(set(pictures)) == len(pictures), (activity.slug, question.key)


def tiles_of(question: Question, *, older: bool) -> list[str]:
    """The pictures that can stand on the screen of one question together, and the ways to answer beside them."""
    pictures = [choice.picture for choice in getattr(question, "choices", ())]
    if isinstance(question, OwnWords) and question.no_more:
        pictures.append(question.no_more.picture)
    if isinstance(question, Sort):
        # The mat shows all of its cards, but those of a pupil's own, beside the places.
        pictures += [card.picture for card in question.cards]
        pictures += [place.older_picture if older else place.picture for place in question.scale]
        pictures += ["turn-over", "in-my-words"]
    elif isinstance(question, Choose | ChooseAmong) and question.own_words:
        pictures.append("in-my-words")
    if isinstance(question, ChooseAmong):
        # What was said in words stands among what is offered.
        pictures.append(I_SAID)
    return pictures


def test_the_older_pictures_show_no_slide_and_nobody_counts_with_beads() -> None:
    drawn = {name: (DRAWN / f"{name}.svg").read_text(encoding="utf-8") for name in ("playground", "maths")}
    assert "circle" not in drawn["maths"]
    in_colour, lines = (
        {shape.outline for shape in shapes(drawn["playground"], in_colour=colour)} for colour in (True, False)
    )
    assert len(in_colour & lines) <= 1, "only the ground is the same"


@pytest.mark.parametrize(
    ("picture", "words"),
    [
        ("visual-timetable", {"Picture timetable"}),
        ("what-comes-next", {"Knowing what comes next"}),
        ("which-day", {"Which day it is"}),
        ("topic", {"Topic"}),
        ("what-we-do", {"What we do", "What I do there"}),
        ("school-door", {"Going in"}),
        ("going-away", {"I go away"}),
        ("face-not-good", {"Not good"}),
        ("corridor", {"Corridor"}),
        ("nobody", {"Nobody"}),
        ("nothing", {"Nothing"}),
        ("playground", {"Playground"}),
        ("break-time", {"Break", "A longer break"}),
        ("board-games", {"Games and fun", "Playing games"}),
        ("calm", {"Being calm"}),
        ("free-time", {"Free time"}),
    ],
)
def test_a_picture_that_meant_several_things_means_one(picture: str, words: set[str]) -> None:
    conversations = (question for activity in all_activities().values() for question in activity.conversation)
    answers = (answer for question in conversations for answer in answers_of(question))
    assert {label for name, label in answers if name == picture} == words


def test_a_picture_of_less_shows_less_and_stands_for_nothing_else() -> None:
    """Who reads the picture alone must not be read as asking for more of it, or for none of it."""
    of_less: dict[str, set[str]] = defaultdict(set)
    for activity in all_activities().values():
        for question in activity.conversation:
            for picture, label in answers_of(question):
                if re.search(r"\b(less|fewer|quieter)\b", label, re.IGNORECASE) or picture.startswith("less"):
                    of_less[picture].add(label)
    assert of_less == {
        "less": {"Less of it"},
        "less-noise": {"Less noise", "Quieter"},
        "less-writing": {"Less writing"},
    }


@pytest.mark.parametrize("babyish", ["play", "bricks", "blocks", "teddy", "toy", "story-time", "class pet"])
def test_a_bank_asks_nobody_of_fifteen_to_pick_what_is_for_little_children(babyish: str) -> None:
    banks = (question for activity in all_activities().values() for question in activity.conversation)
    words = {label for question in banks for _, label in answers_of(question)} - {
        *("Playground", "Playing games", "Fidget toy")
    }
    assert [word for word in words if babyish in word.lower()] == []


#: Pictures by which a question is known that are answers too, where they mean the same.
ASKED_AND_ANSWERED = {
    "worried": {"My worries"},
    "books": {"Learning", "My learning"},
    "own-card": {"My own card"},
}
#: What a picture stands for where more than one question is known by it; each asks the same of another thing.
ASKED_ALIKE = {
    "a-time": {"Can you tell me about a time?"},
    "when-feels": {"When does it feel like that?"},
    "what-like": {"What is it like there?", "What would that be like?"},
    "tell-more": {"Tell me more about that."},
    "what-now": {"That is fine. What now?"},
    "anything-else": {"Is there anything else?"},
    "one-more": {"More cards, or one of your own?", "One more, or is that all?", "Shall we add more people?"}
    | {"Is there one more thing about it?"},
    "own-card": {"Is there a card you want to make?", "One more card of your own?"},
    "talk-about": {"What shall we talk about?", "Which one shall we talk about?"}
    | {"Which parts shall we talk about?"},
    "what-helps": {"What helps make that happen?", "What helps make a good day?"},
    "star": {"Is your wish here?", "Do you have a wish now?"},
    "who-matters": {"Who is important to you?", "Anyone else?"},
    "what-to-show": {"What will you show?"},
    "best-one": {"Which is the best one of these?", "Which is the best bit?"},
}


@pytest.mark.parametrize("slug", sorted(all_activities()))
def test_every_question_has_a_picture_of_its_own_or_shows_what_it_asks_about(slug: str) -> None:
    """Who cannot read sees what is asked; the pictures of the answers alone do not say."""
    mute = [one.key for one in all_activities()[slug].conversation if not (one.picture or _shows_its_thing(one))]
    assert mute == []


def _shows_its_thing(question: Question) -> bool:
    """A card in hand, all that was said, what was told before, the part of a day, one of a row, or the camera."""
    if isinstance(question, Sort | ReadBack) or question.about is not None:
        return True
    if isinstance(question, OwnWords) and question.series:
        return question.sign is not None
    takes_a_photo = isinstance(question, OwnWords) and question.photos == "take"
    return takes_a_photo or (isinstance(question, Choose) and question.strip is not None)


def test_a_picture_of_a_question_asks_one_thing_in_every_room() -> None:
    asked: dict[str, set[str]] = defaultdict(set)
    for activity in all_activities().values():
        for question in activity.conversation:
            if question.picture:
                asked[question.picture].add(question.ask.simple.text)
    assert {name: asks for name, asks in asked.items() if len(asks) > 1 or name in ASKED_ALIKE} == ASKED_ALIKE


@pytest.mark.parametrize("slug", sorted(all_activities()))
def test_a_question_about_things_said_so_far_is_known_by_a_picture_of_its_own(slug: str) -> None:
    """Its answers are the same cards as at the question before: nothing else tells a non-reader what is asked."""
    among = [question for question in all_activities()[slug].conversation if isinstance(question, ChooseAmong)]
    pictures = [question.picture for question in among]
    assert "" not in pictures
    assert len(set(pictures)) == len(pictures)


def test_a_picture_by_which_a_question_is_known_is_no_answer_with_another_meaning() -> None:
    questions = [question for activity in all_activities().values() for question in activity.conversation]
    known_by = {question.picture for question in questions if question.picture}
    answers = [answer for question in questions for answer in answers_of(question)]
    both = {name: {label for picture, label in answers if picture == name} for name in known_by}
    assert {name: labels for name, labels in both.items() if labels} == ASKED_AND_ANSWERED
    assert known_by.isdisjoint(words_of_controls())


def answers_of(question: Question) -> list[tuple[str, str]]:
    """The pictures of what can be answered there, each with its word."""
    cards = [(card.picture, card.label) for card in question.cards] if isinstance(question, Sort) else []
    places = [(place.picture, place.label) for place in question.scale] if isinstance(question, Sort) else []
    choices = [(one.picture, one.label) for one in question.choices] if isinstance(question, Choose) else []
    if isinstance(question, OwnWords) and question.no_more:
        choices.append((question.no_more.picture, question.no_more.label))
    return [(picture, label.simple.text) for picture, label in (*cards, *places, *choices)]


def words_of_controls() -> dict[str, set[str]]:
    """The words that stand beside each picture on a control of the pupil's pages, as templates and pages write them."""
    found: dict[str, set[str]] = defaultdict(set)
    for page in (PAGES / "pupil").rglob("*.html"):
        for name, beside in re.findall(
            r"""picture\("([a-z-]+)"\) }}\s*<span(?: [^>]*)?>(.*?)</span>""",
            page.read_text(encoding="utf-8"),
            re.DOTALL,
        ):
            found[name].update(re.findall(r"""_\("([^"]+)\"""", beside))
    label = r'"label": (?:pgettext\("pupil", |gettext\(|Wording\(N_p\("pupil-S", )"([^"]+)"\)'
    picture = r'"picture(?:s)?": \[?"([a-z-]+)"'
    for page in (PAGES / "pupil").glob("*.py"):
        for control in re.findall(rf"{label}[^{{}}]*?{picture}", page.read_text(encoding="utf-8")):
            found[control[1]].add(control[0])
    return {name: said for name, said in found.items() if said}
