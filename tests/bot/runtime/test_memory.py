"""Memory of slow hashes is given back to the machine, however many threads have made them."""

import ctypes
import subprocess
import sys

import pytest

HASHES = """
import sys, threading, psutil
import bot.__main__
from storage.crypto.blind_index import _slow

sys.argv = ["bot", "--help"]
try:
    bot.__main__.main()
except SystemExit:
    pass
before = psutil.Process().memory_info().rss
for _ in range(4):
    threads = [threading.Thread(target=_slow, args=("words", bytes(16))) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
print((psutil.Process().memory_info().rss - before) // 1024**2)
"""


@pytest.mark.skipif(not hasattr(ctypes.CDLL(None), "mallopt"), reason="glibc alone keeps it")
def test_no_thread_keeps_the_memory_of_a_slow_hash() -> None:
    done = subprocess.run([sys.executable, "-c", HASHES], capture_output=True, text=True, check=True)
    assert int(done.stdout.splitlines()[-1]) < 10
