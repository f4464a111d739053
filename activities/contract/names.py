"""Names of other pupils in what a pupil said: people named are third parties (docs/practice.md, 8.8 and 9).

Papers print "another pupil" in their place. A pupil's words are changed only where it is sure that a name stands; of
everything else a person is told, who has to look.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from itertools import pairwise

#: Names that are everyday words too. In the middle of a sentence they count with a capital letter only.
EVERYDAY = frozenset(
    {
        *("amber", "angel", "april", "archer", "art", "august", "autumn", "bay", "bear", "bill", "blossom", "blue"),
        *("bob", "brook", "carter", "chance", "charm", "chase", "cherry", "christian", "cooper", "daisy", "dawn"),
        *("dean", "drew", "duke", "earl", "eve", "ever", "faith", "fern", "frank", "gene", "ginger", "grace"),
        *("grant", "guy", "happy", "harmony", "hazel", "heather", "heaven", "holly", "honey", "hope", "hunter"),
        *("iris", "ivy", "jack", "jade", "jay", "jet", "joy", "june", "justice", "king", "lance", "lily", "lucky"),
        *("major", "mark", "mason", "max", "may", "melody", "mercy", "miles", "miracle", "nick", "noble", "ocean"),
        *("olive", "page", "parker", "pat", "patience", "peace", "pearl", "piper", "poppy", "precious", "prince"),
        *("princess", "rain", "ray", "red", "rich", "river", "rob", "robin", "rocky", "rose", "rowan", "ruby"),
        *("sage", "sandy", "skip", "sky", "star", "storm", "sue", "summer", "sunny", "tanner", "taylor", "tiger"),
        *("treasure", "trinity", "unique", "violet", "will", "willow", "winter", "wolf", "wren", "young"),
    }
)
#: Of these, a time: "in May", "May 4".
_TIMES = frozenset({"april", "may", "june", "august", "summer", "autumn", "winter"})
_BEFORE_TIMES = frozenset(
    {
        *("after", "before", "by", "during", "early", "every", "from", "in", "last", "late", "next", "of", "on"),
        *("since", "till", "this", "until"),
    }
)
#: What follows these is a thing: "a Star", "the Ruby class".
_BEFORE_THINGS = frozenset({"a", "an", "the", "my", "your", "his", "her", "our", "their", "some"})
#: Somebody called so is an adult: "Mrs Smith".
_TITLES = frozenset({"mr", "mrs", "ms", "mx", "dr", "sir", "coach", "auntie", "aunty", "aunt", "uncle"})

#: Letters that stand alone in a sentence and are no initial: "Tomos I like", "Tomos a bit", "will u".
NO_INITIAL = frozenset("iau")
#: Small parts of surnames, which have no capital: "Tom de Souza".
_PARTICLES = frozenset(
    {"al", "ap", "ab", "bin", "bint", "da", "de", "del", "den", "der", "di", "dos", "du", "el", "van"}
)
#: Words with which somebody begins to tell, and which are no names although a tablet gives them a capital letter.
_NO_NAMES = frozenset(
    {
        *("a", "all", "always", "an", "and", "another", "any", "anyone", "are", "as", "at", "baby", "because", "best"),
        *("boys", "but", "can", "children", "class", "classmate", "classmates", "cool", "cousin", "every"),
        *("everybody", "everyone", "football", "for", "friday", "friend", "friends", "from", "fun", "funny", "game"),
        *("games", "gaming", "girls", "good", "had", "has", "have", "he", "helpful", "helping", "helps", "her", "him"),
        *("his", "home", "i", "if", "im", "in", "is", "it", "just", "kids", "kind", "like", "likes", "lots", "love"),
        *("loves", "many", "mate", "mates", "me", "mine", "minecraft", "miss", "monday", "most", "much", "mum"),
        *("mummy", "my", "nan", "neighbour", "never", "new", "nice", "no", "nobody", "none", "not", "nothing", "of"),
        *("old", "on", "one", "only", "other", "others", "our", "outside", "people", "play", "played", "playing"),
        *("plays", "pupils", "roblox", "same", "saturday", "school", "she", "shes", "hes", "some", "somebody"),
        *("someone", "sometimes", "sunday", "talk", "talking", "teacher", "that", "the", "their", "them", "there"),
        *("these", "they", "this", "those", "thursday", "to", "together", "tuesday", "two", "us", "very", "was", "we"),
        *("wednesday", "well", "were", "when", "who", "with", "yes", "you", "your", "dad", "daddy", "grandad"),
        *("grandma", "granny", "brother", "sister", "fortnite", "xbox", "year"),
    }
)
#: A name is no longer than this, in words and in letters; in a script without capitals less is sure.
_MOST_WORDS, _MOST_LETTERS, _MOST_WITHOUT_CAPITALS, _MOST_WIDE = 4, 40, 12, 4

_ENDS_SENTENCE = frozenset(".!?\n")
#: After these a capital letter tells nothing.
_BEGINS = _ENDS_SENTENCE | frozenset('…:;"“”„‘«»([*•–—-')


@dataclass(frozen=True)
class Word:
    """A word of a text: in lower case without accents, as it was written, and from where to where it stands."""

    plain: str
    written: str
    #: What stands between the word before and this one.
    before: str
    at: int
    #: The first of the text.
    is_first: bool

    @property
    def end(self) -> int:
        """Where it ends in the text."""
        return self.at + len(self.written)

    @property
    def begins_sentence(self) -> bool:
        """Whether it would have a capital letter anyway."""
        return self.is_first or not _ENDS_SENTENCE.isdisjoint(self.before)

    @property
    def is_capital(self) -> bool:
        """Whether it begins with a capital letter."""
        return self.written[:1].isupper()

    @property
    def has_case(self) -> bool:
        """Whether its script has capital letters."""
        return any(letter.isupper() or letter.islower() for letter in self.written)


def words_of(text: str) -> list[Word]:
    """The words of a text. What is joined by a hyphen is two, and Bella’s is said of Bella."""
    words: list[Word] = []
    ended, start = 0, None
    for at, character in enumerate(f"{text} "):
        inside = start is not None
        if character.isalnum() or (inside and (unicodedata.category(character)[0] == "M" or character in "'’")):
            start = start if inside else at
        elif start is not None:
            written = text[start:at].rstrip("'’")
            written = re.sub(r"['’][sS]$", "", written)
            # O’Neil may stand in the school's list without its sign.
            plain = re.sub("['’]", "", _without_accents(written))
            words.append(Word(plain, written, text[ended:start], start, not words))
            ended, start = start + len(written), None
    return words


def _without_accents(letters: str) -> str:
    apart = unicodedata.normalize("NFKD", letters)
    return "".join(character for character in apart if not unicodedata.combining(character)).casefold()


def is_titled(words: Sequence[Word], at: int) -> bool:
    """Whether an adult's title stands before this word: "Mrs Smith" is nobody's friend in class."""
    if at == 0:
        return False
    title = words[at - 1]
    # "I miss Tom" is said of a pupil.
    return title.plain in _TITLES or title.written == "Miss"


def names_in(said: str) -> tuple[str, ...]:
    """The names that somebody was surely called by, where the pupil was asked who it is: "Tom Smith", "my friend Tom".

    Nothing where what was said is, or may be, something else than a name.
    """
    pieces = [piece for piece in re.split(r"[,;&+/\n]|\band\b", said) if piece.strip()]
    found = [_as_name(piece) for piece in pieces]
    if found and all(found):
        return tuple(name for name in found if name)
    return friends_in(said)


def friends_in(said: str) -> tuple[str, ...]:
    """The names that follow "friend": "my best friend Tom Smith plays with me"."""
    words = words_of(said)
    if not _capitals_tell(words):
        return ()
    names = []
    for at, word in enumerate(words):
        if word.plain != "friend":
            continue
        # "My friend’s Xbox" names nobody; "my friend’s name is Tom" does.
        said_of = [one.plain for one in words[at + 1 : at + 3]]
        skipped = next((n for n in (2, 1) if tuple(said_of[:n]) in _CALLED), 0)
        if skipped == 0 and said[word.end : word.end + 1] in {"'", "’"}:
            continue
        if name := _run_of_capitals(said, words[at + 1 + skipped :]):
            names.append(name)
    return tuple(names)


#: What may stand between "friend" and the name. "Is" alone does not do: "my friend is Polish".
_CALLED = frozenset(
    {("called",), ("named",), ("is", "called"), ("is", "named"), ("name", "is"), ("who", "is", "called")}
)


def _run_of_capitals(said: str, words: Sequence[Word]) -> str | None:
    run: list[Word] = []
    for word in words[:3]:
        if not word.is_capital or word.plain in _NO_NAMES | _TITLES or not _ENDS_SENTENCE.isdisjoint(word.before):
            break
        run.append(word)
    return said[run[0].at : run[-1].end] if run else None


def _as_name(piece: str) -> str | None:
    """The name that this is, and nothing else: short, with capital letters in scripts that have them."""
    words = words_of(piece)
    if not 1 <= len(words) <= _MOST_WORDS:
        return None
    if any(one.plain in _NO_NAMES | _TITLES or any(map(str.isdigit, one.plain)) for one in words):
        return None
    # A full stop within is the end of a sentence, but for an initial.
    if any(two.begins_sentence and len(one.plain) > 1 for one, two in pairwise(words)):
        return None
    if not (_has_capitals(words) if any(one.has_case for one in words) else _is_short(words)):
        return None
    return piece[words[0].at : words[-1].end]


def _has_capitals(words: Sequence[Word]) -> bool:
    return (
        sum(len(one.written) for one in words) <= _MOST_LETTERS
        and words[0].is_capital
        and words[-1].is_capital
        and all(one.is_capital or one.plain in _PARTICLES for one in words[1:-1])
    )


def _is_short(words: Sequence[Word]) -> bool:
    letters = "".join(one.written for one in words)
    # Chinese and Japanese have no spaces, and four letters of theirs are a sentence.
    wide = any(unicodedata.east_asian_width(letter) == "W" for letter in letters)
    return len(words) <= 2 and len(letters) <= (_MOST_WIDE if wide else _MOST_WITHOUT_CAPITALS)


#: Words with a capital letter that name nobody: times, lessons, tongues, feasts, makes and shows that pupils speak of.
_THINGS = frozenset(
    {
        *("mondays", "tuesdays", "wednesdays", "thursdays", "fridays", "saturdays", "sundays", "january", "february"),
        *("march", "july", "september", "october", "november", "december", "art", "biology", "chemistry"),
        *("computing", "drama", "english", "french", "geography", "german", "history", "latin", "math", "maths"),
        *("music", "pe", "phonics", "physics", "pshe", "re", "science", "spanish", "assembly", "arabic", "asian"),
        *("bengali", "black", "bsl", "catholic", "chinese", "hindu", "irish", "islam", "italian", "jewish"),
        *("makaton", "muslim", "polish", "punjabi", "romanian", "scottish", "sikh", "somali", "ukrainian", "urdu"),
        *("welsh", "america", "africa", "britain", "england", "europe", "france", "india", "ireland", "london"),
        *("pakistan", "poland", "scotland", "spain", "wales", "bible", "god", "jesus", "quran", "ramadan", "bonfire"),
        *("christmas", "diwali", "easter", "eid", "halloween", "hanukkah", "santa", "adhd", "asd", "autism", "bluey"),
        *("disney", "disneyland", "dog", "cat", "google", "greggs", "ipad", "iphone", "kfc", "lego", "legoland"),
        *("mario", "marvel", "mcdonalds", "netflix", "nintendo", "playstation", "pokemon", "sonic", "spiderman"),
        *("spotify", "switch", "teams", "tesco", "tiktok", "tv", "whatsapp", "youtube", "snapchat", "instagram"),
        *("arsenal", "chelsea", "city", "everton", "liverpool", "united", "brownies", "cubs", "guides", "scouts"),
        *("ill", "id", "ive", "ok", "okay", "ehcp", "senco", "sendco", "ta", "tas", "please", "thank", "thanks"),
        *("what", "where", "why", "how", "which", "then", "so", "also", "maybe", "more", "less", "now", "today"),
    }
)
_BEFORE_PLACES = frozenset({"at", "in", "on"})
#: Somebody of the family with a name: "Nanny Jean" is nobody in class.
_KIN = frozenset(
    {
        *("abba", "ammi", "baba", "babcia", "dad", "dada", "daddy", "dadi", "gran", "grandad", "grandma", "grandpa"),
        *("granny", "mam", "mama", "mum", "mummy", "nain", "nan", "nana", "nani", "nanny", "oma", "opa"),
        *("papa", "taid"),
    }
)


def likely_names(text: str, things: Collection[str], *, of_people: bool) -> tuple[str, ...]:
    """What is likely somebody's name in words freely given, as it stands there: "Kayla", "Kayla Jones".

    A capital letter in the middle of a sentence of which other words have none, or two such words that stand alone;
    `of_people`, where people are spoken of, also one. `things`: words (small, without accents) that are known to be
    none. In words all in capitals, after "the", "in", "Mrs" or "Nanny", and in scripts without capitals nothing is
    guessed. Nor at the beginning of a sentence, where a tablet sets a capital by itself.
    """
    words = words_of(text)
    alone = (1 if of_people else 2) <= len(words) <= 2 and all(may_be_name(word, things) for word in words)
    if alone:
        return (text[words[0].at : words[-1].end],)
    if not _capitals_tell(words):
        return ()
    found: dict[str, str] = {}
    at = 0
    while at < len(words):
        run = 0
        while (
            at + run < len(words)
            and run < 3
            and _is_amid(words, at + run, run)
            and may_be_name(words[at + run], things)
        ):
            run += 1
        name = text[words[at].at : words[at + run - 1].end] if run else ""
        # "In Leeds", but "at Kayla’s".
        if name and (words[at - 1].plain not in _BEFORE_PLACES or text[words[at + run - 1].end :][:1] in {"'", "’"}):
            found.setdefault(name.casefold(), name)
        at += max(run, 1)
    return tuple(found.values())


def may_be_name(word: Word, things: Collection[str]) -> bool:
    """Whether it is written as a name, and nothing else is called so."""
    return (
        len(word.plain) > 1
        and word.is_capital
        and word.written[1:].islower()
        and word.plain not in _NO_NAMES | _THINGS | _TIMES | _TITLES | _KIN
        and word.plain not in things
    )


def stands_at_beginning(word: Word) -> bool:
    """Whether a tablet would give it a capital letter: at the beginning of a sentence, or of what is quoted."""
    return word.is_first or not _BEGINS.isdisjoint(word.before)


def _is_amid(words: Sequence[Word], at: int, follows: int) -> bool:
    """Whether a capital letter tells something here; `follows`: so many words of the same name stand before it."""
    word = words[at]
    if follows:
        return word.before in {" ", "-"}
    if stands_at_beginning(word):
        return False
    before = words[at - 1]
    return not (before.plain in _BEFORE_THINGS | _KIN or (before.is_capital and is_titled(words, at)))


@dataclass(frozen=True)
class _Found:
    at: int
    end: int
    #: Whether it is a name for sure, and no word.
    sure: bool


def without_names(text: str, names: Sequence[str], instead: str) -> str:
    """The text with `instead` in every place where one of these names stands for sure, in whole or in part."""
    for one in reversed([one for one in _found(text, names) if one.sure]):
        text = text[: one.at] + instead + text[one.end :]
    return text


def has_name(text: str, names: Sequence[str]) -> bool:
    """Whether one of these names stands here for sure."""
    return any(one.sure for one in _found(text, names))


def may_have_name(text: str, names: Sequence[str]) -> bool:
    """Whether a word stands here that may be one of these names, and may be none."""
    return any(not one.sure for one in _found(text, names))


def _found(text: str, names: Sequence[str]) -> list[_Found]:
    words, found, at = words_of(text), [], 0
    wanted = [(words_of(name), bool(names_in(name))) for name in names]
    while at < len(words):
        here = [_name_at(words, at, name) if sure else _unsure_at(words, at, name) for name, sure in wanted]
        length, sure = max((one for one in here if one), default=(0, False))
        if length and not is_titled(words, at):
            found.append(_Found(words[at].at, words[at + length - 1].end, sure))
        at += max(length, 1)
    return found


def _stands_here(words: Sequence[Word], at: int, name: Sequence[Word]) -> bool:
    return [one.plain for one in words[at : at + len(name)]] == [one.plain for one in name]


def _name_at(words: Sequence[Word], at: int, name: Sequence[Word]) -> tuple[int, bool] | None:
    """How many words of this name begin here, and whether it is the name for sure."""
    if len(name) > 1 and _stands_here(words, at, name):
        return len(name), True
    word = words[at]
    if word.plain == name[0].plain:
        initial = _initial_after(words, at)
        is_word = word.plain in EVERYDAY or len(word.plain) < 3
        return 1 + initial, not is_word or bool(initial) or _stands_as_name(words, at)
    # Of a surname only a capital letter tells: "Tom Brown" and brown bread.
    rest = {one.plain for one in name[1:] if len(one.plain) > 2}
    if word.plain in rest and (word.is_capital or not word.has_case):
        return 1, _stands_as_name(words, at)
    return None


def _unsure_at(words: Sequence[Word], at: int, said: Sequence[Word]) -> tuple[int, bool] | None:
    """The same for what may be a name or hold one: all of it, or a word of it that has a capital letter."""
    if said and _stands_here(words, at, said):
        return len(said), False
    word = words[at]
    capitals = {one.plain for one in said if one.is_capital and len(one.plain) > 2} - _NO_NAMES
    return (1, False) if word.is_capital and word.plain in capitals else None


def _initial_after(words: Sequence[Word], at: int) -> int:
    """One, where the first letter of a surname follows: "Tom B"."""
    if at + 1 == len(words):
        return 0
    after = words[at + 1]
    return int(len(after.written) == 1 and after.is_capital and after.plain not in NO_INITIAL and after.before == " ")


def _stands_as_name(words: Sequence[Word], at: int) -> bool:
    """Whether a word that may be a name and a thing is a name here: alone, or with a capital that tells."""
    word = words[at]
    if len(words) == 1 or not word.has_case:
        return True
    if not word.is_capital or stands_at_beginning(word) or not _capitals_tell(words):
        return False
    before = words[at - 1].plain
    after = words[at + 1].plain if at + 1 < len(words) else ""
    if before in _BEFORE_THINGS:
        return False
    return word.plain not in _TIMES or not (before in _BEFORE_TIMES or before.isdigit() or after.isdigit())


def _capitals_tell(words: Sequence[Word]) -> bool:
    """Whether capital letters mark anything: not where every word has one."""
    return any(one.has_case and not one.is_capital for one in words)
