"""reports that counted

Which reports of institutions counted when their month was over: a body that is barred later changes nothing of them.

Revision ID: 0029
Revises: 0028
"""

import sqlalchemy as sa
from alembic import op

revision = '0029'
down_revision = '0028'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column('duty_reports', sa.Column('counted', sa.Boolean(), server_default=sa.false(), nullable=False))


def downgrade() -> None:
    op.drop_column('duty_reports', 'counted')
