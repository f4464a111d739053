"""Lessons: an easy one first, then such as pupils feel differently about."""

from activities.contract import N_p, Wording

from .making import LESSON, card

LESSONS = (
    card("card:art", N_p("pupil-card", "Art"), "art", LESSON, N_p("pupil-O", "Drawing, painting and making.")),
    card("card:maths", N_p("pupil-card", "Maths"), "maths", LESSON, N_p("pupil-O", "Numbers, shapes and measuring.")),
    card("card:pe", N_p("pupil-card", "PE"), "pe", LESSON, N_p("pupil-O", "Sport, games, and when you get changed.")),
    card("card:reading", N_p("pupil-card", "Reading"), "reading", LESSON, N_p("pupil-O", "On your own or out loud.")),
    card("card:music", N_p("pupil-card", "Music"), "music", LESSON, N_p("pupil-O", "Listening, playing and singing.")),
    card("card:writing", N_p("pupil-card", "Writing"), "writing", LESSON, N_p("pupil-O", "By hand or on a screen.")),
    card(
        "card:computing",
        N_p("pupil-card", "Computing"),
        "computing",
        LESSON,
        N_p("pupil-O", "Using and making things."),
    ),
    card(
        "card:science", N_p("pupil-card", "Science"), "science", LESSON, N_p("pupil-O", "Finding out and experiments.")
    ),
    card("card:spelling", N_p("pupil-card", "Spelling"), "spelling", LESSON),
    card("card:cooking", N_p("pupil-card", "Cooking"), "cooking", LESSON),
    card(
        "card:group-work",
        Wording(N_p("pupil-S", "Working in a group"), N_p("pupil-O", "Group work")),
        "group-work",
        LESSON,
        N_p("pupil-O", "Doing a task with other people."),
    ),
    card(
        "card:topic",
        Wording(N_p("pupil-S", "Topic"), N_p("pupil-O", "History and geography")),
        "topic",
        LESSON,
        N_p("pupil-O", "How things were, long ago or far away."),
    ),
    card("card:tests", N_p("pupil-card", "Tests"), "tests", LESSON, N_p("pupil-O", "Tests, mocks and exams.")),
    card(
        "card:outdoor-lessons",
        N_p("pupil-card", "Lessons outside"),
        "forest-school",
        LESSON,
        N_p("pupil-O", "Lessons in the open air."),
    ),
)
