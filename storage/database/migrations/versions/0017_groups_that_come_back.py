"""groups that come back

Why a group cannot be told anything and since when it refuses; and of which cases somebody was told that a body may not
know of them.

Revision ID: 0017
Revises: 0016
"""

import sqlalchemy as sa
from alembic import op

revision = '0017'
down_revision = '0016'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column('agencies', sa.Column('refuses_since', sa.BigInteger(), nullable=True))
    op.add_column('agencies', sa.Column('cause', sa.String(length=40), nullable=True))
    op.create_table(
        'told_of_silence',
        sa.Column('case', sa.String(length=64), nullable=False),
        sa.Column('agency', sa.String(length=40), nullable=False),
        sa.Column('told_at', sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(['case'], ['cases.id'], ondelete='CASCADE'),
        sa.PrimaryKeyConstraint('case', 'agency'),
    )


def downgrade() -> None:
    op.drop_table('told_of_silence')
    op.drop_column('agencies', 'cause')
    op.drop_column('agencies', 'refuses_since')
