"""last acts

Revision ID: 0015
Revises: 0014
"""

from alembic import op

revision = '0015'
down_revision = '0014'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_index('ix_inbox_lane_received_at', 'inbox', ['lane', 'received_at'])


def downgrade() -> None:
    op.drop_index('ix_inbox_lane_received_at', 'inbox')
