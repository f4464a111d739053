"""Names at the beginning of a sentence, where a capital letter tells nothing: "Oliver hits me."

Of another pupil papers print "another pupil" or somebody is asked to look (docs/practice.md, 8.8 and 9). A name that
nobody looks at goes out, so this rather points at a word too many than at one too few.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence

from .names import EVERYDAY, Word, may_be_name, stands_at_beginning, words_of

#: What is said of somebody right behind the name. Without "like" and "help": "Teachers help" is said of no name.
_SAID_OF_SOMEBODY = frozenset(
    {
        *("always", "arent", "aint", "can", "cant", "could", "couldnt", "cuts", "did", "didnt", "does", "doesnt"),
        *("dont", "from", "has", "hasnt", "is", "isnt", "keep", "never", "should", "shouldnt", "still", "used", "was"),
        *("wasnt", "were", "who", "will", "wont", "would", "wouldnt"),
    }
)
#: What somebody did, where the word tells it by no ending.
_DID = frozenset(
    {
        *("ate", "beat", "bit", "blew", "bought", "broke", "brought", "came", "caught", "chose", "cut", "drew", "fell"),
        *(
            "fought",
            "found",
            "gave",
            "goes",
            "got",
            "grew",
            "had",
            "held",
            "hid",
            "hit",
            "hurt",
            "kept",
            "knew",
            "laid",
        ),
        *("led", "left", "lent", "let", "lied", "lost", "made", "meant", "met", "put", "ran", "read", "rode", "said"),
        *("sang", "sat", "saw", "sent", "shook", "shut", "slept", "spat", "spoke", "stole", "stood", "stuck", "sung"),
        *("swore", "taught", "think", "thought", "threw", "told", "took", "tore", "went", "won", "wore", "wrote"),
    }
)
#: What somebody does in school, as pupils tell it. Of other words with an "s" nobody knows: "Plain pictures".
_DOES = frozenset(
    {
        *("annoys", "argues", "asks", "barges", "beats", "bites", "blames", "bosses", "breaks", "bullies", "calls"),
        *("cares", "chases", "cheats", "comes", "copies", "cries", "distracts", "draws", "eats", "fights", "follows"),
        *("forgets", "gets", "gives", "grabs", "hates", "helps", "hits", "holds", "hugs", "hurts", "ignores"),
        *("interrupts", "joins", "jumps", "keeps", "kicks", "kisses", "knows", "laughs", "leaves", "lets", "lies"),
        *("likes", "listens", "lives", "looks", "loves", "makes", "messes", "moans", "needs", "nicks", "picks"),
        *("pinches", "plays", "pokes", "pulls", "punches", "pushes", "puts", "reads", "runs", "saves", "says"),
        *("scares", "scratches", "screams", "sees", "shares", "shouts", "shoves", "sings", "sits", "slaps", "smells"),
        *("snatches", "spits", "spoils", "stamps", "stares", "starts", "steals", "stops", "swears", "takes", "talks"),
        *("teases", "tells", "thinks", "threatens", "throws", "touches", "tries", "trips", "understands", "upsets"),
        *("uses", "waits", "wants", "whispers", "winds", "works", "yells"),
    }
)
#: Behind these the word before was a thing in the plural: "Art works are", "Bus stops can".
_AFTER_PLURAL = frozenset({"are", "were", "can", "arent", "feel"})
#: Who is with somebody: "Oliver and me".
_WITH = frozenset({"me", "i", "im", "my", "myself"})
#: Whom somebody does something to. Tells even a name that is a word: "Will hits me", but not "Will it rain".
_WHOM = frozenset({"me", "my", "him", "his", "her", "us", "them", "people", "everyone", "everybody"})

#: Endings of words that are no names.
_ENDINGS = ("ing", "tion", "sion", "ness", "ball", "time", "room", "work", "ground", "thing", "body", "where")
#: Begin a sentence without "the" or "a", and are no names.
_NO_BEGINNING_NAMES = frozenset(
    {
        *("again", "ages", "almost", "anger", "anxiety", "apparently", "apples", "athletics", "back", "badminton"),
        *("ballet", "basically", "beans", "beauty", "behaviour", "being", "big", "biscuits", "bits", "boats", "books"),
        *("bread", "break", "breaks", "bright", "bullies", "bullying", "burgers", "buses", "cake", "cakes", "cars"),
        *("cats", "change", "chaos", "cheese", "chess", "chicken", "chips", "chocolate", "choir", "choosing", "circle"),
        *("clay", "cleaner", "clothes", "coding", "coffee", "cold", "colour", "computers", "crayons", "cricket"),
        *("crisps", "crowds", "crying", "curry", "dance", "dark", "darkness", "days", "design", "dinner", "dinners"),
        *("dodgeball", "dogs", "doing", "dust", "each", "earth", "eating", "either", "electricity", "enough", "even"),
        *("exams", "exercise", "experiments", "family", "fighting", "fingers", "fire", "first", "fish", "food", "form"),
        *("fractions", "free", "fruit", "furniture", "generally", "getting", "glue", "going", "golf", "grammar"),
        *("grass", "group", "groups", "gym", "gymnastics", "hair", "half", "hands", "hate", "hates", "heat", "help"),
        *("hip", "hockey", "holidays", "homework", "honestly", "hopefully", "hot", "hummus", "hunger", "ice", "inside"),
        *("judo", "juice", "jumping", "karate", "last", "later", "laughter", "learning", "left", "lessons", "life"),
        *("light", "lights", "lightning", "literacy", "little", "loud", "lunch", "lunches", "mainly", "meat", "milk"),
        *("money", "mornings", "mostly", "mud", "names", "nature", "neither", "netball", "next", "night", "nights"),
        *("noise", "noises", "normally", "nursery", "obviously", "often", "once", "online", "orange", "others"),
        *("outdoors", "paint", "pain", "pasta", "paper", "parents", "pens", "pencils", "perhaps", "photography"),
        *("pizza", "plants", "playtimes", "poetry", "porridge", "practice", "probably", "pudding", "quiet", "quite"),
        *("rather", "really", "reception", "rice", "right", "rounders", "rounds", "rugby", "rules", "running", "salad"),
        *("sand", "saying", "screaming", "screens", "seeing", "shouting", "sign", "silence", "singing", "sleep"),
        *("slime", "smells", "smoke", "snacks", "snow", "soap", "soup", "space", "sport", "sports", "spellings"),
        *("staff", "stickers", "stories", "stress", "stuff", "such", "sugar", "sunlight", "sunshine", "supper"),
        *("swearing", "sweets", "tag", "tea", "teachers", "technology", "tennis", "tests", "texture", "thunder"),
        *("tidy", "tomorrow", "tonight", "toys", "traffic", "trees", "trouble", "tuna", "unfortunately", "usually"),
        *("veg", "vegetables", "wall", "washing", "water", "weather", "weekends", "whatever", "whenever", "while"),
        *("whoever", "whole", "wind", "worksheets", "writing", "yesterday", "yoga", "yoghurt"),
        *("aeroplanes", "airport", "after", "about", "around", "before", "both", "by", "down", "during", "every"),
        *("here", "his", "hers", "its", "or", "out", "over", "since", "soon", "still", "than", "though", "through"),
        *("till", "too", "under", "until", "up", "without", "yet", "yours", "am", "be", "been", "did", "do", "does"),
        *("get", "gets", "give", "go", "goes", "got", "hope", "keep", "keeps", "let", "lets", "look", "make", "makes"),
        *("need", "put", "say", "says", "see", "should", "stay", "stop", "take", "tell", "try", "use", "want"),
        *("went", "will", "wish", "work", "would", "could", "can", "cannot", "cant", "dont", "didnt", "wont"),
    }
)
#: Everyday words that are names too, and hardly ever begin what is told of somebody.
_RARELY_NAMES = frozenset(
    {
        *("april", "art", "august", "autumn", "bay", "bear", "blossom", "blue", "brook", "chance", "charm", "cherry"),
        *("ever", "ginger", "happy", "harmony", "heaven", "honey", "jet", "june", "justice", "king", "lucky", "major"),
        *("may", "melody", "mercy", "miracle", "noble", "ocean", "page", "patience", "peace", "precious", "prince"),
        *("princess", "rain", "red", "rich", "river", "rocky", "sage", "sandy", "skip", "sky", "star", "storm"),
        *("summer", "sunny", "tiger", "treasure", "unique", "winter", "wolf", "wren", "young"),
    }
)


def names_at_beginnings(text: str, things: Collection[str]) -> tuple[str, ...]:
    """What is likely somebody's name where a sentence begins, as it stands there.

    An unknown word of which something is told as it is told of somebody: "Oliver hits me", "Oliver was", "Oliver’s",
    "Oliver and me". `things`: words (small, without accents) that are known to be none. In
    words all in capitals, and in scripts without them, nothing is guessed.
    """
    words = words_of(text)
    # "PLAY WITH ME" and a title tell nothing by their capitals.
    if all(one.is_capital for one in words if one.has_case):
        return ()
    in_small_letters = {one.plain for one in words if not one.is_capital}
    found = {
        word.plain: word.written
        for at, word in enumerate(words)
        if stands_at_beginning(word)
        and word.plain not in in_small_letters
        and _begins_what_is_told_of_somebody(text, words, at, things)
    }
    return tuple(found.values())


def _begins_what_is_told_of_somebody(text: str, words: Sequence[Word], at: int, things: Collection[str]) -> bool:
    word, after = words[at], _after(words, at)
    following = [one.plain for one in after]
    if word.plain in EVERYDAY - _RARELY_NAMES:
        return word.written[1:].islower() and _does(following) and not _WHOM.isdisjoint(following[1:])
    if not may_be_name(word, things) or word.plain in _NO_BEGINNING_NAMES or word.plain.endswith(_ENDINGS):
        return False
    if text[word.end : word.end + 2].casefold() in {"'s", "’s"}:
        return True
    if following[:1] == ["and"]:
        return bool(following[1:]) and (following[1] in _WITH or may_be_name(after[1], things))
    # "Counted from" is no name.
    is_done = word.plain.endswith("ed") and following[:1] == ["from"]
    return not is_done and (not _SAID_OF_SOMEBODY.isdisjoint(following[:1]) or _does(following))


def _after(words: Sequence[Word], at: int) -> Sequence[Word]:
    """The next two words, as far as nothing but a space stands before them."""
    after: list[Word] = []
    for word in words[at + 1 : at + 3]:
        if word.before.strip() or word.begins_sentence:
            break
        after.append(word)
    return after


def _does(following: Sequence[str]) -> bool:
    """Whether the first of these words is something that somebody does or did: "hits", "pushed", "took"."""
    if not following:
        return False
    first = following[0]
    if first in _DID or (len(first) > 3 and first.endswith("ed")):
        return True
    if first in _DOES:
        return _AFTER_PLURAL.isdisjoint(following[1:])
    return first.endswith("s") and not _WHOM.isdisjoint(following[1:])
