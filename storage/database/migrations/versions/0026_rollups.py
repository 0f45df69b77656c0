"""roll-ups

Increments as acts append them, and what they add up to on each day.

Revision ID: 0026
Revises: 0025
"""

import sqlalchemy as sa
from alembic import op

revision = '0026'
down_revision = '0025'
branch_labels = None
depends_on = None


def upgrade() -> None:
    number = sa.BigInteger().with_variant(sa.Integer(), 'sqlite')
    op.create_table(
        'increments',
        sa.Column('id', number, autoincrement=True, nullable=False),
        sa.Column('at', sa.BigInteger(), nullable=False),
        sa.Column('cells', sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint('id', name=op.f('pk_increments')),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f('ix_increments_at'), 'increments', ['at'], unique=False)
    op.create_table(
        'rollups',
        sa.Column('day', sa.Integer(), autoincrement=False, nullable=False),
        sa.Column('metric', sa.String(length=40), nullable=False),
        sa.Column('body', sa.String(length=40), nullable=False),
        sa.Column('urgency', sa.String(length=40), nullable=False),
        sa.Column('harms', sa.String(length=400), nullable=False),
        sa.Column('area', sa.String(length=40), nullable=False),
        sa.Column('barred', sa.String(length=200), nullable=False),
        sa.Column('extra', sa.String(length=200), nullable=False),
        sa.Column('kept', sa.Boolean(), nullable=False),
        sa.Column('count', sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint(
            'day', 'metric', 'body', 'urgency', 'harms', 'area', 'barred', 'extra', 'kept', name=op.f('pk_rollups')
        ),
    )


def downgrade() -> None:
    op.drop_table('rollups')
    op.drop_index(op.f('ix_increments_at'), table_name='increments')
    op.drop_table('increments')
