"""notes

Internal notes of cases, encrypted under the case's key.

Revision ID: 0020
Revises: 0019
"""

import sqlalchemy as sa
from alembic import op

revision = '0020'
down_revision = '0019'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        'notes',
        sa.Column('case', sa.String(length=64), nullable=False),
        sa.Column('n', sa.Integer(), nullable=False),
        sa.Column('sealed', sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(['case'], ['cases.id'], ondelete='CASCADE'),
        sa.PrimaryKeyConstraint('case', 'n'),
    )


def downgrade() -> None:
    op.drop_table('notes')
