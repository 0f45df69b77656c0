"""Blows to the machine: processes, the database, the disk, the folder of files."""

import asyncio
import signal
import sqlite3
from collections.abc import Iterator

import psutil

from tests.chaos.activity import Activity, Touched
from tests.support.waiting import until

FULL = "8192"
"""Bytes of a file beyond which nothing can be written while the disk is full."""


class MachineBlows(Activity):
    """Each says how much it has touched."""

    async def _kill(self, chance: float) -> Touched:
        """One process of the bot; of several, the leader as often as not."""
        workers = self.ground.workers
        await workers.wait_up()
        worker = await workers.leader() if chance < 0.5 else workers.workers[int(chance * len(workers.workers))]
        code = await workers.end(worker, signal.SIGKILL)
        await asyncio.sleep(chance / 2)
        await workers.start()
        return lambda: int(code == -signal.SIGKILL)

    async def _end_twice(self, chance: float) -> Touched:
        """Asked again and again while it is ending; it ends once, in order."""
        workers = self.ground.workers
        await workers.wait_up()
        worker = await workers.leader()
        stopping, asked = self.ground.noted('"event": "stopping"'), 0
        assert worker.process is not None
        worker.process.send_signal(signal.SIGTERM)
        process = worker.process

        def ask_again() -> None:
            nonlocal asked
            if stopping():
                process.send_signal(signal.SIGTERM)
                asked += 1

        await until(lambda: not worker.runs, pause=0.005, meanwhile=ask_again)
        if code := await workers.end(worker, signal.SIGTERM):
            workers.faults.append(f"ended with {code} when asked twice")
        await workers.start()
        return lambda: asked

    async def _lock(self, chance: float) -> Touched:
        """Another process holds SQLite's write lock for longer than anybody waits."""
        await self.ground.workers.wait_up()
        refused = self.ground.noted('"what": "database"')
        writer = sqlite3.connect(self.ground.home / "tipline.db", isolation_level=None, timeout=10)
        try:
            writer.execute("BEGIN IMMEDIATE")
            await self._until(refused, 1.0 + 2.0 * chance)
            writer.execute("ROLLBACK")
        finally:
            writer.close()
        return so_far(refused)

    async def _stop_server(self, chance: float) -> Touched:
        server = self.ground.server
        assert server is not None
        await self.ground.workers.wait_up()
        refused = self.ground.noted('"what": "database"')
        await asyncio.to_thread(server.stop)
        await self._until(refused, 0.5 + chance)
        await asyncio.to_thread(server.ensure_postgres_running)
        await self.ground.reach()
        return so_far(refused)

    async def _fill_disk(self, chance: float) -> Touched:
        """No file of the bot and of its database may grow: the kernel refuses (with EFBIG; a really full disk says
        ENOSPC, at the same calls). A PostgreSQL that cannot write its log falls over, and gets up."""
        await self.ground.workers.wait_up()
        refused = self.ground.noted('"what": "database"'), self.ground.noted('"what": "files"')
        writers = list(self._writers())
        await asyncio.gather(*(limit(number, FULL, user) for number, user in writers))
        await self._until(lambda: refused[0]() + refused[1](), 1.0 + chance, pictures=True)
        await asyncio.gather(*(limit(number, "unlimited", user) for number, user in writers))
        await self.ground.reach()
        return so_far(lambda: refused[0]() + refused[1]())

    def _writers(self) -> Iterator[tuple[int, str | None]]:
        """Processes that write files for the bot, and whose they are."""
        yield from ((worker.process.pid, None) for worker in self.ground.workers.running if worker.process is not None)
        server = self.ground.server
        if server is not None:
            yield from ((child.pid, server.system_user) for child in psutil.Process(server.get_pid()).children())

    async def _hide_files(self, chance: float) -> Touched:
        """Where the folder was, there is something else."""
        await self.ground.workers.wait_up()
        refused = self.ground.noted('"what": "files"')
        folder, away = self.ground.home / "files", self.ground.home / "away"
        folder.mkdir(exist_ok=True)
        folder.rename(away)
        folder.touch()
        await self._until(refused, 1.0 + chance, pictures=True)
        folder.unlink()
        away.rename(folder)
        return so_far(refused)


def so_far(count: Touched) -> Touched:
    """What it is now; later ones are another blow's."""
    now = count()
    return lambda: now


async def limit(number: int, size: str, user: str | None) -> None:
    """How large files of a process of this user may become from now on, while it runs."""
    order = ("prlimit", f"--pid={number}", f"--fsize={size}:")
    asked = await asyncio.create_subprocess_exec(*order, user=user, stderr=asyncio.subprocess.DEVNULL)
    await asked.wait()
