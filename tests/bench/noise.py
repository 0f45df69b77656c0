"""How quiet the machine is: the same small work measured before each run, and what the disk takes to be sure."""

import hashlib
import os
import time
from pathlib import Path
from statistics import median

WORK = bytes(1 << 20)
ROUNDS = 40
SYNCS = 20


def probe(folder: Path) -> dict[str, float]:
    """Milliseconds of a fixed work on one core, by the wall and by the CPU, and of one small write to the disk."""
    wall, used = time.perf_counter(), time.process_time()
    for _ in range(ROUNDS):
        hashlib.sha256(WORK).digest()
    spent = {"noise_wall": 1000 * (time.perf_counter() - wall), "noise_cpu": 1000 * (time.process_time() - used)}
    return spent | {"sync_ms": 1000 * median(synced(folder) for _ in range(SYNCS))}


def synced(folder: Path) -> float:
    """Seconds until 4 kB are on the disk."""
    began = time.perf_counter()
    handle = os.open(folder / "probe", os.O_WRONLY | os.O_CREAT, 0o600)
    os.write(handle, bytes(4096))
    os.fsync(handle)
    os.close(handle)
    return time.perf_counter() - began
