"""The help that a pupil may get."""

from activities.contract import N_p, Wording

from .making import HELP, card

HELP_I_GET = (
    card(
        "card:adult-help",
        N_p("pupil-card", "Help from an adult"),
        "helped-by-adult",
        HELP,
        N_p("pupil-O", "An adult sits by you in class."),
    ),
    card(
        "card:more-time", N_p("pupil-card", "More time"), "more-time", HELP, N_p("pupil-O", "Longer to finish a task.")
    ),
    card(
        "card:visual-timetable",
        Wording(N_p("pupil-S", "Picture timetable"), N_p("pupil-O", "Timetable I can see")),
        "visual-timetable",
        HELP,
        N_p("pupil-O", "Seeing what comes next."),
    ),
    card(
        "card:small-group",
        N_p("pupil-card", "A small group"),
        "small-group",
        HELP,
        N_p("pupil-O", "Learning with just a few people."),
    ),
    card(
        "card:moving-breaks",
        Wording(N_p("pupil-S", "Time to move"), N_p("pupil-O", "Movement breaks")),
        "movement-break",
        HELP,
        N_p("pupil-O", "Time to get up and move."),
    ),
    card(
        "card:asking-for-help",
        N_p("pupil-card", "Asking for help"),
        "asking-for-help",
        HELP,
        N_p("pupil-O", "You tell us that you are stuck."),
    ),
    card(
        "card:one-to-one",
        Wording(N_p("pupil-S", "Just me and an adult"), N_p("pupil-O", "One-to-one help")),
        "one-to-one",
        HELP,
        N_p("pupil-O", "You work with one adult, out of class."),
    ),
    card(
        "card:laptop",
        N_p("pupil-card", "Laptop or tablet"),
        "tablet",
        HELP,
        N_p("pupil-O", "Working on a screen."),
    ),
    card("card:ear-defenders", N_p("pupil-card", "Ear defenders"), "ear-defenders", HELP),
    card(
        "card:calm-corner",
        Wording(N_p("pupil-S", "Calm corner"), N_p("pupil-O", "Somewhere calm")),
        "calm-corner",
        HELP,
        N_p("pupil-O", "A place to settle when you need it."),
    ),
    card(
        "card:symbols",
        Wording(N_p("pupil-S", "Pictures and signs"), N_p("pupil-O", "Pictures with words")),
        "symbols",
        HELP,
    ),
    card("card:timer", N_p("pupil-card", "Timer"), "timer", HELP, N_p("pupil-O", "Seeing how much time is left.")),
    card(
        "card:someone-to-talk-to",
        N_p("pupil-card", "Someone to talk to"),
        "someone-to-talk-to",
        HELP,
        N_p("pupil-O", "A person who has time to listen."),
    ),
    card(
        "card:fidget", N_p("pupil-card", "Fidget toy"), "fidget-toy", HELP, N_p("pupil-O", "Something for your hands.")
    ),
)
