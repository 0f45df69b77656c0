"""Print the measures as they are now, one a line."""

import asyncio
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.house import counts
from tests.house.folders import packages, size
from tests.house.take import cost_of_take
from tests.house.transactions import places_by_hand
from tests.support.sources.private_words import INSTEAD, private_names


def main() -> None:
    """Count, then let an officer take a case."""
    with TemporaryDirectory() as folder:
        take = asyncio.run(cost_of_take(Path(folder)))
    everything = (*counts.SOURCES, "tests")
    measures = {
        "files that `/take` in a group enters": len(take.files),
        "transactions of `/take`, and of these such as may write": f"{take.reading + take.writing}, {take.writing}",
        "places that open a transaction which may write": 1 + len(places_by_hand()),
        "files that a new verb of the staff touches": counts.files_of_a_verb(),
        f"names made of one of the {len(INSTEAD)} private words": len(private_names()),
        "modules over 300 lines, tests among them": len(counts.long_modules(*everything)),
        "modules in the fullest folder, tests among them": max(map(size, packages(*everything))),
        "functions over 30 lines": len(counts.long_functions(*counts.SOURCES)),
        "lines of a function, median": counts.median_function(),
        "tests without an assertion": len(counts.tests_without_assertion()),
    }
    for name, value in measures.items():
        print(f"{name}: {value}")  # noqa: T201


if __name__ == "__main__":
    main()
