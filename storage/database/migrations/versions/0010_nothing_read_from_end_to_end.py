"""nothing read from end to end

Revision ID: 0010
Revises: 0009
"""

import sqlalchemy as sa
from alembic import op

revision = '0010'
down_revision = '0009'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_index('ix_cases_closed_at', 'cases', ['closed_at'], sqlite_where=sa.text('closed_at IS NOT NULL'), postgresql_where=sa.text('closed_at IS NOT NULL'))
    op.create_index(op.f('ix_child_marks_case'), 'child_marks', ['case'])
    op.create_index(op.f('ix_slots_slot'), 'slots', ['slot'])


def downgrade() -> None:
    op.drop_index(op.f('ix_slots_slot'), table_name='slots')
    op.drop_index(op.f('ix_child_marks_case'), table_name='child_marks')
    op.drop_index('ix_cases_closed_at', table_name='cases')
