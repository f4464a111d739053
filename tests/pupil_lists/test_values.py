"""What single cells say: UPNs, dates, years, SEN, needs, names."""

from __future__ import annotations

import unicodedata
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.pupil_lists.making import TODAY
from voice_app.services.pupil_lists.cells import tidy
from voice_app.services.pupil_lists.dates import read_date
from voice_app.services.pupil_lists.languages import read_language
from voice_app.services.pupil_lists.names import likely_split, read_name, split_name
from voice_app.services.pupil_lists.needs import NEEDS, read_needs, read_stage
from voice_app.services.pupil_lists.upn import LETTERS, check_letter, is_upn, read_upn, unusual_council
from voice_app.services.pupil_lists.years import read_year, school_year, usual_year

MONTHS = [
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
]  # fmt: skip
DAYS = st.dates(date(2000, 1, 1), date(2026, 12, 31))


class TestUpn:
    @pytest.mark.parametrize("upn", ["B801200005001", "A80120000501A", "P207000016049", "R674123101121"])
    def test_right_ones_are_read(self, upn: str) -> None:
        assert read_upn(upn).value == upn

    @pytest.mark.parametrize("upn", ["Q207000016049", "A801200005001", "B80120000500I", "B80120000500", "hello"])
    def test_wrong_ones_are_asked_and_not_kept(self, upn: str) -> None:
        read = read_upn(upn)
        assert read.value is None
        assert read.doubt is not None

    @pytest.mark.parametrize("written", ["b801200005001", " B801 2000 05001 ", "'B801200005001", "\u00a0B801200005001"])
    def test_spaces_and_small_letters_do_no_harm(self, written: str) -> None:
        assert read_upn(written).value == "B801200005001"

    def test_a_letter_o_for_a_nought_is_only_suggested(self) -> None:
        read = read_upn("B8O12OOOO5OO1")
        assert read.value is None
        assert read.doubt is not None
        assert read.doubt.suggest == "B801200005001"

    def test_a_council_outside_england_is_no_reason_to_refuse(self) -> None:
        assert unusual_council("R674123101121")
        assert not unusual_council("B801200005001")

    @given(st.from_regex(r"[0-9]{11}[0-9A-HJ-NP-RT-Z]", fullmatch=True), st.sampled_from(LETTERS))
    def test_one_letter_and_no_other_goes_with_a_number(self, rest: str, letter: str) -> None:
        assert is_upn(letter + rest) == (letter == check_letter(rest))

    @given(st.text(max_size=20))
    def test_no_text_brings_it_down(self, text: str) -> None:
        value = read_upn(text).value
        assert value is None or is_upn(value)


class TestDates:
    @given(DAYS)
    def test_every_british_way_of_writing_a_day_is_read(self, day: date) -> None:
        month = MONTHS[day.month - 1]
        for written in (
            f"{day:%d/%m/%Y}",
            f"{day.day}/{day.month}/{day.year}",
            f"{day:%d-%m-%Y}",
            f"{day:%d.%m.%Y}",
            f"{day:%d/%m/%Y} 00:00:00",
            f"{day:%d/%m/%Y} 00:00",
            f"{day:%Y-%m-%d}",
            f"{day:%Y-%m-%d}T00:00:00",
            f"{day.day} {month} {day.year}",
            f"{day.day}th {month[:3]} {day.year}",
            f"{day.day}-{month[:3]}-{day.year}",
            f"{month} {day.day}, {day.year}",
            f"'{day:%d/%m/%Y}",
            f" {day:%d/%m/%Y}\u00a0",
            f"Monday, {day.day} {month} {day.year}",
        ):
            assert read_date(written, today=TODAY).value == day, written

    @given(DAYS)
    def test_a_sheets_day_number_is_its_day(self, day: date) -> None:
        assert read_date(str((day - date(1899, 12, 30)).days), today=TODAY).value == day

    def test_a_day_number_known_from_a_spreadsheet(self) -> None:
        assert read_date("42075", today=TODAY).value == date(2015, 3, 12)

    @pytest.mark.parametrize(
        "written", ["31/02/2015", "30/02/2016", "00/01/2015", "2015-13-01", "tomorrow", "2015", "1/2"]
    )
    def test_what_is_no_day_is_asked(self, written: str) -> None:
        read = read_date(written, today=TODAY)
        assert read.value is None
        assert read.doubt is not None

    def test_a_month_over_twelve_is_asked_with_the_other_order_as_a_suggestion(self) -> None:
        read = read_date("03/25/2015", today=TODAY)
        assert read.value is None
        assert read.doubt is not None
        assert read.doubt.suggest == "2015-03-25"

    @pytest.mark.parametrize("written", ["5/6/15", "05.06.15", "5-Jun-15", "5 June '15", "05/06/15 00:00"])
    def test_two_figures_of_a_year_are_this_centurys_as_no_pupil_is_older(self, written: str) -> None:
        assert read_date(written, today=TODAY).value == date(2015, 6, 5)

    def test_two_figures_are_asked_where_they_may_be_the_day_or_the_last_centurys(self) -> None:
        read = read_date("14/09/03", today=TODAY)
        assert read.value is None
        assert read.doubt is not None
        assert read.doubt.suggest == "2014-09-03"
        assert read_date("14/09/96", today=TODAY).doubt is not None

    @pytest.mark.parametrize(
        ("written", "in_britain"),
        [
            ("2014-09-03T23:00:00Z", "2014-09-04"),
            ("2014-09-03T23:00:00.000Z", "2014-09-04"),
            ("2014-09-03 23:00:00", "2014-09-04"),
            ("2014-09-03T23:00:00+00:00", "2014-09-04"),
            ("2014-09-03T23:30:00+01:00", "2014-09-03"),
            ("2014-09-03T18:00:00-05:00", "2014-09-04"),
            ("2014-01-03T23:00:00Z", "2014-01-03"),
            ("03/09/2014 11:00:00 PM", "2014-09-03"),
            ("13/09/2014 11:00 pm", "2014-09-14"),
            ("41885.958333", "2014-09-04"),
        ],
    )
    def test_a_time_that_is_not_midnight_is_asked_and_the_day_in_britain_suggested(
        self, written: str, in_britain: str
    ) -> None:
        read = read_date(written, today=TODAY)
        assert read.value is None
        assert read.doubt is not None
        assert in_britain in (read.doubt.suggest, read.other and read.other.isoformat())

    @pytest.mark.parametrize("written", ["2014-09-03T00:00:00Z", "2014-09-03T00:00:00+01:00", "13/09/2014 12:00:00 AM"])
    def test_midnight_is_no_time(self, written: str) -> None:
        assert read_date(written, today=TODAY).value in (date(2014, 9, 3), date(2014, 9, 13))

    def test_a_day_on_which_a_pupil_left_may_have_a_time(self) -> None:
        assert read_date("03/09/2014 15:30", today=TODAY, timed=True).value == date(2014, 9, 3)

    @pytest.mark.parametrize(
        "written", ["2014-09-03T25:00:00Z", "99999.99", "9999-12-31T23:00:00-05:00", "0001-01-01T01:00:00+05:00"]
    )
    def test_no_time_brings_it_down(self, written: str) -> None:
        assert read_date(written, today=TODAY).value is None

    @given(st.text(max_size=25))
    def test_no_text_brings_it_down(self, text: str) -> None:
        read = read_date(text, today=TODAY)
        assert read.value is None or read.doubt is None


class TestYears:
    @pytest.mark.parametrize(
        ("written", "year"),
        [
            ("Year  7", "7"),
            ("Yr 4", "4"),
            ("Y7", "7"),
            ("7", "7"),
            ("07", "7"),
            ("7.0", "7"),
            ("Year 7 (7)", "7"),
            ("7 - Year 7", "7"),
            ("Y07", "7"),
            ("Year 13", "13"),
            ("Curriculum Year 11", "11"),
            ("NC Year 2", "2"),
            ("R", "R"),
            ("Reception", "R"),
            ("YR", "R"),
            ("Year R", "R"),
            ("FS2", "R"),
            ("N2", "N2"),
            ("Nursery 2", "N2"),
            ("N1", "N1"),
            ("Year Seven", "7"),
            ("year\n7", "7"),
        ],
    )
    def test_it_reads(self, written: str, year: str) -> None:
        assert read_year(written).value == year

    @pytest.mark.parametrize(
        "written", ["7B", "Year 15", "X", "Mixed", "Year 3/4", "2015", "Nursery", "Year 7 (8)", "0"]
    )
    def test_it_asks(self, written: str) -> None:
        read = read_year(written)
        assert read.value is None
        assert read.doubt is not None

    @given(DAYS, st.integers(2015, 2030))
    def test_a_child_moves_up_one_year_group_each_september(self, dob: date, year: int) -> None:
        eldest = date(school_year(dob), 9, 1)
        youngest = date(school_year(dob) + 1, 8, 31)
        assert usual_year(eldest, year) == usual_year(dob, year) == usual_year(youngest, year)
        assert usual_year(eldest - timedelta(days=1), year - 1) == usual_year(dob, year)

    def test_known_children(self) -> None:
        assert usual_year(date(2015, 8, 31), 2026) == "7"
        assert usual_year(date(2015, 9, 1), 2026) == "6"
        assert usual_year(date(2022, 8, 31), 2026) == "R"
        assert usual_year(date(2022, 9, 1), 2026) == "N2"
        assert usual_year(date(2023, 9, 1), 2026) == "N1"


class TestSen:
    @pytest.mark.parametrize(
        ("written", "stage"),
        [
            ("N", "N"),
            ("k", "K"),
            ("E", "E"),
            ("No SEN", "N"),
            ("None", "N"),
            ("SEN Support", "K"),
            ("EHCP", "E"),
            ("SEN support (K)", "K"),
            ("K - SEN Support", "K"),
            ("E - Education, Health and Care Plan", "E"),
            ("N - No special educational need", "N"),
            ("Education Health & Care Plan", "E"),
            ("EHC Plan", "E"),
            ("N: No SEN", "N"),
            ("E - EHCP", "E"),
            ("No Special Educational Needs", "N"),
        ],
    )
    def test_it_reads(self, written: str, stage: str) -> None:
        assert read_stage(written).value == stage

    @pytest.mark.parametrize(
        "written",
        [
            "S",
            "A",
            "P",
            "School Action Plus",
            "Statement",
            "EHCP requested",
            "K - EHCP",
            "Monitoring",
            "Yes",
            "K?",
            "E - assessment pending",
        ],
    )
    def test_it_asks(self, written: str) -> None:
        read = read_stage(written)
        assert read.value is None
        assert read.doubt is not None

    @pytest.mark.parametrize(
        ("written", "codes"),
        [
            ("Speech, Language and Communication Needs", ("SLCN",)),
            ("SpLD - Dyslexia", ("SPLD",)),
            ("ASD - Autistic Spectrum Disorder", ("ASD",)),
            ("ASD/SLCN", ("ASD", "SLCN")),
            ("asd & pd", ("ASD", "PD")),
            ("Primary: ASD; Secondary: SEMH", ("ASD", "SEMH")),
            ("1. HI\n2. VI", ("HI", "VI")),
            ("None", ()),
            ("-", ()),
            ("Other Difficulty/Disability", ("OTH",)),
            ("Profound & Multiple Learning Difficulty", ("PMLD",)),
            ("Social, Emotional and Mental Health, Moderate Learning Difficulty", ("SEMH", "MLD")),
            ("NSA - SEN support but no specialist assessment of type of need", ("NSA",)),
            ("Hearing Impairment", ("HI",)),
            ("Vision Impairment", ("VI",)),
            ("Multi-Sensory Impairment", ("MSI",)),
            ("Physical Disability", ("PD",)),
            ("Severe Learning Difficulty", ("SLD",)),
            ("Specific Learning Difficulty", ("SPLD",)),
            ("Autistic Spectrum Disorder, Vision Impairment", ("ASD", "VI")),
            ("SEMH - Social, Emotional and Ment", ("SEMH",)),
            ("SpLD - Specific Learning Diff", ("SPLD",)),
            ("NSA - SEN support but no specialist assess", ("NSA",)),
        ],
    )
    def test_it_reads_needs(self, written: str, codes: tuple[str, ...]) -> None:
        found = read_needs(written)
        assert (found.values, found.doubts) == (codes, ())

    @pytest.mark.parametrize("code", NEEDS)
    def test_every_code_is_read_in_any_capitals(self, code: str) -> None:
        assert read_needs(code.lower()).values == (code,)

    @pytest.mark.parametrize(
        ("written", "sure"),
        [
            ("ADHD", ()),
            ("NSA - no", ()),
            ("HI - Visual Impair", ("HI",)),
            ("ASD (autistic spectrum disorder?)", ()),
            ("ASD ~ autistic 2019", ("ASD",)),
            ("ASD, anxiety", ("ASD",)),
            ("ASD?", ()),
            ("Cognition", ()),
        ],
    )
    def test_it_asks_about_what_is_no_type_of_the_census(self, written: str, sure: tuple[str, ...]) -> None:
        found = read_needs(written)
        assert found.values == sure
        assert found.doubts


class TestNames:
    @pytest.mark.parametrize(
        "name",
        [
            "O’Brien",
            "ap Rhys",
            "van der Berg",
            "Ngọc",
            "J",
            "O",
            "d'Arcy-SMITH",
            "Null",
            "Ní Dhomhnaill",
            "Țurcanu",
            "محمد",
            "小明",
            "Łukasz",
            "Âdám",
            "Åse",
            "Jean  Paul",
        ],
    )
    def test_they_are_kept_as_written(self, name: str) -> None:
        assert read_name(f" {name}\u00a0").value == name

    def test_letters_and_their_accents_are_put_together(self) -> None:
        assert read_name("Zoe\u0308").value == "Zoë"

    @pytest.mark.parametrize("name", ["?ukasz", "Wi\ufffdniewski", "SiÃ¢n", "#NAME?", "12345"])
    def test_what_lost_its_letters_is_asked(self, name: str) -> None:
        read = read_name(name)
        assert read.value is None
        assert read.doubt is not None

    def test_the_letters_that_were_there_are_suggested(self) -> None:
        doubt = read_name("SiÃ¢n").doubt
        assert doubt is not None
        assert doubt.suggest == "Siân"

    def test_a_comma_parts_surname_and_forename(self) -> None:
        assert split_name("de Souza, Ana Maria", "name") == ("de Souza", "Ana Maria")
        assert split_name("Ana de Souza", "name") is None
        assert split_name("Ana Souza", "name_forename_first") == ("Souza", "Ana")
        assert likely_split("Ana de Souza", "name") == ("de Souza", "Ana")

    def test_a_language_stays_as_written_and_not_known_is_none(self) -> None:
        assert read_language("Welsh/Cymraeg").value == "Welsh/Cymraeg"
        assert read_language("Information not obtained").value is None

    @pytest.mark.parametrize(
        ("written", "likely"),
        [
            ("£ukowski", "Łukowski"),
            ("¯aneta", "Żaneta"),
            ("Micha³", "Michał"),
            ("Mu–oz", "Muñoz"),
            ("Zo‘", "Zoë"),
            ("JosŽ", "José"),
            ("MŸller", "Müller"),
            ("Khan*", "Khan"),
            ('"Bell', "Bell"),
            ("Ali 2", "Ali"),
            ("#ukasz", None),
            ("Wi|niewski", None),
            ("Jo/Joanna", None),
            ("Br0wn", None),
            ("TBC", None),
            ("Not known", None),
            ("Smith & Jones", None),
        ],
    )
    def test_marks_that_no_name_has_are_asked(self, written: str, likely: str | None) -> None:
        read = read_name(written)
        assert read.value is None
        assert read.doubt is not None
        assert read.doubt.suggest == likely

    @pytest.mark.parametrize(
        "name",
        [
            "Smith–Jones", "O‘Brien", "O`Brien", "St. John", "L·lúcia", "Za’rah", "Žižek", "ŠIMIĆ", "Anne‑Marie",
            "محمد\u200cرضا", "ʻOkina", "Khan2", "Smith, Jr", "Zoe\u0301\u0323",
        ],
    )  # fmt: skip
    def test_marks_that_names_do_have_are_kept(self, name: str) -> None:
        assert read_name(name).value == unicodedata.normalize("NFC", name)

    def test_a_web_pages_spelling_of_a_sign_is_that_sign(self) -> None:
        assert read_name("O&#39;Neil").value == "O'Neil"
        assert read_name("Zo&amp;euml;").value == "Zoë"

    @given(st.text(st.characters(categories=("Lu", "Ll", "Lo", "Mn")) | st.sampled_from(" -'’"), max_size=12))
    def test_a_name_is_kept_as_written_or_asked_and_never_changed(self, text: str) -> None:
        read = read_name(text)
        assert read.value is None or read.value == tidy(text)
        assert read.value is None or read.doubt is None

    @given(st.text(max_size=25))
    def test_no_text_brings_it_down(self, text: str) -> None:
        read = read_name(text)
        assert read.value is None or any(mark.isalpha() for mark in read.value)
