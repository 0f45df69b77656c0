"""How long cases are kept, what was erased, and a guard before the audit log."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = '0006'
branch_labels = None
depends_on = None

FIXED = '"id", "at", "action", "case", "person", "agency", "chain"'
REFUSAL = "the audit log is only ever added to"
SQLITE = {
    "audit_unchanged": f"CREATE TRIGGER audit_unchanged BEFORE UPDATE OF {FIXED} ON audit "
    f"BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END",
    "audit_undeleted": "CREATE TRIGGER audit_undeleted BEFORE DELETE ON audit "
    f"BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END",
}
POSTGRES = {
    "audit_unchanged": f"BEFORE UPDATE OF {FIXED} ON audit FOR EACH ROW",
    "audit_undeleted": "BEFORE DELETE ON audit FOR EACH ROW",
    "audit_untruncated": "BEFORE TRUNCATE ON audit FOR EACH STATEMENT",
}


def upgrade() -> None:
    op.create_table(
        "retention",
        sa.Column("case", sa.String(64), nullable=False),
        sa.Column("until", sa.BigInteger(), nullable=True),
        sa.Column("told_at", sa.BigInteger(), nullable=True),
        sa.Column("let_go_by", sa.String(32), nullable=True),
        sa.Column("let_go_at", sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(["case"], ["cases.id"], name=op.f("fk_retention_case"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("case", name=op.f("pk_retention")),
    )
    op.create_table(
        "erasures",
        sa.Column("case", sa.String(64), nullable=False),
        sa.Column("number", sa.BigInteger(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("barred", sa.String(200), nullable=False),
        sa.PrimaryKeyConstraint("case", name=op.f("pk_erasures")),
        sa.UniqueConstraint("number", name=op.f("uq_erasures_number")),
    )
    op.create_table(
        "punctures",
        sa.Column("leaf", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("key", sa.Integer(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("leaf", name=op.f("pk_punctures")),
    )
    _put_up_the_guard()


def _put_up_the_guard() -> None:
    if op.get_bind().dialect.name == "sqlite":
        for order in SQLITE.values():
            op.execute(order)
        return
    op.execute(
        "CREATE OR REPLACE FUNCTION audit_refuse() RETURNS trigger LANGUAGE plpgsql AS "
        f"$$ BEGIN RAISE EXCEPTION '{REFUSAL}'; END $$"
    )
    for name, when in POSTGRES.items():
        op.execute(f"CREATE TRIGGER {name} {when} EXECUTE FUNCTION audit_refuse()")


def downgrade() -> None:
    if op.get_bind().dialect.name == "sqlite":
        for name in SQLITE:
            op.execute(f"DROP TRIGGER {name}")
    else:
        for name in POSTGRES:
            op.execute(f"DROP TRIGGER {name} ON audit")
        op.execute("DROP FUNCTION audit_refuse()")
    for name in ("punctures", "erasures", "retention"):
        op.drop_table(name)
