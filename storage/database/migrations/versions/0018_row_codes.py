"""row codes

A keyed hash over the fields of a row that give authority. Rows of older programs get theirs at the first start of a
program that knows of them (storage/maintenance/row_trust.py): SQL has no key.

Revision ID: 0018
Revises: 0017
"""

import sqlalchemy as sa
from alembic import op

revision = '0018'
down_revision = '0017'
branch_labels = None
depends_on = None

TABLES = (
    'additions',
    'agencies',
    'buckets',
    'cases',
    'chats',
    'child_marks',
    'cleanings',
    'clocks',
    'counters',
    'data_keys',
    'desks',
    'drafts',
    'erasures',
    'fetches',
    'files',
    'followers',
    'identities',
    'inbox',
    'invites',
    'leaving',
    'locks',
    'outbox',
    'parts',
    'punctures',
    'quarantine',
    'receipts',
    'recusals',
    'releases',
    'replies',
    'reporters',
    'reports',
    'retention',
    'reveals',
    'staff',
    'sweeps',
    'told_of_silence',
)


def upgrade() -> None:
    for table in TABLES:
        op.add_column(table, sa.Column('row_code', sa.LargeBinary(), nullable=True))


def downgrade() -> None:
    for table in TABLES:
        op.drop_column(table, 'row_code')
