"""Tables of chats, groups, and of messages that stand there."""

from sqlalchemy import BigInteger, Boolean, Column, LargeBinary, Table

from storage.schema import KeyedHash, Moment, Word, bound, metadata, row_code

chats = Table(
    "chats",
    metadata,
    Column("chat", KeyedHash, primary_key=True),
    Column("sealed", LargeBinary, nullable=False),
    row_code(),
    info=bound("chat"),
)


agencies = Table(
    "agencies",
    metadata,
    Column("agency", Word, primary_key=True),
    Column("chat", KeyedHash, index=True),
    Column("sealed", LargeBinary, nullable=False),
    Column("locale", Word, nullable=False),
    Column("bound_at", Moment),
    Column("lost_at", Moment),
    Column("refuses_since", Moment),
    Column("cause", Word),
    row_code(),
    info=bound("agency", "chat", "locale", "bound_at", "lost_at", "refuses_since", "cause"),
)


new_groups = Table(
    "new_groups",
    metadata,
    Column("agency", Word, primary_key=True),
    Column("sealed", LargeBinary, nullable=False),
    row_code(),
    info=bound("agency"),
)


messages = Table(
    "messages",
    metadata,
    Column("chat", KeyedHash, primary_key=True),
    Column("message", BigInteger, primary_key=True),
    Column("at", Moment, nullable=False, index=True),
    Column("own", Boolean),
)


slots = Table(
    "slots",
    metadata,
    Column("chat", KeyedHash, primary_key=True),
    Column("slot", KeyedHash, primary_key=True, index=True),
    Column("message", BigInteger, nullable=False),
)


named_cases = Table(
    "named_cases",
    metadata,
    Column("chat", KeyedHash, primary_key=True),
    Column("message", BigInteger, primary_key=True),
    Column("case", KeyedHash, primary_key=True, index=True),
    Column("at", Moment, nullable=False, index=True),
)


chat_deletions = Table(
    "sweeps",
    metadata,
    Column("id", KeyedHash, primary_key=True),
    Column("chat", KeyedHash, nullable=False),
    Column("kind", Word, nullable=False),
    Column("due_at", Moment, nullable=False, index=True),
    Column("sealed", LargeBinary, nullable=False),
    row_code(),
    info=bound("id", "chat", "due_at"),
)


self_clearings = Table(
    "cleanings",
    metadata,
    Column("chat", KeyedHash, primary_key=True),
    Column("due_at", Moment, nullable=False, index=True),
    Column("sealed", LargeBinary, nullable=False),
    row_code(),
    info=bound("chat", "due_at"),
)


expiring = Table(
    "leaving",
    metadata,
    Column("chat", KeyedHash, primary_key=True),
    Column("message", BigInteger, primary_key=True),
    Column("sent_at", Moment, nullable=False),
    Column("due_at", Moment, nullable=False, index=True),
    Column("locale", Word, nullable=False),
    Column("doing", Word, nullable=False),
    Column("number", BigInteger, nullable=False),
    row_code(),
    info=bound("chat", "message", "sent_at", "due_at", "locale", "doing", "number"),
)
