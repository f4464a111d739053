"""What offices write beside a value, or in its place: asked, never stored as if it were the pupil's."""

from __future__ import annotations

from datetime import date
from string import ascii_uppercase

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.pupil_lists.making import TODAY, asked, planned, upn, workbook
from voice_app.services.pupil_lists.dates import read_date
from voice_app.services.pupil_lists.languages import read_language
from voice_app.services.pupil_lists.names import read_name
from voice_app.services.pupil_lists.needs import NEEDS, read_needs, read_stage
from voice_app.services.pupil_lists.plan import Plan, as_json

ROW = "Surname,Forename,DOB,Year,SEN Status,SEN Need\n"


class TestWhatHasEnded:
    def test_the_need_and_stage_of_a_row_that_has_ended_are_history(self) -> None:
        plan = planned(
            "UPN,Surname,Forename,SEN Status,SEN Start Date,SEN End Date,SEN Need,Need Start,Need End\n"
            f"{upn(1)},Stone,Amelia,K,01/09/2020,31/08/2022,SLCN,01/09/2020,31/08/2022\n"
            f"{upn(1)},Stone,Amelia,E,01/09/2022,,ASD,01/09/2022,\n"
            f"{upn(2)},Patel,Noah,K,01/09/2020,,MLD,01/09/2019,31/08/2021\n"
            f"{upn(3)},Lee,Ruby,K,01/09/2020,,MLD,01/09/2019,31/08/2030\n"
        )
        assert [(one.sen, one.needs) for one in plan.pupils] == [("E", ("ASD",)), ("K", ()), ("K", ("MLD",))]
        assert not plan.questions

    @pytest.mark.parametrize(
        "heading",
        ["Need End", "Need End Date", "SEN Need End Date", "Need Ended", "SEN Type End Date", "Primary Need End Date"],
    )
    def test_the_end_of_a_need_is_not_the_end_of_the_stage(self, heading: str) -> None:
        plan = planned(f"Surname,Forename,SEN Status,SEN Need,{heading}\nBell,Ann,K,ASD,31/08/2021\nCole,Bob,K,HI,\n")
        assert [(one.sen, one.needs) for one in plan.pupils] == [("K", ()), ("K", ("HI",))]

    def test_each_need_has_its_own_end(self) -> None:
        plan = planned(
            "Surname,Forename,SEN Status,SEN Need 1,Need 1 End,SEN Need 2,Need 2 End\n"
            "Bell,Ann,K,ASD,31/08/2021,SLCN,\nCole,Bob,K,ASD,,SLCN,31/08/2021\n"
        )
        assert [one.needs for one in plan.pupils] == [("SLCN",), ("ASD",)]

    def test_one_end_beside_two_needs_leaves_open_which_has_ended(self) -> None:
        plan = planned("Surname,Forename,SEN Status,SEN Need 1,SEN Need 2,Need End\nBell,Ann,K,ASD,SLCN,31/08/2021\n")
        assert [one.needs for one in plan.pupils] == [None]
        assert asked(plan) == [(2, "needs", "ASD SLCN")]

    def test_an_end_that_is_no_day_is_asked(self) -> None:
        plan = planned("Surname,Forename,SEN Status,SEN End,SEN Need,Need End\nBell,Ann,K,Summer 22,ASD,yes\n")
        assert [(one.sen, one.needs) for one in plan.pupils] == [(None, None)]
        assert asked(plan) == [(2, "sen", "K"), (2, "needs", "ASD")]

    def test_an_end_that_is_still_open_asks_nothing(self) -> None:
        plan = planned("Surname,Forename,SEN Status,SEN End,SEN Need,Need End\nBell,Ann,K,ongoing,ASD,Current\n")
        assert [(one.sen, one.needs) for one in plan.pupils] == [("K", ("ASD",))]
        assert not plan.questions

    def test_a_need_beside_a_stage_that_has_ended_is_asked_where_nothing_says_when_it_ended(self) -> None:
        plan = planned("Surname,Forename,SEN Status,SEN End,SEN Need\nBell,Ann,K,31/08/2022,SLCN\n")
        assert [(one.sen, one.needs) for one in plan.pupils] == [(None, None)]
        assert asked(plan) == [(2, "sen", None), (2, "needs", "SLCN")]

    def test_a_further_need_with_its_own_end_still_goes_with_the_pupil_above(self) -> None:
        plan = planned(
            "Surname,Forename,SEN Status,SEN Need,Need End\nBell,Ann,K,ASD,\n,,,SLCN,31/08/2030\n,,,HI,31/08/2020\n"
        )
        assert [one.needs for one in plan.pupils] == [("ASD", "SLCN")]


class TestNeedsInDoubt:
    @pytest.mark.parametrize(
        ("written", "suggest"),
        [
            ("Query dyslexia", "SPLD"),
            ("?ASD", "ASD"),
            ("ASD/?", "ASD"),
            ("ASD?/SLCN", "ASD SLCN"),
            ("Possible SpLD", "SPLD"),
            ("Poss. ASD", "ASD"),
            ("Suspected ASD", "ASD"),
            ("Undiagnosed ASD", "ASD"),
            ("ASD, awaiting diagnosis", "ASD"),
            ("On waiting list for ADHD/ASD", "ASD SEMH"),
            ("ASD pathway", "ASD"),
            ("Referred for ASD", "ASD"),
            ("ASD (under assessment)", "ASD"),
            ("ASD traits", "ASD"),
            ("ASD TBC", "ASD"),
            ("ASD*", "ASD"),
            ("SLCN (discharged)", None),
            ("Prev. SLCN", None),
            ("Previously SLCN", None),
            ("SLCN - resolved", None),
            ("SLCN (historic)", None),
            ("was SLCN", None),
            ("SLCN no longer", None),
            ("ASD (sibling)", None),
            ("Autism - mum's view", None),
            ("Mum says ASD", None),
            ("PMLD or SLD", None),
            ("MLD/SLD", None),
            ("SLCN (ASD)", None),
            ("MLD→SLD", "SLD"),
            ("MLD -> SLD", "SLD"),
            ("MLD > SLD", "SLD"),
            ("VI - glasses", "VI"),
            ("ASD, anxiety", "ASD SEMH"),
            ("Hearing", "HI"),
            ("deafblind", "MSI"),
            ("S&L", "SLCN"),
        ],
    )
    def test_it_is_asked_and_not_stored(self, written: str, suggest: str | None) -> None:
        plan = planned(f'{ROW}Bell,Ann,12/03/2015,7,K,"{written}"\nCole,Bob,13/03/2015,7,K,SLCN\n')
        assert plan.pupils[0].needs is None
        assert asked(plan) == [(2, "needs", suggest)]

    @given(
        st.sampled_from(NEEDS),
        st.sampled_from(["?", "query", "poss", "was", "historic", "sibling", "tbc", "under review", "xyz", "not"]),
        st.booleans(),
    )
    def test_no_word_beside_a_code_leaves_it_certain(self, code: str, word: str, before: bool) -> None:
        assert read_needs(f"{word} {code}" if before else f"{code} ({word})").doubts

    def test_a_need_of_another_row_is_not_stored_as_if_it_were_all(self) -> None:
        rows = f"{upn(1)},Bell,Ann,K,ASD\n{upn(1)},Bell,Ann,K,?SLCN\n"
        plan = planned(f"UPN,Surname,Forename,SEN Status,SEN Need\n{rows}")
        assert [one.needs for one in plan.pupils] == [None]
        assert asked(plan) == [(3, "needs", "SLCN")]
        answered = planned(f"UPN,Surname,Forename,SEN Status,SEN Need\n{rows}", answers={"3:needs": "SLCN"})
        assert [one.needs for one in answered.pupils] == [("ASD", "SLCN")]

    def test_for_a_machine_it_stands_in_ask_and_is_null_in_pupils(self) -> None:
        said = as_json(planned(f"{ROW}Bell,Ann,12/03/2015,7,K,Query dyslexia\nCole,Bob,13/03/2015,7,K,HI\n"))
        assert [one["needs"] for one in said["pupils"]] == [None, ["HI"]]
        assert [(one["field"], one["suggest"]) for one in said["ask"]] == [("needs", "SPLD")]


class TestStagesInDoubt:
    @pytest.mark.parametrize(
        ("written", "suggest"),
        [
            ("SA", "K"), ("SA+", "K"), ("SA +", "K"), ("SAP", "K"), ("A", "K"), ("A+", "K"), ("P", "K"), ("Q", "K"),
            ("School Action", "K"), ("School Action Plus", "K"), ("Early Years Action", "K"), ("A - School Action",
            "K"),
            ("S", "E"), ("Statement", "E"), ("Statemented", "E"), ("Statement of SEN", "E"), ("S - Statement", "E"),
            ("No statement", None), ("Former statement", None), ("Statement?", None),
            ("K→E", "E"), ("K/E", None), ("K or E", None), ("no EHCP", None), ("EHCP Final", "E"),
            ("EHCP due 2027", None), ("K-E", None),
            ("off SEN register", "N"), ("No SEN Support", "N"), ("SEN", "K"), ("On SEN register", "K"),
        ],
    )  # fmt: skip
    def test_it_is_asked_with_what_is_likely(self, written: str, suggest: str | None) -> None:
        read = read_stage(written)
        assert read.value is None
        assert read.doubt is not None
        assert read.doubt.suggest == suggest

    @pytest.mark.parametrize(("written", "stage"), [("SEN K", "K"), ("SEN E", "E"), ("SEN N", "N"), ("SEN: none", "N")])
    def test_a_code_behind_sen_is_read(self, written: str, stage: str) -> None:
        assert read_stage(written).value == stage

    @pytest.mark.parametrize("written", ["no EHCP", "No plan", "None", "not EHCP", "No EHC plan", "No SEN"])
    def test_no_plan_in_the_column_for_plans_says_just_that(self, written: str) -> None:
        plan = planned(
            f"Surname,Forename,EHCP,SEN Support\nBell,Ann,{written},Y\nCole,Bob,{written},N\nDunn,Di,Yes,N\n"
        )
        assert [one.sen for one in plan.pupils] == ["K", "N", "E"]
        assert not plan.questions


class TestLanguagesInDoubt:
    @pytest.mark.parametrize(
        ("written", "suggest"),
        [
            ("Yes", None), ("No", None), ("Y", None), ("N", None), ("12", None), ("EAL", None), ("Not English", None),
            ("Other", None), ("Other language", None), ("English as an additional language", None),
            ("Not known but believed to be other than English", None), ("EAL - Polish", "Polish"), ("Y (Polish)",
            "Polish"), ("Other: Twi", "Twi"), ("Polish/English?", "Polish/English"),
            ("OTL", None), ("Non-verbal", None), ("Polish?", "Polish"),
            ("Polish (mum)", "Polish"), ("Polish - interpreter needed", "Polish"), ("Polish or Russian", None),
            ("True", None), ("-1", None), ("2015-03-12", None), ("Various", None), ("P", None), ("PO?ish", None),
        ],
    )  # fmt: skip
    def test_what_names_no_language_is_asked(self, written: str, suggest: str | None) -> None:
        plan = planned(f"Surname,Forename,Home Language\nBell,Ann,{written}\nCole,Bob,Urdu\n")
        assert [one.home_language for one in plan.pupils] == [None, "Urdu"]
        assert asked(plan) == [(2, "home_language", suggest)]

    @pytest.mark.parametrize(
        "written",
        [
            "N/K", "NK", "Not known", "Unknown", "Classification pending", "Information not yet obtained", "Refused",
            "Not obtained", "REF", "NOT", "NOBT", "ZZZ", "TBC", "No data", "Information refused", "Unk",
            "Prefer not to say", "Information Not Obtained.",
        ],
    )  # fmt: skip
    def test_not_known_is_nothing_and_somebody_is_told(self, written: str) -> None:
        plan = planned(f"Surname,Forename,Home Language\nBell,Ann,{written}\nCole,Bob,Urdu\n")
        assert [one.home_language for one in plan.pupils] == [None, "Urdu"]
        assert not plan.questions
        assert [str(one) for one in plan.notes] == [
            "The list says that the home language is not known or was not told: rows 2. It is left empty."
        ]

    @pytest.mark.parametrize(
        "written",
        [
            "English", "ENG", "pl", "Eng/Polish", "British Sign Language", "BSL", "Urdu and Punjabi", "Panjabi (A)",
            "Chinese (Cantonese)", "Romany", "Kreyòl", "ภาษาไทย", "اردو", "Setswana", "Igbo", "Twi/Fante", "Nko",
            "Nahuatl",
            "Gaelic (Scottish)", "Believed to be English", "Believed to be other than English", "Other than English",
            "ENB", "OTB", "OTH", "Serbian/Croatian/Bosnian", "Hebrew, Yiddish", "Wu", "Efik-Ibibio", "No'ono",
            "N'Ko", "N Sotho",
        ],
    )  # fmt: skip
    def test_a_language_is_kept_as_written(self, written: str) -> None:
        assert read_language(written).value == written

    def test_what_somebody_types_as_an_answer_is_kept(self) -> None:
        text = "Surname,Forename,Home Language\nBell,Ann,Yes\n"
        assert planned(text, answers={"2:home_language": "Other language"}).pupils[0].home_language == "Other language"

    @given(st.text(max_size=25))
    def test_no_text_brings_it_down_or_is_kept_without_letters(self, text: str) -> None:
        read = read_language(text)
        assert read.value is None or (read.doubt is None and any(mark.isalpha() for mark in read.value))


class TestBirthDatesADayOrAMonthOff:
    def test_a_birthday_that_a_system_wrote_by_greenwich_is_asked_with_the_day_in_britain(self) -> None:
        plan = planned(
            "Surname,Forename,DOB,Year\nStone,Amelia,2014-09-03T23:00:00Z,7\nPatel,Noah,2013-08-31T23:00:00Z,8\n"
            "Lee,Ruby,2014-01-14T00:00:00Z,8\n"
        )
        assert [one.dob for one in plan.pupils] == [None, None, date(2014, 1, 14)]
        assert asked(plan) == [(2, "dob", "2014-09-04"), (3, "dob", "2013-09-01")]

    def test_an_american_time_puts_the_order_in_doubt_and_the_year_group_says_which_is_likely(self) -> None:
        plan = planned(
            "Surname,Forename,DOB,Year\nStone,Amelia,9/3/2014 12:00:00 AM,7\nPatel,Noah,9/3/2014 12:00:00 AM,8\n"
            "Lee,Ruby,1/2/2014 12:00:00 AM,8\n"
        )
        assert [one.dob for one in plan.pupils] == [None, None, None]
        assert asked(plan) == [(2, "dob", "2014-09-03"), (3, "dob", "2014-03-09"), (4, "dob", "2014-01-02")]

    @pytest.mark.parametrize(
        "written", ["05/01/2015?", "c. 05/01/2015", "05/01/15*", "05/01/2015 (twin)", "05|01|2015", "5⁄1⁄2015"]
    )
    def test_a_date_among_signs_is_suggested(self, written: str) -> None:
        plan = planned(f"Surname,Forename,DOB\nBell,Ann,{written}\nCole,Bob,13/03/2015\n")
        assert plan.pupils[0].dob is None
        assert asked(plan) == [(2, "dob", "2015-01-05")]

    def test_a_time_in_a_workbook_is_no_reason_to_lose_it(self) -> None:
        book = workbook({"P": [("Surname", "Forename", "DOB"), ("Bell", "Ann", "2014-09-03T23:00:00Z")]})
        assert asked(planned(book)) == [(2, "dob", "2014-09-04")]

    @given(st.dates(date(2003, 1, 1), date(2024, 12, 31)), st.sampled_from(["Z", "", "+00:00"]))
    def test_the_midnight_of_summer_and_of_winter_gives_the_day_back(self, day: date, zone: str) -> None:
        assert read_date(f"{day:%Y-%m-%d}T00:00:00{zone}", today=TODAY).value == day


class TestDatesWithTheMonthFirst:
    @staticmethod
    def list_of(*dates: str) -> Plan:
        names = [one + two for one in ascii_uppercase for two in ascii_uppercase.lower()]
        rows = "".join(f"Bell,{name},{written}\n" for name, written in zip(names, dates, strict=False))
        return planned(f"Surname,Forename,DOB\n{rows}")

    def test_one_slip_turns_no_other_date(self) -> None:
        plan = self.list_of("05/13/2015", "03/04/2015", "25/12/2014", "07/06/2015", "14/11/2014")
        assert [one.dob for one in plan.pupils] == [
            None, date(2015, 4, 3), date(2014, 12, 25), date(2015, 6, 7), date(2014, 11, 14)
        ]  # fmt: skip
        assert asked(plan) == [(2, "dob", "2015-05-13")]

    def test_where_nothing_speaks_for_the_day_both_readings_of_the_others_are_offered(self) -> None:
        plan = self.list_of("05/13/2015", "03/04/2015", "06/06/2015")
        assert [one.dob for one in plan.pupils] == [None, None, date(2015, 6, 6)]
        assert asked(plan) == [(2, "dob", "2015-05-13"), (3, "dob", "2015-03-04")]
        assert "does 03/04/2015 mean 3 April 2015 or 4 March 2015?" in str(plan.questions[1].why)

    def test_in_a_list_put_together_from_two_the_day_is_likely_and_nothing_certain(self) -> None:
        plan = self.list_of("05/13/2015", "09/30/2015", "03/04/2015", "25/12/2014", "14/11/2014", "30/01/2015")
        assert [(one.row, one.dob) for one in plan.pupils if one.dob is None] == [(2, None), (3, None), (4, None)]
        assert asked(plan)[-1] == (4, "dob", "2015-04-03")

    def test_the_month_is_likely_where_all_say_so(self) -> None:
        plan = self.list_of("05/13/2015", "09/30/2015", "03/04/2015")
        assert asked(plan)[-1] == (4, "dob", "2015-03-04")
        assert "3 April 2015 or 4 March 2015" in str(plan.questions[-1].why)

    def test_one_date_left_as_text_puts_no_real_date_of_a_workbook_in_doubt(self) -> None:
        days = [date(2015, 3, 4), date(2014, 12, 25), date(2015, 1, 30), date(2015, 6, 7)]
        rows = [("Surname", "Forename", "DOB"), ("Bell", "Z", "05/13/2015")]
        rows += [("Bell", name, day.isoformat()) for name, day in zip(ascii_uppercase, days, strict=False)]
        plan = planned(workbook({"P": rows}, real_dates=True))
        assert [one.dob for one in plan.pupils] == [None, *days]

    def test_two_dates_with_the_month_first_are_no_slips_however_many_say_the_day(self) -> None:
        british = [f"{day}/0{month}/2015" for month in range(1, 10) for day in range(13, 20)]
        plan = self.list_of("05/13/2015", "09/30/2015", "03/04/2015", "02/02/2015", *british)
        assert [one.dob for one in plan.pupils[:4]] == [None, None, None, date(2015, 2, 2)]
        assert all(one.dob for one in plan.pupils[4:])
        assert asked(plan) == [(2, "dob", "2015-05-13"), (3, "dob", "2015-09-30"), (4, "dob", "2015-04-03")]
        assert "This list has both ways, and more often the day first." in str(plan.questions[-1].why)

    @pytest.mark.parametrize(
        ("others", "suggest", "said"),
        [
            (["05/13/2015"], "2015-03-04", "this list has the month first"),
            (["05/13/2015", "09/30/2015"], "2015-03-04", "this list has the month first"),
            (["05/13/2015", "09/30/2015", "01/31/2015", "01/30/2015", "25/12/2014"], "2015-03-04",
             "more often the month first"),
            (["05/13/2015", "25/12/2014"], "2015-04-03", "both ways, the day first and the month first"),
            (["05/13/2015", "01/31/2015", "25/12/2014", "26/12/2014", "27/12/2014"], "2015-04-03",
             "more often the day first"),
        ],
    )  # fmt: skip
    def test_the_more_usual_way_is_suggested_and_said(self, others: list[str], suggest: str, said: str) -> None:
        plan = self.list_of("03/04/2015", *others)
        assert asked(plan)[0] == (2, "dob", suggest)
        assert said in str(plan.questions[0].why)
        assert "3 April 2015 or 4 March 2015" in str(plan.questions[0].why)

    def test_where_the_year_group_speaks_for_the_other_day_it_is_suggested_and_said(self) -> None:
        plan = planned(
            "Surname,Forename,DOB,Year\nBell,Ann,09/03/2015,6\nCole,Bob,09/03/2015,7\n"
            "Dunn,Di,05/13/2015,7\nEves,Ed,01/31/2015,7\n"
        )
        assert asked(plan)[:2] == [(2, "dob", "2015-09-03"), (3, "dob", "2015-03-09")]
        assert "this list has the month first" in str(plan.questions[0].why)
        assert "The year group fits 9 March 2015." in str(plan.questions[1].why)

    def test_where_another_column_says_which_day_it_is_suggested_and_said(self) -> None:
        plan = planned(
            "Surname,Forename,DOB,Date of Birth\nBell,Ann,03/04/2015,2015-04-03\nCole,Bob,05/13/2015,\n"
            "Dunn,Di,01/31/2015,\n"
        )
        assert asked(plan)[0] == (2, "dob", "2015-04-03")
        assert "Another column says 3 April 2015." in str(plan.questions[0].why)

    def test_an_american_time_is_the_reason_that_is_said(self) -> None:
        plan = planned("Surname,Forename,DOB\nBell,Ann,03/04/2015 12:00:00 AM\nCole,Bob,25/12/2014\n")
        assert asked(plan) == [(2, "dob", "2015-03-04")]
        assert "The time beside it is written the American way." in str(plan.questions[0].why)

    @given(
        st.lists(st.dates(date(2008, 1, 1), date(2022, 12, 31)), min_size=1, max_size=40),
        st.one_of(st.just(0), st.just(40), st.integers(1, 40)),
    )
    def test_no_date_is_ever_turned_unseen(self, days: list[date], american: int) -> None:
        """The true days, the first `american` of them written month first: each is stored as it is, or asked.

        The limit: one date that is only possible month first is a slip beside two that are only possible day first,
        and where there is none nothing tells of the month. There the day first is read, as always.
        """
        written = [f"{day:%m/%d/%Y}" if n < american else f"{day:%d/%m/%Y}" for n, day in enumerate(days)]
        plan = self.list_of(*written)
        month_first = sum(day.day > 12 for day in days[:american])
        day_first = sum(day.day > 12 for day in days[american:])
        told = month_first > 1 or (month_first == 1 and day_first < 2)
        suggestions = {row: date.fromisoformat(suggest or "") for row, _, suggest in asked(plan)}
        for one, day, text in zip(plan.pupils, days, written, strict=True):
            turned = date(day.year, day.day, day.month) if day.day <= 12 else day
            both = day.day <= 12 and day.day != day.month
            if one.dob is None:
                likely = turned if both and (f"{day:%m/%d/%Y}" == text) != (month_first > day_first) else day
                assert suggestions[one.row] == likely
            elif told:
                assert one.dob == day
                assert not both
            else:
                assert f"{one.dob:%d/%m/%Y}" == text
        if not month_first:
            assert not suggestions


class TestRemarksBesideNames:
    @pytest.mark.parametrize(
        ("written", "suggest"),
        [
            ("Ann or Annie", "Ann"),
            ("Ann SEN", "Ann"),
            ("Smith Leaver", "Smith"),
            ("Smith LAC", "Smith"),
            ("Smith - leaver", "Smith"),
            ("Smith left", "Smith"),
            ("Miss A", "A"),
            ("Mr Ann", "Ann"),
            ("Ann EHCP", "Ann"),
            ("ANN EHCP", "ANN"),
            ("Smith, Ann", "Smith"),
            ("Smith formerly Jones", "Smith"),
            ("Ann 'Annie'", "Ann"),
            ("Ann aka Nan", "Ann"),
            ("Ann goes by Nan", "Ann"),
            ("Ann and Bob", "Ann"),
            ("LAC Ann", "Ann"),
            ("Leaver - Ann", "Ann"),
            ("Ann new", "Ann"),
            ("Ann Y7", "Ann"),
            ("Ann - see notes", "Ann"),
        ],
    )
    def test_they_are_asked(self, written: str, suggest: str) -> None:
        read = read_name(written)
        assert read.value is None
        assert read.doubt is not None
        assert read.doubt.suggest == suggest

    @pytest.mark.parametrize(
        "name",
        [
            "None", "Null", "O", "Van", "Leaver", "Sen", "Lac", "Or", "Ben Or", "Miss", "Master", "New", "Left",
            "Twin",
            "ANN SEN", "NGUYEN LAC", "Smith, Jr", "Smith, III", "Amartya Sen", "D' Angelo", "O 'Brien", "Van 't Hoff",
            "St. John", "Nee", "Mister", "Missy Ann", "Drew Ann", "Mary Ann", "de la Or", "Ora Lee", "Aka", "Was",
            "Alexand Andrews", "Ann New", "Anders Andersen",
        ],
    )  # fmt: skip
    def test_real_names_are_left_alone(self, name: str) -> None:
        assert read_name(name).value == name

    @pytest.mark.parametrize("remark", ["twin", "leaver", "LAC", "new", "do not use"])
    def test_a_remark_in_brackets_is_not_suggested_as_the_name_that_a_pupil_likes(self, remark: str) -> None:
        assert asked(planned(f"Surname,Forename,Year\nSmith,Ann ({remark}),7\n")) == [(2, "preferred", None)]

    @pytest.mark.parametrize("written", ["Ann 'Annie'", "Ann aka Annie", "Ann (known as Annie)", "Ann known as Annie"])
    def test_the_name_that_a_pupil_is_known_by_is_asked_and_suggested(self, written: str) -> None:
        plan = planned(f"Surname,Forename,Year\nSmith,{written},7\n")
        assert [(one.forename, one.preferred) for one in plan.pupils] == [("Ann", None)]
        assert asked(plan) == [(2, "preferred", "Annie")]

    def test_a_whole_name_in_both_columns_is_taken_apart_to_suggest(self) -> None:
        plan = planned('Surname,Forename,Year\n"Smith, Ann","Smith, Ann",7\n"Jones, Bob",Bob,7\n')
        assert [(one.surname, one.forename) for one in plan.pupils] == [(None, None), (None, "Bob")]
        assert asked(plan) == [(2, "surname", "Smith"), (2, "forename", "Ann"), (3, "surname", "Jones")]

    def test_what_somebody_types_is_no_remark(self) -> None:
        text = "Surname,Forename,Year\nSmith,Ann SEN,7\n"
        assert planned(text, answers={"2:forename": "Ann SEN"}).pupils[0].forename == "Ann SEN"

    def test_a_whole_name_with_a_surname_in_capitals_is_no_remark(self) -> None:
        plan = planned("Forename Surname,Year\nAmartya SEN,7\nBob COLE,7\n")
        assert [(one.surname, one.forename) for one in plan.pupils] == [("SEN", "Amartya"), ("COLE", "Bob")]


class TestWhetherAPupilHasLeft:
    @pytest.mark.parametrize(
        ("written", "suggest"),
        [("left?", "left"), ("Leaver?", "left"), ("Left 12/10/26", "left"), ("L", "left"), ("T", None), ("F", None)],
    )
    def test_a_word_in_doubt_is_asked_and_nobody_dropped(self, written: str, suggest: str | None) -> None:
        plan = planned(f"Surname,Forename,Year,On roll\nBell,Ann,7,{written}\nCole,Bob,7,Yes\n")
        assert [one.surname for one in plan.pupils] == ["Bell", "Cole"]
        assert asked(plan) == [(2, "roll", suggest)]

    def test_a_whole_column_of_t_and_f_is_not_left_behind(self) -> None:
        plan = planned("Surname,Forename,Year,On roll\nBell,Ann,7,T\nCole,Bob,7,F\n")
        assert [(row, field) for row, field, _ in asked(plan)] == [(2, "roll"), (3, "roll")]
