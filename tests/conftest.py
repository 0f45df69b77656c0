"""How the suite is run: its options, and in which order its tests come. Fixtures are in `tests/support/fixtures.py`."""

import gc
from collections.abc import Generator
from importlib import import_module
from itertools import chain, groupby
from pathlib import Path

import pytest

from tests.support.domain.examples import same_each_time
from tests.support.parts_of_the_suite import in_parts

gc.disable()  # until the tests are read in
same_each_time()
HERE = Path(__file__).parent
WHOLE_PROGRAMS = {"crash", "chaos", "browser", "end_to_end", "bench", "scenarios", "year"}
LONGEST = {"crash", "chaos"}


def pytest_addoption(parser: pytest.Parser) -> None:
    """--update writes the transcripts of tests/scenarios anew; --people makes the crowd that reports at once larger."""
    parser.addoption("--update", action="store_true", help="write transcripts anew from what the bot does")
    parser.addoption("--people", type=int, default=10, help="how many report at once to workers that are killed")


def pytest_configure(config: pytest.Config) -> None:
    """The process that hands tests out to workers runs none, so it does not read the program in. One that only lists
    tests does."""
    if hasattr(config, "workerinput") or not config.getoption("numprocesses", None) or config.option.collectonly:
        config.pluginmanager.import_plugin("tests.support.fixtures")


@pytest.hookimpl(wrapper=True)
def pytest_collection(session: pytest.Session) -> Generator[None, object, object]:
    """Reading the program and the tests in leaves no garbage, and what was read in stays: the collector need not look
    through it."""
    try:
        read_own_part(session.config)
        return (yield)
    finally:
        gc.freeze()
        gc.set_threshold(20_000, 20, 50)
        gc.enable()


def read_own_part(config: pytest.Config) -> None:
    """Where the whole suite is run, each worker reads another part of the modules first. On a fresh machine pytest
    compiles a module when it is first read, and keeps the result for the other workers. At the first module that cannot
    be read, the rest is left to the collection, which meets them in the usual order and says what is wrong."""
    worker: dict[str, str] = getattr(config, "workerinput", {})
    if not worker or config.args_source is not pytest.Config.ArgsSource.TESTPATHS:
        return
    own = int(worker["workerid"].removeprefix("gw"))
    for path in sorted(HERE.rglob("test_*.py"))[own :: int(worker["workercount"])]:
        try:
            import_module(".".join(path.relative_to(HERE.parent).with_suffix("").parts))
        except pytest.skip.Exception:
            continue
        except Exception:
            return


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Tests of whole programs mostly wait. So half of the workers begin with them, the longest first, while the others
    compute. Tests of the source come together, so that one worker parses it for all."""
    workers = int(getattr(config, "workerinput", {}).get("workercount", 1))
    whole, others = list[list[pytest.Item]](), list[pytest.Item]()
    for path, of_module in groupby(items, lambda item: item.path):
        if path.relative_to(HERE).parts[0] in WHOLE_PROGRAMS:
            whole.append([*of_module])
        else:
            others += of_module
    whole.sort(key=lambda tests: tests[0].path.relative_to(HERE).parts[0] not in LONGEST)
    others.sort(key=lambda item: item.path.parent != HERE)
    waiting = -(-workers // 2)
    items[:] = in_parts([[*chain(*whole[worker::waiting])] for worker in range(waiting)], others, workers)


def pytest_sessionfinish() -> None:
    """One look for garbage is enough; pytest looks twice more, and finds nothing to look through."""
    gc.collect()
    gc.freeze()
