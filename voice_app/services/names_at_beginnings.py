"""Names at the beginning of a sentence, where a capital letter tells nothing: "Oliver hits me."

Of another pupil papers print "another pupil" or somebody is asked to look (docs/practice.md, 8.8 and 9). A name that
nobody looks at goes out, so this rather points at a word too many than at one too few.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from itertools import dropwhile

from activities.contract.names import NO_INITIAL, Word, may_be_name, stands_at_beginning, words_of

#: What is said of somebody right behind the name. Without "like" and "help": "Teachers help" is said of no name.
_SAID_OF_SOMEBODY = frozenset(
    {
        *("aint", "always", "arent", "been", "can", "cant", "could", "couldnt", "couldve", "cuts", "did"),
        *("didnt", "does", "doesnt", "dont", "from", "gonna", "gotta", "has", "hasnt", "havent", "hes", "is"),
        *("isnt", "keep", "might", "must", "mustnt", "never", "shes", "should", "shouldnt", "shouldve", "still"),
        *("used", "wanna", "wants", "was", "wasnt", "were", "who", "will", "wont", "would", "wouldnt", "wouldve"),
    }
)
#: What somebody did, where the word tells it by no ending.
_DID = frozenset(
    {
        *("ate", "beat", "became", "began", "bit", "blew", "bought", "broke", "brought", "built", "bullied"),
        *("burst", "came", "caught", "chose", "cut", "drank", "drew", "drove", "dug", "fed", "fell", "felt"),
        *("flew", "forgot", "fought", "found", "gave", "goes", "got", "grew", "had", "held", "hid", "hit"),
        *("hung", "hurt", "kept", "knew", "laid", "led", "left", "lent", "let", "lied", "lost", "made"),
        *("meant", "met", "nicked", "paid", "put", "ran", "rang", "read", "rode", "rose", "said", "sang"),
        *("sat", "saw", "sent", "shone", "shook", "shot", "shut", "slept", "slid", "smelt", "sold", "spat"),
        *("spilt", "split", "spoilt", "spoke", "spread", "stank", "stole", "stood", "stuck", "stung"),
        *("sung", "swam", "swapped", "swore", "swung", "taught", "think", "thought", "threw", "told"),
        *("took", "tore", "tripped", "wee", "weed", "went", "woke", "won", "wore", "wound", "wrote"),
    }
)
#: What somebody does in school, as pupils tell it. Of other words with an "s" nobody knows: "Plain pictures".
_DOES = frozenset(
    {
        *("annoys", "argues", "asks", "attacks", "bangs", "barges", "beats", "bites", "blames", "bosses"),
        *("bothers", "breaks", "bugs", "bullies", "burps", "calls", "cares", "chases", "chats", "cheats", "chews"),
        *("comes", "copies", "copys", "cries", "dances", "destroys", "distracts", "dobs", "does", "draws", "drops"),
        *("eats", "excludes", "farts", "feels", "fiddles", "fidgets", "fights", "films", "finds", "finishes"),
        *("follows", "forgets", "gets", "gives", "goes", "grabs", "has", "hates", "helps", "hides", "hits"),
        *("holds", "hugs", "hums", "hurts", "ignores", "interferes", "interrupts", "invites", "irritates", "joins"),
        *("jumps", "keeps", "kicks", "kills", "kisses", "knows", "laughs", "leans", "leaves", "lets", "licks"),
        *("lies", "likes", "listens", "lives", "looks", "loses", "loves", "makes", "messes", "mimics", "moans"),
        *("mocks", "moves", "needs", "nicks", "opens", "picks", "pinches", "plays", "pokes", "posts", "pretends"),
        *("prods", "pulls", "punches", "pushes", "puts", "reads", "records", "rips", "rolls", "ruins", "runs"),
        *("rushes", "saves", "says", "scares", "scowls", "scratches", "screams", "sees", "sends", "shares"),
        *("shouts", "shoves", "shows", "sings", "sits", "slaps", "smells", "snaps", "snatches", "sneaks", "sniffs"),
        *("snitches", "speaks", "spits", "spoils", "squeezes", "stamps", "stands", "stares", "starts", "stays"),
        *("steals", "stinks", "stops", "strangles", "sucks", "sulks", "swaps", "swears", "swings", "takes"),
        *("talks", "teases", "tells", "texts", "thinks", "threatens", "throws", "thumps", "tickles", "touches"),
        *("tries", "trips", "turns", "understands", "upsets", "uses", "waits", "walks", "wants", "watches"),
        *("wears", "whacks", "whines", "whinges", "whispers", "winds", "wins", "works", "wrecks", "yells"),
    }
)
#: What may stand between the name and what is told: "Oliver really annoys me".
_HOW = frozenset(
    {
        *("accidentally", "actually", "again", "all", "almost", "already", "also", "always", "apparently"),
        *("basically", "both", "constantly", "definitely", "deliberately", "even", "ever", "finally", "first"),
        *("generally", "hardly", "honestly", "just", "literally", "mainly", "maybe", "mostly", "nearly", "never"),
        *("nicely", "normally", "not", "now", "often", "once", "only", "probably", "properly", "purposely"),
        *("quickly", "quite", "randomly", "really", "regularly", "secretly", "slowly", "so", "somehow", "sometimes"),
        *("still", "suddenly", "then", "today", "too", "totally", "twice", "usually", "very", "yesterday"),
    }
)
#: What somebody is, or whose, where "is" is left out or its sign: "Mia a bully", "Olivers mum".
_PERSON = frozenset(
    {
        *("annoying", "bad", "bossy", "boy", "brother", "bullies", "bully", "bullying", "cheat", "cheater"),
        *("cruel", "crybaby", "dad", "dads", "dangerous", "evil", "friend", "friendly", "friends", "frightening"),
        *("funny", "girl", "good", "horrible", "idiot", "jealous", "kind", "liar", "lovely", "mate", "mean"),
        *("meanie", "menace", "mum", "mums", "nan", "nasty", "naughty", "nice", "nightmare", "person", "pest"),
        *("polite", "rough", "rude", "scary", "selfish", "silly", "sister", "snitch", "stupid", "sweet"),
        *("teasing", "thief", "troublemaker", "unfair", "unkind", "violent", "weird", "wicked"),
    }
)
#: What may stand before that: "Mia a bit mean", "Mia my best friend".
_BEFORE_PERSON = frozenset({"a", "an", "best", "big", "bit", "little", "lot", "my", "so", "such", "the", "too", "very"})
#: Behind these the word before was a thing in the plural: "Art works are", "Bus stops can".
_AFTER_PLURAL = frozenset({"are", "were", "can", "arent", "feel"})
_AND = frozenset({"&", "+", "and", "n", "or"})
#: Who is with somebody: "Oliver and me", "Oliver and his friends".
_WITH = frozenset({"me", "i", "im", "my", "myself", "his", "her", "their", "them", "him", "everyone", "everybody"})
#: "Oliver he hits me", and "Oliver, he hits me".
_AGAIN = frozenset({"he", "she", "they", "hes", "shes", "theyre", "who"})
#: Whom somebody does something to: "Oliver kick me", "Oliver hitting people".
_WHOM = frozenset({"me", "my", "him", "his", "her", "us", "them", "people", "everyone", "everybody"})
#: "Oliver’ll hit me".
_SHORTENED = re.compile("[’'](?:ll|d|ve)$")
#: What is wished of somebody: "Oliver to stop".
_SHALL = frozenset({"be", "not", "stop", "leave", "play", "share", "say", "sit"})
#: Where somebody belongs: "Oliver in my class", "Oliver in year 5".
_OURS, _GROUPS = (
    frozenset({"my", "our", "year"}),
    frozenset({"class", "year", "table", "group", "bus", "team", "taxi"}),
)
#: A name is of no more words than this.
_MOST_PARTS = 3
#: How many words behind a name are looked at.
_MOST_LOOKED_AT = 6

#: Endings of words that are no names.
_ENDINGS = ("ing", "tion", "sion", "ness", "ball", "time", "room", "work", "ground", "thing", "body", "where")
#: Begin a sentence without "the" or "a", and are no names.
_NO_BEGINNING_NAMES = frozenset(
    {
        *("about", "above", "abroad", "absolutely", "across", "actually", "add", "adult", "adults", "aeroplanes"),
        *("after", "afternoon", "afternoons", "afterwards", "again", "against", "ages", "airport", "alarms"),
        *("algebra", "allow", "almost", "along", "alright", "although", "am", "anger", "anti", "anxiety", "anxious"),
        *("anyhow", "anyway", "apparently", "apple", "apples", "apprenticeship", "archery", "arent", "arguing"),
        *("around", "arts", "ask", "asking", "assemblies", "athletics", "away", "back", "bacon", "badminton", "bag"),
        *("bags", "bake", "baking", "ballet", "balloons", "balls", "banana", "bananas", "basically", "basketball"),
        *("bathroom", "batteries", "bc", "bcos", "be", "beach", "beanbags", "beans", "beauty", "bed", "bedtime"),
        *("been", "bees", "before", "begin", "behaviour", "behind", "being", "bells", "below", "bench", "benches"),
        *("beside", "besides", "better", "between", "beyond", "big", "bigger", "bike", "bikes", "birds", "birthday"),
        *("birthdays", "biscuits", "bits", "blankets", "blocks", "boards", "boats", "body", "books", "bored"),
        *("boring", "borrow", "both", "bowling", "boxes", "boxing", "brain", "brains", "bread", "break", "breakfast"),
        *("breaks", "breaktime", "breathing", "bricks", "bright", "bring", "brown", "bubbles", "bugs", "build"),
        *("builders", "building", "bullies", "bully", "bullying", "burgers", "bus", "buses", "bushes", "business"),
        *("butterflies", "buy", "by", "bye", "cake", "cakes", "call", "calm", "camping", "cannot", "cant", "canteen"),
        *("caretakers", "carpet", "carrots", "carry", "cars", "cartoons", "catch", "catering", "cats", "cause"),
        *("ceiling", "ceramics", "cereal", "chairs", "change", "chaos", "chapel", "charts", "cheaper", "cheating"),
        *("check", "cheese", "chess", "chicken", "chips", "chocolate", "choices", "choir", "choose", "choosing"),
        *("church", "cinema", "circle", "citizenship", "clapping", "classes", "classroom", "classrooms", "clay"),
        *("clean", "cleaner", "cleaning", "climbing", "close", "clothes", "clubs", "coats", "coding", "coffee"),
        *("cola", "cold", "college", "colour", "colouring", "colours", "come", "comfy", "comics", "completely"),
        *("computer", "computers", "concerts", "confused", "cook", "cooking", "cooks", "corridor", "corridors"),
        *("cos", "could", "couldnt", "count", "counting", "cousins", "coz", "crafts", "crayons", "cricket", "crisps"),
        *("crowds", "crutches", "crying", "cubes", "cuddles", "cupboards", "curiously", "curry", "cushions"),
        *("custard", "cut", "cutting", "cuz", "cycling", "daily", "dance", "dancing", "dark", "darkness"),
        *("daydreams", "days", "daytime", "dear", "deep", "definitely", "dens", "dentists", "design", "desks"),
        *("detention", "detentions", "devices", "did", "didnt", "dig", "dinner", "dinners", "dinosaurs", "do"),
        *("doctors", "dodgeball", "does", "doesnt", "dogs", "doing", "done", "donkeys", "dont", "doors", "doughnuts"),
        *("down", "draw", "drawing", "drawings", "dress", "drills", "drink", "drinking", "drinks", "drive"),
        *("drivers", "drumming", "drums", "during", "dust", "dyslexia", "dyspraxia", "each", "early", "earphones"),
        *("ears", "earth", "easier", "eat", "eating", "eggs", "either", "electricity", "else", "embarrassed"),
        *("engineering", "enjoy", "enjoying", "enough", "er", "erm", "escorts", "especially", "even", "eventually"),
        *("everyday", "everything", "exactly", "exams", "except", "excited", "exciting", "exercise", "expect"),
        *("experiments", "extra", "eyes", "faces", "fairness", "family", "fans", "farm", "fast", "favourite", "feel"),
        *("feeling", "feelings", "feet", "fences", "fencing", "fewer", "fidget", "fidgets", "fighting", "films"),
        *("finally", "find", "finding", "fingers", "finish", "finishing", "fire", "first", "fish", "fishfingers"),
        *("fishing", "five", "fix", "floors", "flowers", "fly", "food", "forest", "forget", "form", "forward"),
        *("four", "foxes", "fractions", "free", "friendship", "fries", "fruit", "frustrated", "full", "furniture"),
        *("furthermore", "gardening", "gardens", "gates", "generally", "germs", "get", "gets", "getting", "give"),
        *("glue", "go", "goals", "goes", "going", "gold", "golf", "got", "grammar", "grapes", "grass", "gravy"),
        *("green", "grey", "group", "groups", "grown", "grownups", "guinea", "guitar", "gym", "gymnastics", "hadnt"),
        *("hair", "half", "hammocks", "hamsters", "hands", "happily", "hard", "harder", "hasnt", "hate", "hates"),
        *("havent", "having", "head", "headaches", "headphones", "headteachers", "healthier", "hear", "hearing"),
        *("heat", "hed", "hedges", "height", "hell", "hello", "help", "helpers", "here", "hers", "hey", "hi", "hide"),
        *("hiding", "hiking", "hip", "hit", "hitting", "hockey", "hoist", "hoists", "hold", "holidays", "hometime"),
        *("homework", "honestly", "hop", "hopefully", "hopscotch", "horses", "hospital", "hot", "hours", "hows"),
        *("hug", "hugs", "hummus", "hunger", "hungry", "hurting", "ice", "imagine", "insects", "inside", "instead"),
        *("into", "ipads", "isnt", "itll", "its", "jam", "jelly", "jobs", "join", "jokes", "judo", "juggling"),
        *("juice", "jump", "jumping", "karate", "keep", "keeps", "ketchup", "keyboards", "kick", "kicking", "kinder"),
        *("kindly", "kindness", "kitchen", "knitting", "knives", "know", "knowing", "ladies", "language"),
        *("languages", "laptops", "last", "late", "lately", "later", "laugh", "laughing", "laughter", "lay", "learn"),
        *("learning", "leave", "leaving", "left", "lend", "lesson", "lessons", "let", "lets", "letters", "libraries"),
        *("library", "lie", "life", "lift", "lifts", "light", "lightning", "lights", "lining", "listen", "listening"),
        *("literacy", "literally", "little", "lockers", "lollipop", "lonely", "long", "longer", "look", "looking"),
        *("lorries", "lose", "losing", "loud", "louder", "lovely", "luckily", "lunch", "lunches", "lying"),
        *("machines", "magic", "mainly", "make", "makes", "managers", "markers", "marking", "mashed", "match"),
        *("mathematics", "mayonnaise", "meals", "mean", "meanwhile", "meat", "media", "medicine", "meet", "meeting"),
        *("meetings", "melon", "meltdowns", "men", "mend", "mentors", "messages", "mid", "midnight", "might", "milk"),
        *("milkshake", "minibus", "missing", "mix", "mobile", "money", "monsters", "moon", "morning", "mornings"),
        *("mostly", "motorbikes", "mountains", "move", "movies", "moving", "mud", "museum", "must", "mustnt", "nah"),
        *("names", "nature", "near", "nearly", "need", "neighbours", "neither", "nerves", "nervous", "netball"),
        *("newspapers", "next", "nicer", "night", "nights", "noise", "noises", "noisy", "non", "noodles", "nope"),
        *("normally", "nowadays", "nuggets", "numbers", "numeracy", "nursery", "nurses", "nuts", "obviously", "off"),
        *("office", "often", "oh", "older", "once", "online", "onto", "onwards", "open", "opening", "opposite", "or"),
        *("orange", "orchestra", "ordinary", "origami", "ouch", "ourselves", "out", "outdoor", "outdoors", "outings"),
        *("oven", "over", "ow", "owls", "packed", "pain", "paint", "painting", "pancakes", "panic", "paper"),
        *("parents", "parkour", "parks", "parrots", "part", "partners", "past", "pasta", "pay", "peas", "peers"),
        *("pegs", "pencil", "pencils", "pens", "perhaps", "personally", "pets", "phone", "phones", "photography"),
        *("physio", "piano", "pianos", "pick", "picking", "picnics", "pictures", "pies", "pigs", "pink", "pizza"),
        *("planes", "planning", "plants", "playground", "playgrounds", "playtime", "playtimes", "poetry", "ponies"),
        *("pop", "popcorn", "porridge", "potatoes", "pottery", "practice", "practise", "practising", "pre", "prefer"),
        *("pretty", "prizes", "probably", "projects", "proud", "pudding", "puppets", "puppies", "purple", "push"),
        *("pushing", "put", "puzzles", "pyjamas", "questions", "queues", "quickly", "quiet", "quieter", "quietly"),
        *("quite", "quiz", "quizzes", "rabbits", "racing", "radio", "rainbows", "raisins", "ramp", "ramps"),
        *("randomly", "rarely", "rather", "read", "reading", "really", "recently", "reception", "recorder"),
        *("registers", "relaxing", "religion", "remember", "reports", "residential", "rest", "rewards", "rice"),
        *("ride", "riding", "right", "rivers", "robots", "rock", "rockets", "roller", "rollercoasters", "rooms"),
        *("rough", "roundabout", "roundabouts", "rounders", "rounds", "routine", "routines", "rowing", "rugby"),
        *("rules", "run", "running", "rushing", "sad", "sadly", "salad", "salt", "sand", "sandpit", "sandwich"),
        *("sandwiches", "sausages", "save", "savoury", "saws", "say", "saying", "says", "scared", "scary", "schools"),
        *("scooters", "screaming", "screen", "screens", "sea", "seals", "seats", "secondly", "secretly", "see"),
        *("seeds", "seeing", "seek", "seesaw", "self", "semi", "sensory", "sewing", "shall", "shapes", "sharing"),
        *("sharks", "sharp", "shed", "shell", "shelves", "ships", "shoes", "shopping", "shops", "short", "shorter"),
        *("should", "shouldnt", "shouting", "show", "showers", "shy", "sick", "sign", "signing", "signs", "silence"),
        *("silver", "simpler", "since", "sing", "singing", "sit", "sitting", "skateboarding", "skating", "skiing"),
        *("skipping", "sleep", "slide", "slides", "slime", "slow", "slowly", "small", "smaller", "smell", "smells"),
        *("smoke", "snacks", "snakes", "snooker", "snow", "soap", "soccer", "socks", "soft", "softball", "softer"),
        *("someday", "somehow", "something", "somewhere", "songs", "soon", "sorry", "sounds", "soup", "space"),
        *("spaghetti", "speaking", "speech", "spelling", "spellings", "spend", "spiders", "spin", "spinners"),
        *("spinning", "splints", "sport", "sports", "squirrels", "staff", "stairs", "stand", "standers", "start"),
        *("starting", "stay", "staying", "steps", "stickers", "sticks", "still", "stones", "stop", "stories"),
        *("straight", "strangers", "strawberries", "street", "stress", "stretching", "strict", "strong", "study"),
        *("studying", "stuff", "stuffy", "such", "suddenly", "sugar", "sums", "sunlight", "sunshine", "supermarkets"),
        *("supper", "supply", "support", "surprises", "swearing", "sweets", "swim", "swimming", "swings", "switches"),
        *("symbols", "table", "tables", "tablets", "tag", "take", "talkers", "tall", "taps", "taste", "taxi"),
        *("taxis", "tea", "teach", "teachers", "teaching", "team", "technology", "teenagers", "teeth", "tell"),
        *("telling", "ten", "tennis", "tents", "tests", "textbooks", "textiles", "texture", "than", "thankfully"),
        *("thatll", "thats", "theatre", "therapy", "thered", "theres", "theyd", "theyll", "theyre", "theyve"),
        *("thinking", "thirdly", "though", "three", "through", "throw", "throwing", "thunder", "tickling", "tidy"),
        *("tiles", "till", "times", "timetables", "tired", "toast", "toilet", "toilets", "tomatoes", "tomorrow"),
        *("tonight", "too", "toothpaste", "tortoises", "touch", "touching", "towels", "toys", "traffic", "training"),
        *("trains", "trampoline", "trampolines", "trampolining", "transport", "travel", "travelling", "trays"),
        *("trees", "trips", "trouble", "trousers", "trumpets", "try", "trying", "tummy", "tuna", "turn", "turning"),
        *("turns", "tutors", "twice", "type", "typing", "um", "umbrellas", "under", "unfortunately", "uniform"),
        *("uniforms", "university", "unless", "until", "up", "upstairs", "use", "usual", "usually", "veg"),
        *("vegetables", "video", "videos", "violins", "visit", "visiting", "visitors", "visits", "visual", "voices"),
        *("volcanoes", "volleyball", "vomiting", "wait", "waiting", "walk", "walkers", "walking", "walks", "wall"),
        *("want", "warm", "warmer", "wash", "washing", "wasnt", "watch", "watching", "water", "waves", "wearing"),
        *("weather", "wed", "weekend", "weekends", "weekly", "weeks", "went", "werent", "wet", "weve", "whales"),
        *("whatever", "whats", "wheelchair", "wheelchairs", "wheels", "whenever", "wheres", "wherever", "whether"),
        *("while", "whispering", "whistles", "white", "whiteboards", "whoever", "whole", "whos", "wild", "win"),
        *("wind", "window", "windows", "winning", "wish", "wishing", "without", "wobbly", "women", "wonder", "wont"),
        *("woodwork", "words", "work", "worksheets", "worried", "worries", "worry", "worrying", "worse", "would"),
        *("wouldnt", "wow", "wrestling", "write", "writing", "yeah", "yelling", "yellow", "yep", "yesterday", "yet"),
        *("yoga", "yoghurt", "youd", "youll", "youre", "yours", "youve", "yup", "zebras", "zips", "zoo", "zoos"),
    }
)
#: Everyday words that are names too, and hardly ever begin what is told of somebody.
_RARELY_NAMES = frozenset(
    {
        *("april", "art", "august", "autumn", "bay", "bear", "blossom", "blue", "brook", "chance", "charm"),
        *("cherry", "ever", "ginger", "happy", "harmony", "heaven", "honey", "jet", "june", "justice", "king"),
        *("lucky", "major", "may", "melody", "mercy", "miracle", "noble", "ocean", "page", "patience", "peace"),
        *("precious", "prince", "princess", "rain", "red", "rich", "river", "rocky", "sage", "sandy", "skip", "sky"),
        *("star", "storm", "summer", "sunny", "tiger", "treasure", "unique", "winter", "wolf", "wren", "young"),
    }
)
#: What things do to somebody as people do: "Rain makes me sad".
_THINGS_DO = frozenset(
    {
        *("came", "comes", "does", "feels", "fell", "gets", "goes", "got", "had", "has", "help", "helped"),
        *("helps", "hurt", "hurts", "keep", "keeps", "kept", "let", "lets", "looks", "made", "makes"),
        *("needs", "scares", "smells", "starts", "stops", "tries", "upsets", "used", "uses", "went", "works"),
    }
)
#: Names that are words of doing too, and what then follows: "Will it rain?", "Drew a picture".
_AS_VERBS = frozenset(
    {
        *("bill", "chance", "chase", "drew", "grant", "hope", "mark", "may", "nick", "rob", "skip", "sue", "will"),
    }
)
_BEHIND_VERBS = frozenset(
    {
        *("a", "an", "be", "everybody", "everyone", "for", "he", "her", "him", "his", "i", "im", "it"),
        *("its", "me", "my", "our", "people", "she", "so", "some", "somebody", "someone", "that", "the"),
        *("their", "them", "there", "these", "they", "this", "those", "to", "u", "us", "we", "you", "your"),
    }
)


@dataclass(frozen=True)
class _Next:
    """A word further on in the sentence, and the sign before it, if not only a space: a comma, a colon, "&" or "+"."""

    sign: str
    word: Word

    @property
    def plain(self) -> str:
        return self.word.plain


def names_at_beginnings(text: str, things: Collection[str]) -> tuple[str, ...]:
    """What is likely somebody's name where a sentence begins, whole, as it stands there: "Oliver", "Jean-Paul".

    An unknown word of which something is told as it is told of somebody: "Oliver hits me", "Oliver was", "Oliver’s",
    "Oliver and me", "Oliver, he". `things`: words (small, without accents) that are known to be none. In words all in
    capitals, and in scripts without them, nothing is guessed.
    """
    words = words_of(text)
    # "PLAY WITH ME" and a title tell nothing by their capitals.
    if all(one.is_capital for one in words if one.has_case):
        return ()
    found: dict[str, str] = {}
    at = 0
    while at < len(words):
        length = _length(words, at, things) if stands_at_beginning(words[at]) else 0
        if length and _tells(text, words, at, length, things):
            name = _SHORTENED.sub("", text[words[at].at : words[at + length - 1].end])
            found.setdefault(name.casefold(), name)
        at += max(length, 1)
    return tuple(found.values())


def is_word_of_doing(words: Sequence[Word], at: int) -> bool:
    """Whether a name that is a word of doing too is that word here: "Will it rain?", "Drew a picture"."""
    behind = _after(words, at + 1)[:1]
    return words[at].plain in _AS_VERBS and any(not one.sign and one.plain in _BEHIND_VERBS for one in behind)


def _length(words: Sequence[Word], at: int, things: Collection[str]) -> int:
    """Of how many words the name is that may begin here; none: 0. "Jean-Paul" and "Oliver B" are two."""
    if not _may_be(words[at], things):
        return 0
    length = 1
    for word in words[at + 1 : at + _MOST_PARTS]:
        is_initial = len(word.written) == 1 and word.is_capital and word.plain not in NO_INITIAL
        follows = word.before == " " and (is_initial or _may_be(word, things))
        if not (follows or (word.before == "-" and len(word.plain) > 1)):
            break
        length += 1
    return length


def _may_be(word: Word, things: Collection[str]) -> bool:
    name = _SHORTENED.sub("", word.written)
    if name != word.written:
        word = replace(word, written=name, plain=name.casefold())
    # "Summer pushed me": otherwise a time is no name.
    if word.plain in _RARELY_NAMES:
        return word.is_capital and word.plain not in things
    return may_be_name(word, things) and word.plain not in _NO_BEGINNING_NAMES and not word.plain.endswith(_ENDINGS)


def _tells(text: str, words: Sequence[Word], at: int, length: int, things: Collection[str]) -> bool:
    """Whether what begins here is likely a name, by what stands behind it."""
    word, last, after = words[at], words[at + length - 1], _after(words, at + length)
    # The capital letter of the second word tells: "Oliver Smith".
    if any(one.before == " " for one in words[at + 1 : at + length]):
        return True
    in_small_letters = any(one.plain == word.plain and not one.is_capital for one in words)
    # "Bread is nice. I like bread", but "Oliver hits me. i hate oliver".
    if in_small_letters and _WHOM.isdisjoint(one.plain for one in after):
        return False
    if _SHORTENED.search(last.written) or text[last.end : last.end + 2].casefold() in {"'s", "’s"}:
        return True
    return not is_word_of_doing(words, at) and _is_told_of_somebody(word, after, things)


def _after(words: Sequence[Word], at: int) -> Sequence[_Next]:
    """What follows from here on in the same sentence, as far as nothing but spaces and these signs part it."""
    after: list[_Next] = []
    for word in words[at : at + _MOST_LOOKED_AT]:
        sign = word.before.strip()
        if sign not in {"", ",", ":", "&", "+"} or word.begins_sentence:
            break
        after.append(_Next(sign, word))
    return after


def _is_told_of_somebody(word: Word, after: Sequence[_Next], things: Collection[str]) -> bool:
    if not after:
        return False
    first = after[0]
    if first.sign in _AND or first.plain in _AND:
        others = after[:1] if first.sign in _AND else after[1:2]
        return any(one.plain in _WITH or _may_be(one.word, things) for one in others)
    if first.plain in _AGAIN:
        return True
    said = [one.plain for one in after]
    if first.sign:
        return _may_be(first.word, things) or _does(said) or _is_somebody(said)
    if word.plain in _RARELY_NAMES:
        return said[0] not in _THINGS_DO and _does(said) and not _WHOM.isdisjoint(said[1:])
    # "Counted from" is no name.
    if word.plain.endswith("ed") and said[0] == "from":
        return False
    return said[0] in _SAID_OF_SOMEBODY or _is_said(list(dropwhile(_HOW.__contains__, said)))


def _is_said(said: Sequence[str]) -> bool:
    """Whether these words, without "really" or "sometimes" before them, tell what somebody does, is or shall do."""
    if not said:
        return False
    is_wished = said[0] == "to" and not _SHALL.isdisjoint(said[1:2])
    is_near = said[0] in {"in", "at", "on"} and not _OURS.isdisjoint(said[1:2]) and not _GROUPS.isdisjoint(said[1:3])
    return said[0] in _SAID_OF_SOMEBODY or _does(said) or _is_somebody(said) or is_wished or is_near


def _is_somebody(said: Sequence[str]) -> bool:
    """ "Mia a bully", "Mia my best friend", "Mia mean to me"; but "kind of"."""
    what = list(dropwhile(_BEFORE_PERSON.__contains__, said))
    return bool(what) and what[0] in _PERSON and what[1:2] != ["of"]


def _does(said: Sequence[str]) -> bool:
    """Whether the first of these words is something that somebody does or did: "hits", "pushed", "kick me"."""
    first, whom = said[0], not _WHOM.isdisjoint(said[1:3])
    if first in _DID or (len(first) > 3 and first.endswith("ed")):
        return True
    if first in _DOES:
        return _AFTER_PLURAL.isdisjoint(said[1:3])
    does = {f"{first}s", f"{first}es"} & (_DOES - _THINGS_DO)
    is_done = first.endswith(("s", "ing")) and first not in _SAID_OF_SOMEBODY
    return whom and (is_done or bool(does))
