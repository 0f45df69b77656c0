"""The list of crash points with what came of each, as a file of lines and as a page.

python -m tests.crash.results LIST... > tests/crash/RESULTS.md
"""

import json
import sys
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

HEAD = """# Crash points of one full life

One report from the first word to a cleared chat: intake with an album, danger, alert to several groups,
acknowledgement, assessment, reminder, lateness, digest, hiding. The program is killed (SIGKILL) at each boundary and
started again: before and after every commit, every call to Telegram, every step of a file, every answer to a webhook.
A life has a death in each of its stretches; where all is not well, each point is lived alone.

Lost: an update without its effect, a message that never came, a case, file or deadline that is not there. Doubled: an
effect twice, or a message twice that was not in flight (with Telegram, and not yet written down as sent) at the death.
Again: messages that were in flight and came once more; in a group each names its case or its morning.

How many messages are taken at a time is chance, so a few boundaries are passed by some lives only: where nothing died,
four lives in a row did not come by.

Made by `make crash CRASH="--list FILE"` and `python -m tests.crash.results FILE`.
"""


@dataclass(frozen=True)
class PointResult:
    """One point of one kind."""

    kind: str
    number: int
    point: str
    told: str
    lost: Sequence[str]
    doubled: Sequence[str]
    wrong: Sequence[str]

    def add_to(self, file: Path) -> None:
        """One line of JSON."""
        with file.open("a", encoding="utf-8") as stream:
            stream.write(json.dumps(asdict(self), ensure_ascii=False) + "\n")


def sort_of(point: str) -> str:
    """A boundary without its stretch and number: `commit inbox.store before`."""
    return point.partition(": ")[2].rpartition(" #")[0]


def read(files: Iterable[Path]) -> list[PointResult]:
    """All lines; what was done again counts as it was the last time."""
    results = (PointResult(**json.loads(line)) for file in files for line in file.read_text("utf-8").splitlines())
    return list({(one.kind, one.point): one for one in results}.values())


def page(results: Sequence[PointResult]) -> str:
    """Sums, and for each kind its boundaries by sort."""
    kinds = sorted({one.kind for one in results})
    table = ["| kind | boundaries | died there | lost | doubled | otherwise wrong | messages again |", "|---" * 7 + "|"]
    table += [sums(kind, [one for one in results if one.kind == kind]) for kind in kinds]
    return "\n".join([HEAD, *table, *(text for kind in kinds for text in sorts(kind, results))]) + "\n"


def sums(kind: str, results: Sequence[PointResult]) -> str:
    """A row of the first table."""
    died = sum(one.told.startswith("died") for one in results)
    counts = (sum(bool(getattr(one, name)) for one in results) for name in ("lost", "doubled", "wrong"))
    again = sum(int(one.told.split()[-2]) for one in results if one.told.endswith("again"))
    return f"| {kind} | {len(results)} | {died} | {' | '.join(map(str, counts))} | {again} |"


def sorts(kind: str, results: Sequence[PointResult]) -> list[str]:
    """The table of one kind."""
    mine = [one for one in results if one.kind == kind]
    count = Counter(sort_of(one.point) for one in mine)
    lost, doubled = (Counter(sort_of(one.point) for one in mine if getattr(one, name)) for name in ("lost", "doubled"))
    rows = [f"| {name} | {times} | {lost[name]} | {doubled[name]} |" for name, times in sorted(count.items())]
    return [f"\n## {kind}\n", "| boundary | times | lost | doubled |", "|---" * 4 + "|", *rows]


if __name__ == "__main__":
    sys.stdout.write(page(read(map(Path, sys.argv[1:]))))
