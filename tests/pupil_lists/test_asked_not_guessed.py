"""What a list says in two ways: asked with what is likely, not stored in silence; and nothing is asked without need."""

from __future__ import annotations

import pytest

from tests.pupil_lists.making import asked, planned, skipped, stored, upn, workbook

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


class TestMiddleNames:
    @pytest.mark.parametrize(
        ("forename", "whole", "likely"),
        [
            ("Ann", "Ann Louise Smith", "Smith"),
            ("Mohammed", "Mohammed Ali Khan", "Khan"),
            ("Jan", "Jan Piet van der Berg", "van der Berg"),
            ("Jan", "Jan van der Berg", "van der Berg"),
            ("Ana", "De La Cruz Ana", "De La Cruz"),
            ("Lee", "Lee Harper Lee", "Lee"),
            ("Ann", "Annie Louise Smith", "Smith"),
        ],
    )
    def test_of_a_whole_name_beside_the_forename_are_not_stored_as_surname(
        self, forename: str, whole: str, likely: str
    ) -> None:
        plan = planned(f"Forename,Full name,Year\n{forename},{whole},4\nBob,Bob Cole,4\n")
        assert [(one.surname, one.forename) for one in plan.pupils] == [(None, forename), ("Cole", "Bob")]
        assert asked(plan) == [(2, "surname", likely)]

    def test_before_a_comma_all_is_the_surname(self) -> None:
        plan = planned('Forename,Full name,Year\nAnn,"Smith Jones, Ann Louise",4\nBob,"Cole, Bob",4\n')
        assert [one.surname for one in plan.pupils] == ["Smith Jones", "Cole"]
        assert not plan.questions

    @pytest.mark.parametrize(
        ("said", "likely"),
        [
            ("Ty JJ SMITH", ("SMITH", "Ty JJ")),
            ("Ty A.J. SMITH", ("SMITH", "Ty A.J.")),
            ("Ty TJR SMITH", None),
            ("Ana DE LA CRUZ", None),
        ],
    )
    def test_initials_before_a_surname_in_capitals_are_asked(self, said: str, likely: tuple[str, str] | None) -> None:
        plan = planned(f"Name,Class\nJohn SMITH,7A\nLi NG,7A\nSíle O'HARA,7A\nAya KHAN,7A\n{said},7A\n")
        if "CRUZ" in said:
            assert (plan.pupils[4].surname, plan.questions) == ("DE LA CRUZ", [])
        else:
            assert [(row, field) for row, field, _ in asked(plan)] == [(6, "surname"), (6, "forename")]
            assert likely is None or asked(plan) == [(6, "surname", likely[0]), (6, "forename", likely[1])]

    def test_so_are_those_behind_one(self) -> None:
        plan = planned("Name,Class\nSMITH John,7A\nNG Li,7A\nO'HARA Síle,7A\nKHAN Aya,7A\nSMITH JJ Ty,7A\n")
        assert [one.surname for one in plan.pupils] == ["SMITH", "NG", "O'HARA", "KHAN", None]
        assert {row for row, _, _ in asked(plan)} == {6}


class TestSheetsWithNumbersInTheirNames:
    HEAD = ("Surname", "Forename", "DOB", "SEN")

    @pytest.mark.parametrize(
        "names",
        [
            ("Cohort 2021-2026", "Cohort 2022-2027"),
            ("Pupils 21-30", "Pupils 31-40"),
            ("Room 20 22", "Room 21 23"),
            ("SEND 25-26", "SEND 26-27 new starters"),
            ("SEND", "SEND 26-27 new starters"),
        ],
    )
    def test_are_no_former_school_years_and_all_are_read(self, names: tuple[str, str]) -> None:
        one, other = [self.HEAD, ("Bell", "Ann", "12/03/2015", "K")], [self.HEAD, ("Cole", "Bob", "12/03/2014", "E")]
        plan = planned(workbook({names[0]: one, names[1]: other}))
        assert [one.surname for one in plan.pupils] == ["Bell", "Cole"]

    def test_an_empty_one_for_next_year_makes_this_year_no_former_one(self) -> None:
        now = [self.HEAD, ("Bell", "Ann", "12/03/2015", "K")]
        plan = planned(workbook({"SEND 26-27": now, "SEND 27-28": [self.HEAD]}))
        assert [one.surname for one in plan.pupils] == ["Bell"]


class TestADashBeforeAYear:
    @pytest.mark.parametrize(("said", "year"), [("Year-1", "1"), ("Yr-2", "2"), ("Year–1", "1"), ("Year - 2", "2")])
    def test_right_behind_the_word_only_parts_the_two(self, said: str, year: str) -> None:
        plan = planned(f"Surname,Forename,Year\nBell,Ann,{said}\n")
        assert [one.year for one in plan.pupils] == [year]
        assert not plan.questions

    @pytest.mark.parametrize(("said", "likely"), [("Year -1", "N2"), ("-2", "N1"), ("−1", "N2"), ("Year 0", "R")])
    def test_after_a_space_or_alone_counts_down(self, said: str, likely: str) -> None:
        assert asked(planned(f"Surname,Forename,Year\nBell,Ann,{said}\n")) == [(2, "year", likely)]


class TestTheYearInTheNameOfASheet:
    @pytest.mark.parametrize("name", ["Year 6 transition 2026", "Year 7 from Sept", "Year 6 SATs access"])
    def test_that_may_be_another_is_not_taken_and_somebody_is_told(self, name: str) -> None:
        plan = planned(workbook({name: [("Surname", "Forename", "SEN"), ("Bell", "Ann", "K")]}))
        assert [one.year for one in plan.pupils] == [None]
        assert "This list has no year groups." in " ".join(map(str, plan.notes))

    @pytest.mark.parametrize("name", ["Year 6", "Y6 SEND", "Year 6 pupils"])
    def test_is_asked_where_the_class_says_another(self, name: str) -> None:
        head = ("Surname", "Forename", "Class", "SEN")
        book = workbook({name: [head, ("Bell", "Ann", "5A", "K"), ("Cole", "Bob", "6B", "K"), ("Dunn", "Di", "", "K")]})
        plan = planned(book)
        assert [one.year for one in plan.pupils] == [None, "6", "6"]
        assert asked(plan) == [(2, "year", None)]
        assert [one.year for one in planned(book, answers={"2:year": "5"}).pupils] == ["5", "6", "6"]


class TestHeadingsWithinHeadings:
    @staticmethod
    def stored(*over: str) -> list[tuple[str | None, str | None]]:
        """Year group and stage of the pupils under these headings; "*" is a pupil."""
        names = iter(("Bell", "Cole", "Dunn", "East", "Frost", "Gray"))
        body = "".join(f"{next(names)},Ann,,\n" if one == "*" else f"{one},,,\n" for one in over)
        plan = planned(f"Surname,Forename,Year,SEN\n{body}")
        assert not plan.questions
        return [(one.year, one.sen) for one in plan.pupils]

    def test_a_year_does_not_end_the_stage_above_it(self) -> None:
        assert self.stored("SEN Support", "Year 5", "*", "Year 6", "*", "EHCP", "Year 6", "*", "No SEN", "*") == [
            ("5", "K"), ("6", "K"), ("6", "E"), (None, "N"),
        ]  # fmt: skip

    def test_nor_does_a_class(self) -> None:
        assert self.stored("SEN Support", "Class 5A", "*", "Class 6B", "*") == [(None, "K"), (None, "K")]

    def test_a_stage_does_not_end_the_year_above_it_and_the_next_year_ends_the_stage(self) -> None:
        assert self.stored("Year 5", "SEN Support", "*", "EHCP", "*", "Year 6", "*", "EHCP", "*") == [
            ("5", "K"), ("5", "E"), ("6", None), ("6", "E"),
        ]  # fmt: skip

    def test_other_words_end_both(self) -> None:
        assert self.stored("SEN Support", "Year 5", "*", "*", "Others", "*") == [("5", "K"), ("5", "K"), (None, None)]


class TestNothingIsAskedWithoutNeed:
    @pytest.mark.parametrize("over", ["Left hand side of the register", "Left-handed pupils", "Left column"])
    def test_a_heading_about_the_left_side_is_none_of_leavers(self, over: str) -> None:
        plan = planned(f"{HEAD}\n{over},,,,\n{upn(1)},Bell,Ann,12/03/2015,7\n")
        assert not plan.questions

    @pytest.mark.parametrize(
        "said", ["Same", "as legal", "As above", "Same as above", "Not given", "None given", "(same)", "Yes"]
    )
    def test_a_word_that_is_no_name_under_the_name_the_pupil_likes_is_told(self, said: str) -> None:
        plan = planned(rows(said, "Annie", head="Preferred Name"))
        assert [one.preferred for one in plan.pupils] == [None, "Annie"]
        assert not plan.questions
        assert ["rows 2." in note for note in map(str, plan.notes) if "the name the pupil likes" in note] == [True]

    def test_it_takes_no_name_away_that_is_known_already(self) -> None:
        known = stored(planned(rows("Annie", head="Preferred Name")))
        assert planned(rows("same", head="Preferred Name"), known=known).lines[0].what == "same"
