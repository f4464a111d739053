"""Card sort on a visual scale (docs/practice.md, 8.1): a topic, cards one at a time, then a closer look at one."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from random import Random

from activities.contract import (
    ANYTHING_ELSE,
    FOLLOWED_ON,
    MOST_CHARACTERS,
    NO_MORE,
    Activity,
    Answer,
    Change,
    Choice,
    Choose,
    ChooseAmong,
    Condition,
    Conversation,
    Lowered,
    N_p,
    OwnWords,
    Question,
    ReadBack,
    Sort,
    Statement,
    Surroundings,
    Text,
    Theme,
    Touch,
    Wording,
    anything_else,
    at_least,
    calm,
    every,
    fewer_words,
    given,
    names_somebody_here,
    no,
    offered,
    picked,
    points_at_place,
    read_back,
    same,
    setting,
    some,
)

from . import patterns, said
from .cards import FIRST, OWN_CARDS, TOPICS
from .cards.making import OWN, own_card
from .cards.practice import PRACTICE
from .inside import TALK_ABOUT, inside_questions
from .pretend import WHAT_CHILDREN_SAY
from .scale import GOOD, HOW_IS_THIS, NOT_GOOD, SCALE, place_words
from .telling_more import BEST_BIT, BETTER, DIFFERENCE, PARTS, WAS_ASKED_ABOUT, WHAT_CHANGES, open_questions

#: What is told once the cards lie on their mat, to be read back at the end.
TOLD = "|".join(
    (
        *("own:*", TALK_ABOUT, "*inside*", "about-*", BEST_BIT, WHAT_CHANGES, BETTER, "shown:*", FOLLOWED_ON),
        *("*-liked", DIFFERENCE, ANYTHING_ELSE),
    )
)
#: That a topic was said in the pupil's own words is told too; one that was picked is the head of all its cards.
OWN_TOPIC = fewer_words("topic", MOST_CHARACTERS)
SOME_CARD = at_least(1, "card:*")

YES, OWN_ONE, ENOUGH = "yes", "own", "enough"
DINNER_HALL = "card:dinner-hall"

TOPIC_CHOICES = tuple(
    Choice(value=value, label=label, picture=picture)
    for value, label, picture in (
        ("lessons", same(N_p("pupil-card", "Lessons")), "being-taught"),
        ("people", same(N_p("pupil-card", "People")), "people"),
        ("places", same(N_p("pupil-card", "Places in school")), "school"),
        ("help", same(N_p("pupil-card", "Help I get")), "help-i-get"),
        ("getting-to-school", same(N_p("pupil-card", "Getting to school")), "way-to-school"),
        ("after-school", same(N_p("pupil-card", "After school")), "home"),
    )
)

MORE_CHOICES = (
    Choice(value=YES, label=same(N_p("pupil-card", "More cards")), picture="cards"),
    Choice(value=OWN_ONE, label=same(N_p("pupil-card", "My own card")), picture="own-card"),
    Choice(value=ENOUGH, label=same(N_p("pupil-card", "That is enough")), picture="finished"),
)


def _before_the_cards() -> list[Question]:
    return [
        Sort(
            key="practice",
            ask=HOW_IS_THIS,
            hint=Wording(
                N_p("pupil-S", "This one is for practice."), N_p("pupil-O", "This is practice. It does not count.")
            ),
            cards=PRACTICE,
            scale=SCALE,
            finds_the_way=True,
            when=setting("practice"),
        ),
        Choose(
            key="topic",
            picture="talk-about",
            ask=Wording(N_p("pupil-S", "What shall we talk about?"), N_p("pupil-O", "What do you want to talk about?")),
            choices=TOPIC_CHOICES,
        ),
    ]


def _cards_of(topic: str) -> list[Question]:
    """Five at a time, which are a whole short sitting; then the pupil says whether there are to be more.

    A card of the pupil's own is offered there too, so that only one question decides how it goes on.
    """
    cards = TOPICS[topic]
    asked: list[Question] = []
    goes_on = picked("topic", topic)
    for n, start in enumerate(range(0, len(cards), FIRST), 1):
        if n > 1:
            more = _more(n, topic)
            asked.append(
                Choose(
                    key=more,
                    picture="one-more",
                    ask=Wording(
                        N_p("pupil-S", "More cards, or one of your own?"),
                        N_p("pupil-O", "Shall we do more cards, or one of your own?"),
                    ),
                    choices=MORE_CHOICES,
                    own_words=False,
                    finds_the_way=True,
                    when=every(goes_on, setting("short"), SOME_CARD),
                )
            )
            goes_on = every(goes_on, some(picked(more, YES), no(setting("short"))))
        asked.append(
            Sort(key=f"{topic}-{n}", ask=HOW_IS_THIS, cards=cards[start : start + FIRST], scale=SCALE, when=goes_on)
        )
    return asked


def _more(n: int, topic: str) -> str:
    return f"more-{n}:{topic}"


def _is_enough() -> Condition:
    """The pupil said so where a card of their own was offered beside more cards."""
    last = {topic: -(-len(cards) // FIRST) for topic, cards in TOPICS.items()}
    asks = [_more(n, topic) for topic in TOPICS for n in range(2, last[topic] + 1)]
    return some(*(picked(ask, ENOUGH) for ask in asks))


def _own(n: int) -> list[Question]:
    first = Wording(
        N_p("pupil-S", "Is there a card you want to make?"), N_p("pupil-O", "Is there a card you want to add?")
    )
    next_one = Wording(N_p("pupil-S", "One more card of your own?"), N_p("pupil-O", "Is there another one to add?"))
    name = f"own:{n}"
    return [
        OwnWords(
            key=name,
            picture="own-card",
            ask=first if n == 1 else next_one,
            no_more=NO_MORE,
            photos="pick",
            when=every(_was_made(n - 1), calm(f"own:{n - 1}")) if n > 1 else no(_is_enough()),
        ),
        # A card that names harm is kept and not asked about further (docs/practice.md, 10); one that names somebody
        # who is here is stated as it was said, and sorted only without that person (8.1).
        Sort(
            key=f"own-sort:{n}",
            ask=HOW_IS_THIS,
            cards=(own_card(n),),
            scale=SCALE,
            # Where it lies was said of these words: of others it is asked again.
            about=name,
            when=every(_was_made(n), calm(name), no(names_somebody_here(name))),
        ),
    ]


def _was_made(n: int) -> Condition:
    return every(given(f"own:{n}"), no(picked(f"own:{n}", NO_MORE.value)))


def _looking_at_all() -> list[Question]:
    return [
        ReadBack(
            key="read-back",
            ask=Wording(
                N_p("pupil-S", "Look at all your cards. Is that right?"),
                N_p("pupil-O", "Look at all your cards. Is that right?"),
            ),
            hint=Wording(N_p("pupil-S", "Move anything you like."), N_p("pupil-O", "Move anything you like.")),
            over="card:*",
            when=SOME_CARD,
        ),
        # Five cards are a whole sitting (docs/practice.md, Fairness rules): what follows is offered by this one
        # question. Who passes over it is asked nothing more about the cards.
        ChooseAmong(
            key=TALK_ABOUT,
            picture="talk-about",
            ask=Wording(
                N_p("pupil-S", "Which one shall we talk about?"), N_p("pupil-O", "Which one shall we talk about?")
            ),
            among="card:*",
            # To choose among one card is no choice.
            when=at_least(2, "card:*"),
        ),
    ]


def _closing() -> list[Question]:
    return [
        # Never straight after the same cards were on the screen: what was asked about the one that was picked stands
        # between. It was picked among two or more.
        ChooseAmong(
            key="most-liked",
            picture="best-one",
            ask=Wording(
                N_p("pupil-S", "Which is the best one of these?"), N_p("pupil-O", "Which is the best one of these?")
            ),
            among="card:*",
            when=WAS_ASKED_ABOUT,
        ),
        # Not among people: nobody is to be named as the one at the other end.
        ChooseAmong(
            key="least-liked",
            picture="other-end",
            ask=Wording(N_p("pupil-S", "Which is at the other end?"), N_p("pupil-O", "Which is at the other end?")),
            among="card:*",
            but="most-liked",
            when=every(WAS_ASKED_ABOUT, no(picked("topic", "people"))),
        ),
        OwnWords(
            key=DIFFERENCE,
            ask=Wording(
                N_p("pupil-S", "Tell me about these two."),
                N_p("pupil-O", "You put these two in different places. What’s the difference?"),
            ),
            choices=PARTS,
            many=True,
            about="most-liked",
            beside="least-liked",
            when=every(
                points_at_place("most-liked", GOOD),
                points_at_place("least-liked", NOT_GOOD),
                calm("most-liked|least-liked"),
            ),
        ),
        anything_else(SOME_CARD),
        read_back(f"topic|{TOLD}", some(at_least(1, TOLD), OWN_TOPIC), key="told-back", heads="topic"),
    ]


class CardSort(Activity):
    """How is this for you? Cards of a topic, one at a time, on a scale of three places."""

    slug = "card-sort"
    version = 1
    title = Wording(N_p("pupil-S", "Sort the cards"), N_p("pupil-O", "What works for me"))
    what_for = Wording(
        N_p("pupil-S", "Put cards where they belong for you."),
        N_p("pupil-O", "Say what works for you at school and what does not."),
    )
    pictures = ("maths", "playground", "friends")
    tint = "good"
    about_how_many = 12
    uses_scale = True
    position = 20

    @cached_property
    def conversation(self) -> Conversation:
        return [
            *_before_the_cards(),
            *(question for topic in TOPICS for question in _cards_of(topic)),
            *(question for n in OWN_CARDS for question in _own(n)),
            *_looking_at_all(),
            *inside_questions(),
            *open_questions(),
            *_closing(),
        ]

    def says(self, answer: Answer, around: Surroundings) -> Sequence[Statement]:
        """Where each card of the topic was put, in the words of the scale; what was said about one of them."""
        return said.statements(answer, around)

    def lowered(self, item: str, question: Question, claim: Text, *, older: bool) -> Lowered:
        return said.lowered(item, question, claim, older=older)

    def lowered_claim(self, item: str, claim: Text, *, older: bool) -> Lowered | None:
        """Also of words beside a card of the pupil's own, which have no question to themselves."""
        return super().lowered_claim(said.BESIDE.get(item, item), claim, older=older)

    def theme_of(self, answer: Answer) -> Theme:
        return said.theme_of(answer)

    def thing_asked_about(self, item: str, answer: Answer, around: Surroundings) -> Text | None:
        return said.card_asked_about(self.by_key.asks[item], answer, around)

    def changes(self, before: Answer, after: Answer, around: Surroundings) -> Sequence[Change]:
        """Cards that now lie in another place: "Moved to Good", never better or worse."""
        moved = N_p("statement", "Moved to %(place)s")
        was, now = before.given("card:*"), after.given("card:*")
        return [
            Change(
                key=item,
                before_key=item,
                about=self.by_key.cards[item].label.version("older" in around.settings),
                before=place_words(was[item].picks[0], around),
                after=moved.filled(place=place_words(now[item].picks[0], around)),
            )
            # Own cards have no lasting name: number one of last time is not number one of today.
            for item in now
            if item in was and was[item].picks != now[item].picks and self.groups[item] != OWN
        ]

    def notes_for_adult(self, answer: Answer) -> Sequence[Text]:
        """Where the cards form a pattern that may say more about the sitting than about school."""
        return patterns.notes(answer)

    def pretend_touches(self, question: Question, item: str, answer: Answer, random: Random) -> Sequence[Touch]:
        """Most go on with the cards, and some talk about the one card that is alone in its kind."""
        if item.startswith("more-"):
            return [Touch("pick", item, random.choice((YES, YES, OWN_ONE, ENOUGH)))]
        is_offered = (
            isinstance(question, ChooseAmong) and item == TALK_ABOUT and DINNER_HALL in offered(question, answer)
        )
        if is_offered and random.random() < 0.3:
            return [Touch("pick", item, DINNER_HALL)]
        return super().pretend_touches(question, item, answer, random)

    def pretend_words(self, item: str, random: Random) -> str:
        # A question that was asked again with pictures is still the same question.
        return random.choice(WHAT_CHILDREN_SAY.get(item.removeprefix("shown:").split(":")[0], ("",)))
