"""The headings schools and their systems give to columns, as patterns over small letters without spaces and signs.

Sources: the field names of SIMS, Arbor and Bromcom exports, the census's words, and what offices write themselves.
"""

import re
from collections.abc import Mapping
from functools import cache

from .cells import Cell, squeezed

_SIGNS = re.compile(r"[^\w]|_")
_SEN = r"(?:sen|send|specialeducationalneeds?(?:and(?:or)?disabilit(?:y|ies))?)"
_RANK = r"(?:primary|secondary|tertiary|main|first|second|third|other|additional|1st|2nd|3rd)"
_OF_STAGE = r"(?:status|stage|provision|category|level|register|code)?"
_END = r"(?:end|ended|ends|enddate|dateended|ceased|todate|endedon)"
_NEED_KIND = r"(?:needs?(?:types?|codes?|areas?)?|types?(?:of(?:sen|send)?needs?)?|typecodes?|areas?ofneeds?)"

#: The rank of a heading such as "Preferred surname", which is not the legal one.
PREFERRED_SURNAME = 3
#: The rank of "Active" and "Current" alone: of the pupil, or of a record, a plan, a club.
BARE_ROLL = 3

#: Field, rank (a smaller one is a better heading for it), pattern of the whole heading.
_HEADINGS: tuple[tuple[str, int, str], ...] = (
    (
        "upn",
        0,
        r"(?:current)?(?:upn(?:no|number)?|uniquepupilnumber|uniquepupilno|uniquepupilid|uniquepupilreference)",
    ),
    (
        "admission_no",
        0,
        r"adm|admno|adno|admnum|admnumber|admission(?:s)?(?:no|num|number|id)|admissionnumberno",
    ),
    (
        "admission_no",
        2,
        r"(?:(?:arbor|bromcom|mis|sims|integris|scholarpack|isams)(?:student|pupil)?|student|pupil)"
        r"(?:id|no|number|ref)",
    ),
    (
        "surname",
        0,
        r"legal(?:sur|last|family|second)names?|(?:sur|last|family)names?legal",
    ),
    (
        "surname",
        1,
        r"(?:current)?(?:sur|last|family|second)names?|s?name(?:last|family)|sname|(?:legal)?last|cyfenw",
    ),
    (
        "surname",
        PREFERRED_SURNAME,
        r"(?:preferred|chosen|known|knownas|usual)(?:sur|last|family)names?|(?:sur|last)namepreferred",
    ),
    (
        "forename",
        0,
        r"legal(?:fore|first|given)names?|(?:fore|first|given)names?legal",
    ),
    (
        "forename",
        1,
        r"(?:fore|first|given|christian)names?|name(?:first|given)|fname|(?:legal)?first"
        r"|enw(?:au)?(?:cyntaf|blaen|bedydd)",
    ),
    (
        "preferred",
        0,
        r"(?:preferr?ed|pref|chosen|knownas|known|usual|familiar)(?:fore|first|given)names?"
        r"|(?:fore|first|given)names?(?:preferred|knownas|chosen|usual)",
    ),
    (
        "preferred",
        1,
        r"(?:preferr?ed|pref|chosen|known|usual|called|informal|familiar)name|(?:commonly)?knownas(?:name)?|knownby"
        r"|alsoknownas|called|likestobeknownas"
        r"|aka|nickname|preferred|likestobecalled|prefers?tobecalled|goesby|calledname|nameknownby",
    ),
    (
        "name_surname_first",
        0,
        r"(?:full|legal)?(?:name)?(?:surname|lastname|familyname)(?:comma|and)?(?:forename|firstname|"
        r"givenname)s?|(?:name)?last(?:comma|and)?first(?:name)?"
        r"|(?:full)?names?(?:with)?(?:surname|lastname|familyname)first",
    ),
    (
        "name_forename_first",
        0,
        r"(?:full|legal)?(?:name)?(?:forename|firstname|givenname)s?(?:and|comma)?(?:middlenames?)?(?:surname|"
        r"lastname|familyname)|(?:name)?first(?:and)?last(?:name)?"
        r"|(?:full)?names?(?:with)?(?:forename|firstname|givenname)first",
    ),
    (
        "name",
        2,
        r"(?:full|legal|legalfull|preferredfull|display|whole|sort|complete)?names?|fullnamelegal"
        r"|(?:full)?names?of(?:the)?(?:pupils?|students?|child(?:ren)?|learners?|youngp(?:erson|eople))"
        r"|pupils?|students?|child(?:ren)?|learners?|youngperson(?:s)?(?:fullname|name)?|childsname|pupilsname|childname"
        r"|pupilname|studentname|legalfullname|enw(?:llawn)?(?:(?:y)?disgybl|plentyn)?|disgybl(?:ion)?",
    ),
    (
        "dob",
        0,
        r"(?:dob|dateofbirth|birthdate|birthday|dateborn|born|bday|dofb|birth)(?:dd?mm?y{2,4}|uk)?"
        r"|dateofbirthdob|dyddiadgeni",
    ),
    (
        "year",
        0,
        r"(?:current)?(?:nc|nationalcurriculum|curriculum|school)?(?:year|yr)(?:gp|grp|group)?(?:actual|name|"
        r"code|number|no)?|ncy|ncyear|ncyearactual|yg|yrgp|(?:grwp|grŵp)?blwyddyn(?:ysgol)?|bl",
    ),
    (
        "year",
        1,
        r"(?:actual)(?:nc|nationalcurriculum)?year(?:group)?|year(?:group)?(?:asof|on)?(?:today|now|current)"
        r"|grade|cohortyear|yeartaughtin|taughtinyear",
    ),
    (
        "class_name",
        0,
        r"(?:current|main)?(?:(?:reg|regi|registration|form|class)(?:gp|grp|group|form|class|name)?|tutor"
        r"(?:gp|grp|group|form|class))(?:name|code)?|regform|classgroup|tg|homeroom|(?:year|yr)(?:and|or)?(?:class|form|reg|tutor)(?:group|gp)?|(?:class|form|reg|tutor)(?:and|or)?(?:year|yr)(?:group)?"
        r"|pastoral(?:form|group)|dosbarth(?:cofrestru)?",
    ),
    (
        "sen",
        0,
        rf"(?:current|latest)?{_SEN}d?(?:status|stage|provision|provisiontype|provisioncode|code|level|"
        r"statuscode|stagecode|provisionstage|supportlevel|register|codeofpracticestage|flag)?(?:current|name|"
        r"code|description|type)?|(?:sen)?(?:codeofpractice|cop)stage",
    ),
    (
        "sen",
        1,
        rf"(?:aln|ady|aay|asn){_OF_STAGE}|(?:statws|cam|cyfnod)(?:ady|aay)|{_SEN}(?:category|phase|yn|supporttype|yesno|record|pupil)?|(?:is|has){_SEN}|{_SEN}supportorehcp?",
    ),
    (
        "sen_end",
        0,
        rf"(?:{_SEN}(?:status|stage|provision|support)?|ehc(?:p|plan)?){_END}",
    ),
    (
        "need_end",
        0,
        rf"{_SEN}?(?:{_RANK}{_SEN}?)?{_NEED_KIND}{_RANK}?[1-9]?{_END}",
    ),
    (
        "sen_support",
        0,
        rf"(?:is|on|has|ison)?{_SEN}?support(?:yn|yesno|flag)?|onsenregister|sensupportk",
    ),
    (
        "ehc_plan",
        0,
        r"(?:is|on|has|hasan|ison)?(?:ehcp?|ehcplan|educationhealthandcareplan|educationhealthcareplan)(?:status|yn|"
        r"yesno|inplace|flag)?",
    ),
    (
        "sen_and_needs",
        0,
        rf"(?:current)?{_SEN}(?:status|stage|provision|code|level|support|category)(?:and|with|plus)?(?:{_SEN})?{_NEED_KIND}"
        rf"|{_SEN}?(?:{_NEED_KIND})(?:and|with|plus){_SEN}?(?:status|stage|provision|code|level|support)",
    ),
    (
        "need_rank",
        0,
        rf"{_SEN}?(?:need|type|needtype)(?:rank|ranking|priority|order)|rank|ranking",
    ),
    (
        "needs",
        0,
        rf"(?:current)?{_RANK}?(?:{_SEN}{_RANK}?{_NEED_KIND}|(?:type|area)s?of(?:sen|send|special)?"
        rf"(?:educational)?needs?|needs?(?:types?|codes?|areas?)?|{_RANK}{_SEN}|{_SEN}{_RANK}|types?of{_SEN}|"
        rf"{_SEN}rank|sen?disability|{_SEN}?difficulty|senneedcategory)(?:description|code|category|name|s)?"
        rf"(?:rank|ranking|priority|no|number)?{_RANK}?[1-9]?(?:description|code|type|rank)?",
    ),
    (
        "needs",
        1,
        rf"{_RANK}(?:area|category|type|difficulty|diagnosis)(?:ofneed)?|(?:broad)?areas?ofneeds?"
        r"|special(?:educational)?needs|(?:prif)?(?:angen|anghenion)(?:ady|aay)?"
        r"|lldd(?:and)?(?:health)?(?:problems?)?(?:category|type|code|need)",
    ),
    (
        "home_language",
        0,
        r"(?:main)?home(?:or)?(?:first)?languages?|languages?(?:spoken)?(?:at|in)(?:the)?home|languageathome|languagehome"
        r"|iaith(?:y)?(?:g|c)artref",
    ),
    (
        "home_language",
        1,
        r"(?:pupils?)?(?:first|1st)(?:or)?(?:home)?languages?|(?:first|1st)lang|languagefirst|l1|homelang",
    ),
    (
        "home_language",
        2,
        r"nativelanguages?|mothertongue|mainlanguages?|firsthomelanguage",
    ),
    (
        "home_language",
        3,
        r"languages?|languagespoken|spokenlanguages?",
    ),
    (
        "leaving",
        0,
        r"(?:date)?(?:of)?leav(?:ing|e|er|ers)(?:date)?|dol|dateleft|leftdate|left(?:on)?|dateofleaving"
        r"|doleaving|dateoff?roll|offrolldate|(?:is)?leaver(?:s|yn)?|offroll|hasleft"
        r"|(?:school)?(?:exit|leaving|withdrawal)date|dateof(?:exit|withdrawal)|(?:date)?left(?:the)?(?:school|roll)(?:on|date)?",
    ),
    (
        "may_have_left",
        0,
        r"(?:school|enrolment|enrollment|roll)?enddate|expected(?:leavingdate|dateofleaving)|dateended|last(?:school)?day(?:at|in|of)?(?:school|attendance)?"
        r"|(?:school)?leav(?:ing|er|ers)reason|reason(?:for|of)?leaving|reasonleft",
    ),
    (
        "roll",
        0,
        r"(?:pupil|student)?onroll(?:yn)?"
        r"|(?:enrolment|enrollment|roll|registration|pupil|student|current)status|status"
        r"|(?:is)?(?:current|active|enrolled)(?:pupil|student)|(?:pupil|student)(?:is)?(?:current|active|enrolled)",
    ),
    ("roll", BARE_ROLL, r"(?:is|are|still)?(?:current|active|enrolled)"),
)


@cache
def rules() -> tuple[tuple[str, int, re.Pattern[str]], ...]:
    """The headings of each column. Compiled by the first list that is read: most workers never read one."""
    return tuple((name, rank, re.compile(words)) for name, rank, words in _HEADINGS)


#: Headings that no pattern above knows, word by word: the words one of which must be there, and those that may stand
#: beside it. Any other word may say that the fact is somebody else's, or another one: then nothing is guessed.
_TOLD_BY: Mapping[str, tuple[str, str]] = {
    "surname": ("surname", "full"),
    "forename": ("forename forenames", "full and middle"),
    "dob": ("birth born dob birthday", "date dt of d o b day month year dd mm yyyy yy uk"),
    "year": (
        "year yr yrs yeargroup ncyear",
        "nat national curr curric curriculum nc ncy group grp gp no number actual now",
    ),
    "ehc_plan": ("ehcp ehc", "do does your they have has an plan is there on in place yes no y n"),
    "sen": ("sen send sens", "prov provision status stage level support type category register k e n ehcp"),
    "needs": (
        "need needs difficulty difficulties disability diagnosis",
        "sen send type types area areas of primary secondary main first second third other identified main learning"
        " category special educational additional s",
    ),
    "home_language": (
        "language languages lang tongue",
        "home first main mother native spoken at in the family eal l1",
    ),
    "class_name": ("class form tutor reg registration", "group grp gp name set"),
}
#: What offices write beside any of them.
_BESIDE = (
    "pupil pupils student students child childs children learner s the a of from in current latest legal"
    " what is are which their your pupil's child's"
    " mis sims arbor bromcom integris code codes cd nm txt desc description text value"
)
_PLACES = tuple(
    re.compile(words, re.I)
    for words in (
        r"primary|\bmain\b|first|1st|(?<!\d)1(?!\d)",
        r"secondary|second|2nd|(?<!\d)2(?!\d)",
        r"tertiary|third|3rd|(?<!\d)3(?!\d)",
        r"other|additional|(?<!\d)[4-9](?!\d)",
    )
)


def place_headed(heading: str) -> int:
    """Which of several needs a heading says stands below it: 1 for "Primary need" and "Need 1"; 0 where it does not."""
    return next((place for place, words in enumerate(_PLACES, start=1) if words.search(heading)), 0)


#: What schools outside the councils' systems call their register; it may hold stages, or speak of other help.
_SUPPORT = re.compile(r"learningsupport(?:status|stage|level|register|code)?|ls(?:status|stage|level)")
_TWO_WORDS = (
    ("forename", re.compile(r"\b(?:first|fore|given) ?names?\b")),
    ("surname", re.compile(r"\b(?:last|family) ?name\b")),
)


def told_by_words(heading: str) -> str | None:
    """The field that the words of a heading speak of and of nothing else, where no pattern knows the heading."""
    text = heading.casefold()
    for one, two in _TWO_WORDS:
        text = two.sub(one, text)
    words = [word for word in re.findall(r"[^\W_]+", text) if not word.isdecimal()]
    if _SUPPORT.fullmatch(compact(heading)):
        return "sen"
    for field, (telling, beside) in _TOLD_BY.items():
        if {*words} & {*telling.split()} and {*words} <= {*f"{telling} {beside} {_BESIDE}".split()}:
            return field
    return None


@cache
def any_rule() -> re.Pattern[str]:
    """Whether a text is any of these headings: most cells of a list are none, and one look must be enough for them."""
    return re.compile("|".join(f"(?:{words})" for _, _, words in _HEADINGS))


#: Whose the fact is said to be; headings of parents, contacts and teachers begin otherwise and are never matched.
#: "Pupils' name" ends in an s that "Pupil surname" does not: both are tried.
OWNERS = tuple(
    re.compile(rf"(?:{who}|basicdetails|personaldetails|persondetails|person)(.+)")
    for who in ("student|pupil|child|children|learner", "students|pupils|childs|childrens|learners")
)
#: Words in a heading that say whose else the fact is, or that it is of another time.
OTHERS = re.compile(
    r"parent|contact|mother|father|carer|guardian|sibling|brother|sister|\btwin\b|next of kin|doctor|teacher|tutor"
    r"|staff|emergency|social worker|\bolder\b|\bformer|previous|\bprior\b|\bold\b|histor|\b(?:ended|closed|expired)\b"
    r"|\blast\s*(?:academic |school )?(?:year|term|school|review)|\(last\)|\bnext\b|request|propos|predict"
    r"|\bplanned\b|\bpast\b",
    re.I,
)
_WHO = (
    r"contacts?|parents?|carers?|mothers?|fathers?|mum|dad|guardians?|siblings?|brothers?|sisters?|twins?|next of kin"
    r"|doctors?|gps?|social workers?|(?:previous|former|last|next) (?:school|year|term|stage)|history"
)
#: A heading over several columns that are not the pupil's own.
OTHERS_BLOCK = re.compile(
    rf"(?:(?:emergency|parental|priority|first|second|main|pupil['’]?s?) )*(?:{_WHO})"
    rf"(?:\s*(?:/|&|and|or)\s*(?:{_WHO}))*"
    r"(?: (?:details?|info(?:rmation)?|data|[a-z]|\d+|one|two|three))*",
    re.I,
)


def compact(heading: Cell) -> str:
    """A heading in small letters without spaces, signs and line breaks, so that spellings meet."""
    text = squeezed(heading).replace("&", " and ").replace("#", " no ").casefold()
    return _SIGNS.sub("", text)


def meaning(heading: Cell) -> tuple[str, int] | None:
    """The field a heading names and how well it does (0 is best), or nothing."""
    whole = compact(heading)
    # "SEN Status (N/K/E)": what stands in brackets is an explanation, unless it says that the fact is another person's.
    bare = "" if OTHERS.search(squeezed(heading)) else compact(re.sub(r"[(\[].*?[)\]]", "", squeezed(heading)))
    owned = [found[1] for text in (whole, bare) for owner in OWNERS if (found := owner.fullmatch(text))]
    for text in dict.fromkeys((whole, re.sub(r"(?:ddmmyyyy|ddmmyy|yyyymmdd)$", "", whole), bare, *owned)):
        if not any_rule().fullmatch(text):
            continue
        rank, name = min(
            ((rank, name) for name, rank, words in rules() if words.fullmatch(text)), key=lambda one: one[0]
        )
        return name, rank
    return None
