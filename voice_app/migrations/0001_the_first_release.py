"""The records of the first release."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0001"
down_revision = None
branch_labels = ("default",)
depends_on = None

#: What may never be changed, whatever the code does (rule R1; decisions and turns are only added to).
NEVER_CHANGED = ("trail", "sharing_decision", "turn", "touch_set_aside")


def _only_added_to() -> None:
    if op.get_bind().dialect.name != "sqlite":
        return
    for table in NEVER_CHANGED:
        op.execute(
            f"CREATE TRIGGER {table}_is_never_changed BEFORE UPDATE ON {table} "
            "BEGIN SELECT RAISE(ABORT, 'this record is only added to'); END"
        )
    op.execute(
        "CREATE TRIGGER trail_is_never_deleted BEFORE DELETE ON trail "
        "BEGIN SELECT RAISE(ABORT, 'this record is only added to'); END"
    )


def upgrade() -> None:
    op.create_table(
        "school",
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("safeguarding_lead_id", sa.Uuid(), nullable=True),
        sa.Column("deputy_lead_id", sa.Uuid(), nullable=True),
        sa.Column("demo", sa.Boolean(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["deputy_lead_id"], ["staff.id"], name=op.f("fk_school_deputy_lead_id_staff"), use_alter=True
        ),
        sa.ForeignKeyConstraint(
            ["safeguarding_lead_id"], ["staff.id"], name=op.f("fk_school_safeguarding_lead_id_staff"), use_alter=True
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_school")),
        sqlite_strict=True,
    )
    op.create_table(
        "school_holiday",
        sa.Column("school_id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("first_day", sa.Date(), nullable=False),
        sa.Column("last_day", sa.Date(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.CheckConstraint("last_day >= first_day", name=op.f("ck_school_holiday_ends_after_start")),
        sa.CheckConstraint("name != ''", name=op.f("ck_school_holiday_has_a_name")),
        sa.ForeignKeyConstraint(["school_id"], ["school.id"], name=op.f("fk_school_holiday_school_id_school")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_school_holiday")),
        sqlite_strict=True,
    )
    with op.batch_alter_table("school_holiday", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_school_holiday_school_id_first_day"), ["school_id", "first_day"], unique=False
        )

    op.create_table(
        "sign_in_try",
        sa.Column("account", sa.String(), nullable=False),
        sa.Column("place", sa.String(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sign_in_try")),
        sqlite_strict=True,
    )
    with op.batch_alter_table("sign_in_try", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_sign_in_try_account_at"), ["account", "at"], unique=False)

    op.create_table(
        "pupil",
        sa.Column("school_id", sa.Uuid(), nullable=False),
        sa.Column("upn", sa.String(), nullable=True),
        sa.Column("admission_no", sa.String(), nullable=True),
        sa.Column("surname", sa.String(), nullable=False),
        sa.Column("forename", sa.String(), nullable=False),
        sa.Column("preferred", sa.String(), nullable=True),
        sa.Column("dob", sa.Date(), nullable=True),
        sa.Column("year", sa.String(), nullable=True),
        sa.Column("class_name", sa.String(), nullable=True),
        sa.Column("sen", sa.String(), nullable=True),
        sa.Column("needs", sa.JSON().with_variant(postgresql.JSONB(), "postgresql"), nullable=False),
        sa.Column("home_language", sa.String(), nullable=True),
        sa.Column("practice", sa.Boolean(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("archived_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.CheckConstraint("sen IS NULL OR sen IN ('N', 'K', 'E')", name=op.f("ck_pupil_sen_known")),
        sa.CheckConstraint("surname != '' OR forename != ''", name=op.f("ck_pupil_has_a_name")),
        sa.ForeignKeyConstraint(["school_id"], ["school.id"], name=op.f("fk_pupil_school_id_school")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_pupil")),
        sa.UniqueConstraint("school_id", "upn", name=op.f("uq_pupil_school_id_upn")),
        sqlite_strict=True,
    )
    with op.batch_alter_table("pupil", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_pupil_school_id_surname"), ["school_id", "surname"], unique=False)
        batch_op.create_index(
            "ix_pupil_on_no_list",
            ["school_id"],
            unique=False,
            sqlite_where=sa.text("(practice OR archived_at IS NOT NULL)"),
        )

    op.create_table(
        "staff",
        sa.Column("school_id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("username", sa.String(), nullable=False),
        sa.Column("role", sa.String(), nullable=False),
        sa.Column("known_as", sa.String(), nullable=False),
        sa.Column("picture", sa.String(), nullable=False),
        sa.Column("face", sa.String(), nullable=False),
        sa.Column("password_hash", sa.String(), nullable=True),
        sa.Column("must_change_password", sa.Boolean(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("disabled_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.CheckConstraint("role IN ('sendco', 'staff', 'administrator')", name=op.f("ck_staff_role_known")),
        sa.ForeignKeyConstraint(["school_id"], ["school.id"], name=op.f("fk_staff_school_id_school")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_staff")),
        sa.UniqueConstraint("username", name=op.f("uq_staff_username")),
        sqlite_strict=True,
    )
    op.create_table(
        "assignment",
        sa.Column("staff_id", sa.Uuid(), nullable=False),
        sa.Column("pupil_id", sa.Uuid(), nullable=False),
        sa.Column("since", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["pupil_id"], ["pupil.id"], name=op.f("fk_assignment_pupil_id_pupil")),
        sa.ForeignKeyConstraint(["staff_id"], ["staff.id"], name=op.f("fk_assignment_staff_id_staff")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_assignment")),
        sqlite_strict=True,
    )
    with op.batch_alter_table("assignment", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_assignment_pupil_id"), ["pupil_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_assignment_staff_id_pupil_id"), ["staff_id", "pupil_id"], unique=False)

    op.create_table(
        "communication_profile",
        sa.Column("pupil_id", sa.Uuid(), nullable=False),
        sa.Column("settings", sa.JSON().with_variant(postgresql.JSONB(), "postgresql"), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("changed_by_id", sa.Uuid(), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["changed_by_id"], ["staff.id"], name=op.f("fk_communication_profile_changed_by_id_staff")
        ),
        sa.ForeignKeyConstraint(["pupil_id"], ["pupil.id"], name=op.f("fk_communication_profile_pupil_id_pupil")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_communication_profile")),
        sa.UniqueConstraint("pupil_id", name=op.f("uq_communication_profile_pupil_id")),
        sqlite_strict=True,
    )
    op.create_table(
        "family_member",
        sa.Column("pupil_id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("relation", sa.String(), nullable=False),
        sa.Column("picture", sa.String(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["pupil_id"], ["pupil.id"], name=op.f("fk_family_member_pupil_id_pupil")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_family_member")),
        sqlite_strict=True,
    )
    with op.batch_alter_table("family_member", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_family_member_pupil_id"), ["pupil_id"], unique=False)

    op.create_table(
        "helper_pass",
        sa.Column("school_id", sa.Uuid(), nullable=False),
        sa.Column("pupil_id", sa.Uuid(), nullable=False),
        sa.Column("helper_name", sa.String(), nullable=False),
        sa.Column("code_hash", sa.String(), nullable=False),
        sa.Column("made_by_id", sa.Uuid(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ends_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["made_by_id"], ["staff.id"], name=op.f("fk_helper_pass_made_by_id_staff")),
        sa.ForeignKeyConstraint(["pupil_id"], ["pupil.id"], name=op.f("fk_helper_pass_pupil_id_pupil")),
        sa.ForeignKeyConstraint(["school_id"], ["school.id"], name=op.f("fk_helper_pass_school_id_school")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_helper_pass")),
        sa.UniqueConstraint("code_hash", name=op.f("uq_helper_pass_code_hash")),
        sqlite_strict=True,
    )
    op.create_table(
        "intake",
        sa.Column("school_id", sa.Uuid(), nullable=False),
        sa.Column("by_id", sa.Uuid(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("file_name", sa.String(), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=True),
        sa.Column("columns", sa.JSON().with_variant(postgresql.JSONB(), "postgresql"), nullable=False),
        sa.Column("answers", sa.JSON().with_variant(postgresql.JSONB(), "postgresql"), nullable=False),
        sa.Column("left_open", sa.JSON().with_variant(postgresql.JSONB(), "postgresql"), nullable=False),
        sa.Column("confirmed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("undone_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["by_id"], ["staff.id"], name=op.f("fk_intake_by_id_staff")),
        sa.ForeignKeyConstraint(["school_id"], ["school.id"], name=op.f("fk_intake_school_id_school")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_intake")),
        sqlite_strict=True,
    )
    op.create_table(
        "review_point",
        sa.Column("school_id", sa.Uuid(), nullable=False),
        sa.Column("pupil_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("anchor", sa.Date(), nullable=False),
        sa.Column("due", sa.Date(), nullable=False),
        sa.Column("ask_by", sa.Date(), nullable=False),
        sa.Column("fields", sa.JSON().with_variant(postgresql.JSONB(), "postgresql"), nullable=False),
        sa.Column("predecessor_id", sa.Uuid(), nullable=True),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("closed_on", sa.Date(), nullable=True),
        sa.Column("views", sa.String(), nullable=False),
        sa.Column("views_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["predecessor_id"], ["review_point.id"], name=op.f("fk_review_point_predecessor_id_review_point")
        ),
        sa.ForeignKeyConstraint(["pupil_id"], ["pupil.id"], name=op.f("fk_review_point_pupil_id_pupil")),
        sa.ForeignKeyConstraint(["school_id"], ["school.id"], name=op.f("fk_review_point_school_id_school")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_review_point")),
        sqlite_strict=True,
    )
    with op.batch_alter_table("review_point", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_review_point_pupil_id_closed_on_due"), ["pupil_id", "closed_on", "due"], unique=False
        )
        batch_op.create_index(
            "ix_review_point_coming_up",
            ["school_id", "closed_on", "ask_by", "kind", "views", "pupil_id"],
            unique=False,
        )

    op.create_table(
        "trail",
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("school_id", sa.Uuid(), nullable=False),
        sa.Column("who", sa.String(), nullable=False),
        sa.Column("staff_id", sa.Uuid(), nullable=True),
        sa.Column("what", sa.String(), nullable=False),
        sa.Column("pupil_id", sa.Uuid(), nullable=True),
        sa.Column("about", sa.JSON().with_variant(postgresql.JSONB(), "postgresql"), nullable=False),
        sa.Column("place", sa.String(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["school_id"], ["school.id"], name=op.f("fk_trail_school_id_school")),
        sa.ForeignKeyConstraint(["staff_id"], ["staff.id"], name=op.f("fk_trail_staff_id_staff")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_trail")),
        sqlite_strict=True,
    )
    with op.batch_alter_table("trail", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_trail_pupil_id_at"), ["pupil_id", "at"], unique=False)
        batch_op.create_index(batch_op.f("ix_trail_school_id_at"), ["school_id", "at"], unique=False)
        of_a_look = sa.text("what IN ('raised a look at words', 'read words to look at')")
        batch_op.create_index(
            "ix_trail_looks",
            ["school_id", "at"],
            unique=False,
            sqlite_where=of_a_look,
            postgresql_where=of_a_look,
        )

    op.create_table(
        "intake_change",
        sa.Column("intake_id", sa.Uuid(), nullable=False),
        sa.Column("pupil_id", sa.Uuid(), nullable=False),
        sa.Column("what", sa.String(), nullable=False),
        sa.Column("before", sa.JSON().with_variant(postgresql.JSONB(), "postgresql"), nullable=False),
        sa.Column("after", sa.JSON().with_variant(postgresql.JSONB(), "postgresql"), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.CheckConstraint("what IN ('added', 'changed', 'archived')", name=op.f("ck_intake_change_what_known")),
        sa.ForeignKeyConstraint(["intake_id"], ["intake.id"], name=op.f("fk_intake_change_intake_id_intake")),
        sa.ForeignKeyConstraint(["pupil_id"], ["pupil.id"], name=op.f("fk_intake_change_pupil_id_pupil")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_intake_change")),
        sqlite_strict=True,
    )
    with op.batch_alter_table("intake_change", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_intake_change_intake_id"), ["intake_id"], unique=False)

    op.create_table(
        "prepared_document",
        sa.Column("review_point_id", sa.Uuid(), nullable=False),
        sa.Column("audience", sa.String(), nullable=False),
        sa.Column("format", sa.String(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("made_by_id", sa.Uuid(), nullable=False),
        sa.Column("statements", sa.JSON().with_variant(postgresql.JSONB(), "postgresql"), nullable=False),
        sa.Column("notes", sa.JSON().with_variant(postgresql.JSONB(), "postgresql"), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["made_by_id"], ["staff.id"], name=op.f("fk_prepared_document_made_by_id_staff")),
        sa.ForeignKeyConstraint(
            ["review_point_id"], ["review_point.id"], name=op.f("fk_prepared_document_review_point_id_review_point")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_prepared_document")),
        sa.UniqueConstraint("id", name=op.f("uq_prepared_document_id")),
        sqlite_strict=True,
    )
    with op.batch_alter_table("prepared_document", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_prepared_document_review_point_id"), ["review_point_id"], unique=False)

    op.create_table(
        "sitting",
        sa.Column("pupil_id", sa.Uuid(), nullable=False),
        sa.Column("staff_id", sa.Uuid(), nullable=True),
        sa.Column("helper_pass_id", sa.Uuid(), nullable=True),
        sa.Column("handed_over_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("profile", sa.JSON().with_variant(postgresql.JSONB(), "postgresql"), nullable=False),
        sa.Column("planned", sa.JSON().with_variant(postgresql.JSONB(), "postgresql"), nullable=False),
        sa.Column("only_asks", sa.Boolean(), nullable=False),
        sa.Column("modes", sa.JSON().with_variant(postgresql.JSONB(), "postgresql"), nullable=False),
        sa.Column("others_hear", sa.String(), nullable=False),
        sa.Column("interpreted", sa.Boolean(), nullable=False),
        sa.Column("short", sa.Boolean(), nullable=False),
        sa.Column("practice_cards", sa.JSON().with_variant(postgresql.JSONB(), "postgresql"), nullable=False),
        sa.Column("pin_hash", sa.String(), nullable=False),
        sa.Column("pin_tries", sa.Integer(), nullable=False),
        sa.Column("device_key", sa.String(), nullable=False),
        sa.Column("answers_shown", sa.JSON().with_variant(postgresql.JSONB(), "postgresql"), nullable=False),
        sa.Column("refused_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("refused_how", sa.String(), nullable=True),
        sa.Column("finished_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("stopped_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("thrown_away_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("handed_back_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("prompts_given", sa.JSON().with_variant(postgresql.JSONB(), "postgresql"), nullable=False),
        sa.Column("practice_used", sa.String(), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["helper_pass_id"], ["helper_pass.id"], name=op.f("fk_sitting_helper_pass_id_helper_pass")
        ),
        sa.ForeignKeyConstraint(["pupil_id"], ["pupil.id"], name=op.f("fk_sitting_pupil_id_pupil")),
        sa.ForeignKeyConstraint(["staff_id"], ["staff.id"], name=op.f("fk_sitting_staff_id_staff")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sitting")),
        sqlite_strict=True,
    )
    with op.batch_alter_table("sitting", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_sitting_pupil_id_handed_over_at"), ["pupil_id", "handed_over_at"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_sitting_staff_id_closed_at"), ["staff_id", "closed_at"], unique=False)

    op.create_table(
        "adult_note",
        sa.Column("sitting_id", sa.Uuid(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("by_name", sa.String(), nullable=False),
        sa.Column("by_id", sa.Uuid(), nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.CheckConstraint("text != ''", name=op.f("ck_adult_note_says_something")),
        sa.ForeignKeyConstraint(["by_id"], ["staff.id"], name=op.f("fk_adult_note_by_id_staff")),
        sa.ForeignKeyConstraint(["sitting_id"], ["sitting.id"], name=op.f("fk_adult_note_sitting_id_sitting")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_adult_note")),
        sqlite_strict=True,
    )
    with op.batch_alter_table("adult_note", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_adult_note_sitting_id"), ["sitting_id"], unique=False)

    op.create_table(
        "assent",
        sa.Column("sitting_id", sa.Uuid(), nullable=False),
        sa.Column("given_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("how", sa.String(), nullable=False),
        sa.Column("shown", sa.JSON().with_variant(postgresql.JSONB(), "postgresql"), nullable=False),
        sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["sitting_id"], ["sitting.id"], name=op.f("fk_assent_sitting_id_sitting")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_assent")),
        sqlite_strict=True,
    )
    with op.batch_alter_table("assent", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_assent_sitting_id"), ["sitting_id"], unique=False)

    op.create_table(
        "device_session",
        sa.Column("token_hash", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("staff_id", sa.Uuid(), nullable=True),
        sa.Column("helper_pass_id", sa.Uuid(), nullable=True),
        sa.Column("sitting_id", sa.Uuid(), nullable=True),
        sa.Column("started_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("seen_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.CheckConstraint(
            "kind != 'helper' OR helper_pass_id IS NOT NULL", name=op.f("ck_device_session_helper_session_has_pass")
        ),
        sa.CheckConstraint(
            "kind != 'staff' OR staff_id IS NOT NULL", name=op.f("ck_device_session_staff_session_has_staff")
        ),
        sa.CheckConstraint("kind IN ('staff', 'helper', 'pupil', 'close')", name=op.f("ck_device_session_kind_known")),
        sa.CheckConstraint(
            "kind NOT IN ('pupil', 'close') OR sitting_id IS NOT NULL",
            name=op.f("ck_device_session_pupil_mode_has_sitting"),
        ),
        sa.ForeignKeyConstraint(
            ["helper_pass_id"], ["helper_pass.id"], name=op.f("fk_device_session_helper_pass_id_helper_pass")
        ),
        sa.ForeignKeyConstraint(["sitting_id"], ["sitting.id"], name=op.f("fk_device_session_sitting_id_sitting")),
        sa.ForeignKeyConstraint(["staff_id"], ["staff.id"], name=op.f("fk_device_session_staff_id_staff")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_device_session")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_device_session_token_hash")),
        sqlite_strict=True,
    )
    with op.batch_alter_table("device_session", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_device_session_sitting_id"), ["sitting_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_device_session_staff_id"), ["staff_id"], unique=False)

    op.create_table(
        "present",
        sa.Column("sitting_id", sa.Uuid(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("role", sa.String(), nullable=False),
        sa.Column("stands_for", sa.String(), nullable=False),
        sa.Column("staff_id", sa.Uuid(), nullable=True),
        sa.Column("family_member_id", sa.Uuid(), nullable=True),
        sa.Column("added_later", sa.Boolean(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["family_member_id"], ["family_member.id"], name=op.f("fk_present_family_member_id_family_member")
        ),
        sa.ForeignKeyConstraint(["sitting_id"], ["sitting.id"], name=op.f("fk_present_sitting_id_sitting")),
        sa.ForeignKeyConstraint(["staff_id"], ["staff.id"], name=op.f("fk_present_staff_id_staff")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_present")),
        sqlite_strict=True,
    )
    with op.batch_alter_table("present", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_present_sitting_id"), ["sitting_id"], unique=False)

    op.create_table(
        "response",
        sa.Column("key", sa.Uuid(), nullable=False),
        sa.Column("pupil_id", sa.Uuid(), nullable=False),
        sa.Column("sitting_id", sa.Uuid(), nullable=False),
        sa.Column("activity", sa.String(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("began_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("state IN ('open', 'finished', 'stopped')", name=op.f("ck_response_state_known")),
        sa.ForeignKeyConstraint(["pupil_id"], ["pupil.id"], name=op.f("fk_response_pupil_id_pupil")),
        sa.ForeignKeyConstraint(["sitting_id"], ["sitting.id"], name=op.f("fk_response_sitting_id_sitting")),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_response")),
        sqlite_strict=True,
    )
    with op.batch_alter_table("response", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_response_pupil_id_activity"), ["pupil_id", "activity"], unique=False)
        batch_op.create_index(batch_op.f("ix_response_sitting_id"), ["sitting_id"], unique=False)

    op.create_table(
        "tell_someone",
        sa.Column("sitting_id", sa.Uuid(), nullable=False),
        sa.Column("pupil_id", sa.Uuid(), nullable=False),
        sa.Column("staff_id", sa.Uuid(), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("seen_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("lead_seen_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("lead_seen_by_id", sa.Uuid(), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["lead_seen_by_id"], ["staff.id"], name=op.f("fk_tell_someone_lead_seen_by_id_staff")),
        sa.ForeignKeyConstraint(["pupil_id"], ["pupil.id"], name=op.f("fk_tell_someone_pupil_id_pupil")),
        sa.ForeignKeyConstraint(["sitting_id"], ["sitting.id"], name=op.f("fk_tell_someone_sitting_id_sitting")),
        sa.ForeignKeyConstraint(["staff_id"], ["staff.id"], name=op.f("fk_tell_someone_staff_id_staff")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_tell_someone")),
        sqlite_strict=True,
    )
    with op.batch_alter_table("tell_someone", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_tell_someone_lead_seen_at"), ["lead_seen_at"], unique=False)
        batch_op.create_index(batch_op.f("ix_tell_someone_pupil_id"), ["pupil_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_tell_someone_staff_id"), ["staff_id"], unique=False)

    op.create_table(
        "attachment",
        sa.Column("review_point_id", sa.Uuid(), nullable=False),
        sa.Column("response_key", sa.Uuid(), nullable=False),
        sa.Column("item", sa.String(), nullable=False),
        sa.Column("how", sa.String(), nullable=False),
        sa.Column("attached_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("attached_by_id", sa.Uuid(), nullable=True),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ended_by_id", sa.Uuid(), nullable=True),
        sa.Column("ticked_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ticked_by_id", sa.Uuid(), nullable=True),
        sa.Column("added_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("added_by_id", sa.Uuid(), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.CheckConstraint("how IN ('by itself', 'moved', 'added')", name=op.f("ck_attachment_how_known")),
        sa.ForeignKeyConstraint(["added_by_id"], ["staff.id"], name=op.f("fk_attachment_added_by_id_staff")),
        sa.ForeignKeyConstraint(["attached_by_id"], ["staff.id"], name=op.f("fk_attachment_attached_by_id_staff")),
        sa.ForeignKeyConstraint(["ended_by_id"], ["staff.id"], name=op.f("fk_attachment_ended_by_id_staff")),
        sa.ForeignKeyConstraint(["response_key"], ["response.key"], name=op.f("fk_attachment_response_key_response")),
        sa.ForeignKeyConstraint(
            ["review_point_id"], ["review_point.id"], name=op.f("fk_attachment_review_point_id_review_point")
        ),
        sa.ForeignKeyConstraint(["ticked_by_id"], ["staff.id"], name=op.f("fk_attachment_ticked_by_id_staff")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_attachment")),
        sqlite_strict=True,
    )
    with op.batch_alter_table("attachment", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_attachment_response_key_item"), ["response_key", "item"], unique=False)
        batch_op.create_index(batch_op.f("ix_attachment_review_point_id"), ["review_point_id"], unique=False)

    op.create_table(
        "statement",
        sa.Column("response_key", sa.Uuid(), nullable=False),
        sa.Column("item", sa.String(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("pupil_id", sa.Uuid(), nullable=False),
        sa.Column("sitting_id", sa.Uuid(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("theme", sa.String(), nullable=False),
        sa.Column("leaning", sa.String(), nullable=False),
        sa.Column("content", sa.String(), nullable=False),
        sa.Column("claim", sa.JSON().with_variant(postgresql.JSONB(), "postgresql"), nullable=False),
        sa.Column("words", sa.String(), nullable=True),
        sa.Column("pictures", sa.JSON().with_variant(postgresql.JSONB(), "postgresql"), nullable=False),
        sa.Column("photos", sa.JSON().with_variant(postgresql.JSONB(), "postgresql"), nullable=False),
        sa.Column("provenance", sa.String(), nullable=False),
        sa.Column("written_by", sa.String(), nullable=True),
        sa.Column("prompts", sa.JSON().with_variant(postgresql.JSONB(), "postgresql"), nullable=False),
        sa.Column("wants", sa.String(), nullable=True),
        sa.Column("other_pupils", sa.JSON().with_variant(postgresql.JSONB(), "postgresql"), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("replaced_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("provenance_was", sa.String(), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.CheckConstraint("provenance != ''", name=op.f("ck_statement_provenance_said")),
        sa.CheckConstraint(
            "state IN ('given', 'turned-over', 'skipped', 'dont-know', 'not-asked', 'stopped', 'started')",
            name=op.f("ck_statement_state_known"),
        ),
        sa.ForeignKeyConstraint(["pupil_id"], ["pupil.id"], name=op.f("fk_statement_pupil_id_pupil")),
        sa.ForeignKeyConstraint(["response_key"], ["response.key"], name=op.f("fk_statement_response_key_response")),
        sa.ForeignKeyConstraint(["sitting_id"], ["sitting.id"], name=op.f("fk_statement_sitting_id_sitting")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_statement")),
        sa.UniqueConstraint("response_key", "item", "version", name=op.f("uq_statement_response_key_item_version")),
        sqlite_strict=True,
    )
    with op.batch_alter_table("statement", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_statement_pupil_id_made_at"), ["pupil_id", "made_at"], unique=False)
        batch_op.create_index(batch_op.f("ix_statement_sitting_id"), ["sitting_id"], unique=False)

    op.create_table(
        "turn",
        sa.Column("response_key", sa.Uuid(), nullable=False),
        sa.Column("sitting_id", sa.Uuid(), nullable=False),
        sa.Column("assent_id", sa.Uuid(), nullable=False),
        sa.Column("counter", sa.Integer(), nullable=False),
        sa.Column("fork", sa.Integer(), nullable=False),
        sa.Column("activity_version", sa.Integer(), nullable=False),
        sa.Column("item", sa.String(), nullable=False),
        sa.Column("provenance", sa.String(), nullable=False),
        sa.Column("body", sa.JSON().with_variant(postgresql.JSONB(), "postgresql"), nullable=False),
        sa.Column("said_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.CheckConstraint("provenance != ''", name=op.f("ck_turn_provenance_said")),
        sa.CheckConstraint("activity_version > 0", name=op.f("ck_turn_version_positive")),
        sa.CheckConstraint("counter > 0", name=op.f("ck_turn_counter_positive")),
        sa.ForeignKeyConstraint(["assent_id"], ["assent.id"], name=op.f("fk_turn_assent_id_assent")),
        sa.ForeignKeyConstraint(["response_key"], ["response.key"], name=op.f("fk_turn_response_key_response")),
        sa.ForeignKeyConstraint(["sitting_id"], ["sitting.id"], name=op.f("fk_turn_sitting_id_sitting")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_turn")),
        sa.UniqueConstraint("response_key", "counter", "fork", name=op.f("uq_turn_response_key_counter_fork")),
        sqlite_strict=True,
    )
    with op.batch_alter_table("turn", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_turn_sitting_id_response_key"), ["sitting_id", "response_key"], unique=False
        )

    op.create_table(
        "touch_set_aside",
        sa.Column("sitting_id", sa.Uuid(), nullable=False),
        sa.Column("assent_id", sa.Uuid(), nullable=False),
        sa.Column("activity", sa.String(), nullable=False),
        sa.Column("body", sa.String(), nullable=False),
        sa.Column("digest", sa.String(), nullable=False),
        sa.Column("why", sa.String(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.CheckConstraint("body != ''", name=op.f("ck_touch_set_aside_holds_it")),
        sa.ForeignKeyConstraint(["assent_id"], ["assent.id"], name=op.f("fk_touch_set_aside_assent_id_assent")),
        sa.ForeignKeyConstraint(["sitting_id"], ["sitting.id"], name=op.f("fk_touch_set_aside_sitting_id_sitting")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_touch_set_aside")),
        sa.UniqueConstraint("sitting_id", "digest", name=op.f("uq_touch_set_aside_sitting_id_digest")),
        sqlite_strict=True,
    )
    op.create_table(
        "photo",
        sa.Column("key", sa.Uuid(), nullable=False),
        sa.Column("sitting_id", sa.Uuid(), nullable=False),
        sa.Column("pupil_id", sa.Uuid(), nullable=False),
        sa.Column("assent_id", sa.Uuid(), nullable=False),
        sa.Column("file", sa.String(), nullable=True),
        sa.Column("small", sa.String(), nullable=True),
        sa.Column("width", sa.Integer(), nullable=False),
        sa.Column("height", sa.Integer(), nullable=False),
        sa.Column("taken_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("taken_back_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "taken_back_at IS NOT NULL OR (file IS NOT NULL AND small IS NOT NULL)",
            name=op.f("ck_photo_has_its_bytes"),
        ),
        sa.CheckConstraint("width > 0 AND height > 0", name=op.f("ck_photo_has_a_size")),
        sa.ForeignKeyConstraint(["assent_id"], ["assent.id"], name=op.f("fk_photo_assent_id_assent")),
        sa.ForeignKeyConstraint(["pupil_id"], ["pupil.id"], name=op.f("fk_photo_pupil_id_pupil")),
        sa.ForeignKeyConstraint(["sitting_id"], ["sitting.id"], name=op.f("fk_photo_sitting_id_sitting")),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_photo")),
        sqlite_strict=True,
    )
    with op.batch_alter_table("photo", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_photo_pupil_id"), ["pupil_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_photo_sitting_id"), ["sitting_id"], unique=False)

    op.create_table(
        "pupil_check",
        sa.Column("review_point_id", sa.Uuid(), nullable=False),
        sa.Column("statement_id", sa.Uuid(), nullable=False),
        sa.Column("said", sa.String(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("by_id", sa.Uuid(), nullable=True),
        sa.Column("sitting_id", sa.Uuid(), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.CheckConstraint(
            "said != 'not-possible' OR reason != ''", name=op.f("ck_pupil_check_not_possible_has_a_reason")
        ),
        sa.CheckConstraint(
            "said IN ('keep', 'change', 'leave-out', 'not-possible')", name=op.f("ck_pupil_check_said_known")
        ),
        sa.ForeignKeyConstraint(["by_id"], ["staff.id"], name=op.f("fk_pupil_check_by_id_staff")),
        sa.ForeignKeyConstraint(
            ["review_point_id"], ["review_point.id"], name=op.f("fk_pupil_check_review_point_id_review_point")
        ),
        sa.ForeignKeyConstraint(["sitting_id"], ["sitting.id"], name=op.f("fk_pupil_check_sitting_id_sitting")),
        sa.ForeignKeyConstraint(["statement_id"], ["statement.id"], name=op.f("fk_pupil_check_statement_id_statement")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_pupil_check")),
        sqlite_strict=True,
    )
    with op.batch_alter_table("pupil_check", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_pupil_check_review_point_id"), ["review_point_id"], unique=False)

    op.create_table(
        "sharing_decision",
        sa.Column("sitting_id", sa.Uuid(), nullable=False),
        sa.Column("statement_id", sa.Uuid(), nullable=True),
        sa.Column("audience", sa.String(), nullable=False),
        sa.Column("decision", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("how", sa.String(), nullable=False),
        sa.Column("decided_in_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.CheckConstraint("decision IN ('yes', 'no', 'dont-know')", name=op.f("ck_sharing_decision_decision_known")),
        sa.ForeignKeyConstraint(
            ["decided_in_id"], ["sitting.id"], name=op.f("fk_sharing_decision_decided_in_id_sitting")
        ),
        sa.ForeignKeyConstraint(["sitting_id"], ["sitting.id"], name=op.f("fk_sharing_decision_sitting_id_sitting")),
        sa.ForeignKeyConstraint(
            ["statement_id"], ["statement.id"], name=op.f("fk_sharing_decision_statement_id_statement")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sharing_decision")),
        sa.UniqueConstraint("sitting_id", "position", name=op.f("uq_sharing_decision_sitting_id_position")),
        sqlite_strict=True,
    )
    with op.batch_alter_table("sharing_decision", schema=None) as batch_op:
        batch_op.create_index(
            "ix_sharing_decision_statement_id",
            ["statement_id"],
            unique=False,
            sqlite_where=sa.text("statement_id IS NOT NULL"),
        )

    _only_added_to()


def downgrade() -> None:
    with op.batch_alter_table("sharing_decision", schema=None) as batch_op:
        batch_op.drop_index("ix_sharing_decision_statement_id")

    op.drop_table("sharing_decision")
    with op.batch_alter_table("pupil_check", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_pupil_check_review_point_id"))

    op.drop_table("pupil_check")
    with op.batch_alter_table("photo", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_photo_sitting_id"))
        batch_op.drop_index(batch_op.f("ix_photo_pupil_id"))

    op.drop_table("photo")
    op.drop_table("touch_set_aside")
    with op.batch_alter_table("turn", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_turn_sitting_id_response_key"))

    op.drop_table("turn")
    with op.batch_alter_table("statement", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_statement_sitting_id"))
        batch_op.drop_index(batch_op.f("ix_statement_pupil_id_made_at"))

    op.drop_table("statement")
    with op.batch_alter_table("attachment", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_attachment_review_point_id"))
        batch_op.drop_index(batch_op.f("ix_attachment_response_key_item"))

    op.drop_table("attachment")
    with op.batch_alter_table("tell_someone", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_tell_someone_staff_id"))
        batch_op.drop_index(batch_op.f("ix_tell_someone_pupil_id"))
        batch_op.drop_index(batch_op.f("ix_tell_someone_lead_seen_at"))

    op.drop_table("tell_someone")
    with op.batch_alter_table("response", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_response_sitting_id"))
        batch_op.drop_index(batch_op.f("ix_response_pupil_id_activity"))

    op.drop_table("response")
    with op.batch_alter_table("present", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_present_sitting_id"))

    op.drop_table("present")
    with op.batch_alter_table("device_session", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_device_session_staff_id"))
        batch_op.drop_index(batch_op.f("ix_device_session_sitting_id"))

    op.drop_table("device_session")
    with op.batch_alter_table("assent", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_assent_sitting_id"))

    op.drop_table("assent")
    with op.batch_alter_table("adult_note", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_adult_note_sitting_id"))

    op.drop_table("adult_note")
    with op.batch_alter_table("sitting", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_sitting_staff_id_closed_at"))
        batch_op.drop_index(batch_op.f("ix_sitting_pupil_id_handed_over_at"))

    op.drop_table("sitting")
    with op.batch_alter_table("prepared_document", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_prepared_document_review_point_id"))

    op.drop_table("prepared_document")
    with op.batch_alter_table("intake_change", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_intake_change_intake_id"))

    op.drop_table("intake_change")
    with op.batch_alter_table("trail", schema=None) as batch_op:
        batch_op.drop_index("ix_trail_looks")
        batch_op.drop_index(batch_op.f("ix_trail_school_id_at"))
        batch_op.drop_index(batch_op.f("ix_trail_pupil_id_at"))

    op.drop_table("trail")
    with op.batch_alter_table("review_point", schema=None) as batch_op:
        batch_op.drop_index("ix_review_point_coming_up")
        batch_op.drop_index(batch_op.f("ix_review_point_pupil_id_closed_on_due"))

    op.drop_table("review_point")
    op.drop_table("intake")
    op.drop_table("helper_pass")
    with op.batch_alter_table("family_member", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_family_member_pupil_id"))

    op.drop_table("family_member")
    op.drop_table("communication_profile")
    with op.batch_alter_table("assignment", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_assignment_staff_id_pupil_id"))
        batch_op.drop_index(batch_op.f("ix_assignment_pupil_id"))

    op.drop_table("assignment")
    op.drop_table("staff")
    with op.batch_alter_table("pupil", schema=None) as batch_op:
        batch_op.drop_index("ix_pupil_on_no_list")
        batch_op.drop_index(batch_op.f("ix_pupil_school_id_surname"))

    op.drop_table("pupil")
    with op.batch_alter_table("sign_in_try", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_sign_in_try_account_at"))

    op.drop_table("sign_in_try")
    op.drop_table("school")
