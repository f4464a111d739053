"""Review points: their kinds, dates and steps, as data with a source for every rule.

The law is about to change, so nothing here is a rule in code: each kind is one file in `kinds/`
(`docs/review-kinds.md`). This package is pure: no web, no database.
"""

from .choosing import CanBeNext, next_open
from .kind import AgainRule, Anchor, Choice, Circumstance, Field, FieldGroup, ReviewKind
from .reading import all_kinds
from .school_years import decision_holder, rights_pass_on, school_year, year_group, year_group_later
from .steps import DateNotBelievable, Step, believable, last_day_to_ask, next_anchor, steps, usual_due
from .table import BrokenKind
from .term_dates import Holiday, HolidayDoesNotFit, Holidays, check_fits
from .words import Remark, extract_kinds

__all__ = [
    "AgainRule",
    "Anchor",
    "BrokenKind",
    "CanBeNext",
    "Choice",
    "Circumstance",
    "DateNotBelievable",
    "Field",
    "FieldGroup",
    "Holiday",
    "HolidayDoesNotFit",
    "Holidays",
    "Remark",
    "ReviewKind",
    "Step",
    "all_kinds",
    "believable",
    "check_fits",
    "decision_holder",
    "extract_kinds",
    "last_day_to_ask",
    "next_anchor",
    "next_open",
    "rights_pass_on",
    "school_year",
    "steps",
    "usual_due",
    "year_group",
    "year_group_later",
]
