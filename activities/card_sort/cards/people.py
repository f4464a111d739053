"""People at school and at home."""

from activities.contract import N_p, Wording

from .making import PERSON, card

#: A card that names an adult's role waits when such a person is in the room.
PEOPLE = (
    card(
        "card:friends", N_p("pupil-card", "Friends"), "friends", PERSON, N_p("pupil-O", "People you like to be with.")
    ),
    card(
        "card:teacher",
        Wording(N_p("pupil-S", "Teacher"), N_p("pupil-O", "Teachers")),
        "teacher",
        PERSON,
        N_p("pupil-O", "The adults who teach you."),
        "teacher",
    ),
    card(
        "card:my-class",
        Wording(N_p("pupil-S", "Children in my class"), N_p("pupil-O", "People in my class")),
        "my-class",
        PERSON,
        N_p("pupil-O", "The people you have lessons with."),
    ),
    card(
        "card:helper",
        Wording(N_p("pupil-S", "Class helper"), N_p("pupil-O", "Teaching assistant")),
        "teaching-assistant",
        PERSON,
        N_p("pupil-O", "An adult who helps in lessons."),
        "teaching-assistant",
    ),
    card(
        "card:lunch-staff",
        Wording(N_p("pupil-S", "Dinner staff"), N_p("pupil-O", "Lunch staff")),
        "dinner-staff",
        PERSON,
        N_p("pupil-O", "The adults who are there at lunch."),
        "dinner-staff",
    ),
    card(
        "card:older-pupils",
        Wording(N_p("pupil-S", "Bigger children"), N_p("pupil-O", "Older pupils")),
        "crowd",
        PERSON,
        N_p("pupil-O", "People in the years above."),
    ),
    card(
        "card:head-teacher",
        N_p("pupil-card", "Head teacher"),
        "head-teacher",
        PERSON,
        N_p("pupil-O", "The person who runs the school."),
        "head-teacher",
    ),
    card(
        "card:new-adults",
        Wording(N_p("pupil-S", "A new teacher"), N_p("pupil-O", "Supply teachers")),
        "supply-teacher",
        PERSON,
        N_p("pupil-O", "Adults who teach when yours is away."),
        "supply-teacher",
    ),
    card(
        "card:help-planner",
        N_p("pupil-card", "Adult who plans help"),
        "sendco",
        PERSON,
        N_p("pupil-O", "The adult who plans the help you get."),
        "sendco",
    ),
    card(
        "card:speech-therapist",
        Wording(N_p("pupil-S", "Talking helper"), N_p("pupil-O", "Speech therapist")),
        "speech-therapist",
        PERSON,
        N_p("pupil-O", "An adult who helps with talking."),
        "speech-therapist",
    ),
    card("card:siblings", N_p("pupil-card", "Brothers and sisters"), "brother", PERSON),
    card("card:mum", N_p("pupil-card", "Mum"), "mum", PERSON, None, "mum"),
    card("card:dad", N_p("pupil-card", "Dad"), "dad", PERSON, None, "dad"),
    card("card:carer", N_p("pupil-card", "Carer"), "carer", PERSON, N_p("pupil-O", "An adult you live with."), "carer"),
)
