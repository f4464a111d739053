"""A box for a date as British schools write dates: the day always stands before the month."""

from __future__ import annotations

from typing import Any

from wtforms import DateField
from wtforms.validators import ValidationError

from voice_app.pages.access import today
from voice_app.services.pupil_lists.dates import read_date

from .form_words import N_


class UkDateField(DateField):
    """Takes 12/03/2015, 12.3.15, 2015-03-12, 12 Mar 2015 and 12th March 2015, as lists from school systems have them.

    `ahead`: a year of two figures means this century, as for the dates of reviews; else the latest year gone by.
    """

    def __init__(
        self, label: str, validators: list[Any] | None = None, *, ahead: bool = False, **keywords: Any
    ) -> None:
        super().__init__(label, validators, format="%d/%m/%Y", **keywords)
        self._ahead = ahead

    def process_formdata(self, valuelist: list[str]) -> None:
        """Read what was typed. Raises ValidationError with what to do; the box keeps what was typed."""
        self.data = None
        typed = " ".join(valuelist).strip()
        if not typed:
            return
        read = read_date(typed, today=today())
        found = read.value or read.likely
        if read.likely and self._ahead:
            found = read.likely.replace(year=2000 + read.likely.year % 100)
        if found is None:
            if self._ahead:
                raise ValidationError(N_("Enter a date that exists, day first, such as 12/03/2027"))
            raise ValidationError(N_("Enter a date that exists, day first, such as 4 9 2015"))
        self.data = found
