"""new groups

Groups in which somebody has opened the invite of a body that has a group already.

Revision ID: 0019
Revises: 0018
"""

import sqlalchemy as sa
from alembic import op

revision = '0019'
down_revision = '0018'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        'new_groups',
        sa.Column('agency', sa.String(length=40), nullable=False),
        sa.Column('sealed', sa.LargeBinary(), nullable=False),
        sa.Column('row_code', sa.LargeBinary(), nullable=True),
        sa.PrimaryKeyConstraint('agency', name=op.f('pk_new_groups')),
    )


def downgrade() -> None:
    op.drop_table('new_groups')
