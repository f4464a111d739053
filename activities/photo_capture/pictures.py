"""The pictures to pick in the place of a photo, and what can be said with them. Names are those of `media.cards`."""

from activities.contract import Choice, N_p, Wording, bank

ANY_PLACE, PROUD, HELPS, IN_THE_WAY = "place", "proud", "helps", "in-the-way"

#: What the photo is to show. Nothing here asks for a good or a bad place first.
SHOWS = bank(
    (ANY_PLACE, N_p("pupil-card", "Any place"), "a-place"),
    (PROUD, N_p("pupil-card", "I am proud of it"), "proud"),
    (HELPS, N_p("pupil-card", "It helps me"), "help-i-get"),
    (IN_THE_WAY, N_p("pupil-card", "It gets in the way"), "cluttered-wall"),
)

#: Places and things in them, for who takes no photo and for where none is taken: toilets, changing and medical rooms.
#: "Something else" stands last (rule A29).
PLACES = bank(
    ("classroom", N_p("pupil-card", "Classroom"), "classroom"),
    ("hall", N_p("pupil-card", "Hall"), "assembly"),
    ("playground", N_p("pupil-card", "Playground"), "playground"),
    ("dinner-hall", N_p("pupil-card", "Dinner hall"), "dinner-hall"),
    ("library", N_p("pupil-card", "Library"), "library"),
    ("corridor", N_p("pupil-card", "Corridor"), "corridor"),
    ("quiet-room", N_p("pupil-card", "Quiet room"), "quiet-room"),
    ("outside", N_p("pupil-card", "Outside"), "outside"),
    ("toilets", N_p("pupil-card", "Toilets"), "toilets"),
    ("changing-room", N_p("pupil-card", "Changing room"), "changing-room"),
    ("medical-room", N_p("pupil-card", "Medical room"), "medicine"),
    ("my-seat", N_p("pupil-card", "My seat"), "seat"),
    ("something-else", N_p("pupil-card", "Something else"), "something-else"),
)

#: What can be in a photo, for who does not write: a place, or a thing.
THINGS = (
    *(place for place in PLACES if place.value not in ("toilets", "changing-room", "medical-room", "something-else")),
    *bank(
        ("work", N_p("pupil-card", "My work"), "writing"),
        ("made", N_p("pupil-card", "Something I made"), "art"),
        ("something-else", N_p("pupil-card", "Something else"), "something-else"),
    ),
)

GOOD, BETWEEN, NOT_GOOD = "good", "between", "not-good"

HOW_IT_IS = bank(
    (GOOD, N_p("pupil-card", "Good"), "face-good"),
    (BETWEEN, N_p("pupil-card", "In between"), "face-between"),
    (NOT_GOOD, N_p("pupil-card", "Not good"), "face-not-good"),
)

#: What can happen anywhere, none of it good or bad.
HAPPENS = bank(
    ("learning", N_p("pupil-card", "Learning"), "books"),
    ("playing", N_p("pupil-card", "Playing games"), "board-games"),
    ("talking", N_p("pupil-card", "Talking"), "someone-to-talk-to"),
    ("waiting", N_p("pupil-card", "Waiting"), "queue"),
    ("making", N_p("pupil-card", "Making things"), "making"),
    ("being-quiet", N_p("pupil-card", "Being quiet"), "quiet"),
    ("moving", N_p("pupil-card", "Moving about"), "movement-break"),
    ("something-else", N_p("pupil-card", "Something else"), "something-else"),
)

ANOTHER, ENOUGH = "another", "enough"

MORE = (
    Choice(
        value=ANOTHER, label=Wording(N_p("pupil-S", "One more"), N_p("pupil-O", "Show another one")), picture="photo"
    ),
    Choice(
        value=ENOUGH,
        label=Wording(N_p("pupil-S", "That is all"), N_p("pupil-O", "That is enough")),
        picture="finished",
    ),
)
