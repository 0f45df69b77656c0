"""what waits

Indexes for what waits for a second person: erasing a case, sealed files, learning who reported.

Revision ID: 0030
Revises: 0029
"""

import sqlalchemy as sa
from alembic import op

revision = '0030'
down_revision = '0029'
branch_labels = None
depends_on = None
LET_GO = sa.text('let_go_at IS NOT NULL')


def upgrade() -> None:
    op.create_index(
        'ix_retention_let_go_at', 'retention', ['let_go_at'], sqlite_where=LET_GO, postgresql_where=LET_GO
    )
    op.create_index('ix_releases_at', 'releases', ['at'])
    op.create_index('ix_reveals_at', 'reveals', ['at'])


def downgrade() -> None:
    op.drop_index('ix_reveals_at', table_name='reveals')
    op.drop_index('ix_releases_at', table_name='releases')
    op.drop_index('ix_retention_let_go_at', table_name='retention')
