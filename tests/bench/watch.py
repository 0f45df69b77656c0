"""What our bot asks of its database: statements by their first words, and transactions, counted while it runs."""

import json
from collections import Counter
from contextlib import ExitStack
from pathlib import Path
from typing import Any
from unittest.mock import patch

from sqlalchemy import Engine, event

from storage.database.sqlite import Connection
from tests.support.databases.statements import heard

WORDS = 110


class Stopwatch:
    """Counts from `start` on."""

    def __init__(self) -> None:
        self.statements: Counter[str] = Counter()
        self._all = ExitStack()

    def start(self) -> None:
        """Listen to every engine of this process."""
        self._all.enter_context(heard(Engine, self._note))
        event.listen(Engine, "commit", lambda _: self.statements.update(["COMMIT"]))
        commit = Connection.commit

        async def committed(connection: Connection) -> None:
            self.statements.update(["COMMIT of SQLite"] if connection.bare.in_transaction else [])
            await commit(connection)

        self._all.enter_context(patch.object(Connection, "commit", committed))

    def _note(self, statement: str, _: Any) -> None:
        self.statements[" ".join(statement.split())[:WORDS]] += 1

    def write(self, path: Path) -> None:
        """The counts, the most frequent first."""
        path.write_text(json.dumps(dict(self.statements.most_common()), indent=1), "utf-8")
