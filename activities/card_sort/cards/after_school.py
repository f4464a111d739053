"""From going home to bedtime."""

from activities.contract import N_p, Wording

from .making import AFTER, card

AFTER_SCHOOL = (
    card("card:snack", N_p("pupil-card", "Snack"), "snack", AFTER),
    card("card:going-home", N_p("pupil-card", "Going home"), "home-time", AFTER, N_p("pupil-O", "The way back.")),
    card("card:playing-outside", N_p("pupil-card", "Being outside"), "outside", AFTER),
    card("card:homework", N_p("pupil-card", "Homework"), "homework", AFTER),
    card("card:tv", Wording(N_p("pupil-S", "TV"), N_p("pupil-O", "TV and films")), "tv", AFTER),
    card("card:gaming", Wording(N_p("pupil-S", "Computer games"), N_p("pupil-O", "Gaming")), "gaming", AFTER),
    card("card:clubs", N_p("pupil-card", "Clubs"), "clubs", AFTER, N_p("pupil-O", "Groups you go to after school.")),
    card("card:friends-after-school", N_p("pupil-card", "Friends after school"), "best-friend", AFTER),
    card("card:pets", N_p("pupil-card", "Pets and animals"), "animals", AFTER),
    card("card:drawing", N_p("pupil-card", "Drawing and making"), "drawing", AFTER),
    card("card:sport", N_p("pupil-card", "Sport"), "sport", AFTER),
    card(
        "card:time-alone",
        N_p("pupil-card", "Time on my own"),
        "me",
        AFTER,
        N_p("pupil-O", "Time with nobody else there."),
    ),
    card("card:bedtime", N_p("pupil-card", "Bedtime"), "bedtime", AFTER),
)
