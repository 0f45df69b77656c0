"""What a run costs between a tenth and nine tenths of its acts: the beginning and the end have fewer people in them."""

import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

Pids = Mapping[str, Sequence[int]]
"""Processes by what their CPU is called: the bot's, and the database server's."""


def cpu_seconds(pids: Sequence[int]) -> float:
    """CPU of these processes, thread by thread, in the kernel's own nanoseconds: `cpu_times` counts in hundredths."""
    spent = 0
    for pid in pids:
        for stat in Path(f"/proc/{pid}/task").glob("*/schedstat"):
            try:
                spent += int(stat.read_text("ascii").split()[0])
            except (OSError, IndexError):  # a thread that ended meanwhile
                continue
    return spent / 1e9


@dataclass
class MeterReading:
    """A moment of a run."""

    acts: int
    at: float
    cpu: dict[str, float]


@dataclass
class Meter:
    """Hears of each act when it is answered."""

    expected: int
    pids: Pids = field(default_factory=dict)
    waits: list[float] = field(default_factory=list)
    _begun: MeterReading | None = None
    _ended: MeterReading | None = None

    def answered(self, wait: float) -> None:
        """After so many seconds."""
        self.waits.append(wait)
        if self._begun is None and len(self.waits) >= self.expected * 0.1:
            self._begun = self.reading()
        elif self._ended is None and len(self.waits) >= self.expected * 0.9:
            self._ended = self.reading()

    def reading(self) -> MeterReading:
        """This moment."""
        spent = {name: cpu_seconds(pids) for name, pids in self.pids.items()}
        return MeterReading(len(self.waits), time.perf_counter(), spent)

    def middle(self) -> dict[str, float]:
        """Acts, seconds, CPU and waits in milliseconds between the two tenths; a run that was cut off ends where it
        was cut."""
        begun, ended = self._begun or self.reading(), self._ended or self.reading()
        spent = {f"middle_{name}": ended.cpu[name] - begun.cpu[name] for name in self.pids}
        whole = {"middle_acts": ended.acts - begun.acts, "middle_seconds": ended.at - begun.at}
        return {**whole, **spent, **percentiles(self.waits[begun.acts : ended.acts])}


def percentiles(waits: Sequence[float]) -> dict[str, float]:
    """p50, p95, p99 in milliseconds."""
    ordered = sorted(waits) or [0.0]
    return {f"p{p}": 1000 * ordered[min(len(ordered) - 1, len(ordered) * p // 100)] for p in (50, 95, 99)}
