"""in hand

What lies in whose hand: which part of which open case, taken by whom, due when.

Revision ID: 0027
Revises: 0026
"""

import sqlalchemy as sa
from alembic import op

revision = '0027'
down_revision = '0026'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        'in_hand',
        sa.Column('case', sa.String(length=64), nullable=False),
        sa.Column('agency', sa.String(length=40), nullable=False),
        sa.Column('person', sa.String(length=32), nullable=False),
        sa.Column('due_at', sa.BigInteger(), nullable=True),
        sa.Column('row_code', sa.LargeBinary(), nullable=True),
        sa.ForeignKeyConstraint(['case'], ['cases.id'], name=op.f('fk_in_hand_case'), ondelete='CASCADE'),
        sa.PrimaryKeyConstraint('case', 'agency', 'person', name=op.f('pk_in_hand')),
    )
    op.create_index('ix_in_hand_agency', 'in_hand', ['agency', 'due_at'], unique=False)
    op.create_index(
        'ix_in_hand_person',
        'in_hand',
        ['person', 'due_at'],
        unique=False,
        sqlite_where=sa.text("person <> ''"),
        postgresql_where=sa.text("person <> ''"),
    )
    op.create_index(
        'ix_in_hand_untaken',
        'in_hand',
        ['agency', 'due_at'],
        unique=False,
        sqlite_where=sa.text("person = ''"),
        postgresql_where=sa.text("person = ''"),
    )


def downgrade() -> None:
    op.drop_index('ix_in_hand_untaken', table_name='in_hand')
    op.drop_index('ix_in_hand_person', table_name='in_hand')
    op.drop_index('ix_in_hand_agency', table_name='in_hand')
    op.drop_table('in_hand')
