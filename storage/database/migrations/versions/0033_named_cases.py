"""named cases

Which messages in chats of the staff name which case: they are deleted when somebody may not know of the case any more.

Revision ID: 0033
Revises: 0032
"""

import sqlalchemy as sa
from alembic import op

revision = '0033'
down_revision = '0032'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        'named_cases',
        sa.Column('chat', sa.String(length=32), nullable=False),
        sa.Column('message', sa.BigInteger(), nullable=False),
        sa.Column('case', sa.String(length=32), nullable=False),
        sa.Column('at', sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint('chat', 'message', 'case', name=op.f('pk_named_cases')),
    )
    op.create_index(op.f('ix_named_cases_at'), 'named_cases', ['at'], unique=False)
    op.create_index(op.f('ix_named_cases_case'), 'named_cases', ['case'], unique=False)


def downgrade() -> None:
    op.drop_index(op.f('ix_named_cases_case'), table_name='named_cases')
    op.drop_index(op.f('ix_named_cases_at'), table_name='named_cases')
    op.drop_table('named_cases')
