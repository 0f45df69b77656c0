"""The first tables."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('agencies',
    sa.Column('agency', sa.String(length=40), nullable=False),
    sa.Column('chat', sa.String(length=32), nullable=True),
    sa.Column('sealed', sa.LargeBinary(), nullable=False),
    sa.Column('locale', sa.String(length=40), nullable=False),
    sa.Column('bound_at', sa.BigInteger(), nullable=True),
    sa.Column('lost_at', sa.BigInteger(), nullable=True),
    sa.PrimaryKeyConstraint('agency', name=op.f('pk_agencies'))
    )
    op.create_index(op.f('ix_agencies_chat'), 'agencies', ['chat'], unique=False)
    op.create_table('audit',
    sa.Column('id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), autoincrement=False, nullable=False),
    sa.Column('at', sa.BigInteger(), nullable=False),
    sa.Column('action', sa.String(length=40), nullable=False),
    sa.Column('case', sa.String(length=64), nullable=True),
    sa.Column('person', sa.String(length=32), nullable=True),
    sa.Column('agency', sa.String(length=40), nullable=True),
    sa.Column('sealed', sa.LargeBinary(), nullable=False),
    sa.Column('chain', sa.String(length=64), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_audit'))
    )
    op.create_index('ix_audit_case', 'audit', ['case', 'id'], unique=False)
    op.create_table('cases',
    sa.Column('id', sa.String(length=64), nullable=False),
    sa.Column('number', sa.BigInteger(), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.Column('state', sa.String(length=40), nullable=False),
    sa.Column('open', sa.Boolean(), nullable=False),
    sa.Column('urgency', sa.String(length=40), nullable=False),
    sa.Column('lead', sa.String(length=40), nullable=False),
    sa.Column('harms', sa.String(length=400), nullable=False),
    sa.Column('age_band', sa.String(length=40), nullable=False),
    sa.Column('area', sa.String(length=40), nullable=False),
    sa.Column('flags', sa.String(length=200), nullable=False),
    sa.Column('received_at', sa.BigInteger(), nullable=False),
    sa.Column('acknowledged_at', sa.BigInteger(), nullable=True),
    sa.Column('assessed_at', sa.BigInteger(), nullable=True),
    sa.Column('answered_at', sa.BigInteger(), nullable=True),
    sa.Column('closed_at', sa.BigInteger(), nullable=True),
    sa.Column('acknowledge_due', sa.BigInteger(), nullable=True),
    sa.Column('assess_due', sa.BigInteger(), nullable=True),
    sa.Column('overdue_at', sa.BigInteger(), nullable=True),
    sa.Column('sealed', sa.LargeBinary(), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_cases')),
    sa.UniqueConstraint('number', name=op.f('uq_cases_number'))
    )
    op.create_index('ix_cases_open', 'cases', ['number'], unique=False, sqlite_where=sa.text('open = 1'), postgresql_where=sa.text('open'))
    op.create_index('ix_cases_overdue_at', 'cases', ['overdue_at'], unique=False, sqlite_where=sa.text('overdue_at IS NOT NULL'), postgresql_where=sa.text('overdue_at IS NOT NULL'))
    op.create_index(op.f('ix_cases_received_at'), 'cases', ['received_at'], unique=False)
    op.create_table('chats',
    sa.Column('chat', sa.String(length=32), nullable=False),
    sa.Column('sealed', sa.LargeBinary(), nullable=False),
    sa.PrimaryKeyConstraint('chat', name=op.f('pk_chats'))
    )
    op.create_table('counters',
    sa.Column('name', sa.String(length=40), nullable=False),
    sa.Column('value', sa.BigInteger(), nullable=False),
    sa.PrimaryKeyConstraint('name', name=op.f('pk_counters'))
    )
    op.create_table('data_keys',
    sa.Column('owner', sa.String(length=64), nullable=False),
    sa.Column('wrapped', sa.LargeBinary(), nullable=False),
    sa.PrimaryKeyConstraint('owner', name=op.f('pk_data_keys'))
    )
    op.create_table('desks',
    sa.Column('person', sa.String(length=32), nullable=False),
    sa.Column('sealed', sa.LargeBinary(), nullable=False),
    sa.PrimaryKeyConstraint('person', name=op.f('pk_desks'))
    )
    op.create_table('drafts',
    sa.Column('person', sa.String(length=32), nullable=False),
    sa.Column('owner', sa.String(length=64), nullable=False),
    sa.Column('sealed', sa.LargeBinary(), nullable=False),
    sa.Column('due_at', sa.BigInteger(), nullable=True),
    sa.PrimaryKeyConstraint('person', name=op.f('pk_drafts'))
    )
    op.create_index('ix_drafts_due_at', 'drafts', ['due_at'], unique=False, sqlite_where=sa.text('due_at IS NOT NULL'), postgresql_where=sa.text('due_at IS NOT NULL'))
    op.create_table('files',
    sa.Column('file', sa.String(length=64), nullable=False),
    sa.Column('owner', sa.String(length=64), nullable=False),
    sa.Column('state', sa.String(length=40), nullable=False),
    sa.Column('made_at', sa.BigInteger(), nullable=False),
    sa.PrimaryKeyConstraint('file', name=op.f('pk_files'))
    )
    op.create_index(op.f('ix_files_owner'), 'files', ['owner'], unique=False)
    op.create_index('ix_files_unkept', 'files', ['made_at'], unique=False, sqlite_where=sa.text("state <> 'kept'"), postgresql_where=sa.text("state <> 'kept'"))
    op.create_table('inbox',
    sa.Column('id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), autoincrement=True, nullable=False),
    sa.Column('bot', sa.BigInteger(), nullable=False),
    sa.Column('update', sa.BigInteger(), nullable=True),
    sa.Column('lane', sa.String(length=32), nullable=False),
    sa.Column('sealed', sa.LargeBinary(), nullable=True),
    sa.Column('received_at', sa.BigInteger(), nullable=False),
    sa.Column('due_at', sa.BigInteger(), nullable=False),
    sa.Column('leased_until', sa.BigInteger(), nullable=True),
    sa.Column('attempts', sa.Integer(), nullable=False),
    sa.Column('closed_at', sa.BigInteger(), nullable=True),
    sa.Column('parked', sa.Boolean(), nullable=False),
    sa.Column('reason', sa.String(length=200), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_inbox')),
    sa.UniqueConstraint('bot', 'update', name=op.f('uq_inbox_bot_update')),
    sqlite_autoincrement=True
    )
    op.create_index('ix_inbox_closed', 'inbox', ['closed_at'], unique=False, sqlite_where=sa.text('closed_at IS NOT NULL'), postgresql_where=sa.text('closed_at IS NOT NULL'))
    op.create_index('ix_inbox_open', 'inbox', ['id'], unique=False, sqlite_where=sa.text('closed_at IS NULL'), postgresql_where=sa.text('closed_at IS NULL'))
    op.create_index('ix_inbox_open_due', 'inbox', ['due_at'], unique=False, sqlite_where=sa.text('closed_at IS NULL'), postgresql_where=sa.text('closed_at IS NULL'))
    op.create_index('ix_inbox_open_lane', 'inbox', ['lane', 'id'], unique=False, sqlite_where=sa.text('closed_at IS NULL'), postgresql_where=sa.text('closed_at IS NULL'))
    op.create_index('ix_inbox_parked', 'inbox', ['id'], unique=False, sqlite_where=sa.text('parked = 1'), postgresql_where=sa.text('parked'))
    op.create_table('invites',
    sa.Column('secret', sa.String(length=32), nullable=False),
    sa.Column('what', sa.String(length=40), nullable=False),
    sa.Column('agency', sa.String(length=40), nullable=True),
    sa.Column('made_at', sa.BigInteger(), nullable=False),
    sa.Column('expires_at', sa.BigInteger(), nullable=False),
    sa.Column('used_at', sa.BigInteger(), nullable=True),
    sa.PrimaryKeyConstraint('secret', name=op.f('pk_invites'))
    )
    op.create_table('messages',
    sa.Column('chat', sa.String(length=32), nullable=False),
    sa.Column('message', sa.BigInteger(), nullable=False),
    sa.Column('at', sa.BigInteger(), nullable=False),
    sa.PrimaryKeyConstraint('chat', 'message', name=op.f('pk_messages'))
    )
    op.create_index(op.f('ix_messages_at'), 'messages', ['at'], unique=False)
    op.create_table('outbox',
    sa.Column('id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), autoincrement=True, nullable=False),
    sa.Column('kind', sa.String(length=40), nullable=False),
    sa.Column('priority', sa.Integer(), nullable=False),
    sa.Column('turn', sa.Integer(), nullable=False),
    sa.Column('agency', sa.String(length=40), nullable=True),
    sa.Column('chat', sa.String(length=32), nullable=True),
    sa.Column('slot', sa.String(length=32), nullable=True),
    sa.Column('reply_to', sa.String(length=32), nullable=True),
    sa.Column('locale', sa.String(length=40), nullable=False),
    sa.Column('sealed', sa.LargeBinary(), nullable=True),
    sa.Column('made_at', sa.BigInteger(), nullable=False),
    sa.Column('not_before', sa.BigInteger(), nullable=False),
    sa.Column('due_at', sa.BigInteger(), nullable=False),
    sa.Column('leased_until', sa.BigInteger(), nullable=True),
    sa.Column('expires_at', sa.BigInteger(), nullable=True),
    sa.Column('attempts', sa.Integer(), nullable=False),
    sa.Column('uncertain', sa.Integer(), nullable=False),
    sa.Column('ended_at', sa.BigInteger(), nullable=True),
    sa.Column('fate', sa.String(length=40), nullable=False),
    sa.Column('reason', sa.String(length=200), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_outbox')),
    sqlite_autoincrement=True
    )
    op.create_index('ix_outbox_dead', 'outbox', ['id'], unique=False, sqlite_where=sa.text("fate = 'dead'"), postgresql_where=sa.text("fate = 'dead'"))
    op.create_index('ix_outbox_ended', 'outbox', ['ended_at'], unique=False, sqlite_where=sa.text('ended_at IS NOT NULL'), postgresql_where=sa.text('ended_at IS NOT NULL'))
    op.create_index('ix_outbox_expiring', 'outbox', ['expires_at'], unique=False, sqlite_where=sa.text('ended_at IS NULL AND expires_at IS NOT NULL'), postgresql_where=sa.text('ended_at IS NULL AND expires_at IS NOT NULL'))
    op.create_index('ix_outbox_open_chat', 'outbox', ['chat', 'turn', 'id'], unique=False, sqlite_where=sa.text('ended_at IS NULL AND chat IS NOT NULL'), postgresql_where=sa.text('ended_at IS NULL AND chat IS NOT NULL'))
    op.create_index('ix_outbox_open_due', 'outbox', ['due_at'], unique=False, sqlite_where=sa.text('ended_at IS NULL AND chat IS NOT NULL'), postgresql_where=sa.text('ended_at IS NULL AND chat IS NOT NULL'))
    op.create_index('ix_outbox_open_priority', 'outbox', ['priority', 'due_at'], unique=False, sqlite_where=sa.text('ended_at IS NULL AND chat IS NOT NULL'), postgresql_where=sa.text('ended_at IS NULL AND chat IS NOT NULL'))
    op.create_index('ix_outbox_waiting', 'outbox', ['agency'], unique=False, sqlite_where=sa.text('ended_at IS NULL AND chat IS NULL'), postgresql_where=sa.text('ended_at IS NULL AND chat IS NULL'))
    op.create_table('reporters',
    sa.Column('token', sa.String(length=64), nullable=False),
    sa.Column('person', sa.String(length=32), nullable=False),
    sa.Column('sealed', sa.LargeBinary(), nullable=False),
    sa.PrimaryKeyConstraint('token', name=op.f('pk_reporters'))
    )
    op.create_index(op.f('ix_reporters_person'), 'reporters', ['person'], unique=False)
    op.create_table('slots',
    sa.Column('chat', sa.String(length=32), nullable=False),
    sa.Column('slot', sa.String(length=32), nullable=False),
    sa.Column('message', sa.BigInteger(), nullable=False),
    sa.PrimaryKeyConstraint('chat', 'slot', name=op.f('pk_slots'))
    )
    op.create_table('staff',
    sa.Column('person', sa.String(length=32), nullable=False),
    sa.Column('sealed', sa.LargeBinary(), nullable=False),
    sa.Column('supervisor', sa.Boolean(), nullable=False),
    sa.Column('admin', sa.Boolean(), nullable=False),
    sa.Column('head', sa.Boolean(), nullable=False),
    sa.PrimaryKeyConstraint('person', name=op.f('pk_staff'))
    )
    op.create_table('child_marks',
    sa.Column('mark', sa.String(length=64), nullable=False),
    sa.Column('case', sa.String(length=64), nullable=False),
    sa.Column('at', sa.BigInteger(), nullable=False),
    sa.ForeignKeyConstraint(['case'], ['cases.id'], name=op.f('fk_child_marks_case')),
    sa.PrimaryKeyConstraint('mark', 'case', name=op.f('pk_child_marks'))
    )
    op.create_table('clocks',
    sa.Column('case', sa.String(length=64), nullable=False),
    sa.Column('next_at', sa.BigInteger(), nullable=False),
    sa.ForeignKeyConstraint(['case'], ['cases.id'], name=op.f('fk_clocks_case'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('case', name=op.f('pk_clocks'))
    )
    op.create_index(op.f('ix_clocks_next_at'), 'clocks', ['next_at'], unique=False)
    op.create_table('parts',
    sa.Column('case', sa.String(length=64), nullable=False),
    sa.Column('agency', sa.String(length=40), nullable=False),
    sa.Column('open', sa.Boolean(), nullable=False),
    sa.Column('barred', sa.Boolean(), nullable=False),
    sa.ForeignKeyConstraint(['case'], ['cases.id'], name=op.f('fk_parts_case'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('case', 'agency', name=op.f('pk_parts'))
    )
    op.create_index('ix_parts_open', 'parts', ['agency', 'case'], unique=False, sqlite_where=sa.text('open = 1'), postgresql_where=sa.text('open'))
    op.create_index('ix_parts_barred', 'parts', ['agency', 'case'], unique=False, sqlite_where=sa.text('barred = 1'), postgresql_where=sa.text('barred'))
    op.create_table('replies',
    sa.Column('case', sa.String(length=64), nullable=False),
    sa.Column('n', sa.Integer(), nullable=False),
    sa.Column('sealed', sa.LargeBinary(), nullable=False),
    sa.ForeignKeyConstraint(['case'], ['cases.id'], name=op.f('fk_replies_case')),
    sa.PrimaryKeyConstraint('case', 'n', name=op.f('pk_replies'))
    )
    op.create_table('reports',
    sa.Column('id', sa.String(length=64), nullable=False),
    sa.Column('case', sa.String(length=64), nullable=False),
    sa.Column('reporter', sa.String(length=64), nullable=False),
    sa.Column('sent_at', sa.BigInteger(), nullable=False),
    sa.Column('sealed', sa.LargeBinary(), nullable=False),
    sa.ForeignKeyConstraint(['case'], ['cases.id'], name=op.f('fk_reports_case')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_reports'))
    )
    op.create_index(op.f('ix_reports_case'), 'reports', ['case'], unique=False)
    op.create_index(op.f('ix_reports_reporter'), 'reports', ['reporter'], unique=False)
    op.create_table('additions',
    sa.Column('report', sa.String(length=64), nullable=False),
    sa.Column('n', sa.Integer(), nullable=False),
    sa.Column('sealed', sa.LargeBinary(), nullable=False),
    sa.ForeignKeyConstraint(['report'], ['reports.id'], name=op.f('fk_additions_report')),
    sa.PrimaryKeyConstraint('report', 'n', name=op.f('pk_additions'))
    )


def downgrade() -> None:
    op.drop_table('additions')
    op.drop_index(op.f('ix_reports_reporter'), table_name='reports')
    op.drop_index(op.f('ix_reports_case'), table_name='reports')
    op.drop_table('reports')
    op.drop_table('replies')
    op.drop_index('ix_parts_barred', table_name='parts', sqlite_where=sa.text('barred = 1'), postgresql_where=sa.text('barred'))
    op.drop_index('ix_parts_open', table_name='parts', sqlite_where=sa.text('open = 1'), postgresql_where=sa.text('open'))
    op.drop_table('parts')
    op.drop_index(op.f('ix_clocks_next_at'), table_name='clocks')
    op.drop_table('clocks')
    op.drop_table('child_marks')
    op.drop_table('staff')
    op.drop_table('slots')
    op.drop_index(op.f('ix_reporters_person'), table_name='reporters')
    op.drop_table('reporters')
    op.drop_index('ix_outbox_waiting', table_name='outbox', sqlite_where=sa.text('ended_at IS NULL AND chat IS NULL'), postgresql_where=sa.text('ended_at IS NULL AND chat IS NULL'))
    op.drop_index('ix_outbox_open_priority', table_name='outbox', sqlite_where=sa.text('ended_at IS NULL AND chat IS NOT NULL'), postgresql_where=sa.text('ended_at IS NULL AND chat IS NOT NULL'))
    op.drop_index('ix_outbox_open_due', table_name='outbox', sqlite_where=sa.text('ended_at IS NULL AND chat IS NOT NULL'), postgresql_where=sa.text('ended_at IS NULL AND chat IS NOT NULL'))
    op.drop_index('ix_outbox_open_chat', table_name='outbox', sqlite_where=sa.text('ended_at IS NULL AND chat IS NOT NULL'), postgresql_where=sa.text('ended_at IS NULL AND chat IS NOT NULL'))
    op.drop_index('ix_outbox_expiring', table_name='outbox', sqlite_where=sa.text('ended_at IS NULL AND expires_at IS NOT NULL'), postgresql_where=sa.text('ended_at IS NULL AND expires_at IS NOT NULL'))
    op.drop_index('ix_outbox_ended', table_name='outbox', sqlite_where=sa.text('ended_at IS NOT NULL'), postgresql_where=sa.text('ended_at IS NOT NULL'))
    op.drop_index('ix_outbox_dead', table_name='outbox', sqlite_where=sa.text("fate = 'dead'"), postgresql_where=sa.text("fate = 'dead'"))
    op.drop_table('outbox')
    op.drop_index(op.f('ix_messages_at'), table_name='messages')
    op.drop_table('messages')
    op.drop_table('invites')
    op.drop_index('ix_inbox_parked', table_name='inbox', sqlite_where=sa.text('parked = 1'), postgresql_where=sa.text('parked'))
    op.drop_index('ix_inbox_open_lane', table_name='inbox', sqlite_where=sa.text('closed_at IS NULL'), postgresql_where=sa.text('closed_at IS NULL'))
    op.drop_index('ix_inbox_open_due', table_name='inbox', sqlite_where=sa.text('closed_at IS NULL'), postgresql_where=sa.text('closed_at IS NULL'))
    op.drop_index('ix_inbox_open', table_name='inbox', sqlite_where=sa.text('closed_at IS NULL'), postgresql_where=sa.text('closed_at IS NULL'))
    op.drop_index('ix_inbox_closed', table_name='inbox', sqlite_where=sa.text('closed_at IS NOT NULL'), postgresql_where=sa.text('closed_at IS NOT NULL'))
    op.drop_table('inbox')
    op.drop_index('ix_files_unkept', table_name='files', sqlite_where=sa.text("state <> 'kept'"), postgresql_where=sa.text("state <> 'kept'"))
    op.drop_index(op.f('ix_files_owner'), table_name='files')
    op.drop_table('files')
    op.drop_index('ix_drafts_due_at', table_name='drafts', sqlite_where=sa.text('due_at IS NOT NULL'), postgresql_where=sa.text('due_at IS NOT NULL'))
    op.drop_table('drafts')
    op.drop_table('desks')
    op.drop_table('data_keys')
    op.drop_table('counters')
    op.drop_table('chats')
    op.drop_index(op.f('ix_cases_received_at'), table_name='cases')
    op.drop_index('ix_cases_overdue_at', table_name='cases', sqlite_where=sa.text('overdue_at IS NOT NULL'), postgresql_where=sa.text('overdue_at IS NOT NULL'))
    op.drop_index('ix_cases_open', table_name='cases', sqlite_where=sa.text('open = 1'), postgresql_where=sa.text('open'))
    op.drop_table('cases')
    op.drop_index('ix_audit_case', table_name='audit')
    op.drop_table('audit')
    op.drop_index(op.f('ix_agencies_chat'), table_name='agencies')
    op.drop_table('agencies')
