"""case counts

What was counted beside a case: its conversation, its alerts.

Revision ID: 0031
Revises: 0030
"""

import sqlalchemy as sa
from alembic import op

revision = '0031'
down_revision = '0030'
branch_labels = None
depends_on = None


def upgrade() -> None:
    number = sa.BigInteger().with_variant(sa.Integer(), 'sqlite')
    op.create_table(
        'case_counts',
        sa.Column('id', number, autoincrement=True, nullable=False),
        sa.Column('case', sa.String(length=64), nullable=False),
        sa.Column('sealed', sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(['case'], ['cases.id'], name=op.f('fk_case_counts_case'), ondelete='CASCADE'),
        sa.PrimaryKeyConstraint('id', name=op.f('pk_case_counts')),
    )
    op.create_index(op.f('ix_case_counts_case'), 'case_counts', ['case'], unique=False)


def downgrade() -> None:
    op.drop_index(op.f('ix_case_counts_case'), table_name='case_counts')
    op.drop_table('case_counts')
