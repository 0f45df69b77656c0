"""lists that stay quick

Revision ID: 0003
Revises: 0002
"""

import sqlalchemy as sa
from alembic import op

revision = '0003'
down_revision = '0002'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_index('ix_cases_flagged', 'cases', ['number'], sqlite_where=sa.text("flags <> ''"), postgresql_where=sa.text("flags <> ''"))
    op.create_index('ix_cases_lead', 'cases', ['lead', 'number'])
    op.create_index('ix_outbox_open_slot', 'outbox', ['slot'], sqlite_where=sa.text('ended_at IS NULL'), postgresql_where=sa.text('ended_at IS NULL'))
    op.create_index(op.f('ix_outbox_chat'), 'outbox', ['chat'])


def downgrade() -> None:
    op.drop_index(op.f('ix_outbox_chat'), table_name='outbox')
    op.drop_index('ix_outbox_open_slot', table_name='outbox')
    op.drop_index('ix_cases_lead', table_name='cases')
    op.drop_index('ix_cases_flagged', table_name='cases')
