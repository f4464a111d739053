"""Lists of pupils are looked at first, brought in as one, and can be undone."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from tests.make import NOON, Make
from voice_app.model import DeviceSession, Intake, IntakeChange, Pupil, School, SessionKind, Staff, TrailEntry
from voice_app.services import bring_in, past_lists, undo_list
from voice_app.services.leave_trail import leave_trail
from voice_app.services.pupil_lists import ListRefused
from voice_app.services.pupil_lists.known import Line
from voice_app.services.pupil_lists.plan import as_json
from voice_app.services.viewer import Viewer

FILES = Path(__file__).parent.parent / "pupil_lists" / "files"
SHARED = ["sims-export.csv", "arbor-export.csv", "bromcom-export.xlsx", "3559993_CTF_3559990_001.xml"]
HEADINGS = "UPN,Adm No,Surname,Forename,Date of Birth,Year Group,Class,SEN Status"


def viewer_of(session: Session, staff: Staff) -> Viewer:
    opened = DeviceSession(token_hash=staff.username, kind=SessionKind.STAFF, staff_id=staff.id)
    return Viewer(opened, staff.school_id, staff=staff)


@pytest.fixture
def viewer(session: Session, make: Make, school: School) -> Viewer:
    return viewer_of(session, make.sendco(school))


def csv(*rows: str, headings: str = HEADINGS) -> bytes:
    return "\n".join([headings, *rows]).encode()


def bring(session: Session, viewer: Viewer, content: bytes, name: str = "list.csv") -> Intake:
    """Upload and confirm at once."""
    intake = bring_in.begin(session, viewer, name, content, now=NOON)
    confirm(session, viewer, intake)
    return intake


def confirm(session: Session, viewer: Viewer, intake: Intake) -> None:
    seen = bring_in.preview(session, intake, today=NOON.date()).seen
    bring_in.confirm(session, viewer, intake, seen=seen, now=NOON)


def pupils(session: Session) -> list[Pupil]:
    session.expire_all()
    return list(session.scalars(select(Pupil).order_by(Pupil.surname, Pupil.forename)))


ZARA = "A80120000501A,001,Ahmed,Zara,14/02/2018,4,Oak,E"
LEO = "B801200005001,002,Brown,Leo,01/03/2018,4,Oak,K"


def test_what_a_list_did_stands_by_surname_whatever_its_capitals_and_accents(session: Session, viewer: Viewer) -> None:
    rows = [f"{name},14/02/2018,4" for name in ("Zielinski,Adam", "ap Rhys,Siân", "Élan,Nia", "Brown,Leo", "Evans,Tom")]
    intake = bring(session, viewer, csv(*rows, headings="Surname,Forename,Date of Birth,Year Group"))
    first = past_lists.what_it_did(session, intake, size=3)
    last = past_lists.what_it_did(session, intake, page=2, size=3)
    surnames = [pupil.surname for _, pupil in [*first.rows, *last.rows]]
    assert surnames == ["ap Rhys", "Brown", "Élan", "Evans", "Zielinski"]


class TestTheSharedLists:
    @pytest.mark.parametrize("name", SHARED)
    def test_a_second_time_nothing_would_change(self, session: Session, viewer: Viewer, name: str) -> None:
        content = (FILES / name).read_bytes()
        bring(session, viewer, content, name)
        count = len(pupils(session))

        again = bring_in.begin(session, viewer, name, content, now=NOON)
        plan = bring_in.preview(session, again, today=NOON.date()).plan

        assert {line.what for line in plan.lines} == {"same"}
        confirm(session, viewer, again)
        assert len(pupils(session)) == count > 0
        assert past_lists.what_it_did(session, again).counts == {}

    @pytest.mark.parametrize("name", SHARED)
    def test_undoing_leaves_the_school_as_it_was(self, session: Session, viewer: Viewer, name: str) -> None:
        intake = bring(session, viewer, (FILES / name).read_bytes(), name)

        undone = undo_list.undo(session, viewer, intake, now=NOON)

        assert undone.removed > 0
        assert (list(undone.staying), list(undone.kept)) == ([], [])
        assert pupils(session) == []

    def test_names_stand_as_the_school_wrote_them(self, session: Session, viewer: Viewer) -> None:
        bring(session, viewer, (FILES / SHARED[3]).read_bytes(), SHARED[3])
        names = {(pupil.surname, pupil.forename) for pupil in pupils(session)}
        assert {("O'Brien", "Ciarán"), ("ap Rhys", "Llŷr"), ("Kowalska", "Zofia")} <= names


class TestLooking:
    def test_nothing_changes_before_it_is_confirmed(self, session: Session, viewer: Viewer) -> None:
        intake = bring_in.begin(session, viewer, "list.csv", csv(ZARA), now=NOON)
        plan = bring_in.preview(session, intake, today=NOON.date()).plan
        assert [line.what for line in plan.lines] == ["new"]
        assert pupils(session) == []

    def test_what_changes_is_told_with_old_and_new(self, session: Session, viewer: Viewer) -> None:
        bring(session, viewer, csv(ZARA))
        later = bring_in.begin(session, viewer, "list.csv", csv(ZARA.replace("Oak", "Elm")), now=NOON)
        (line,) = bring_in.preview(session, later, today=NOON.date()).plan.lines
        assert dict(line.changes) == {"class_name": ("Oak", "Elm")}

    def test_a_file_that_is_no_list_is_not_kept(self, session: Session, viewer: Viewer) -> None:
        with pytest.raises(ListRefused):
            bring_in.begin(session, viewer, "list.pdf", b"%PDF-1.7", now=NOON)
        assert session.scalar(select(func.count(Intake.id))) == 0

    def test_the_practice_pupil_is_no_part_of_any_list(
        self, session: Session, viewer: Viewer, make: Make, school: School
    ) -> None:
        make.pupil(school, forename="Practice", surname="Pupil", practice=True)
        intake = bring_in.begin(session, viewer, "list.csv", csv(ZARA), now=NOON)
        assert not bring_in.preview(session, intake, today=NOON.date()).plan.missing

    def test_another_school_has_its_own_pupils(self, session: Session, viewer: Viewer, make: Make) -> None:
        other = make.keep(School(name="Other", made_at=NOON))
        bring(session, viewer_of(session, make.sendco(other)), csv(ZARA))
        bring(session, viewer, csv(ZARA))
        assert len(pupils(session)) == 2


class TestAnswering:
    def test_what_is_doubtful_stays_empty(self, session: Session, viewer: Viewer) -> None:
        bring(session, viewer, csv(ZARA.replace("14/02/2018", "31/02/2018")))
        (zara,) = pupils(session)
        assert (zara.forename, zara.dob) == ("Zara", None)

    def test_an_answer_takes_its_place(self, session: Session, viewer: Viewer) -> None:
        intake = bring_in.begin(session, viewer, "l.csv", csv(ZARA.replace("14/02/2018", "31/02/2018")), now=NOON)
        bring_in.keep_choices(session, intake, columns={}, answers={"2:dob": "12 Mar 2018"})
        confirm(session, viewer, intake)
        assert pupils(session)[0].dob == date(2018, 3, 12)

    def test_an_answer_can_be_taken_back(self, session: Session, viewer: Viewer) -> None:
        intake = bring_in.begin(session, viewer, "l.csv", csv(ZARA), now=NOON)
        bring_in.keep_choices(session, intake, columns={}, answers={"2:dob": "12 Mar 2018"})
        bring_in.keep_choices(session, intake, columns={}, answers={"2:dob": " "})
        assert intake.answers == {}

    def test_a_pupil_whose_name_is_all_in_doubt_comes_in_and_waits_for_it(
        self, session: Session, viewer: Viewer
    ) -> None:
        lost = csv(",,?ukasz,Wi?niewski,14/02/2018,4,Oak,E")
        bring(session, viewer, lost)
        assert [(one.surname, one.forename, one.sen) for one in pupils(session)] == [("Name not known", "", "E")]

        bring(session, viewer, lost)
        assert len(pupils(session)) == 1
        intake = bring_in.begin(session, viewer, "l.csv", lost, now=NOON)
        bring_in.keep_choices(
            session, intake, columns={},
            answers={"2:surname": "Wiśniewski", "2:forename": "Łukasz", "2:pupil": str(pupils(session)[0].id)},
        )  # fmt: skip
        confirm(session, viewer, intake)
        assert [(one.surname, one.forename) for one in pupils(session)] == [("Wiśniewski", "Łukasz")]

    def test_what_the_check_prints_is_what_comes_in(self, session: Session, viewer: Viewer) -> None:
        content = (FILES / SHARED[0]).read_bytes()
        intake = bring_in.begin(session, viewer, "l.csv", content, now=NOON)
        printed = as_json(bring_in.preview(session, intake, today=NOON.date()).plan)["pupils"]
        confirm(session, viewer, intake)
        assert isinstance(printed, list)
        assert sorted(str(one["upn"]) for one in printed) == sorted(str(one.upn) for one in pupils(session))

    def test_who_is_not_certain_stays_out(self, session: Session, viewer: Viewer) -> None:
        bring(session, viewer, csv(ZARA))
        bring(session, viewer, csv("A80120000501A,009,Okafor,Femi,01/05/2017,5,Elm,K"))
        assert [pupil.surname for pupil in pupils(session)] == ["Ahmed"]

    def test_a_new_name_of_the_same_pupil_is_taken_when_somebody_says_so(
        self, session: Session, viewer: Viewer
    ) -> None:
        bring(session, viewer, csv(ZARA))
        (zara,) = pupils(session)
        intake = bring_in.begin(
            session, viewer, "l.csv", csv("A80120000501A,009,Okafor,Femi,01/05/2017,5,Elm,K"), now=NOON
        )
        bring_in.keep_choices(session, intake, columns={}, answers={"2:pupil": str(zara.id)})
        confirm(session, viewer, intake)
        assert [(pupil.surname, pupil.forename) for pupil in pupils(session)] == [("Okafor", "Femi")]

    def test_one_upn_for_two_pupils_is_refused_and_nothing_is_kept(self, session: Session, viewer: Viewer) -> None:
        bring(session, viewer, csv(ZARA))
        rows = csv("A80120000501A,009,Okafor,Femi,01/05/2017,5,Elm,K", LEO)
        intake = bring_in.begin(session, viewer, "l.csv", rows, now=NOON)
        bring_in.keep_choices(session, intake, columns={}, answers={"2:pupil": "new"})
        with pytest.raises(bring_in.NumbersClash) as refused:
            confirm(session, viewer, intake)
        assert [line.pupil.row for line in refused.value.lines] == [2]
        assert intake.confirmed_at is None
        assert [pupil.surname for pupil in pupils(session)] == ["Ahmed"]

    def test_two_pupils_may_change_their_numbers_about(self, session: Session, viewer: Viewer) -> None:
        bring(
            session, viewer, csv("B801200005001,001,Ahmed,Zara,14/02/2018,4,Oak,E", ",002,Brown,Leo,01/03/2018,4,Oak,K")
        )
        zara, leo = pupils(session)
        rows = csv("B801200005001,002,Brown,Leo,01/03/2018,4,Oak,K", "A80120000501A,001,Ahmed,Zara,14/02/2018,4,Oak,E")
        intake = bring_in.begin(session, viewer, "l.csv", rows, now=NOON)
        answers = {"2:pupil": str(leo.id), "3:pupil": str(zara.id)}
        bring_in.keep_choices(session, intake, columns={}, answers=answers)
        confirm(session, viewer, intake)
        assert [(one.forename, one.upn) for one in pupils(session)] == [
            ("Zara", "A80120000501A"),
            ("Leo", "B801200005001"),
        ]


class TestColumns:
    ROW = "A80120000501A,Ahmed,Zara,Sunflowers"
    ODD = "UPN,Surname,Forename,Corner"

    def test_a_column_can_be_chosen_and_is_remembered(self, session: Session, viewer: Viewer) -> None:
        first = bring_in.begin(session, viewer, "l.csv", csv(self.ROW, headings=self.ODD), now=NOON)
        bring_in.keep_choices(session, first, columns={"Corner": "class_name"}, answers={})
        confirm(session, viewer, first)
        assert pupils(session)[0].class_name == "Sunflowers"

        rows = csv(self.ROW.replace("Sunflowers", "Poppies"), headings=self.ODD)
        later = bring_in.begin(session, viewer, "l.csv", rows, now=NOON + timedelta(days=1))
        assert later.columns == {"Corner": "class_name"}

    def test_a_column_of_another_list_is_not_carried_along(self, session: Session, viewer: Viewer) -> None:
        first = bring_in.begin(session, viewer, "l.csv", csv(self.ROW, headings=self.ODD), now=NOON)
        bring_in.keep_choices(session, first, columns={"Corner": "class_name"}, answers={})
        confirm(session, viewer, first)
        assert bring_in.begin(session, viewer, "l.csv", csv(ZARA), now=NOON).columns == {}

    def test_what_was_never_confirmed_is_not_remembered(self, session: Session, viewer: Viewer) -> None:
        first = bring_in.begin(session, viewer, "l.csv", csv(self.ROW, headings=self.ODD), now=NOON)
        bring_in.keep_choices(session, first, columns={"Corner": "class_name"}, answers={})
        assert bring_in.remembered_columns(session, viewer.school_id) == {}


class TestConfirming:
    def test_the_file_and_the_answers_are_erased(self, session: Session, viewer: Viewer) -> None:
        intake = bring(session, viewer, csv(ZARA))
        assert (intake.content, intake.answers) == (None, {})

    def test_a_list_is_brought_in_once(self, session: Session, viewer: Viewer) -> None:
        intake = bring_in.begin(session, viewer, "l.csv", csv(ZARA), now=NOON)
        seen = bring_in.preview(session, intake, today=NOON.date()).seen
        bring_in.confirm(session, viewer, intake, seen=seen, now=NOON)
        with pytest.raises(bring_in.NothingWaiting):
            bring_in.confirm(session, viewer, intake, seen=seen, now=NOON)

    def test_what_was_not_seen_is_not_done(self, session: Session, viewer: Viewer, make: Make, school: School) -> None:
        intake = bring_in.begin(session, viewer, "l.csv", csv(ZARA), now=NOON)
        seen = bring_in.preview(session, intake, today=NOON.date()).seen
        make.pupil(school, upn="A80120000501A", class_name="Elm")
        with pytest.raises(bring_in.PlanChanged):
            bring_in.confirm(session, viewer, intake, seen=seen, now=NOON)
        assert intake.confirmed_at is None
        assert pupils(session)[0].class_name == "Elm"

    def test_a_failure_in_the_middle_leaves_nothing(
        self, session: Session, viewer: Viewer, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        intake = bring_in.begin(session, viewer, "l.csv", csv(ZARA, LEO), now=NOON)
        session.commit()
        made = bring_in._new

        def fails_at_leo(school_id: object, line: Line, now: object) -> Pupil:
            if line.pupil.forename == "Leo":
                raise OSError("the disk is full")
            return made(school_id, line, now)  # type: ignore[arg-type]  # handed on as it came

        monkeypatch.setattr(bring_in, "_new", fails_at_leo)
        with pytest.raises(OSError, match="full"):
            confirm(session, viewer, intake)
        session.rollback()
        assert pupils(session) == []
        assert session.get_one(Intake, intake.id).confirmed_at is None
        assert session.get_one(Intake, intake.id).content

    def test_a_leaver_is_archived_and_comes_back_with_a_later_list(self, session: Session, viewer: Viewer) -> None:
        headings = HEADINGS + ",Leaving Date"
        bring(session, viewer, csv(ZARA))
        bring(session, viewer, csv(ZARA + ",01/10/2026", headings=headings))
        assert pupils(session)[0].archived_at == NOON
        bring(session, viewer, csv(ZARA))
        assert pupils(session)[0].archived_at is None

    def test_a_list_nobody_wants_is_erased(self, session: Session, viewer: Viewer) -> None:
        intake = bring_in.begin(session, viewer, "l.csv", csv(ZARA), now=NOON)
        bring_in.give_up(session, viewer, intake, now=NOON)
        assert intake.content is None
        with pytest.raises(bring_in.NothingWaiting):
            bring_in.preview(session, intake, today=NOON.date())

    def test_a_list_that_is_forgotten_is_erased_with_the_next_one(self, session: Session, viewer: Viewer) -> None:
        old = bring_in.begin(session, viewer, "l.csv", csv(ZARA), now=NOON)
        bring_in.begin(session, viewer, "l.csv", csv(LEO), now=NOON + timedelta(days=8))
        session.expire_all()
        assert old.content is None


class TestUndoing:
    def test_changed_details_are_as_before(self, session: Session, viewer: Viewer) -> None:
        bring(session, viewer, csv(ZARA, LEO))
        zara, _ = pupils(session)
        rows = csv("A80120000501A,001,Ahmad,Zara,15/02/2018,5,Elm,K", LEO)
        later = bring_in.begin(session, viewer, "l.csv", rows, now=NOON)
        bring_in.keep_choices(session, later, columns={}, answers={"2:pupil": str(zara.id)})
        confirm(session, viewer, later)
        undone = undo_list.undo(session, viewer, later, now=NOON)
        zara, _ = pupils(session)
        assert (zara.surname, zara.dob, zara.year, zara.class_name, zara.sen) == (
            "Ahmed", date(2018, 2, 14), "4", "Oak", "E",
        )  # fmt: skip
        assert (undone.restored, undone.removed) == (1, 0)

    def test_what_was_changed_by_hand_since_is_left_and_told(self, session: Session, viewer: Viewer) -> None:
        bring(session, viewer, csv(ZARA))
        later = bring(session, viewer, csv(ZARA.replace("Oak", "Elm").replace(",4,", ",5,")))
        (zara,) = pupils(session)
        zara.class_name = "Beech"
        undone = undo_list.undo(session, viewer, later, now=NOON)
        (zara,) = pupils(session)
        assert (zara.class_name, zara.year) == ("Beech", "4")
        assert list(undone.kept) == [zara]

    def test_an_added_pupil_who_said_something_stays_and_is_named(
        self, session: Session, viewer: Viewer, make: Make
    ) -> None:
        intake = bring(session, viewer, csv(ZARA, LEO))
        zara, _ = pupils(session)
        make.statement(make.response(make.sitting(zara)))
        undone = undo_list.undo(session, viewer, intake, now=NOON)
        (zara,) = pupils(session)
        assert (undone.removed, list(undone.staying)) == (1, [zara])
        assert zara.archived_at is None

    def test_an_added_pupil_whom_somebody_only_looked_at_goes_and_the_trail_keeps_the_look(
        self, session: Session, viewer: Viewer
    ) -> None:
        intake = bring(session, viewer, csv(ZARA))
        (zara,) = pupils(session)
        seen = zara.id
        leave_trail(session, viewer, "looked at pupil", now=NOON, pupil_id=seen)
        undone = undo_list.undo(session, viewer, intake, now=NOON)
        assert (undone.removed, list(undone.staying), pupils(session)) == (1, [], [])
        assert session.scalars(select(TrailEntry.what).where(TrailEntry.pupil_id == seen)).all() == ["looked at pupil"]

    def test_an_added_pupil_whose_details_somebody_changed_stays(self, session: Session, viewer: Viewer) -> None:
        intake = bring(session, viewer, csv(ZARA))
        (zara,) = pupils(session)
        leave_trail(session, viewer, "changed pupil", now=NOON, pupil_id=zara.id)
        assert list(undo_list.undo(session, viewer, intake, now=NOON).staying) == [zara]

    def test_an_added_pupil_with_a_family_is_not_removed(self, session: Session, viewer: Viewer, make: Make) -> None:
        intake = bring(session, viewer, csv(ZARA))
        make.family_member(pupils(session)[0])
        assert undo_list.undo(session, viewer, intake, now=NOON).removed == 0
        assert len(pupils(session)) == 1

    def test_a_leaver_is_on_the_list_again(self, session: Session, viewer: Viewer) -> None:
        bring(session, viewer, csv(ZARA))
        later = bring(session, viewer, csv(ZARA + ",01/10/2026", headings=HEADINGS + ",Leaving Date"))
        undo_list.undo(session, viewer, later, now=NOON)
        assert pupils(session)[0].archived_at is None

    def test_a_number_given_to_somebody_else_since_stays_there(
        self, session: Session, viewer: Viewer, make: Make, school: School
    ) -> None:
        bring(session, viewer, csv(ZARA))
        later = bring(session, viewer, csv(ZARA.replace("A80120000501A", "P207000016049")))
        make.pupil(school, forename="Femi", surname="Okafor", upn="A80120000501A")
        undone = undo_list.undo(session, viewer, later, now=NOON)
        assert [(one.forename, one.upn) for one in pupils(session)] == [
            ("Zara", "P207000016049"),
            ("Femi", "A80120000501A"),
        ]
        assert len(undone.kept) == 1

    def test_a_list_is_undone_once(self, session: Session, viewer: Viewer) -> None:
        intake = bring(session, viewer, csv(ZARA))
        undo_list.undo(session, viewer, intake, now=NOON)
        with pytest.raises(bring_in.NothingWaiting):
            undo_list.undo(session, viewer, intake, now=NOON)

    def test_a_list_that_only_waits_has_nothing_to_undo(self, session: Session, viewer: Viewer) -> None:
        intake = bring_in.begin(session, viewer, "l.csv", csv(ZARA), now=NOON)
        with pytest.raises(bring_in.NothingWaiting):
            undo_list.undo(session, viewer, intake, now=NOON)

    def test_the_same_list_can_come_in_again_afterwards(self, session: Session, viewer: Viewer) -> None:
        undo_list.undo(session, viewer, bring(session, viewer, csv(ZARA)), now=NOON)
        bring(session, viewer, csv(ZARA))
        assert [pupil.forename for pupil in pupils(session)] == ["Zara"]


def test_what_a_list_did_is_kept_for_each_pupil(session: Session, viewer: Viewer) -> None:
    intake = bring(session, viewer, csv(ZARA, LEO))
    rows = session.scalars(select(IntakeChange).where(IntakeChange.intake_id == intake.id)).all()
    assert [row.what for row in rows] == ["added", "added"]
    (past,) = past_lists.lists_lately(session, viewer)
    assert (past.counts, past.by) == ({"added": 2}, "Mrs Cole")
