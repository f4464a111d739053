"""From getting up to the first minutes in class."""

from activities.contract import N_p, Wording

from .making import JOURNEY, PERSON, card

GETTING_TO_SCHOOL = (
    card("card:breakfast", N_p("pupil-card", "Breakfast"), "breakfast", JOURNEY),
    card("card:getting-up", N_p("pupil-card", "Getting up"), "getting-up", JOURNEY),
    card(
        "card:meeting-friends",
        Wording(N_p("pupil-S", "Seeing friends"), N_p("pupil-O", "Meeting people")),
        "seeing-friends",
        JOURNEY,
        N_p("pupil-O", "Seeing people before school starts."),
    ),
    card(
        "card:school-clothes",
        N_p("pupil-card", "School clothes"),
        "getting-dressed",
        JOURNEY,
        N_p("pupil-O", "What you wear for school."),
    ),
    card(
        "card:going-in",
        N_p("pupil-card", "Going in"),
        "school-door",
        JOURNEY,
        N_p("pupil-O", "Coming through the school door."),
    ),
    card(
        "card:packing-bag",
        N_p("pupil-card", "School bag"),
        "school-bag",
        JOURNEY,
        N_p("pupil-O", "Having what you need."),
    ),
    card("card:walking", N_p("pupil-card", "Walking to school"), "walking", JOURNEY),
    card("card:school-bus", N_p("pupil-card", "Bus to school"), "school-bus", JOURNEY),
    card("card:car", N_p("pupil-card", "Car to school"), "car", JOURNEY),
    card("card:taxi", N_p("pupil-card", "Taxi to school"), "taxi", JOURNEY),
    card(
        "card:driver",
        N_p("pupil-card", "Driver or escort"),
        "escort",
        PERSON,
        N_p("pupil-O", "The adults who travel with you."),
        "escort",
    ),
    card("card:saying-goodbye", N_p("pupil-card", "Saying goodbye"), "hello", JOURNEY),
    card("card:waiting", N_p("pupil-card", "Waiting to start"), "waiting", JOURNEY),
    card(
        "card:register",
        N_p("pupil-card", "Register"),
        "register",
        JOURNEY,
        N_p("pupil-O", "The first minutes in class."),
    ),
)
