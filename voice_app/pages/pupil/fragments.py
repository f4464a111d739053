"""One activity's questions as the page shows them: a fragment each, filled from the answer so far."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, cast

from flask import render_template
from flask_babel import gettext
from markupsafe import Markup, escape

from activities.contract import (
    MOST_CHARACTERS,
    NO_MORE,
    Activity,
    Answer,
    Card,
    Choice,
    Choose,
    ChooseAmong,
    OwnWords,
    Place,
    Question,
    ReadBack,
    Said,
    Sort,
    State,
    Step,
    Surroundings,
    Wording,
    exact,
    fits,
    hashed,
    holds,
    is_something_else,
    item_pointed_at,
    offered,
    same,
    stale,
    used_elsewhere,
)
from voice_app.pages.frame import ALWAYS, Photograph

from .circle import Placed, laid_out
from .manner import Manner
from .this_activity import IN_HAND

#: With this many choices a page, the answers stand far apart with a rest place between (rule A23).
FEWEST_CHOICES = 2

#: Which macro shows which kind of question.
PART = {"sort": "sort", "choose": "choose", "own-words": "wish", "choose-among": "choose", "read-back": "read_back"}


@dataclass(frozen=True)
class Shown:
    """How the page stands besides the answer: only without script does it come from the request."""

    moving: str | None = None
    view: str = "ways"
    page: int = 0
    by: str | None = None


@dataclass(frozen=True)
class Talk:
    """An activity with this pupil: the conversation, the answer so far, and where it stands."""

    manner: Manner
    activity: Activity
    answer: Answer
    around: Surroundings
    step: Step | None
    action: str
    fields: Mapping[str, str]
    #: Draws the order of picture choices for this pupil; 0 where none is drawn.
    order_seed: int = 0
    shown: Shown = Shown()
    #: The pupil's own photos that can be an answer.
    photos: Sequence[Photograph] = ()
    #: Keys of photos that were thrown away since they were said.
    gone: frozenset[str] = frozenset()
    #: Said under the question that is asked now, in the place of its own hint.
    hint: Wording | None = None
    #: Marks around each picture answer, for a page in which their order is put in afterwards (`ready_made`).
    around_a_pick: tuple[str, str] = ("", "")
    #: In the place of this request's form token.
    token: str | None = None
    #: Written for everybody who is asked in this manner: the script puts in what is one pupil's own (`questions`).
    for_all: bool = False

    def name_of(self, item: str) -> str:
        """What an item is called on the page: a card's label, the pupil's own word, or the answer itself."""
        card = self.activity.by_key.cards.get(item)
        if card is not None:
            own = self.answer.get(card.name_from) if card.name_from else None
            return own.words if own and own.words.strip() else self.manner.say(card.label)
        return self._answer_name(item)

    def _answer_name(self, item: str) -> str:
        said = self.answer.get(item)
        question = self.activity.by_key.asks.get(item)
        if said is None or not isinstance(question, Choose | ChooseAmong):
            return ""
        if said.words.strip():
            return said.words
        if said.photos:
            return self._said_about(item) or gettext("My photo")
        return next((self.manner.say(c.label) for c in question.choices if c.value in said.picks), "")

    def _said_about(self, item: str) -> str:
        """The first thing that the pupil said about it in words: what is told of a photo is its caption."""
        asked = self.activity.by_key.questions.values()
        tellings = (self.answer.get(one.key) for one in asked if isinstance(one, OwnWords) and one.about == item)
        return next((told.words for told in tellings if told and told.words.strip()), "")

    def photo_of(self, item: str) -> Photograph | None:
        """The pupil's own photo that stands for an item, or for a card of the pupil's own."""
        card = self.activity.by_key.cards.get(item)
        said = self.answer.get((card.name_from or item) if card else item)
        there = [key for key in said.photos if key not in self.gone] if said else []
        return Photograph(there[0], self.name_of(item)) if there else None

    def picture_of(self, item: str) -> str | Photograph:
        """The picture that stands for an item."""
        if photo := self.photo_of(item):
            return photo
        card = self.activity.by_key.cards.get(item)
        if card is not None:
            return card.picture
        said, question = self.answer.get(item), self.activity.by_key.asks.get(item)
        if isinstance(question, Choose) and said:
            return next((c.picture for c in question.choices if c.value in said.picks), I_SAID)
        return I_SAID

    def place_of(self, item: str) -> Place | None:
        """Where a card lies."""
        said, question = self.answer.get(item), self.activity.by_key.asks.get(item)
        if not isinstance(question, Sort) or said is None or said.state is not State.GIVEN:
            return None
        return next((place for place in question.scale if place.value in said.picks), None)

    def pointed(self, question: Question) -> str | None:
        """The item that a question is about: the one named, or the one picked there."""
        if question.about is None:
            return None
        return self._pointed_by(question.about)

    def _pointed_by(self, about: str) -> str | None:
        item = item_pointed_at(self.answer, about)
        said = self.answer.get(item)
        if isinstance(self.activity.by_key.asks.get(item), ChooseAmong):
            # What was said in words stands for itself.
            return said.picks[0] if said and said.picks else item if said and said.words.strip() else None
        return item

    def beside(self, question: Question) -> str | None:
        """The second item of a question that is about two."""
        return self._pointed_by(question.beside) if question.beside else None


def pictures_of(activity: Activity) -> frozenset[str]:
    """Every picture that a page of this activity may need, whatever is asked on it and answered."""
    return activity.all_pictures | ALWAYS


def fragment(talk: Talk, question: Question) -> Markup:
    """One question as HTML; hidden unless it is the one being asked."""
    current = _is_asked(talk, question)
    now: dict[str, Any] = {
        "action": talk.action,
        "hidden": not current,
        "fields": dict(talk.fields) if current else {},
        "item": talk.step.item if current and talk.step else question.items[0],
        "about": _about(talk, talk.pointed(question)) if question.about else None,
        "beside": _about(talk, talk.beside(question)) if question.beside else None,
        "people": [{"name": name} for name in talk.around.present],
        "limit": MOST_CHARACTERS,
        "page": talk.shown.page if current else 0,
    }
    now |= _filled(talk, question, talk.shown if current else Shown())
    token = talk.token
    instead = {} if token is None else {"csrf_token": lambda: token}
    html = render_template(
        "pupil/fragment.html",
        **instead,
        look=talk.manner,
        say=talk.manner.say,
        part=PART[question.kind],
        question=_Asked(question, talk),
        now=now,
        slug=talk.activity.slug,
        around_a_pick=talk.around_a_pick,
        for_all=talk.for_all,
        anew={name: talk.fields[name] for name in ("anew", "seen", IN_HAND) if name in talk.fields},
    )
    return Markup(html)  # noqa: S704 - our own template, escaped there


def _is_asked(talk: Talk, question: Question) -> bool:
    return talk.step is not None and talk.step.question is question


class _Asked:
    """A question with its words filled for this pupil; everything else is the question's own."""

    def __init__(self, question: Question, talk: Talk) -> None:
        self._question = question
        self.ask = filled(question.ask, talk, question)
        hint = (talk.hint if _is_asked(talk, question) else None) or question.hint
        self.hint = filled(hint, talk, question) if hint else None
        if isinstance(question, Choose):
            self.choices = ordered(question.choices, talk.order_seed)
        if isinstance(question, OwnWords) and question.photos and not talk.manner.camera:
            # The pupil's own photos can still be picked. What a photo may not show is said to who can take one.
            self.photos = "pick"
            self.hint = None if question.photos == "take" else self.hint
        if isinstance(question, ReadBack):
            self.own_words = False
            self.many = False

    def __getattr__(self, name: str) -> Any:
        return getattr(self._question, name)


def filled(wording: Wording, talk: Talk, question: Question) -> Markup:
    """A sentence with the name of what it is about in its place, marked so that the script can fill it too."""
    sentence = escape(talk.manner.say(wording))
    if "%(card)s" not in sentence:
        return sentence
    item = talk.pointed(question)
    name = Markup("<bdi data-about-name>{}</bdi>").format(talk.name_of(item) if item else "")
    return Markup(sentence.replace("%(card)s", name))  # noqa: S704 - both parts are escaped


def ordered(choices: Sequence[Choice], seed: int) -> list[Choice]:
    """Picture choices in the order drawn once for this pupil; "something else" stays last (rules A10, A29).

    Where an order means something, as with the parts of a day, the turns of the choices come before what was drawn.
    The script puts questions that are written for everybody in the same order (`own.ts`).
    """
    last = [c for c in choices if is_something_else(c.value)]
    rest = [c for c in choices if c not in last]
    draws = seed and len(rest) >= FEWEST_DRAWN
    return sorted(rest, key=lambda one: (one.turn, drawn(seed, one.value) if draws else 0)) + last


#: What was said in words; the way to say it has another picture, and may stand beside it.
I_SAID = "i-said"

#: With fewer, there is nothing to draw.
FEWEST_DRAWN = 4


def drawn(seed: int, value: str) -> int:
    """The lot of one choice for this pupil. An order, not a secret."""
    return hashed(f"{seed}{value}{seed}")


def _about(talk: Talk, item: str | None) -> dict[str, Any]:
    if item is None:
        return {"name": "", "picture": I_SAID, "place": None}
    return {"name": talk.name_of(item), "picture": talk.picture_of(item), "place": talk.place_of(item)}


def _filled(talk: Talk, question: Question, shown: Shown) -> dict[str, Any]:
    if isinstance(question, Sort):
        return _sort(talk, question, shown)
    if isinstance(question, ReadBack):
        return _read_back(talk, question)
    if isinstance(question, ChooseAmong):
        return _among(talk, question, shown)
    # What was said of something that was changed since is not shown as said of what stands there now.
    fits_no_more = stale(question, talk.answer, question.key)
    said = (None if fits_no_more else talk.answer.get(question.key)) or Said(State.STARTED)
    now: dict[str, Any] = {
        "picks": list(said.picks),
        "photo": None if fits_no_more else talk.photo_of(question.key),
        "my_photos": talk.photos if isinstance(question, OwnWords) and question.photos else (),
        "words": said.words,
        "by": shown.by if shown.by is not None else said.by,
        "open": shown.view == "words",
        "view": shown.view,
    }
    if isinstance(question, OwnWords) and question.but:
        now["off"] = used_elsewhere(question, talk.answer)
    if isinstance(question, OwnWords) and question.series:
        now |= _row(talk, question)
    if isinstance(question, Choose) and question.strip:
        now["strip"] = {"of": question.strip.of, "parts": _parts(talk, question, question.strip.items)}
    if isinstance(question, Choose) and question.mat:
        now["mat"] = _mat(talk)
    return now


def _parts(talk: Talk, question: Choose, items: Sequence[str]) -> list[dict[str, Any]]:
    """Its siblings, each by its own sign and what was said to it; those that are not asked today are hidden."""
    cells = []
    for item in items:
        sibling, said = talk.activity.by_key.asks[item], talk.answer.get(item)
        assert isinstance(sibling, Choose)
        assert sibling.sign is not None
        told = said is not None and said.says_something and item != question.key
        cells.append(
            {
                "item": item,
                "sign": sibling.sign,
                "picture": talk.picture_of(item) if told else sibling.sign.picture,
                "state": "now" if item == question.key else "told" if told else "later",
                "off": not holds(sibling.when, talk.answer, talk.around),
            }
        )
    return cells


def _mat(talk: Talk) -> dict[str, Any] | None:
    """Who was put in which ring; nothing where this activity has no rings."""
    asks = [question for question in talk.activity.conversation if isinstance(question, Choose) and question.mat]
    if not asks:
        return None
    people = [
        Placed(ask.key, ask.about, _ring(talk, ask), talk.name_of(ask.about), _face_of(talk, ask.about))
        for ask in asks
        if ask.about
    ]
    return laid_out(people) | {"labels": {choice.value: choice.label for choice in asks[0].choices}}


def _face_of(talk: Talk, item: str) -> str | Photograph:
    """Whom the pupil put in a ring: the photo, or the picture card. Of a photo that was thrown away, any face."""
    said = talk.answer.get(item)
    if said and said.photos and not said.picks and talk.photo_of(item) is None:
        return "person"
    return talk.picture_of(item)


def _ring(talk: Talk, ask: Choose) -> str | None:
    said = talk.answer.get(ask.key)
    placed = said is not None and said.state is State.GIVEN and not stale(ask, talk.answer, ask.key)
    return said.picks[0] if said and placed and said.picks else None


def _sort(talk: Talk, question: Sort, shown: Shown) -> dict[str, Any]:
    items = set(question.items)
    states = [talk.answer.get(item) for item in question.items]
    scale = scale_for(talk, question)
    now: dict[str, Any] = {
        "placed": {k: s.picks[0] for k, s in talk.answer.items.items() if k in items and s.state is State.GIVEN},
        "names": {card.item: talk.name_of(card.item) for card in question.cards},
        "photos": {card.item: photo for card in question.cards if (photo := talk.photo_of(card.item))},
        "left_out": [item for item in question.items if item in talk.around.left_out],
        "turned_over": sum(1 for said in states if said and said.state is State.TURNED_OVER),
        "scale": scale,
        "layout": "two" if talk.manner.choices == FEWEST_CHOICES else "",
        "others": _placed_elsewhere(talk, question),
    }
    if shown.moving in items:
        now["item"] = shown.moving
    item = now.get("item") or (talk.step.item if talk.step and talk.step.question is question else question.items[0])
    said = talk.answer.get(item) or Said(State.STARTED)
    by = shown.by if shown.by is not None else said.by
    return now | {"words": said.words, "by": by, "open": shown.view == "words"}


def _placed_elsewhere(talk: Talk, question: Sort) -> list[dict[str, Any]]:
    """Cards of the same kind that were placed at another question: the mat shows all that was put on it so far."""
    kind = question.items[0].split(":")[0]
    return [
        _laid(talk, item) | {"place": place.value}
        for item in talk.activity.by_key.cards
        if item.split(":")[0] == kind and item not in question.items and (place := talk.place_of(item))
    ]


def scale_for(talk: Talk, question: Sort) -> list[Place]:
    """The places in this pupil's order; with two choices a page only the two ends of the scale (rule A27)."""
    scale = list(question.scale)
    if talk.manner.choices == FEWEST_CHOICES:
        scale = [scale[0], scale[-1]]
    return scale if talk.manner.positive == "start" else list(reversed(scale))


def _among(talk: Talk, question: ChooseAmong, shown: Shown) -> dict[str, Any]:
    candidates = [item for item in talk.activity.by_key.asks if fits(item, question.among)]
    given = offered(question, talk.answer)
    choices = [_thing(talk, item) for item in candidates]
    said = talk.answer.get(question.key)
    return {
        "choices": [*choices, *question.choices],
        "stay": [choice.value for choice in question.choices],
        "off": [item for item in candidates if item not in given],
        "picks": list(said.picks) if said else [],
        "words": said.words if said else "",
        "by": shown.by if shown.by is not None else said.by if said else None,
        "open": question.own_words and shown.view == "words",
    }


def _plain(name: str) -> Wording:
    return same(exact(name))


def _read_back(talk: Talk, question: ReadBack) -> dict[str, Any]:
    cards = {item: card for item, card in talk.activity.by_key.cards.items() if fits(item, question.over)}
    if not all(item in cards for item in talk.activity.by_key.asks if fits(item, question.over)):
        return _read_back_answers(talk, question)
    scale = _scale_of(talk, cards)
    rest = {State.SKIPPED: ("skip", gettext("Skipped")), State.DONT_KNOW: ("dont-know", gettext("I don’t know"))}
    return {
        "places": [
            {"place": place, "cards": [_laid(talk, i) for i in cards if talk.place_of(i) == place]} for place in scale
        ],
        "rest": [
            {"value": state.value, "word": word, "picture": picture, "cards": _in_state(talk, cards, state)}
            for state, (picture, word) in rest.items()
        ],
        "turned_over": len(_in_state(talk, cards, State.TURNED_OVER)),
        "tray": [_laid(talk, i) for i in cards if talk.place_of(i) is None and not _rests(talk, i)],
    }


def _read_back_answers(talk: Talk, question: ReadBack) -> dict[str, Any]:
    """Answers in words or pictures, read back as lists: one for each strip or each wish, then all that is of none.

    What the rings show is on their mat and in no list.
    """
    lists: dict[str, dict[str, Any]] = {}
    given = talk.answer.given(question.over)
    for item, ask in talk.activity.by_key.asks.items():
        if fits(item, question.over) and not (isinstance(ask, Choose) and ask.mat):
            of, wish = _strip_of(talk, ask), _wish_of(talk, item)
            here = lists.setdefault(
                of.value if of else wish or "",
                {"of": of, "wish": _named(talk, wish) if wish else None, "answers": []},
            )
            # "Nobody" and "Nothing" are answers, and "That is all" is none.
            none = isinstance(ask, OwnWords) and ask.no_more not in (None, NO_MORE)
            said = talk.answer.get(item)
            off = item not in given and not (none and said is not None and said.is_no_more)
            here["answers"].append(_told(talk, ask, item) | {"off": off, "none": none, "heads": item == question.heads})
    lists |= {"": lists.pop("")} if "" in lists else {}
    return {
        "places": [],
        "rest": [],
        "turned_over": 0,
        "told": list(lists.values()),
        "mat": _mat(talk),
    }


def _strip_of(talk: Talk, ask: Question) -> Place | None:
    """What the strip is of in which this stands, or that which it follows on from."""
    about = talk.activity.by_key.asks.get(ask.about) if ask.about else None
    strips = [one.strip for one in (ask, about) if isinstance(one, Choose) and one.strip]
    return strips[0].of if strips else None


def _wish_of(talk: Talk, item: str) -> str | None:
    """Which of a series of siblings it belongs to, by the end of its key: "different:2" is about "wish:2"."""
    end = item.partition(":")[2]
    asked = (ask for ask in talk.activity.conversation if isinstance(ask, OwnWords) and ask.series)
    return next((one for ask in asked for one in ask.series if end and one.partition(":")[2] == end), None)


def _named(talk: Talk, wish: str) -> Wording | None:
    """What this one of the series is called: "Wish 2"."""
    name = talk.activity.thing_asked_about(wish, talk.answer, talk.around)
    return same(name) if name else None


def _told(talk: Talk, ask: Question, item: str) -> dict[str, Any]:
    """All that was answered there, under what was asked: every picture that was picked, the photo, the words."""
    said = talk.answer.get(item) or Said(State.STARTED)
    words = said.words.strip()
    return {
        "item": item,
        "sign": _sign(talk, ask, item),
        # Alone under an answer, "Is it one of these?" would not say what was asked.
        "asked": filled(talk.activity.by_key.asks.get(ask.asks_again or "", ask).ask, talk, ask),
        "place": talk.place_of(item),
        "picks": _picks(talk, ask, said),
        # What the pupil said of it stands beside it, and is not read out twice.
        "photo": Photograph(said.photos[0], "") if talk.photo_of(item) and said.photos else None,
        "words": said.words if words else talk.name_of(item) if said.photos else "",
        "exact": bool(words),
        "takes_photos": isinstance(ask, OwnWords) and ask.photos != "",
    }


def _sign(talk: Talk, ask: Question, item: str) -> Choice | None:
    """By what it is known, where it has a picture of its own: a card, or a part of a day."""
    card = talk.activity.by_key.cards.get(item)
    if card is not None:
        return Choice(value=item, label=_plain(talk.name_of(item)), picture=card.picture)
    # Of a series, all that was said stands together under its name.
    return ask.sign if isinstance(ask, Choose) and not (isinstance(ask, OwnWords) and ask.series) else None


def _picks(talk: Talk, ask: Question, said: Said) -> list[Choice]:
    """The pictures that were picked; of things said so far that were pointed at, what they are called."""
    if not isinstance(ask, Choose | ChooseAmong):
        return []
    choices = {choice.value: choice for choice in ask.choices}
    if isinstance(ask, OwnWords) and ask.no_more:
        choices[ask.no_more.value] = ask.no_more
    if isinstance(ask, ChooseAmong):
        among = [value for value in said.picks if value not in choices]
        choices |= {value: _thing(talk, value) for value in among}
    return [choices[value] for value in said.picks if value in choices]


def _thing(talk: Talk, item: str) -> Choice:
    # A photo may stand in the place of the picture: here a choice is only looked at.
    return Choice(value=item, label=_plain(talk.name_of(item)), picture=cast(str, talk.picture_of(item)))


def _scale_of(talk: Talk, cards: Mapping[str, Card]) -> list[Place]:
    question = talk.activity.by_key.asks[next(iter(cards))]
    assert isinstance(question, Sort)
    return scale_for(talk, question)


def _rests(talk: Talk, item: str) -> bool:
    """Whether a card without a place is told of apart: skipped, or not known."""
    said = talk.answer.get(item)
    return said is not None and said.state in {State.SKIPPED, State.DONT_KNOW}


def _in_state(talk: Talk, cards: Mapping[str, Card], state: State) -> list[dict[str, Any]]:
    return [_laid(talk, item) for item in cards if (said := talk.answer.get(item)) and said.state is state]


def _laid(talk: Talk, item: str) -> dict[str, Any]:
    said = talk.answer.get(item)
    return {
        "item": item,
        "name": talk.name_of(item),
        "picture": talk.picture_of(item),
        "words": said.words if said else "",
        "exact": bool(said and said.words.strip()),
    }


def _row(talk: Talk, question: OwnWords) -> dict[str, Any]:
    """The wishes beside one another: done, passed over, now, later."""
    number = next(
        (n for n, item in enumerate(question.series, 1) if item.split(":")[1:] == question.key.split(":")[1:]), 1
    )
    row = []
    for n, item in enumerate(question.series, 1):
        said = talk.answer.get(item)
        words = said.words.strip() if said else ""
        settled = said is not None and said.state is not State.STARTED
        over = "done" if talk.name_of(item) else "passed"
        row.append(
            {
                "number": n,
                "state": "now" if n == number else over if n < number or settled else "later",
                "picture": talk.picture_of(item) if said and (said.picks or said.photos) else None,
                "words": words,
                "exact": bool(words),
                "answer": talk.name_of(item),
            }
        )
    return {"number": number, "row": row, "sign": question.sign}


def dots(talk: Talk) -> dict[str, int]:
    """Where we are: among the cards of a set, or among the wishes; of nothing where there is no way to count.

    The place for them is there all the same: the next question may be one of several, and the script fills it.
    """
    question = talk.step.question if talk.step else None
    items: Sequence[str] = ()
    if isinstance(question, Sort):
        items = [item for item in question.items if item not in talk.around.left_out]
    if isinstance(question, OwnWords) and question.series:
        items = question.series
    if talk.step is None or len(items) < 2:
        return {"done": 0, "of": 0}
    # An earlier one may be changed: it counts which is in hand, not how many were answered.
    in_hand = talk.shown.moving if talk.shown.moving in items else talk.step.item
    return {"done": items.index(in_hand), "of": len(items)}
