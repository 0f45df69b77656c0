"""python -m tests.bench: all | speed | growth | drawing | memory | alerts | tables. It fills BENCHMARKS.md."""

import asyncio
import time
from pathlib import Path
from typing import Annotated

import typer

from tests.bench.alerts import Alerts
from tests.bench.drawing import Drawing
from tests.bench.growth import Growth
from tests.bench.memory import Memory
from tests.bench.pages import PAGE, write_tables
from tests.bench.results import Results
from tests.bench.speed import SUBJECTS, Speed

cli = typer.Typer(no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False, help=__doc__)
FOLDER = Path("var/bench")
ALL_BOTS = ",".join(subject.name for subject in SUBJECTS)
Minutes = Annotated[float, typer.Option(help="Nothing new is begun after so many minutes.")]
Words = Annotated[str, typer.Option(help="Separated by commas.")]


def results() -> Results:
    """Kept in the bench's folder, apart from the project."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    return Results(FOLDER / "results.jsonl")


def ints(words: str) -> list[int]:
    """Numbers of an option."""
    return [int(word.replace("_", "")) for word in words.split(",")]


@cli.command()
def speed(
    bots: Words = ALL_BOTS, people: Words = "1,50,500", rounds: int = 5, seconds: float = 120.0,
    minutes: Minutes = 60.0,
    profile: Annotated[Path | None, typer.Option(help="Folder for our profiles and counts of statements.")] = None,
    distance: Annotated[str, typer.Option(help="Milliseconds that each call takes on its way.")] = "0,50",
    page: Path = PAGE,
) -> None:  # fmt: skip
    """Side by side, whole reports; a run that hangs is cut off after so many seconds."""
    chosen = [subject for subject in SUBJECTS if subject.name in bots.split(",")]
    found = results()
    crowds = [(number, far) for far in ints(distance) for number in ints(people)]
    for subject in chosen:
        for number, far in crowds:
            found.forget("speed", subject=subject.name, people=number, distance=far)
    runner = Speed(found, FOLDER.resolve(), seconds=seconds, profile=profile)
    asyncio.run(runner.alternate(chosen, crowds, rounds, time.monotonic() + 60 * minutes))
    write_tables(found, page)


@cli.command()
def growth(
    databases: Words = "sqlite,postgresql", cases: Words = "10_000,100_000,1_000_000", minutes: Minutes = 60.0,
    times: int = 15, page: Path = PAGE, only: Annotated[str, typer.Option(help="Questions that begin so.")] = "",
) -> None:  # fmt: skip
    """What people and clocks ask, over more and more cases."""
    found, until = results(), time.monotonic() + 60 * minutes
    runner = Growth(found, FOLDER.resolve(), times=times, only=only)
    for kind in databases.split(","):
        asyncio.run(runner.measure(kind, ints(cases), until))
        write_tables(found, page)


@cli.command()
def memory(updates: int = 200_000, minutes: Minutes = 60.0, page: Path = PAGE) -> None:
    """What our process holds while very many updates go through it."""
    found = results()
    found.forget("memory")
    asyncio.run(Memory(found, FOLDER.resolve()).measure(updates, time.monotonic() + 60 * minutes))
    write_tables(found, page)


@cli.command()
def alerts(people: int = 500, at_once: int = 24, every: float = 3.0, rounds: int = 1, page: Path = PAGE) -> None:
    """How soon bodies hear of danger while a worker dies every few seconds."""
    found = results()
    found.forget("alerts", people=people, at_once=at_once)
    for _ in range(rounds):
        asyncio.run(Alerts(found, people=people, at_once=at_once, every=every).measure())
    write_tables(found, page)


@cli.command()
def drawing(rounds: int = 3, page: Path = PAGE) -> None:
    """The CPU of a picture, replies while ten albums are drawn, and the list of cases of /export."""
    found = results()
    found.forget("drawing")
    runner = Drawing(found, FOLDER.resolve())
    asyncio.run(runner.pictures(rounds))
    asyncio.run(runner.replies(rounds))
    asyncio.run(runner.export())
    write_tables(found, page)


@cli.command(name="all")
def everything(page: Path = PAGE) -> None:
    """All parts in about a quarter of an hour: fewer rounds where the machine is slow, and no million of cases."""
    speed(people="1,50", rounds=5, minutes=9.0, distance="0,50", page=page)
    growth(cases="10_000,100_000", minutes=2.0, times=9, page=page)
    memory(updates=20_000, minutes=2.0, page=page)
    drawing(rounds=2, page=page)


@cli.command()
def tables(page: Path = PAGE) -> None:
    """Only fill the page anew."""
    write_tables(results(), page)


if __name__ == "__main__":
    cli()
