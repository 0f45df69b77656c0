"""how often in a row a process died over an update

Revision ID: 0013
Revises: 0012
"""

import sqlalchemy as sa
from alembic import op

revision = '0013'
down_revision = '0012'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column('inbox', sa.Column('lost', sa.Integer(), nullable=False, server_default='0'))


def downgrade() -> None:
    op.drop_column('inbox', 'lost')
