"""Parts of libraries that the program never uses are not imported with the libraries.

python-telegram-bot brings a queue of jobs, httpx a command line, and structlog coloured tracebacks. Each of them asks
first whether the packages for that are installed. They are, because our own commands and the calendar need them.
aiohttp reads the list of authorities for TLS twice. The second time is for connections that verify nobody, and the
program makes none. Together this is a twelfth of a start's CPU.
"""

import ssl
import sys
from collections.abc import Iterator
from contextlib import contextmanager

UNUSED = ("apscheduler.executors", "apscheduler.schedulers", "click", "pygments", "rich")


@contextmanager
def without_optional_parts() -> Iterator[None]:
    """Within, a library that asks for one of these packages is told that it is not installed, and a context for TLS
    that verifies nobody reads no authorities. Afterwards the packages can be imported as ever."""
    hidden = [name for name in UNUSED if name not in sys.modules]
    read = ssl.SSLContext.set_default_verify_paths

    def read_if_needed(context: ssl.SSLContext) -> None:
        if context.verify_mode is not ssl.CERT_NONE:
            read(context)

    sys.modules.update(dict.fromkeys(hidden))  # type: ignore[arg-type]
    ssl.SSLContext.set_default_verify_paths = read_if_needed  # type: ignore[assignment, method-assign]
    try:
        yield
    finally:
        ssl.SSLContext.set_default_verify_paths = read  # type: ignore[method-assign]
        for name in hidden:
            del sys.modules[name]
