"""Places in school."""

from activities.contract import N_p, Wording

from .making import DINNER, PLACE, card

PLACES = (
    card(
        "card:playground",
        N_p("pupil-card", "Playground"),
        "playground",
        PLACE,
        N_p("pupil-O", "Outside at break and lunch."),
    ),
    card("card:classroom", N_p("pupil-card", "Classroom"), "classroom", PLACE, N_p("pupil-O", "Rooms for lessons.")),
    card("card:library", N_p("pupil-card", "Library"), "library", PLACE, N_p("pupil-O", "The room with the books.")),
    card(
        "card:dinner-hall",
        Wording(N_p("pupil-S", "Dinner hall"), N_p("pupil-O", "Lunch hall")),
        "dinner-hall",
        DINNER,
        N_p("pupil-O", "Where people eat at lunch."),
    ),
    card(
        "card:corridor",
        N_p("pupil-card", "Corridor"),
        "corridor",
        PLACE,
        N_p("pupil-O", "Getting from one room to the next."),
    ),
    card("card:field", N_p("pupil-card", "School field"), "field", PLACE, N_p("pupil-O", "The grass and the trees.")),
    card(
        "card:hall",
        Wording(N_p("pupil-S", "Big hall"), N_p("pupil-O", "Assembly hall")),
        "assembly",
        PLACE,
        N_p("pupil-O", "Everyone in one big room."),
    ),
    card("card:toilets", N_p("pupil-card", "Toilets"), "toilets", PLACE),
    card(
        "card:quiet-room",
        Wording(N_p("pupil-S", "Quiet room"), N_p("pupil-O", "Quiet space")),
        "quiet-room",
        PLACE,
        N_p("pupil-O", "A room to go to for a while."),
    ),
    card("card:computer-room", N_p("pupil-card", "Computer room"), "computer-room", PLACE),
    card("card:changing-room", N_p("pupil-card", "Changing room"), "changing-room", PLACE),
    card(
        "card:line",
        N_p("pupil-card", "Lining up"),
        "lining-up",
        PLACE,
        N_p("pupil-O", "Waiting in a line to go in."),
    ),
    card("card:sensory-room", N_p("pupil-card", "Sensory room"), "sensory-room", PLACE),
)
