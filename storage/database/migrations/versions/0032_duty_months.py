"""duty months

The months in which somebody of an institution reported, of reports that are erased. Reports of an institution are found
by their time: what is asked of one reads no other year.

Revision ID: 0032
Revises: 0031
"""

import sqlalchemy as sa
from alembic import op

revision = '0032'
down_revision = '0031'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        'duty_months',
        sa.Column('institution', sa.String(length=32), nullable=False),
        sa.Column('month', sa.BigInteger(), nullable=False),
        sa.Column('row_code', sa.LargeBinary(), nullable=True),
        sa.PrimaryKeyConstraint('institution', 'month', name=op.f('pk_duty_months')),
    )
    op.create_index('ix_duty_reports_shown', 'duty_reports', ['institution', 'in_conflict', 'at'], unique=False)
    op.drop_index('ix_duty_reports_institution', table_name='duty_reports')


def downgrade() -> None:
    op.create_index('ix_duty_reports_institution', 'duty_reports', ['institution'], unique=False)
    op.drop_index('ix_duty_reports_shown', table_name='duty_reports')
    op.drop_table('duty_months')
