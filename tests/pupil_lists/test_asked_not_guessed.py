"""What a list says in two ways: asked with what is likely, not stored in silence; and nothing is asked without need."""

from __future__ import annotations

import pytest

from tests.pupil_lists.making import asked, planned, skipped, stored, upn

HEAD = "UPN,Surname,Forename,DOB,Year"


def rows(*cells: str, head: str) -> str:
    """A list of pupils of Year 7, each with these cells at the end of the row, under `head`."""
    names = ("Bell", "Cole", "Dunn", "East", "Frost", "Gray")
    body = "".join(f"{upn(n)},{names[n]},Ann,{n + 1:02}/03/2015,7,{cell}\n" for n, cell in enumerate(cells))
    return f"{HEAD},{head}\n{body}"


class TestActiveAlone:
    @pytest.mark.parametrize("head", ["Active", "Current", "Is active", "Enrolled", "Still current?"])
    def test_over_a_no_may_be_of_something_else_and_is_asked(self, head: str) -> None:
        plan = planned(rows("Yes", "No", head=head))
        assert asked(plan) == [(3, "roll", "left")]
        assert f"{head}: No" in str(plan.questions[0].why)
        assert len(plan.pupils) == 2

    def test_archives_nobody_whom_the_school_has_already(self) -> None:
        known = stored(planned(rows("", "", head="Notes")))
        plan = planned(rows("Yes", "No", head="Active"), known=known)
        assert [line.what for line in plan.lines] == ["same", "same"]
        assert asked(plan) == [(3, "roll", "left")]

    def test_the_answer_counts_for_one_pupil_and_a_choice_for_the_column_for_all(self) -> None:
        assert list(skipped(planned(rows("Yes", "No", head="Active"), answers={"3:roll": "left"}))) == [3]
        chosen = planned(rows("Yes", "No", head="Active"), columns={"Active": "roll"})
        assert not chosen.questions
        assert list(skipped(chosen)) == [3]

    @pytest.mark.parametrize("head", ["Active pupil", "Current student", "Pupil active", "On roll"])
    def test_of_the_pupil_is_certain(self, head: str) -> None:
        plan = planned(rows("Yes", "No", head=head))
        assert not plan.questions
        assert list(skipped(plan)) == [3]

    def test_over_words_about_something_else_is_left_behind(self) -> None:
        assert not planned(rows("Level 3", "Level 4", head="Current")).questions
