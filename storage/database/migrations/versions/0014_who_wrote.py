"""who wrote a message

Revision ID: 0014
Revises: 0013
"""

import sqlalchemy as sa
from alembic import op

revision = '0014'
down_revision = '0013'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column('messages', sa.Column('own', sa.Boolean(), nullable=True))


def downgrade() -> None:
    with op.batch_alter_table('messages') as table:
        table.drop_column('own')
