"""custody of files, and the brake on floods

Revision ID: 0008
Revises: 0003
"""

import sqlalchemy as sa
from alembic import op

revision = '0008'
down_revision = '0007'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        'releases',
        sa.Column('case', sa.String(length=64), nullable=False),
        sa.Column('agency', sa.String(length=40), nullable=False),
        sa.Column('person', sa.String(length=32), nullable=False),
        sa.Column('at', sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(['case'], ['cases.id'], name=op.f('fk_releases_case'), ondelete='CASCADE'),
        sa.PrimaryKeyConstraint('case', 'agency', name=op.f('pk_releases')),
    )
    op.create_table(
        'buckets',
        sa.Column('name', sa.String(length=32), nullable=False),
        sa.Column('full_at', sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint('name', name=op.f('pk_buckets')),
    )
    op.create_index(op.f('ix_buckets_full_at'), 'buckets', ['full_at'])
    op.create_table(
        'quarantine',
        sa.Column('case', sa.String(length=64), nullable=False),
        sa.Column('since', sa.BigInteger(), nullable=False),
        sa.Column('passes_at', sa.BigInteger(), nullable=True),
        sa.Column('kept_by', sa.String(length=32), nullable=True),
        sa.ForeignKeyConstraint(['case'], ['cases.id'], name=op.f('fk_quarantine_case'), ondelete='CASCADE'),
        sa.PrimaryKeyConstraint('case', name=op.f('pk_quarantine')),
    )
    op.create_index(op.f('ix_quarantine_since'), 'quarantine', ['since'])
    op.create_index('ix_quarantine_passes_at', 'quarantine', ['passes_at'], sqlite_where=sa.text('passes_at IS NOT NULL'), postgresql_where=sa.text('passes_at IS NOT NULL'))


def downgrade() -> None:
    for table in ('quarantine', 'buckets', 'releases'):
        op.drop_table(table)
