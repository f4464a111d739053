"""What is known of a pupil, by name: light, because pages name these without reading any list."""

from __future__ import annotations

from collections.abc import Mapping

from .sentences import N_

#: What stands for the name of a pupil whose list has lost it, until somebody types it.
NAMELESS = N_("Name not known")

#: Asked where needs have ranks that leave their order open; the page lets it be typed, as ticks have no order.
WHICH_FIRST = N_(
    "Row %(row)s: which need comes first in %(value)s? Type the needs in their order, the first one first."
)

#: What a column can hold. Anything else in a list (address, care, free meals) is left behind.
FIELDS: Mapping[str, str] = {
    "upn": N_("UPN"),
    "admission_no": N_("Admission number"),
    "surname": N_("Surname"),
    "forename": N_("Forename"),
    "preferred": N_("Name the pupil likes"),
    "name": N_("Whole name"),
    "name_surname_first": N_("Whole name, surname first"),
    "name_forename_first": N_("Whole name, forename first"),
    "name_rest": N_("The other part of the whole name"),
    "dob": N_("Birth date"),
    "year": N_("Year group"),
    "class_name": N_("Class"),
    "sen": N_("SEN stage"),
    "sen_support": N_("On SEN Support: yes or no"),
    "ehc_plan": N_("Has an EHC plan: yes or no"),
    "needs": N_("Types of need"),
    "sen_and_needs": N_("SEN stage and types of need in one"),
    "need_named": N_("Has the need in the heading: yes or no"),
    "need_rank": N_("Rank of the need in this row"),
    "home_language": N_("Home language"),
    "sen_end": N_("End of the SEN stage"),
    "need_end": N_("End of the need"),
    "leaving": N_("Leaving date"),
    "may_have_left": N_("Last day, or reason for leaving"),
    "roll": N_("On roll or leaver"),
}
