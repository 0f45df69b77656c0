"""institutions

The registry of institutions that must report, the accounts of their people, and which report came from one (as a keyed
hash). What is personal is encrypted.

Revision ID: 0025
Revises: 0024
"""

import sqlalchemy as sa
from alembic import op

revision = '0025'
down_revision = '0024'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        'institutions',
        sa.Column('code', sa.String(length=40), nullable=False),
        sa.Column('mark', sa.String(length=32), nullable=False),
        sa.Column('name', sa.String(length=120), nullable=False),
        sa.Column('kind', sa.String(length=40), nullable=False),
        sa.Column('area', sa.String(length=40), nullable=False),
        sa.Column('above', sa.String(length=40), nullable=False),
        sa.Column('open', sa.Boolean(), nullable=False),
        sa.Column('link', sa.String(length=32), nullable=True),
        sa.Column('head_link', sa.String(length=32), nullable=True),
        sa.Column('sealed', sa.LargeBinary(), nullable=False),
        sa.Column('row_code', sa.LargeBinary(), nullable=True),
        sa.PrimaryKeyConstraint('code', name=op.f('pk_institutions')),
        sa.UniqueConstraint('mark', name=op.f('uq_institutions_mark')),
        sa.UniqueConstraint('link', name=op.f('uq_institutions_link')),
        sa.UniqueConstraint('head_link', name=op.f('uq_institutions_head_link')),
    )
    op.create_index('ix_institutions_name', 'institutions', ['name'], unique=False)
    op.create_table(
        'seats',
        sa.Column('seat', sa.String(length=64), nullable=False),
        sa.Column('institution', sa.String(length=32), nullable=False),
        sa.Column('role', sa.String(length=40), nullable=False),
        sa.Column('sealed', sa.LargeBinary(), nullable=False),
        sa.Column('row_code', sa.LargeBinary(), nullable=True),
        sa.PrimaryKeyConstraint('seat', name=op.f('pk_seats')),
    )
    op.create_index('ix_seats_institution', 'seats', ['institution'], unique=False)
    op.create_table(
        'duty_reports',
        sa.Column('report', sa.String(length=64), nullable=False),
        sa.Column('institution', sa.String(length=32), nullable=False),
        sa.Column('at', sa.BigInteger(), nullable=False),
        sa.Column('in_conflict', sa.Boolean(), nullable=False),
        sa.Column('row_code', sa.LargeBinary(), nullable=True),
        sa.ForeignKeyConstraint(
            ['report'], ['reports.id'], name=op.f('fk_duty_reports_report'), ondelete='CASCADE'
        ),
        sa.PrimaryKeyConstraint('report', name=op.f('pk_duty_reports')),
    )
    op.create_index('ix_duty_reports_institution', 'duty_reports', ['institution'], unique=False)


def downgrade() -> None:
    op.drop_table('duty_reports')
    op.drop_table('seats')
    op.drop_table('institutions')
