"""What a card sort says. Each claim is the tap, in the words that stood on the screen, and nothing beyond it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from activities.contract import (
    Answer,
    Card,
    Choice,
    ChooseAmong,
    Claims,
    Leaning,
    Lowered,
    N_p,
    Provenance,
    Question,
    Said,
    Sort,
    State,
    Statement,
    Surroundings,
    Text,
    Theme,
    ended,
    listed,
    names,
    not_put,
    pick_of,
    put_there,
    same,
    says_anything_else,
    statement,
    was_asked,
)

from .cards import OWN_CARDS, TOPICS
from .cards.making import own_card
from .inside import INSIDE, OWN_INSIDE, OWN_INSIDE_CARD, TALK_ABOUT
from .scale import BETWEEN, GOOD, LEANING, NOT_GOOD, place_words
from .telling_more import OPEN_QUESTIONS
from .told import about_named, difference, told_statements

#: The claim for a card, by what came of asking it. Turned over: the word stands for that card alone (rule A48).
CARD_CLAIMS = {
    State.GIVEN: N_p("statement", "%(pupil)s put %(card)s under %(place)s."),
    State.TURNED_OVER: N_p("statement", "%(pupil)s did not want to say about %(card)s."),
    State.SKIPPED: N_p("statement", "%(pupil)s skipped %(card)s."),
    State.DONT_KNOW: N_p("statement", "%(pupil)s picked I don’t know for %(card)s."),
    State.NOT_ASKED: N_p("statement", "%(pupil)s was not asked about %(card)s."),
    State.STOPPED: N_p("statement", "%(pupil)s stopped at %(card)s."),
}

#: Where something was said beside the card. Started: it lies nowhere yet.
CARD_CLAIMS_SAID = {
    State.GIVEN: N_p("statement", "%(pupil)s put %(card)s under %(place)s. And said:"),
    State.STARTED: N_p("statement", "About %(card)s, %(pupil)s said:"),
    State.STOPPED: N_p("statement", "%(pupil)s stopped at %(card)s. And said:"),
}

INSIDE_CLAIMS = {
    State.GIVEN: N_p("statement", "About %(card)s, %(pupil)s put %(inside)s under %(place)s."),
    State.TURNED_OVER: N_p("statement", "About %(card)s, %(pupil)s did not want to say about %(inside)s."),
    State.SKIPPED: N_p("statement", "About %(card)s, %(pupil)s skipped %(inside)s."),
    State.DONT_KNOW: N_p("statement", "About %(card)s, %(pupil)s picked I don’t know for %(inside)s."),
    State.NOT_ASKED: N_p("statement", "About %(card)s, %(pupil)s was not asked about %(inside)s."),
    State.STOPPED: N_p("statement", "About %(card)s, %(pupil)s stopped at %(inside)s."),
}

INSIDE_CLAIMS_SAID = {
    State.GIVEN: N_p("statement", "About %(card)s, %(pupil)s put %(inside)s under %(place)s. And said:"),
    State.STARTED: N_p("statement", "About %(card)s, %(pupil)s said of %(inside)s:"),
    State.STOPPED: N_p("statement", "About %(card)s, %(pupil)s stopped at %(inside)s. And said:"),
}

#: For a part of the card that the pupil named; its words follow.
OWN_INSIDE_CLAIMS = {
    State.GIVEN: N_p("statement", "About %(card)s, %(pupil)s named one more thing and put it under %(place)s:"),
    State.STARTED: N_p("statement", "About %(card)s, %(pupil)s named one more thing:"),
    State.TURNED_OVER: N_p("statement", "About %(card)s, %(pupil)s named one more thing and did not want to say more."),
    State.SKIPPED: N_p("statement", "About %(card)s, %(pupil)s named one more thing and skipped placing it:"),
    State.DONT_KNOW: N_p("statement", "About %(card)s, %(pupil)s named one more thing and picked I don’t know:"),
    State.NOT_ASKED: N_p("statement", "About %(card)s, %(pupil)s named one more thing. It was not placed that day:"),
    State.STOPPED: N_p("statement", "About %(card)s, %(pupil)s named one more thing, and stopped there:"),
}

#: For a card that the pupil made; its words follow, but not where it was turned over.
OWN_CLAIMS = {
    State.GIVEN: N_p("statement", "%(pupil)s added %(card)s and put it under %(place)s. It says:"),
    State.STARTED: N_p("statement", "%(pupil)s added %(card)s. It says:"),
    State.TURNED_OVER: N_p("statement", "%(pupil)s added %(card)s and did not want to say more about it."),
    State.SKIPPED: N_p("statement", "%(pupil)s added %(card)s and skipped placing it. It says:"),
    State.DONT_KNOW: N_p("statement", "%(pupil)s added %(card)s and picked I don’t know for it. It says:"),
    State.NOT_ASKED: N_p("statement", "%(pupil)s added %(card)s. It was not sorted that day. It says:"),
    State.STOPPED: N_p("statement", "%(pupil)s added %(card)s and stopped there. It says:"),
}

#: For one that is a photo without a word.
OWN_PHOTO_CLAIMS = {
    State.GIVEN: N_p("statement", "%(pupil)s added a photo as %(card)s and put it under %(place)s."),
    State.STARTED: N_p("statement", "%(pupil)s added a photo as %(card)s."),
    State.TURNED_OVER: N_p("statement", "%(pupil)s added %(card)s and did not want to say more about it."),
    State.SKIPPED: N_p("statement", "%(pupil)s added a photo as %(card)s and skipped placing it."),
    State.DONT_KNOW: N_p("statement", "%(pupil)s added a photo as %(card)s and picked I don’t know for it."),
    State.NOT_ASKED: N_p("statement", "%(pupil)s added a photo as %(card)s and was not asked where it goes."),
    State.STOPPED: N_p("statement", "%(pupil)s added a photo as %(card)s and stopped there."),
}

OWN_INSIDE_SAID = N_p("statement", "About %(card)s, %(pupil)s named one more thing. About that, %(pupil)s said:")
#: What a part of a card that the pupil named is called, where its words stand apart.
ONE_MORE = N_p("statement", "one more thing")
OWN_CARD_SAID = N_p("statement", "About %(card)s, %(pupil)s said:")
#: What is said beside a card of the pupil's own is said of that card.
BESIDE_INSIDE = "beside-own-inside"
BESIDE = {f"beside-own:{n}": own_card(n).item for n in OWN_CARDS} | {BESIDE_INSIDE: OWN_INSIDE_CARD.item}

OWN_NAMES = {
    1: N_p("statement", "own card 1"),
    2: N_p("statement", "own card 2"),
    3: N_p("statement", "own card 3"),
}

TOPIC_SAID = N_p("statement", "Asked what to talk about, %(pupil)s said:")

TOPIC_CLAIMS = {
    State.SKIPPED: N_p("statement", "%(pupil)s skipped the choice of what to talk about."),
    State.DONT_KNOW: N_p("statement", "%(pupil)s picked I don’t know when asked what to talk about."),
    State.STOPPED: N_p("statement", "%(pupil)s stopped at the choice of what to talk about."),
}

#: Of a card that was picked; of words alone; of both.
POINTED_CLAIMS: Mapping[str, Claims] = {
    TALK_ABOUT: Claims(
        picked=N_p("statement", "%(pupil)s picked %(card)s to talk about."),
        said=N_p("statement", "Asked which card to talk about, %(pupil)s said:"),
        both=N_p("statement", "%(pupil)s picked %(card)s to talk about. And said:"),
    ),
    "most-liked": Claims(
        picked=N_p("statement", "Asked which of these cards is the best one, %(pupil)s picked %(card)s."),
        said=N_p("statement", "Asked which of these cards is the best one, %(pupil)s said:"),
        both=N_p("statement", "Asked which of these cards is the best one, %(pupil)s picked %(card)s. And said:"),
    ),
    "least-liked": Claims(
        picked=N_p("statement", "Asked which of these is at the other end from the best, %(pupil)s picked %(card)s."),
        said=N_p("statement", "Asked which of these is at the other end from the best, %(pupil)s said:"),
        both=N_p(
            "statement", "Asked which of these is at the other end from the best, %(pupil)s picked %(card)s. And said:"
        ),
    ),
}


def statements(answer: Answer, around: Surroundings) -> Sequence[Statement]:
    """Every card of the topic, every own card, and what followed. Practice never becomes a statement."""
    return [
        *_topic(answer),
        *_cards(answer, around),
        *_own_cards(answer, around),
        *_pointed(answer, around, TALK_ABOUT),
        *_inside(answer, around),
        *told_statements(answer, _card_picked(answer, around), theme_of(answer), older="older" in around.settings),
        *filter(None, [about_named(answer, theme_of(answer))]),
        *_pointed(answer, around, "most-liked"),
        *_pointed(answer, around, "least-liked"),
        *filter(None, [_difference(answer, around), says_anything_else(answer, theme_of(answer))]),
    ]


def topic_of(answer: Answer) -> str | None:
    """The topic that was picked; none where the pupil named one of their own."""
    return pick_of(answer, "topic")


def theme_of(answer: Answer) -> Theme:
    """Which of the guide's four themes the topic belongs to."""
    return {"people": Theme.PEOPLE, "help": Theme.SUPPORT}.get(topic_of(answer) or "", Theme.LIKES)


def _content(answer: Answer, place: str | None) -> str:
    if place == NOT_GOOD:
        return "views_not_working"
    if topic_of(answer) == "help" and place in {GOOD, BETWEEN}:
        return "how_to_support"
    # The middle says neither that it works nor that it does not.
    return "views_working" if place == GOOD else "important_to"


def _place(said: Said | None) -> str | None:
    return said.picks[0] if said and said.state is State.GIVEN and said.picks else None


def _state(said: Said | None) -> State:
    if said is None:
        return State.NOT_ASKED
    return ended(said.state)


def _topic(answer: Answer) -> list[Statement]:
    asked = answer.get("topic")
    claim = TOPIC_SAID if asked and asked.words.strip() else TOPIC_CLAIMS.get(_state(asked))
    if asked is None or claim is None:
        return []
    return [statement("topic", asked, claim, theme=Theme.LIKES, content="important_to")]


def _of_card(key: str, said: Said | None, claim: Text, picture: str, answer: Answer) -> Statement:
    place = _place(said)
    return Statement(
        key=key,
        state=_state(said),
        theme=theme_of(answer),
        leaning=LEANING[place] if place else Leaning.NONE,
        content=_content(answer, place),
        claim=claim,
        words=said.words if said and said.words.strip() else None,
        pictures=(picture,),
        provenance=said.provenance if said else Provenance.OWN_CHOICE,
        written_by=said.by if said else None,
        prompts=said.prompts if said else (),
    )


def _claim(said: Said | None, plain: Mapping[State, Text], with_words: Mapping[State, Text]) -> Text:
    """The claim for a card; another where something was said beside it."""
    if said and said.words.strip():
        return with_words[_claimed(_state(said), said)]
    return plain[_state(said)]


def _claimed(state: State, said: Said | None) -> State:
    """By which state its claim is found: what lies nowhere yet was only begun, and is not claimed to have been put."""
    return State.STARTED if state is State.GIVEN and _place(said) is None else state


def _with_place(claim: Text, said: Said | None, around: Surroundings) -> Text:
    place = _place(said)
    return claim.filled(place=place_words(place, around)) if place else claim


def _name(card: Card, around: Surroundings) -> Text:
    """What the card was called on this pupil's screen."""
    return card.label.version("older" in around.settings)


def _cards(answer: Answer, around: Surroundings) -> list[Statement]:
    made = []
    for card in TOPICS.get(topic_of(answer) or "", ()):
        said = answer.get(card.item)
        claim = _with_place(_claim(said, CARD_CLAIMS, CARD_CLAIMS_SAID), said, around).filled(card=_name(card, around))
        made.append(_of_card(card.item, said, claim, card.picture, answer))
    return made


def _own_cards(answer: Answer, around: Surroundings) -> list[Statement]:
    made = []
    for n in OWN_CARDS:
        named = answer.get(f"own:{n}")
        if named and (named.words.strip() or named.photos):
            made.append(_own_card(n, named, answer, around))
            made += _beside_own_card(n, answer)
    return made


def _beside_own_card(n: int, answer: Answer) -> list[Statement]:
    """What was said while placing a card of one's own; the words on the card are another statement."""
    said = answer.get(own_card(n).item)
    if said is None or not said.words.strip():
        return []
    claim = OWN_CARD_SAID.filled(card=OWN_NAMES[n])
    return [statement(f"beside-own:{n}", said, claim, theme=theme_of(answer), content="important_to")]


def _own_card(n: int, named: Said, answer: Answer, around: Surroundings) -> Statement:
    card = own_card(n)
    said = answer.get(card.item)
    state = _state(named) if _state(named) is State.STOPPED else _state(said)
    place = _place(said)
    shown = state is not State.TURNED_OVER
    photos = named.photos if shown else ()
    claim = (OWN_CLAIMS if named.words.strip() else OWN_PHOTO_CLAIMS)[_claimed(state, said)]
    return Statement(
        key=card.item,
        state=_state_of_words(named, state),
        theme=theme_of(answer),
        leaning=LEANING[place] if place else Leaning.NONE,
        content=_content(answer, place),
        # Named, so that what points at it can be known by the name.
        claim=_with_place(claim, said, around).filled(card=OWN_NAMES[n]),
        words=named.words if shown and named.words.strip() else None,
        # The picture of any own card was not picked: it stands only where no photo is the card.
        pictures=() if photos else (card.picture,),
        photos=photos,
        provenance=named.provenance if shown else Provenance.OWN_CHOICE,
        written_by=named.by if shown else None,
        prompts=named.prompts,
    )


def _state_of_words(named: Said, state: State) -> State:
    """The pupil's own words are given from when they are said: they are shared and go out, placed or not."""
    return State.GIVEN if state is State.NOT_ASKED and named.words.strip() else state


def _all_cards() -> dict[str, Card]:
    return {card.item: card for cards in TOPICS.values() for card in cards}


def _card_named(item: str, around: Surroundings) -> Text:
    own = {own_card(n).item: name for n, name in OWN_NAMES.items()}
    return own[item] if item in own else _name(_all_cards()[item], around)


def _card_picked(answer: Answer, around: Surroundings) -> Text | None:
    item = pick_of(answer, TALK_ABOUT)
    return _card_named(item, around) if item else None


def card_asked_about(question: Question, answer: Answer, around: Surroundings) -> Text | None:
    """The card that was picked to talk about, for a question about it or about what was said of it."""
    about = {TALK_ABOUT, *OPEN_QUESTIONS} & {*(question.about or "").split("|")}
    return _card_picked(answer, around) if about else None


def _pointed(answer: Answer, around: Surroundings, question: str) -> list[Statement]:
    """Which card was pointed at, or what was said in its place."""
    told = answer.get(question)
    if told is None:
        return []
    picked = [_as_choice(item, around) for item in told.picks]
    claim = POINTED_CLAIMS[question].of(told, picked)
    if claim is None:
        return []
    place = _place(answer.get(told.picks[0])) if told.picks else None
    return [
        # It leans nowhere: the best of what is all not good is no like, and the other end is no dislike.
        statement(
            question,
            told,
            claim.filled(card=names(picked)),
            theme=theme_of(answer),
            content=_content(answer, place) if question != TALK_ABOUT else "important_to",
            picked=picked,
        )
    ]


def _as_choice(item: str, around: Surroundings) -> Choice:
    card = _all_cards().get(item)
    return Choice(value=item, label=same(_card_named(item, around)), picture=card.picture if card else "in-my-words")


def _inside(answer: Answer, around: Surroundings) -> list[Statement]:
    picked = pick_of(answer, TALK_ABOUT)
    if picked is None:
        return []
    card = _all_cards().get(picked)
    made = []
    for inner in INSIDE.get(card.group, ()) if card else ():
        said = answer.get(inner.item)
        claim = _with_place(_claim(said, INSIDE_CLAIMS, INSIDE_CLAIMS_SAID), said, around)
        filled = claim.filled(card=_card_named(picked, around), inside=_name(inner, around))
        made.append(_of_card(inner.item, said, filled, inner.picture, answer))
    return [*made, *_own_inside(answer, around, _card_named(picked, around))]


def _own_inside(answer: Answer, around: Surroundings, card: Text) -> list[Statement]:
    """A part of the card that the pupil named, and where it lies; what was said beside it."""
    named, said = answer.get(OWN_INSIDE), answer.get(OWN_INSIDE_CARD.item)
    if named is None or not named.words.strip():
        return []
    state = _state(said) if named.state is State.GIVEN else ended(named.state)
    claim = _with_place(OWN_INSIDE_CLAIMS[_claimed(state, said)], said, around).filled(card=card)
    shown = named if state is not State.TURNED_OVER else Said(State.TURNED_OVER)
    place = _place(said)
    made = [
        statement(
            OWN_INSIDE_CARD.item,
            replace(shown, state=_state_of_words(named, state)),
            claim,
            theme=theme_of(answer),
            leaning=LEANING[place] if place else Leaning.NONE,
            content=_content(answer, place),
        )
    ]
    if said and said.words.strip():
        beside = OWN_INSIDE_SAID.filled(card=card)
        made.append(statement(BESIDE_INSIDE, said, beside, theme=theme_of(answer), content="important_to"))
    return made


def lowered(item: str, question: Question, claim: Text, *, older: bool) -> Lowered:
    """Where a card, or what lies inside one, lies; else the question, and which cards it is about."""
    values = claim.values
    card, place = values.get("card"), values.get("place")
    if isinstance(question, Sort) and card is not None:
        inside = ONE_MORE if item == OWN_INSIDE_CARD.item else values.get("inside")
        lies, about = (inside, card) if inside else (card, None)
        return put_there(lies, place, about=about) if place else not_put(lies, about=about)
    if isinstance(question, ChooseAmong):
        return was_asked(question, older=older, picked=card)
    both = listed([one for one in (card, values.get("other")) if isinstance(one, Text)])
    return was_asked(question, older=older, about=both if both.values else None, picked=values.get("picked"))


def _difference(answer: Answer, around: Surroundings) -> Statement | None:
    most, least = pick_of(answer, "most-liked"), pick_of(answer, "least-liked")
    if most is None or least is None:
        return None
    card, other = _card_named(most, around), _card_named(least, around)
    return difference(answer, card, other, theme_of(answer))
