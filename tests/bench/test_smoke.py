"""The bench works at the smallest size: a report through ours, questions over a few cases, tables on a page."""

import os
from collections.abc import Mapping
from pathlib import Path

import pytest

from tests.bench import speed
from tests.bench.generate import fill_sqlite
from tests.bench.growth import Filled, asked, opened
from tests.bench.pages import write_tables
from tests.bench.paths import PATHS
from tests.bench.results import Results
from tests.bench.speed import SUBJECTS, Speed
from tests.support.databases.databases import lay_tables
from tests.support.processes.children import Child, started

PAGE = "\n".join(f"<!-- {name} -->\n<!-- /{name} -->" for name in ("speed", "growth", "memory", "drawing", "noise"))


async def test_a_report_goes_through_our_bot_and_is_in_the_results(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Our processes are forked, which spares their imports. What each tenth of a report costs is told of one report;
    `make bench` takes five, because it compares them."""

    async def forked(_: str, module: str, *words: str, env: Mapping[str, str]) -> Child:
        return await started(words, {**os.environ, **env}, tmp_path / "output", module)

    monkeypatch.setattr(speed, "started", forked)
    monkeypatch.setattr(speed, "TENTHS_OF", 1)
    results = Results(tmp_path / "results.jsonl")
    ours = next(subject for subject in SUBJECTS if subject.name == "ours-sqlite")
    row = await Speed(results, tmp_path, seconds=60).measure(ours, 1, None, reports=1)
    assert (row["reports"], row["stuck"], row["cut_off"], row["alerts"]) == (1, 0, 0, 1)
    assert row["middle_acts"] == 15  # of eighteen, from the second on and up to the seventeenth
    assert row["middle_cpu"] > 0
    assert [cost > 0 for cost in row["tenths"]] == [True] * 10
    page = tmp_path / "page.md"
    page.write_text(PAGE, "utf-8")
    write_tables(results, page)
    told = page.read_text("utf-8")
    assert told.count("ours, SQLite") == 2
    assert "by tenth of a report" in told


async def test_generated_cases_are_read_like_any_others(tmp_path: Path) -> None:
    """One question is asked as `make bench` asks all; test_plans.py asks all of cases that are generated so."""
    lay_tables(tmp_path / "tipline.db")
    env, components, maker = await opened(tmp_path, "", 40)
    fill_sqlite(components.settings.database_url, maker)
    try:
        async with components.database.reading() as uow:
            for number in (1, 40):
                case = await uow.cases.get(maker.case(number).id)
                assert case == maker.case(number)
                assert [report.case for report in await uow.reports.of_case(case.id)] == [case.id]
        [row] = await asked(PATHS["/desk"], [Filled(40, env, components)], 1)
        assert row["ms"] > 0
    finally:
        await components.database.close()
