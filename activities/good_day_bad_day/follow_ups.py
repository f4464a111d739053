"""What is asked once a day has been told: what helps, what adults can do, what would give more good days."""

from __future__ import annotations

from activities.contract import N_p, bank

BEST, HARDEST = "best-bit", "hardest-bit"
HELPS, HELPS_DAY, STOPS = "helps", "helps-day", "stops"
KNOW, ADULTS_DO, ADULTS_DONT = "know", "adults-do", "adults-dont"
MORE_GOOD, WANTS = "more-good-days", "wants"

#: In the order in which they are asked and told.
OPEN = (HELPS, HELPS_DAY, STOPS, KNOW, ADULTS_DO, ADULTS_DONT, MORE_GOOD)

#: And what was picked besides.
ALL = (BEST, HARDEST, *OPEN, WANTS)

#: What can help a good day, stand in its way, or give more of them.
CAUSES = bank(
    ("people", N_p("pupil-card", "Who is there"), "everyone"),
    ("adult", N_p("pupil-card", "Which adult it is"), "trusted-adult"),
    ("place", N_p("pupil-card", "The place"), "a-place"),
    ("noise", N_p("pupil-card", "How loud it is"), "noise"),
    ("time", N_p("pupil-card", "Having time"), "more-time"),
    ("knowing", N_p("pupil-card", "Knowing what comes next"), "what-comes-next"),
    ("choosing", N_p("pupil-card", "Being able to choose"), "puzzles"),
    ("sleep", N_p("pupil-card", "How I slept"), "how-i-slept"),
    ("something-else", N_p("pupil-card", "Something else"), "something-else"),
)

#: What others can see or hear.
SIGNS = bank(
    ("quiet", N_p("pupil-card", "I go quiet"), "gone-quiet"),
    ("loud", N_p("pupil-card", "I get loud"), "i-get-loud"),
    ("moving", N_p("pupil-card", "I move a lot"), "movement-break"),
    ("still", N_p("pupil-card", "I keep still"), "went-still"),
    ("away", N_p("pupil-card", "I go away"), "going-away"),
    ("face", N_p("pupil-card", "My face shows it"), "my-face"),
    ("tell", N_p("pupil-card", "I tell someone"), "how-we-talk"),
    ("hide-it", N_p("pupil-card", "You can’t see it"), "not-to-see"),
    ("something-else", N_p("pupil-card", "Something else"), "something-else"),
)

#: What adults can do, or leave; the same pictures for both, so that none of them is the right one.
WHAT_ADULTS_DO = bank(
    ("ask", N_p("pupil-card", "Ask me"), "question"),
    ("talk", N_p("pupil-card", "Talk to me"), "someone-to-talk-to"),
    ("stay", N_p("pupil-card", "Stay near me"), "near-an-adult"),
    ("space", N_p("pupil-card", "Give me space"), "give-space"),
    ("break", N_p("pupil-card", "Give me a break"), "break-card"),
    ("quiet-place", N_p("pupil-card", "Take me to a quiet place"), "quiet-room"),
    ("wait", N_p("pupil-card", "Wait"), "waiting"),
    ("help", N_p("pupil-card", "Help with my work"), "helped-by-adult"),
    ("hug", N_p("pupil-card", "A hug"), "hug"),
    ("call-home", N_p("pupil-card", "Ring home"), "phone"),
    ("something-else", N_p("pupil-card", "Something else"), "something-else"),
)

#: What can be said to talking about a hard day too.
YES, ENOUGH = "yes", "enough"

JUST_SAYING, PLEASE_TRY = "just-saying", "please-try"

WANTED = bank(
    (JUST_SAYING, N_p("pupil-card", "Just saying"), "just-saying"),
    (PLEASE_TRY, N_p("pupil-card", "Please try"), "please-try"),
)
