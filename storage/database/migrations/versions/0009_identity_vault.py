"""identity vault

Revision ID: 0009
Revises: 0008
"""

import sqlalchemy as sa
from alembic import op

revision = '0009'
down_revision = '0008'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        'identities',
        sa.Column('token', sa.String(length=64), nullable=False),
        sa.Column('sealed', sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(['token'], ['reporters.token'], name=op.f('fk_identities_token'), ondelete='CASCADE'),
        sa.PrimaryKeyConstraint('token', name=op.f('pk_identities')),
    )
    op.create_table(
        'reveals',
        sa.Column('case', sa.String(length=64), nullable=False),
        sa.Column('person', sa.String(length=32), nullable=False),
        sa.Column('at', sa.BigInteger(), nullable=False),
        sa.Column('sealed', sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(['case'], ['cases.id'], name=op.f('fk_reveals_case'), ondelete='CASCADE'),
        sa.PrimaryKeyConstraint('case', 'person', name=op.f('pk_reveals')),
    )


def downgrade() -> None:
    for table in ('reveals', 'identities'):
        op.drop_table(table)
