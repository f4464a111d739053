"""Cards for the practice go."""

from activities.contract import N_p

from .making import card

#: Well-known things: some that most children love, the first of them at fifteen too, and some that most do not. The
#: adult chooses two of them (rule A30); nothing said about them is ever a view.
PRACTICE = (
    card("practice:holidays", N_p("pupil-card", "Holidays"), "beach", ""),
    card("practice:pizza", N_p("pupil-card", "Pizza"), "pizza", ""),
    card("practice:dog", N_p("pupil-card", "Dogs"), "dog", ""),
    card("practice:football", N_p("pupil-card", "Football"), "football", ""),
    card("practice:bubbles", N_p("pupil-card", "Bubbles"), "bubbles", ""),
    card("practice:party", N_p("pupil-card", "Parties"), "party", ""),
    card("practice:loud-noise", N_p("pupil-card", "A loud noise"), "noise", ""),
    card("practice:waiting", N_p("pupil-card", "Waiting"), "waiting", ""),
    card("practice:medicine", N_p("pupil-card", "Medicine"), "medicine", ""),
    card("practice:being-cold", N_p("pupil-card", "Being cold"), "too-cold", ""),
    card("practice:tidying-up", N_p("pupil-card", "Tidying up"), "tidying-up", ""),
    card("practice:brushing-teeth", N_p("pupil-card", "Brushing teeth"), "brushing-teeth", ""),
)
