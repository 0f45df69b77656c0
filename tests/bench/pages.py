"""The tables of BENCHMARKS.md, made of what was measured."""

from collections.abc import Callable
from pathlib import Path
from statistics import median
from typing import Any

from tests.bench.results import Results, Row, grouped, spread, table, write_between
from tests.bench.script import ACTS
from tests.bench.speed import SUBJECTS, per_update

PAGE = Path(__file__).parent.parent.parent / "BENCHMARKS.md"
ALLOWED = 1.2
NAMES = {
    "ptb-aside": "(a1) python-telegram-bot, block=False",
    "ptb-in-turn": "(a2) python-telegram-bot, block=True",
    "aiogram": "(b) usual aiogram 3",
    "ours-sqlite": "(c) ours, SQLite",
    "ours-pg-1": "(c) ours, PostgreSQL, 1 worker",
    "ours-pg-2": "(c) ours, PostgreSQL, 2 workers",
    "ours-pg-4": "(c) ours, PostgreSQL, 4 workers",
}


def write_tables(results: Results, page: Path = PAGE) -> None:
    """Put every table that has runs into its place on the page."""
    for name, make in (
        ("speed", speed),
        ("growth", growth),
        ("memory", memory),
        ("alerts", alerts),
        ("drawing", drawing),
        ("noise", noise),
    ):
        rows = results.of("speed" if name == "noise" else name)
        if rows:
            write_between(page, name, make(rows))


def speed(rows: list[Row]) -> str:
    """A table for each number of people at once, near and far."""
    parts = []
    for (distance, people), some in sorted(grouped(rows, "distance", "people").items()):
        by_name = {name: runs for (name,), runs in grouped(some, "subject").items()}
        lines = [speed_line(name, by_name, len(runs)) for name, runs in in_order(by_name)]
        head = (
            "bot", "runs", "reports/s", "p50 ms", "p95 ms", "p99 ms", "CPU ms an update", "of the server", "peak MB",
            "reports/s to (a1)", "p95 to (a1)", "CPU to (a1)", "cut off, stuck",
        )  # fmt: skip
        where = f"the Bot API {distance} ms away" if distance else "the Bot API beside the bot"
        costs = table(("bot", *(f"{n}." for n in range(1, 11))), [tenths_line(*one) for one in in_order(by_name)])
        said = "CPU ms an update by tenth of a report, all people doing the same tenth:"
        parts.append(f"**{people} at once, {where}**\n\n{table(head, lines)}\n\n{said}\n\n{costs}")
    return "\n\n".join(parts)


def in_order(by_name: dict[str, list[Row]]) -> list[tuple[str, list[Row]]]:
    """Subjects as they are told."""
    return [(subject.name, by_name[subject.name]) for subject in SUBJECTS if subject.name in by_name]


def speed_line(name: str, by_name: dict[str, list[Row]], count: int) -> list[object]:
    """One bot."""
    runs = by_name[name]
    waits = [spread(runs, lambda row, p=p: float(row[p])) for p in ("p50", "p95", "p99")]  # type: ignore[misc]
    return [
        NAMES[name],
        count,
        spread(runs, reports_a_second, 1),
        *waits,
        spread(runs, cpu_ms, 1),
        spread(runs, lambda row: 1000 * per_update(row, "server_cpu"), 1),
        spread(runs, lambda row: float(row["peak_mb"])),
        *(ratio(what, runs, by_name.get("ptb-aside")) for what in (reports_a_second, p95, cpu_ms)),
        f"{sum(row['cut_off'] for row in runs)}, {sum(row['stuck'] for row in runs)}",
    ]


def tenths_line(name: str, runs: list[Row]) -> list[object]:
    """One bot: medians of its runs."""
    return [NAMES[name], *(f"{median(row['tenths'][n] for row in runs):.1f}" for n in range(10))]


def cpu_ms(row: Row) -> float:
    """Milliseconds an update."""
    return 1000 * per_update(row, "cpu")


def p95(row: Row) -> float:
    """Milliseconds."""
    return float(row["p95"])


def reports_a_second(row: Row) -> float:
    """In the middle of the run; each report is so many acts."""
    return float(row["middle_acts"] / len(ACTS) / max(1e-9, row["middle_seconds"]))


def ratio(what: Callable[[Row], float], runs: list[Row], others: list[Row] | None) -> str:
    """How many times that of another bot."""
    return f"{median(map(what, runs)) / max(1e-9, median(map(what, others))):.2f}" if others else ""


def growth(rows: list[Row]) -> str:
    """Milliseconds by number of cases, and the last to the first."""
    parts = []
    for (kind,), some in grouped(rows, "database").items():
        sizes = sorted({int(row["cases"]) for row in some})
        lines = [growth_line(path, runs, sizes) for (path,), runs in grouped(some, "path").items()]
        head = ("question", *(f"{size:,} cases" for size in sizes), "CPU ms", "most to least cases")
        parts.append(f"**{kind}**\n\n{table(head, lines)}")
    return "\n\n".join(parts)


def growth_line(path: str, runs: list[Row], sizes: list[int]) -> list[object]:
    """One question."""
    found = {int(row["cases"]): row for row in runs}
    walls = [f"{found[size]['ms']:.1f}" if size in found else "" for size in sizes]
    spent = " / ".join(f"{cpu(found[size]):.1f}" for size in sizes if size in found)
    times = cpu(found[max(found)]) / max(0.1, cpu(found[min(found)]))
    return [path, *walls, spent, f"{times:.2f}{'' if times <= ALLOWED else ' !'}"]


def cpu(row: Row) -> float:
    """Ours and the server's."""
    return float(row["cpu"] + row["server_cpu"])


def memory(rows: list[Row]) -> str:
    """What was held after so many updates."""
    last: dict[int, Any] = {int(row["updates"]): row for row in rows}
    lines = [(f"{updates:,}", f"{row['rss_mb']:.0f}", row["stuck"]) for updates, row in sorted(last.items())]
    return table(("updates", "MB held", "people stuck"), lines)


def alerts(rows: list[Row]) -> str:
    """Seconds from the third answer of a person in danger to each body's card."""
    head = (
        "people",
        "at once",
        "workers killed",
        "in s",
        "lost",
        "in danger",
        "p50 s",
        "p95 s",
        "p99 s",
        "longest s",
        "cards again",
    )
    lines = [
        (
            row["people"], row["at_once"], row["kills"], f"{row['seconds']:.0f}", row["lost"], row["in_danger"],
            *(f"{row[f'p{part}']:.2f}" for part in (50, 95, 99, 100)), f"{row['again']} of {row['cards']}",
        )
        for row in sorted(rows, key=lambda row: int(row["at_once"]))
    ]  # fmt: skip
    return table(head, lines)


def drawing(rows: list[Row]) -> str:
    """Pictures, replies beside them, and the list of /export."""
    lines = [
        (what, len(runs), spread(runs, lambda row: float(row["value"]), 2))
        for (what,), runs in grouped(rows, "what").items()
    ]
    return table(("what", "runs", "median (least to most)"), lines)


def noise(rows: list[Row]) -> str:
    """The table of a fixed piece of work that is done before every run. On a quiet machine it takes as long by the wall
    as by the CPU."""
    lines = [
        ("fixed work, ms by the wall", spread(rows, lambda row: float(row["noise_wall"]), 1)),
        ("fixed work, ms of CPU", spread(rows, lambda row: float(row["noise_cpu"]), 1)),
        ("4 kB on the disk, ms", spread(rows, lambda row: float(row["sync_ms"]), 2)),
    ]
    return table(("before each run", "median (least to most)"), lines)
