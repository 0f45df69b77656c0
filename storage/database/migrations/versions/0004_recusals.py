"""recusals

Revision ID: 0004
Revises: 0003
"""

import sqlalchemy as sa
from alembic import op

revision = '0004'
down_revision = '0003'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('recusals',
    sa.Column('case', sa.String(length=64), nullable=False),
    sa.Column('person', sa.String(length=32), nullable=False),
    sa.Column('at', sa.BigInteger(), nullable=False),
    sa.Column('sealed', sa.LargeBinary(), nullable=False),
    sa.ForeignKeyConstraint(['case'], ['cases.id'], name=op.f('fk_recusals_case')),
    sa.PrimaryKeyConstraint('case', 'person', name=op.f('pk_recusals'))
    )
    op.create_index(op.f('ix_recusals_person'), 'recusals', ['person'])


def downgrade() -> None:
    op.drop_index(op.f('ix_recusals_person'), table_name='recusals')
    op.drop_table('recusals')
