"""check ins

When a reporter is asked whether anything has happened to them since they told.

Revision ID: 0021
Revises: 0020
"""

import sqlalchemy as sa
from alembic import op

revision = '0021'
down_revision = '0020'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        'check_ins',
        sa.Column('report', sa.String(length=64), nullable=False),
        sa.Column('asked', sa.Integer(), nullable=False),
        sa.Column('due_at', sa.BigInteger(), nullable=False),
        sa.Column('row_code', sa.LargeBinary(), nullable=True),
        sa.ForeignKeyConstraint(['report'], ['reports.id'], name=op.f('fk_check_ins_report'), ondelete='CASCADE'),
        sa.PrimaryKeyConstraint('report', name=op.f('pk_check_ins')),
    )
    op.create_index('ix_check_ins_due_at', 'check_ins', ['due_at'])


def downgrade() -> None:
    op.drop_table('check_ins')
