"""marks

Yellow is from now on the unanswered reporter alone, red the missing outcome; every other missed deadline is late. What
the clear columns know of older cases is filled in here; the clocks, which tell the rest, are sealed: all open cases are
due at once, the most pressing first, so that the first beats read and write each of them anew.

Revision ID: 0011
Revises: 0010
"""

import sqlalchemy as sa
from alembic import op

revision = '0011'
down_revision = '0010'
branch_labels = None
depends_on = None

DAY = 24 * 60 * 60 * 1_000_000
"""Microseconds."""
WAS_LATE = f'answered_at IS NULL OR answered_at >= received_at + {3 * DAY}'
STANDS_OUT = "open OR flags <> ''"


def upgrade() -> None:
    for name in ('yellow_at', 'yellow_cleared_at', 'red_at', 'late_at'):
        op.add_column('cases', sa.Column(name, sa.BigInteger(), nullable=True))
    op.execute(f'UPDATE cases SET yellow_at = received_at + {3 * DAY}, yellow_cleared_at = answered_at WHERE ({WAS_LATE}) AND ({STANDS_OUT})')
    op.execute(f"UPDATE cases SET red_at = received_at + {90 * DAY} WHERE open OR flags LIKE '%,red,%'")
    op.execute('UPDATE cases SET late_at = overdue_at WHERE open')
    op.execute('UPDATE clocks SET next_at = next_at / 1000000 WHERE next_at > 1000000')
    op.create_index('ix_cases_red_at', 'cases', ['number'], sqlite_where=sa.text('red_at IS NOT NULL'), postgresql_where=sa.text('red_at IS NOT NULL'))


def downgrade() -> None:
    op.drop_index('ix_cases_red_at', table_name='cases')
    for name in ('late_at', 'red_at', 'yellow_cleared_at', 'yellow_at'):
        op.drop_column('cases', name)
