"""rosters

Who is on call for each body, encrypted; and who is to be called for an urgent case.

Revision ID: 0024
Revises: 0023
"""

import sqlalchemy as sa
from alembic import op

revision = '0024'
down_revision = '0023'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        'rosters',
        sa.Column('agency', sa.String(length=40), nullable=False),
        sa.Column('sealed', sa.LargeBinary(), nullable=False),
        sa.Column('row_code', sa.LargeBinary(), nullable=True),
        sa.PrimaryKeyConstraint('agency'),
    )
    op.create_table(
        'calls',
        sa.Column('case', sa.String(length=64), nullable=False),
        sa.Column('agency', sa.String(length=40), nullable=False),
        sa.Column('at', sa.BigInteger(), nullable=False),
        sa.Column('row_code', sa.LargeBinary(), nullable=True),
        sa.ForeignKeyConstraint(['case'], ['cases.id'], ondelete='CASCADE'),
        sa.PrimaryKeyConstraint('case', 'agency'),
    )


def downgrade() -> None:
    op.drop_table('calls')
    op.drop_table('rosters')
