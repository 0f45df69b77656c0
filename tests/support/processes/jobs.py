"""Runs the tests in several processes, `--jobs N`. They are forked after collecting, so modules are read in once.

A process takes one portion of tests after the other: half of the processes from the beginning of the list, where whole
programs mostly wait, the others from its end, where much is computed. When a process ends in the middle of a test, this
test has failed, and another process goes on.
"""

import os
import sys
import traceback
import warnings
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import count, groupby
from multiprocessing import Pipe
from multiprocessing.connection import Connection, wait
from typing import Any, cast

import pytest
from _pytest.runner import runtestprotocol

from tests.support.processes.dying import die_with_parent
from tests.support.processes.shared import Shared

WHOLE_PROGRAMS = frozenset({"crash", "chaos", "browser", "end_to_end", "bench", "scenarios", "year"})
"""Folders with tests of whole programs, which share nothing and last long: each is a portion of its own."""
Portion = list[pytest.Item]


def pytest_addoption(parser: pytest.Parser) -> None:
    """In how many processes the tests run; without it all run in this one."""
    parser.addoption("--jobs", type=int, default=0, help="in how many processes the tests run")


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Tests of whole programs begin first; else the last of them would keep one process busy alone."""
    items.sort(key=lambda item: not is_whole_program(item))


@pytest.hookimpl(tryfirst=True)
def pytest_runtestloop(session: pytest.Session) -> bool | None:
    """Runs all tests. None: pytest's own loop shall run them."""
    option = session.config.option
    if not option.jobs or option.collectonly or session.testsfailed or option.usepdb:
        return None
    Jobs(session).run(option.jobs)
    return True


def is_whole_program(item: pytest.Item) -> bool:
    """Whether its test starts the program as a whole."""
    return not WHOLE_PROGRAMS.isdisjoint(item.path.parent.parts)


def portions(items: Iterable[pytest.Item]) -> Iterator[Portion]:
    """Tests of one module stay together, because they may share what they stand on."""
    for _, of_module in groupby(items, lambda item: item.path):
        tests = list(of_module)
        yield from ([one] for one in tests) if is_whole_program(tests[0]) else [tests]


@dataclass
class Job:
    """One process, as the one that hands out sees it."""

    pid: int
    turn: int
    waiting: deque[pytest.Item] = field(default_factory=deque)
    """The tests of its portion that have no result so far."""


class Jobs:
    """Hands the tests out, and reports the results as if they were from here."""

    def __init__(self, session: pytest.Session) -> None:
        self._session = session
        self._hook = session.config.hook
        self._left = deque(portions(session.items))
        self._places = {item: place for place, item in enumerate(session.items)}
        self._turns = count()
        self._jobs: dict[Connection, Job] = {}

    def run(self, number: int) -> None:
        """Until every test has a result, or pytest shall stop. No process is left then."""
        try:
            for one in Shared.every:
                one.open()
            for _ in range(min(number, len(self._left))):
                self._fork()
            while self._jobs:
                self._hear_all()
                self._stop_if_asked()
        finally:
            for connection, job in self._jobs.items():
                connection.close()
                os.waitpid(job.pid, 0)

    def _fork(self) -> None:
        ours, theirs = Pipe()
        if pid := os.fork():
            theirs.close()
            self._jobs[ours] = Job(pid, next(self._turns))
            self._give(ours)
            return
        for connection in (ours, *self._jobs):
            connection.close()
        for one in Shared.every:
            one.leave()
        Work(self._session, theirs).run()

    def _give(self, connection: Connection) -> None:
        """The next portion, or none, which ends the process."""
        job = self._jobs[connection]
        if self._left:
            job.waiting.extend(self._left.popleft() if job.turn % 2 == 0 else self._left.pop())
        connection.send([self._places[item] for item in job.waiting])

    def _hear_all(self) -> None:
        asked = {door: one for one in Shared.every for door in one.waiting()}
        for heard in wait([*self._jobs, *asked]):
            if heard in asked:
                asked[heard].start()
            else:
                self._hear(cast("Connection", heard))

    def _hear(self, connection: Connection) -> None:
        try:
            what, given = connection.recv()
        except (EOFError, ConnectionResetError):
            self._end(connection)
            return
        if what == "done":
            self._give(connection)
        elif what == "warning":
            self._hook.pytest_warning_recorded.call_historic(kwargs=read_warning(given))
        else:
            read = self._hook.pytest_report_from_serializable
            reports = [read(config=self._session.config, data=one) for one in given]
            self._report(self._jobs[connection].waiting.popleft(), reports)

    def _report(self, item: pytest.Item, reports: Sequence[pytest.TestReport]) -> None:
        self._hook.pytest_runtest_logstart(nodeid=item.nodeid, location=item.location)
        for report in reports:
            self._hook.pytest_runtest_logreport(report=report)
        self._hook.pytest_runtest_logfinish(nodeid=item.nodeid, location=item.location)

    def _end(self, connection: Connection) -> None:
        """A process has ended; if it left something undone, a new one does it."""
        job = self._jobs.pop(connection)
        connection.close()
        code = os.waitstatus_to_exitcode(os.waitpid(job.pid, 0)[1])
        if job.waiting:
            item = job.waiting.popleft()
            said = f"its process ended with exit code {code}"
            self._report(item, [pytest.TestReport(item.nodeid, item.location, {}, "failed", said, "call")])
            if job.waiting:
                self._left.appendleft([*job.waiting])
            if self._left:
                self._fork()
        elif code:
            raise self._session.Failed("what the tests share could not be taken down")

    def _stop_if_asked(self) -> None:
        if self._session.shouldfail:
            raise self._session.Failed(self._session.shouldfail)
        if self._session.shouldstop:
            raise self._session.Interrupted(self._session.shouldstop)


class Work:
    """In a forked process: runs one portion after the other, and tells what came of each test."""

    def __init__(self, session: pytest.Session, connection: Connection) -> None:
        self._session = session
        self._config = session.config
        self._connection = connection

    def run(self) -> None:
        """Ends the process when nothing is left to do."""
        status = 1
        try:
            die_with_parent()
            capture: Any = self._config.pluginmanager.get_plugin("capturemanager")
            capture.stop_global_capturing()  # it writes to files of the parent
            capture.start_global_capturing()
            self._config.pluginmanager.register(self)
            self._run_all()
            status = 0
        except (EOFError, ConnectionError):  # nobody wants to know any more
            status = 0
        except BaseException:
            traceback.print_exc(file=sys.__stderr__)
        finally:
            os._exit(status)

    def _run_all(self) -> None:
        session = self._session
        try:
            while places := self._connection.recv():
                tests = [session.items[place] for place in places]
                for item, following in zip(tests, [*tests[1:], session], strict=True):  # what a session shares stays
                    self._config.hook.pytest_runtest_protocol(item=item, nextitem=following)
                self._connection.send(("done", None))
        finally:
            session._setupstate.teardown_exact(None)

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtest_protocol(self, item: pytest.Item, nextitem: pytest.Item | None) -> bool:
        """Runs the test, and sends its results instead of reporting them here."""
        reports = runtestprotocol(item, log=False, nextitem=nextitem)
        write = self._config.hook.pytest_report_to_serializable
        self._connection.send(("results", [write(config=self._config, report=report) for report in reports]))
        return True

    def pytest_warning_recorded(
        self, warning_message: warnings.WarningMessage, when: str, nodeid: str, location: Any
    ) -> None:
        """Sends what shall be shown at the end of the run."""
        said = {name: getattr(warning_message, name) for name in ("message", "category", "filename", "lineno")}
        self._connection.send(("warning", {"said": said, "when": when, "nodeid": nodeid, "location": location}))


def read_warning(given: dict[str, Any]) -> dict[str, Any]:
    """What pytest's hook is told of a warning that another process has sent."""
    return {"warning_message": warnings.WarningMessage(**given.pop("said")), **given}
