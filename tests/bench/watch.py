"""What our bot asks of its database: statements by their first words, and transactions, counted while it runs."""

import json
from collections import Counter
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, event

WORDS = 110


class Watch:
    """Counts from `start` on."""

    def __init__(self) -> None:
        self.statements: Counter[str] = Counter()

    def start(self) -> None:
        """Listen to every engine of this process."""
        event.listen(Engine, "before_cursor_execute", self._note)
        event.listen(Engine, "commit", lambda _: self.statements.update(["COMMIT"]))

    def _note(self, _: Any, __: Any, statement: str, *___: Any) -> None:
        self.statements[" ".join(statement.split())[:WORDS]] += 1

    def write(self, path: Path) -> None:
        """The counts, the most frequent first."""
        path.write_text(json.dumps(dict(self.statements.most_common()), indent=1), "utf-8")
