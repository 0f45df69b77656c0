"""safe contact

Revision ID: 0006
Revises: 0003
"""

import sqlalchemy as sa
from alembic import op

revision = '0006'
down_revision = '0005'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('receipts',
    sa.Column('code', sa.String(length=32), nullable=False),
    sa.Column('report', sa.String(length=64), nullable=False),
    sa.Column('made_at', sa.BigInteger(), nullable=False),
    sa.ForeignKeyConstraint(['report'], ['reports.id'], name=op.f('fk_receipts_report'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('code', name=op.f('pk_receipts'))
    )
    op.create_index(op.f('ix_receipts_report'), 'receipts', ['report'])
    op.create_table('followers',
    sa.Column('person', sa.String(length=32), nullable=False),
    sa.Column('sealed', sa.LargeBinary(), nullable=False),
    sa.Column('changed_at', sa.BigInteger(), nullable=False),
    sa.PrimaryKeyConstraint('person', name=op.f('pk_followers'))
    )
    op.create_index(op.f('ix_followers_changed_at'), 'followers', ['changed_at'])
    op.create_table('sweeps',
    sa.Column('id', sa.String(length=32), nullable=False),
    sa.Column('chat', sa.String(length=32), nullable=False),
    sa.Column('kind', sa.String(length=40), nullable=False),
    sa.Column('due_at', sa.BigInteger(), nullable=False),
    sa.Column('sealed', sa.LargeBinary(), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_sweeps'))
    )
    op.create_index(op.f('ix_sweeps_due_at'), 'sweeps', ['due_at'])
    op.create_table('cleanings',
    sa.Column('chat', sa.String(length=32), nullable=False),
    sa.Column('due_at', sa.BigInteger(), nullable=False),
    sa.Column('sealed', sa.LargeBinary(), nullable=False),
    sa.PrimaryKeyConstraint('chat', name=op.f('pk_cleanings'))
    )
    op.create_index(op.f('ix_cleanings_due_at'), 'cleanings', ['due_at'])


def downgrade() -> None:
    op.drop_table('cleanings')
    op.drop_table('sweeps')
    op.drop_table('followers')
    op.drop_table('receipts')
