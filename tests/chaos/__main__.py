"""make chaos: seeds one after the other, and a table of them; SEED=n replays one."""

import asyncio
import os
import sys
import tempfile
from pathlib import Path

from tests.chaos.plan import make_plan
from tests.chaos.run import PrintedRun, run

PEOPLE, SECONDS, BLOWS = 200, 60.0, 40
HEADS = (
    "seed", "kind", "people", "updates", "blows that struck", "faults on the wire", "reports", "cards",
    "cards repeated", "lost", "doubled", "stuck or wrong", "seconds", "which struck",
)  # fmt: skip


async def one(seed: int) -> PrintedRun:
    """One seed of the long kind, in a folder of its own."""
    given = os.environ.get
    people, seconds, blows = int(given("PEOPLE", PEOPLE)), float(given("SECONDS", SECONDS)), int(given("BLOWS", BLOWS))
    plan = make_plan(seed, people=people, seconds=seconds, blows=blows)
    with tempfile.TemporaryDirectory(prefix="chaos") as folder:
        told = await run(plan, Path(folder), timeout=max(300.0, 3.0 * people))
    print(told, flush=True)  # noqa: T201
    if (logs := given("LOGS")) and not told.verdict.is_clean:
        (Path(logs) / f"{seed}.log").write_bytes(told.log)
    return told


def table(runs: list[PrintedRun]) -> str:
    """As a page shows it."""
    rows = (HEADS, ("---",) * len(HEADS), *(told.row for told in runs))
    return "\n".join(f"| {' | '.join(row)} |" for row in rows)


def main() -> int:
    """0 when nothing was lost, doubled or stuck in any of them."""
    single = os.environ.get("SEED")
    seeds = [int(single)] if single else range(1, int(os.environ.get("SEEDS", "20")) + 1)
    runs = [asyncio.run(one(seed)) for seed in seeds]
    print(table(runs))  # noqa: T201
    bad = [told.plan.seed for told in runs if not told.verdict.is_clean]
    print(f"{len(runs)} seeds, {sum(told.faults for told in runs)} faults on the wire; failing: {bad or 'none'}")  # noqa: T201
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
