"""A real S3 server on loopback, as a process of its own."""

import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from urllib.error import URLError

BUCKET = "tipline"
TRIES = 1200
"""How often to look whether the server answers, a twentieth of a second apart."""


@dataclass(frozen=True)
class Bucket:
    """Where files are stored, and what the library is told about it."""

    address: str
    url: str = f"s3://{BUCKET}/sealed"

    @property
    def environment(self) -> dict[str, str]:
        """The settings as an operator would write them."""
        return {
            "AWS_ACCESS_KEY_ID": "tests",
            "AWS_SECRET_ACCESS_KEY": "tests-secret",  # pragma: allowlist secret
            "AWS_REGION": "us-east-1",
            "AWS_ENDPOINT_URL": self.address,
            "AWS_ALLOW_HTTP": "true",
        }


@contextmanager
def s3_server(port: int) -> Iterator[Bucket]:
    """A running server with an empty bucket; ended afterwards."""
    bucket = Bucket(f"http://127.0.0.1:{port}")
    words = [sys.executable, "-W", "ignore", "-m", "moto.server", "-H", "127.0.0.1", "-p", str(port)]
    process = subprocess.Popen(words, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        _make_bucket(bucket, process)
        yield bucket
    finally:
        process.kill()
        process.wait()


def _make_bucket(bucket: Bucket, process: "subprocess.Popen[bytes]") -> None:
    asked = urllib.request.Request(f"{bucket.address}/{BUCKET}", method="PUT")
    for _ in range(TRIES):
        with suppress(URLError, ConnectionError):
            urllib.request.urlopen(asked, timeout=10).close()
            return
        assert process.poll() is None, "moto's server has ended"
        time.sleep(0.05)
    raise AssertionError(f"moto's server does not answer at {bucket.address}")
