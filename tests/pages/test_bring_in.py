"""Bringing in a list, page by page."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.make import Make
from tests.pupil_lists.making import workbook
from voice_app.model import Intake, Pupil, Role, School
from voice_app.services.pupil_lists.needs import NEEDS

Enter = Callable[..., FlaskClient]
FILES = Path(__file__).parent.parent / "pupil_lists" / "files"
HEADINGS = "UPN,Surname,Forename,Date of Birth,Year Group,Class,SEN Status\n"
ZARA = "A80120000501A,Ahmed,Zara,14/02/2018,4,Oak,E\n"


@pytest.fixture
def sendco(make: Make, school: School, enter: Enter) -> FlaskClient:
    return enter(make.sendco(school))


def upload(client: FlaskClient, content: bytes | str, name: str = "list.csv") -> str:
    """Upload a list; the address of its preview."""
    content = content.encode() if isinstance(content, str) else content
    reply = client.post("/pupils/bring-in", data={"file": (io.BytesIO(content), name)})
    assert reply.status_code == 302, reply.text
    return reply.location


def confirm(client: FlaskClient, address: str, **more: str) -> str:
    """Press Bring in on the page as it stands; the page that comes."""
    seen = re.search(r'name="seen" value="(\w+)"', client.get(address).text)
    assert seen
    return client.post(address, data={"go": "confirm", "seen": seen[1]} | more, follow_redirects=True).text


def test_a_list_is_shown_then_brought_in_then_undone(sendco: FlaskClient, session: Session) -> None:
    address = upload(sendco, HEADINGS + ZARA)
    page = sendco.get(address).text
    assert "What would happen" in page
    assert "Zara Ahmed" in page
    assert session.scalars(select(Pupil)).all() == []

    assert "What the list did" in confirm(sendco, address)
    assert session.scalars(select(Pupil)).one().forename == "Zara"

    page = sendco.post(address + "/undo", follow_redirects=True).text
    assert "1 added pupil is gone." in page
    session.expire_all()
    assert session.scalars(select(Pupil)).all() == []


def test_undoing_takes_a_pupil_whom_somebody_only_looked_at_and_names_one_worked_with(
    make: Make, school: School, enter: Enter, session: Session
) -> None:
    client = enter(make.sendco(school))
    address = upload(client, HEADINGS + ZARA + "B801200005001,Brown,Leo,01/03/2018,4,Oak,K\n")
    confirm(client, address)
    zara, leo = session.scalars(select(Pupil).order_by(Pupil.surname))
    for pupil in (zara, leo):
        assert client.get(f"/pupils/{pupil.id}").status_code == 200
        assert client.get(f"/pupils/{pupil.id}/edit").status_code == 200
    make.sitting(leo)
    session.commit()

    page = client.post(address + "/undo", follow_redirects=True).text
    assert "1 added pupil is gone." in page
    assert "Added, and worked with since, so they stay: Leo Brown." in page
    session.expire_all()
    assert [(one.forename, one.archived_at) for one in session.scalars(select(Pupil))] == [("Leo", None)]


@pytest.mark.parametrize(
    "name", ["arbor-export.csv", "bromcom-export.xlsx", "3559993_CTF_3559990_001.xml", "sims-export.csv"]
)
def test_the_shared_lists_come_in_and_a_second_time_nothing_would_change(sendco: FlaskClient, name: str) -> None:
    content = (FILES / name).read_bytes()
    confirm(sendco, upload(sendco, content, name))
    assert "Nothing would change" in sendco.get(upload(sendco, content, name)).text


def test_every_number_of_a_row_says_what_it_is(sendco: FlaskClient) -> None:
    page = sendco.get(upload(sendco, HEADINGS + ZARA)).text
    shown = re.sub(r"<[^>]+>", "", re.sub(r'<span class="only-heard">.*?</span>', "", page))
    assert "Row in the list" in shown
    assert "Birth date 14 February 2018" in shown
    assert "UPN A80120000501A" in shown
    assert "Year 4 · Class Oak · " in shown


def test_a_file_that_is_no_list_is_refused_in_words(sendco: FlaskClient) -> None:
    data = {"file": (io.BytesIO(b"%PDF-1.7"), "list.pdf")}
    reply = sendco.post("/pupils/bring-in", data=data)
    assert reply.status_code == 422
    assert "This is a PDF" in reply.text


def test_without_a_file_the_page_says_what_to_do(sendco: FlaskClient) -> None:
    assert "Choose a file first" in sendco.post("/pupils/bring-in").text


class TestQuestions:
    ROW = ZARA.replace("14/02/2018", "31/02/2018")

    def test_a_question_stands_first_and_nothing_is_filled_in(self, sendco: FlaskClient) -> None:
        page = sendco.get(upload(sendco, HEADINGS + self.ROW)).text
        assert "31/02/2018" in page
        assert 'name="answer:2:dob" value=""' in page

    def test_an_answer_is_kept_and_shown_again(self, sendco: FlaskClient) -> None:
        address = upload(sendco, HEADINGS + self.ROW)
        page = sendco.post(address, data={"answer:2:dob": "12/03/2018"}, follow_redirects=True).text
        assert "1 answer you gave" in page
        assert "12 March 2018" in page

    def test_a_suggestion_counts_only_when_it_is_ticked(self, sendco: FlaskClient, session: Session) -> None:
        address = upload(sendco, HEADINGS + ZARA.replace("14/02/2018", "02/14/2018"))
        sendco.post(address, data={"answer:2:dob": ""})
        assert session.scalars(select(Intake)).one().answers == {}
        sendco.post(address, data={"answer:2:dob": "", "take:2:dob": "2018-02-14"})
        session.expire_all()
        assert session.scalars(select(Intake)).one().answers == {"2:dob": "2018-02-14"}

    def test_an_answer_typed_just_before_bringing_in_is_looked_at_first(
        self, sendco: FlaskClient, session: Session
    ) -> None:
        address = upload(sendco, HEADINGS + self.ROW)
        page = confirm(sendco, address, **{"answer:2:dob": "12/03/2018"})
        assert "Look once more" in page
        assert session.scalars(select(Pupil)).all() == []
        confirm(sendco, address)
        assert str(session.scalars(select(Pupil)).one().dob) == "2018-03-12"

    def test_somebody_of_the_same_name_and_birth_date_is_asked_about(
        self, sendco: FlaskClient, make: Make, school: School, session: Session
    ) -> None:
        pupil = make.pupil(school, class_name="Elm")
        session.commit()
        address = upload(sendco, HEADINGS + ZARA)
        assert "Is this the same pupil?" in sendco.get(address).text
        page = sendco.post(address, data={"answer:2:pupil": str(pupil.id)}, follow_redirects=True).text
        assert "<del><bdi>Elm</bdi></del>" in page
        assert "<ins><bdi>Oak</bdi></ins>" in page

    def test_two_rows_of_one_name_are_asked_and_the_answer_joins_them(
        self, sendco: FlaskClient, session: Session
    ) -> None:
        rows = "Surname,Forename,Class,Need\nLee,Jo,7A,ASD\nLee,Jo,7A,HI\n"
        address = upload(sendco, rows)
        page = sendco.get(address).text
        assert "Row 3: row 2 is a Jo Lee too. Is this the same pupil?" in page
        assert 'value="row 2"' in page
        sendco.post(address, data={"answer:3:pupil": "row 2"})
        confirm(sendco, address)
        assert session.scalars(select(Pupil)).one().needs == ["ASD", "HI"]

    def test_needs_that_are_in_doubt_are_ticked_and_none_is_beforehand(
        self, sendco: FlaskClient, session: Session
    ) -> None:
        address = upload(sendco, 'Surname,Forename,DOB,Need\nLee,Jo,14/02/2018,"ASD, sensory"\n')
        page = sendco.get(address).text
        assert re.findall(r'<input[^>]*name="answer:2:needs"[^>]*checked', page) == []
        assert len(re.findall(r'type="checkbox"[^>]*name="answer:2:needs"', page)) == len(NEEDS)
        sendco.post(address, data={"answer:2:needs": ["ASD", "HI"]})
        confirm(sendco, address)
        assert session.scalars(select(Pupil)).one().needs == ["ASD", "HI"]

    def test_the_order_of_needs_is_typed(self, sendco: FlaskClient) -> None:
        address = upload(sendco, 'Surname,Forename,DOB,Need\nLee,Jo,14/02/2018,"ASD (2), HI (2), VI"\n')
        page = sendco.get(address).text
        assert "which need comes first" in page
        assert re.search(r'<input class="input[^>]*name="answer:2:needs"', page)

    def test_whether_a_pupil_has_left_is_chosen(self, sendco: FlaskClient) -> None:
        text = "Surname,Forename,DOB,Status\nAhmed,Zara,14/02/2018,Current\nBrown,Leo,01/03/2018,Transferred\n"
        address = upload(sendco, text)
        page = sendco.get(address).text
        assert '<select class="input width-medium" id="answer-3-roll"' in page
        page = sendco.post(address, data={"answer:3:roll": "left"}, follow_redirects=True).text
        assert "this pupil has left" in sendco.get(address + "?show=skipped").text
        assert "Has left" not in page or "1 answer you gave" in page


def test_a_web_page_named_as_an_excel_file_is_asked_about_and_stored_as_answered(
    sendco: FlaskClient, session: Session
) -> None:
    rows = (
        "<tr><td>Lee<td>TRUE<td>K<td>x<td>",
        "<tr><td><td>Ben Jones<td>E<td><td>x",
        "<tr><td><s>Khan</s><td><s>Ali</s><td>K<td>x<td>",
        "<tr><td>Fox<td>Di<td><s>K</s><td><td>awaiting",
    )
    heads = "<tr><th>Surname<th>Forename<th>SEN<th>ASD<th>C&amp;I"
    address = upload(sendco, f"<html><table>{heads}{''.join(rows)}</table></html>", "export.xls")
    page = sendco.get(address).text
    for said in (
        "the spreadsheet made TRUE of what stood here",
        "which part of Ben Jones is the surname?",
        "Khan Ali is struck through in the list. Has this pupil left?",
        "K is struck through in the list. What is right now?",
    ):
        assert said in page
    answers = {
        "take:2:forename": "True",
        "answer:2:forename": "",
        "answer:3:surname": "Jones",
        "answer:3:forename": "Ben",
        "answer:3:needs": "SLCN",
        "answer:4:roll": "on roll",
        "answer:5:sen": "N",
    }
    page = sendco.post(address, data=answers, follow_redirects=True).text
    assert "1 question stays open." in page
    confirm(sendco, address)
    stored = {(one.surname, one.forename, one.sen, *one.needs) for one in session.scalars(select(Pupil))}
    assert stored == {
        ("Lee", "True", "K", "ASD"),
        ("Jones", "Ben", "E", "SLCN"),
        ("Khan", "Ali", "K", "ASD"),
        ("Fox", "Di", "N"),
    }


def test_a_pupil_whose_name_is_not_sure_comes_in_and_somebody_is_told(sendco: FlaskClient, session: Session) -> None:
    page = confirm(sendco, upload(sendco, HEADINGS + ZARA.replace("Ahmed,Zara", "?hmed,Z?ra")))
    assert "2 questions are still open" in page
    assert "?hmed" in page
    pupil = session.scalars(select(Pupil)).one()
    assert pupil.full_name == "Name not known"
    assert f'<a href="/pupils/{pupil.id}/edit"><bdi>Name not known</bdi></a>' in page


class TestWhatNobodyAnswered:
    ROWS = HEADINGS + ZARA.replace("14/02/2018", "31/02/2018")

    def test_before_it_is_brought_in_a_line_beside_the_button_says_what_stays_open(self, sendco: FlaskClient) -> None:
        page = sendco.get(upload(sendco, self.ROWS)).text
        assert "1 detail is not certain." in page
        assert "1 question stays open. My Say keeps what it has there" in page
        assert "<span>Bring in 1 pupil</span>" in page
        assert "stays open" not in sendco.get(upload(sendco, HEADINGS + ZARA)).text

    def test_what_brings_it_in_comes_after_the_questions_and_says_what_it_does(
        self, sendco: FlaskClient, make: Make, school: School, session: Session
    ) -> None:
        make.pupil(school, upn="A80120000501A", class_name="Elm")
        session.commit()
        page = sendco.get(upload(sendco, self.ROWS)).text
        assert (
            page.index('name="answer:2:dob"')
            < page.index("Save answers and look again")
            < page.index('value="confirm"')
        )
        changed = "Surname,Forename,DOB,UPN,Class\nAhmed,Zara,14/02/2018,A80120000501A,Oak\nFox,Isla,01/03/2018,,Oak\n"
        assert "Bring in: 1 new, 1 changed, 0 left" in sendco.get(upload(sendco, changed)).text

    def test_one_question_is_answered_in_one_way(self, sendco: FlaskClient) -> None:
        text = "Surname,Forename,DOB,Year\nAhmed,Zara,14/02/2018,42\n"
        page = sendco.get(upload(sendco, text)).text
        assert '<select class="input width-medium" id="answer-2-year"' in page
        assert "Perhaps:" in page
        assert "take:2:year" not in page

    def test_afterwards_it_is_listed_with_the_pupil_and_stays_so_until_it_is_seen_to(
        self, sendco: FlaskClient, session: Session
    ) -> None:
        address = upload(sendco, self.ROWS)
        confirm(sendco, address)
        pupil = session.scalars(select(Pupil)).one()
        for _ in range(2):
            page = sendco.get(address).text
            assert "1 question still open" in page
            assert "Row 2: the date 31/02/2018" in page
            assert f'<a href="/pupils/{pupil.id}/edit">' in page
        assert "1 question still open" in sendco.get("/pupils/bring-in").text

        page = sendco.post(address + "/seen-to", follow_redirects=True).text
        assert "still open" not in page
        assert "still open" not in sendco.get("/pupils/bring-in").text

    def test_the_two_days_of_a_doubtful_date_are_written_in_words_before_and_after(self, sendco: FlaskClient) -> None:
        rows = f"{ZARA}A80120000501A,Brown,Leo,01/31/2018,4,Oak,K\n".replace("14/02/2018", "03/04/2018")
        address = upload(sendco, HEADINGS + rows)
        for page in (sendco.get(address).text, confirm(sendco, address)):
            assert "does 03/04/2018 mean 3 April 2018 or 4 March 2018?" in page

    def test_a_row_of_which_nobody_said_who_it_is_is_listed_as_left_out(
        self, sendco: FlaskClient, make: Make, school: School, session: Session
    ) -> None:
        make.pupil(school, forename="Zara", surname="Ahmed", upn="A80120000501A", dob=date(2017, 5, 5))
        session.commit()
        other = "B801200005001,Brown,Leo,01/03/2018,4,Oak,K\n"
        page = confirm(sendco, upload(sendco, HEADINGS + ZARA + other))
        assert "This row was not brought in." in page
        assert "this UPN belongs to Zara Ahmed" in page

    def test_an_answer_that_does_not_help_is_shown_again_and_never_dropped(
        self, sendco: FlaskClient, session: Session
    ) -> None:
        address = upload(sendco, self.ROWS)
        seen = re.search(r'name="seen" value="(\w+)"', sendco.get(address).text)
        assert seen
        sent = {"go": "confirm", "seen": seen[1], "answer:2:dob": "in spring"}
        page = sendco.post(address, data=sent, follow_redirects=True).text
        assert session.scalars(select(Pupil)).all() == []
        assert "Your answer does not help yet." in page
        assert 'value="in spring"' in page
        # Brought in all the same, what was typed stands beside the question.
        page = confirm(sendco, address)
        assert "You typed:" in page
        assert "in spring" in page

    def test_undone_it_asks_nothing_any_more(self, sendco: FlaskClient, session: Session) -> None:
        address = upload(sendco, self.ROWS)
        confirm(sendco, address)
        assert "still open" not in sendco.post(address + "/undo", follow_redirects=True).text
        assert session.scalars(select(Intake)).one().left_open == []


def test_what_was_left_alone_is_said_openly(sendco: FlaskClient) -> None:
    six = [("Surname", "Forename", "DOB"), ("Ahmed", "Zara", "31/02/2018")]
    book = workbook({"Six": six, "Five": [six[0], ("Brown", "Leo", "31/02/2019")], "Remarks": [("private",)]})
    page = sendco.get(upload(sendco, book, "list.xlsx")).text
    assert "The sheets Six, Five were read. Left alone: Remarks." in re.sub(
        r"<details.*?</details>", "", page, flags=re.S
    )
    assert "Row 2 (Six): the date 31/02/2018" in page
    assert "Row 2 (Five): the date 31/02/2019" in page


def test_a_column_can_be_understood_otherwise(sendco: FlaskClient, session: Session) -> None:
    address = upload(sendco, "UPN,Surname,Forename,Corner\nA80120000501A,Ahmed,Zara,Sunflowers\n")
    page = sendco.post(address, data={"column:3": "class_name"}, follow_redirects=True).text
    assert "Chosen by you." in page
    confirm(sendco, address)
    assert session.scalars(select(Pupil)).one().class_name == "Sunflowers"


def test_a_long_list_is_paged_and_what_was_typed_is_kept_on_the_way(sendco: FlaskClient, session: Session) -> None:
    rows = "".join(f",Pupil{n:04d},Ann,{'31/02/2015' if n == 0 else '01/03/2015'},7,7A,K\n" for n in range(1200))
    address = upload(sendco, HEADINGS + rows)
    first = sendco.get(address).text
    assert "Row 2" in first
    assert len(first) < 100_000
    page = sendco.post(address, data={"go": "show:new:2", "answer:2:dob": "1/3/2015"}, follow_redirects=True).text
    assert "Page 2 of 24" in page
    assert session.scalars(select(Intake)).one().answers == {"2:dob": "1/3/2015"}


def test_a_list_that_is_given_up_is_erased(sendco: FlaskClient, session: Session) -> None:
    address = upload(sendco, HEADINGS + ZARA)
    assert "Nothing was brought in" in sendco.post(address + "/give-up", follow_redirects=True).text
    assert session.scalars(select(Intake)).one().content is None


def test_two_people_pressing_at_once_bring_it_in_once(sendco: FlaskClient, session: Session) -> None:
    address = upload(sendco, HEADINGS + ZARA)
    seen = re.search(r'name="seen" value="(\w+)"', sendco.get(address).text)
    assert seen
    for _ in range(2):
        page = sendco.post(address, data={"go": "confirm", "seen": seen[1]}, follow_redirects=True).text
    assert "already" in page
    assert len(session.scalars(select(Pupil)).all()) == 1


class TestWhoMayOpenIt:
    def test_an_administrator_may(self, make: Make, school: School, enter: Enter) -> None:
        client = enter(make.staff(school, role=Role.ADMINISTRATOR))
        page = confirm(client, upload(client, HEADINGS + ZARA))
        assert "/edit" in page

    def test_staff_may_not(self, make: Make, school: School, enter: Enter) -> None:
        assert enter(make.staff(school)).get("/pupils/bring-in").status_code == 404

    def test_a_list_of_another_school_is_not_there(
        self, sendco: FlaskClient, make: Make, enter: Enter, session: Session
    ) -> None:
        address = upload(sendco, HEADINGS + ZARA)
        other = enter(make.sendco(make.keep(School(name="Other", made_at=datetime.now(UTC)))))
        assert other.get(address).status_code == 404
        for action in ("", "/give-up", "/undo"):
            assert other.post(address + action).status_code == 404
        assert session.scalars(select(Intake)).one().content


def test_names_cannot_bring_their_own_markup(sendco: FlaskClient) -> None:
    page = sendco.get(upload(sendco, HEADINGS + ZARA.replace("Zara", "<b>Zara %(x)s</b>"), "<i>.csv")).text
    assert "<b>Zara" not in page
    assert "<i>.csv" not in page
    assert "&lt;b&gt;Zara %(x)s" in page


class TestTheOrderOfNames:
    """Names that nothing tells the order of are asked about once, for the whole column."""

    ROWS = "Name,UPN\nIsla Fox,A80120000501A\nKai Grant,B801200005001\nMary Jane Hall,\n"

    def test_is_asked_once_at_the_top_and_one_answer_settles_every_name_of_two_words(
        self, sendco: FlaskClient, session: Session
    ) -> None:
        address = upload(sendco, self.ROWS)
        page = sendco.get(address).text
        assert page.index("How are these names written?") < page.index("Look, answer, then bring it in")
        assert "6 questions stay open." in page
        page = sendco.post(
            address, data={"order:0": "name_forename_first", "column:0": "name"}, follow_redirects=True
        ).text
        assert "How are these names written?" not in page
        assert "2 questions stay open." in page
        confirm(sendco, address)
        names = {(one.surname, one.forename) for one in session.scalars(select(Pupil))}
        assert {("Fox", "Isla"), ("Grant", "Kai")} <= names

    def test_is_remembered_for_the_next_list(self, sendco: FlaskClient) -> None:
        address = upload(sendco, self.ROWS)
        sendco.post(address, data={"order:0": "name_surname_first"})
        confirm(sendco, address)
        assert "How are these names written?" not in sendco.get(upload(sendco, self.ROWS)).text

    def test_holds_for_a_heading_over_two_columns_too(self, sendco: FlaskClient, session: Session) -> None:
        address = upload(sendco, "Pupil,,UPN\nFox,Isla,A80120000501A\nvan Dyke,Kai,B801200005001\nHall,Mo,\n")
        data = {"order:0": "name_surname_first", "column:0": "name", "column:1": "name_rest"}
        page = sendco.post(address, data=data, follow_redirects=True).text
        assert "stay open" not in page
        # The page is saved again with the columns as it shows them.
        again = {f"column:{n}": field for n, field in enumerate(("surname", "forename", "upn"))}
        assert "stay open" not in sendco.post(address, data=again, follow_redirects=True).text
        confirm(sendco, address)
        names = {(one.surname, one.forename) for one in session.scalars(select(Pupil))}
        assert names == {("Fox", "Isla"), ("van Dyke", "Kai"), ("Hall", "Mo")}

    @pytest.mark.parametrize("rows", ['Name\n"Fox, Isla"\n"Grant, Kai"\n', "Surname,Forename\nFox,Isla\nGrant,Kai\n"])
    def test_is_not_asked_where_the_list_tells(self, sendco: FlaskClient, rows: str) -> None:
        assert "How are these names written?" not in sendco.get(upload(sendco, rows.replace("\n", ",x\n"))).text
