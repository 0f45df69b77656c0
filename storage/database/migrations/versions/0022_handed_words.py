"""handed words

Five words that staff handed to a caller: they open only their own replacement.

Revision ID: 0022
Revises: 0021
"""

import sqlalchemy as sa
from alembic import op

revision = '0022'
down_revision = '0021'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        'handed_words',
        sa.Column('code', sa.String(length=32), nullable=False),
        sa.Column('report', sa.String(length=64), nullable=False),
        sa.Column('made_at', sa.BigInteger(), nullable=False),
        sa.Column('row_code', sa.LargeBinary(), nullable=True),
        sa.ForeignKeyConstraint(['report'], ['reports.id'], ondelete='CASCADE'),
        sa.PrimaryKeyConstraint('code'),
    )
    op.create_index('ix_handed_words_report', 'handed_words', ['report'])


def downgrade() -> None:
    op.drop_table('handed_words')
