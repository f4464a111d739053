"""Days on which a school is likely to be closed. Term dates are each school's own; none are shipped."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from itertools import pairwise
from typing import Final

from .words import N_, Remark

_SATURDAY = 5

_ENDS_BEFORE_START = N_("The term from %(first)s to %(last)s ends before it starts. Change one of the two dates.")
_OVERLAP = N_("One term starts on %(first)s, before another ends on %(last)s. Change one of the two dates.")


class TermsDoNotFit(ValueError):
    """A term ends before it starts, or two terms overlap. `remark` says so to staff."""

    def __init__(self, remark: Remark) -> None:
        self.remark: Final = remark
        super().__init__(str(remark))


@dataclass(frozen=True, order=True)
class Term:
    """One stretch of school days, both ends included. A half-term break ends one stretch and starts the next."""

    first: date
    last: date


@dataclass(frozen=True, init=False)
class Terms:
    """A school's terms as far as they are known, in order of date whatever order they come in.

    Raises TermsDoNotFit when a term ends before it starts or two overlap.
    """

    terms: tuple[Term, ...]

    def __init__(self, terms: Iterable[Term]) -> None:
        in_order = tuple(sorted(terms))
        for term in in_order:
            if term.last < term.first:
                raise TermsDoNotFit(Remark(_ENDS_BEFORE_START, {"first": term.first, "last": term.last}))
        for before, after in pairwise(in_order):
            if after.first <= before.last:
                raise TermsDoNotFit(Remark(_OVERLAP, {"first": after.first, "last": before.last}))
        object.__setattr__(self, "terms", in_order)

    def reach(self, day: date) -> bool:
        """Say whether anything is known about this day: it lies between the first and the last day entered."""
        return bool(self.terms) and self.terms[0].first <= day <= self.terms[-1].last


def in_school_holidays(day: date, terms: Terms) -> bool:
    """Say whether a day lies between two terms. Before the first and after the last term nothing is known: False.

    Ask `Terms.reach` first where "not known" must be told from "in term".
    """
    return terms.reach(day) and not any(term.first <= day <= term.last for term in terms.terms)


def is_weekend(day: date) -> bool:
    """Say whether a day is a Saturday or a Sunday."""
    return day.weekday() >= _SATURDAY


def is_bank_holiday(day: date) -> bool:
    """Say whether a day is a bank holiday in England, a day given in place of one at a weekend included.

    Source: the `holidays` package, which follows the Banking and Financial Dealings Act 1971 and later proclamations.
    A holiday proclaimed after that package was made is not in it.
    """
    return day in _bank_holidays(day.year)


@lru_cache(maxsize=32)
def _bank_holidays(year: int) -> frozenset[date]:
    import holidays  # only here: it is large, and most pages need no calendar

    return frozenset(holidays.country_holidays("GB", subdiv="ENG", years=year))
