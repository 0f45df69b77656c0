"""open tasks

What lists of tasks are found by: which task of which case, whose, until when.

Revision ID: 0023
Revises: 0022
"""

import sqlalchemy as sa
from alembic import op

revision = '0023'
down_revision = '0022'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        'open_tasks',
        sa.Column('case', sa.String(length=64), nullable=False),
        sa.Column('item', sa.Integer(), nullable=False),
        sa.Column('agency', sa.String(length=40), nullable=False),
        sa.Column('owner', sa.String(length=32), nullable=True),
        sa.Column('due_at', sa.BigInteger(), nullable=False),
        sa.Column('row_code', sa.LargeBinary(), nullable=True),
        sa.ForeignKeyConstraint(
            ['case'], ['cases.id'], name=op.f('fk_open_tasks_case'), ondelete='CASCADE'
        ),
        sa.PrimaryKeyConstraint('case', 'item', name=op.f('pk_open_tasks')),
    )
    op.create_index('ix_open_tasks_due_at', 'open_tasks', ['due_at'], unique=False)
    op.create_index('ix_open_tasks_agency', 'open_tasks', ['agency', 'due_at'], unique=False)
    op.create_index(
        'ix_open_tasks_owner',
        'open_tasks',
        ['owner', 'due_at'],
        unique=False,
        sqlite_where=sa.text('owner IS NOT NULL'),
        postgresql_where=sa.text('owner IS NOT NULL'),
    )


def downgrade() -> None:
    op.drop_index('ix_open_tasks_owner', table_name='open_tasks')
    op.drop_index('ix_open_tasks_agency', table_name='open_tasks')
    op.drop_index('ix_open_tasks_due_at', table_name='open_tasks')
    op.drop_table('open_tasks')
