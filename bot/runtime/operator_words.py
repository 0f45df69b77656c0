"""What an operator reads on the command line when something is refused or away: words, and never a traceback."""

from collections.abc import Iterator
from dataclasses import dataclass

from bot.domain.errors import TiplineError, Unreachable, raised_at
from bot.profile.files import ProfileError

HINTS = {
    "conflict": "somebody else kept changing the same rows meanwhile; nothing was changed here: try again",
    "other-keys": "the database was begun with another key file; bring that one back, nothing opens without it",
    "key-file": "the key file is no key ring; bring back your copy of it",
    "key-file-missing": "bring the key file back first; nothing opens without it",
    "backup-unreadable": "it is cut off, changed, or was made with other keys than these",
    "backup-broken": "it does not hold what it says that it holds",
    "backup-before-start": "rows of an older version carry no codes yet, and would be refused after a restore: back up "
    "with the version that ran before, or let the bot of this version run for a minute",
    "backup-newer-version": "it was made by a newer version of the program, with tables of revision {revision}; "
    "bring it back with that version, or a newer one",
    "database-newer-version": "its tables were made by a newer version of the program, with revision {revision}; "
    "give an empty database without tables, or use that version",
    "database-not-empty": "a backup goes into an empty database only; nothing is ever overwritten",
    "key-in-use": "it encrypts something still, or is the newest key: python -m bot keys status",
    "password-too-short": "twelve characters at least",
    "not-to-export": "no such case (any more), no such body, or a body that must not know of it",
    "both-keys-needed": "it is sealed to two bodies: give --key twice, one key of each",
    "no-private-key": "the key file is none of ours, or the passphrase is another one",
    "passphrase-too-short": "want 12 characters at least: whoever finds the file must not guess it",
    "unreadable": "the file was changed, or is cut off",
    "registry-faults": "mend the rows above and import again; nothing was changed",
    "registry-changed": "somebody else has changed the registry meanwhile; import again and look at the list",
    "nobody-appointed": "this number has no rights of its own: python -m bot staff list",
    "named-in-settings": "take the number out of TIPLINE_SUPERVISORS and TIPLINE_ADMINS and restart; then end it here",
    "not-given-up": "no such row, or it was taken up again: python -m bot queue list",
    "not-parked": "only updates have a shape to show; of a message the list says all",
    "was-sent": "the message did arrive; only what follows from it could not be written: clear it",
    "stop-the-workers-first": "stop all of them, then add --all-stopped",
}
"""What an operator can do about a refusal."""
DATABASE = {
    "away": "it does not answer: is it up, and is its address right (TIPLINE_DATABASE_URL)?",
    "address": "TIPLINE_DATABASE_URL is no address of a database: postgresql://…@HOST/NAME, or sqlite:///PATH",
    "refused": "it refuses us: the user, the password or the name of the database in TIPLINE_DATABASE_URL",
    "locked": "another program holds it: end that one, or try again later",
    "timed-out": "it was stopped by its own time limit (statement_timeout): give this user more time",
    "pooled": "a pooler stands before it that gives a connection for one transaction only: pool_mode=session is needed",
    "standby": "it can only be read: a standby, or default_transaction_read_only",
    "forbidden": "this user may not touch its tables: they belong to another one",
    "full": "there is no room left: disk, memory, or connections",
    "failing": "its file cannot be read or written: look at the disk",
    "read-only": "its file may only be read: a read-only disk, or it belongs to another user",
    "cannot-open": "its file cannot be opened: is the folder there, and may this user write in it?",
    "damaged": "a table or the file is damaged or of another program: bring a backup back",
}
"""What is wrong with a database, by the word of `storage.database.engine`."""


@dataclass(frozen=True)
class Complaint:
    """The kind of an error, its words, and the exit code of the program."""

    what: str
    faults: list[str]
    code: int = 1


def explained(error: BaseException) -> Complaint:
    """The error in words. Of an error that was not foreseen only its type and place: its words may hold secrets."""
    first = next(inner(error))
    if isinstance(first, ProfileError):
        return Complaint("Profile", first.faults, 2)
    if isinstance(first, Unreachable) and first.key == "database":
        return Complaint("Database", [DATABASE.get(str(first.facts.get("why")), DATABASE["away"])])
    if isinstance(first, TiplineError):
        hint = HINTS.get(first.key, "").format_map(first.facts)
        return Complaint("Refused", [f"{first.key}: {hint}" if hint else first.key])
    if isinstance(first, OSError):
        return Complaint("System", [of_system(first)])
    return Complaint("Fault of the program", [f"{type(first).__name__} at {raised_at(first)}; please report it"])


def inner(error: BaseException) -> Iterator[BaseException]:
    """The errors of a group, or the error itself."""
    if isinstance(error, BaseExceptionGroup):
        for one in error.exceptions:
            yield from inner(one)
    else:
        yield error


def of_system(error: OSError) -> str:
    """The words of the operating system, and the name of the file."""
    words = error.strerror or str(error) or type(error).__name__
    return words if error.filename is None else f"{error.filename}: {words}"
