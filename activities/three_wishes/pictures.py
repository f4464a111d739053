"""The picture bank for wishes, and the people who could help. Names of pictures are those of `media.cards`."""

from activities.contract import Choice, N_p, Wording, bank

#: Wishes that children make about school, mixed: things, people, places, less of something.
#: "Something else" stands last (rule A29).
WISHES = bank(
    ("quiet-room", N_p("pupil-card", "A quiet room"), "quiet-room"),
    ("time-with-friends", N_p("pupil-card", "Time with friends"), "time-together"),
    ("help-in-lessons", N_p("pupil-card", "Help in lessons"), "helped-by-adult"),
    ("longer-break", N_p("pupil-card", "A longer break"), "break-time"),
    ("class-pet", N_p("pupil-card", "A pet at school"), "rabbit"),
    ("more-art", N_p("pupil-card", "More art"), "art"),
    ("more-music", N_p("pupil-card", "More music"), "music"),
    ("more-sport", N_p("pupil-card", "More sport"), "sport"),
    ("more-outside", N_p("pupil-card", "More time outside"), "more-outside"),
    ("computers", N_p("pupil-card", "More computers"), "computing"),
    ("less-noise", N_p("pupil-card", "Less noise"), "less-noise"),
    ("less-writing", N_p("pupil-card", "Less writing"), "less-writing"),
    ("different-lunch", N_p("pupil-card", "A different lunch"), "different-lunch"),
    ("move-about", N_p("pupil-card", "Time to move about"), "movement-break"),
    ("trips", N_p("pupil-card", "More trips"), "more-trips"),
    ("club", N_p("pupil-card", "A new club"), "clubs"),
    ("journey", N_p("pupil-card", "A different way to school"), "way-to-school"),
    ("something-else", N_p("pupil-card", "Something else"), "something-else"),
)

HELPERS = bank(
    ("teacher", N_p("pupil-card", "My teacher"), "teacher"),
    ("helper", N_p("pupil-card", "A helper"), "teaching-assistant"),
    ("friends", N_p("pupil-card", "My friends"), "friends"),
    ("family", N_p("pupil-card", "My family"), "family"),
    ("head-teacher", N_p("pupil-card", "The head teacher"), "head-teacher"),
    ("me", N_p("pupil-card", "Me"), "me"),
    ("someone-else", N_p("pupil-card", "Someone else"), "someone-else"),
)

#: What a wish would change, for pupils who answer in pictures: even, some about others, some about oneself.
DIFFERENCES = bank(
    ("quieter", N_p("pupil-card", "Quieter"), "less-noise"),
    ("more-time", N_p("pupil-card", "More time"), "more-time"),
    ("with-others", N_p("pupil-card", "With other people"), "partner-work"),
    ("on-my-own", N_p("pupil-card", "On my own"), "working-alone"),
    ("more-help", N_p("pupil-card", "More help"), "asking-for-help"),
    ("more-moving", N_p("pupil-card", "More moving about"), "movement-break"),
    ("i-would-feel-different", N_p("pupil-card", "How I feel"), "how-i-feel"),
    ("something-else", N_p("pupil-card", "Something else"), "something-else"),
)

JUST_SAYING, PLEASE_TRY = "just-saying", "please-try"

#: Only "please try" gets an outcome later (docs/practice.md, 8.5).
WANTS = (
    Choice(
        value=JUST_SAYING,
        label=Wording(N_p("pupil-S", "Just saying"), N_p("pupil-O", "Just saying")),
        picture="just-saying",
    ),
    Choice(
        value=PLEASE_TRY,
        label=Wording(N_p("pupil-S", "Please try"), N_p("pupil-O", "Please try")),
        picture="please-try",
    ),
)
