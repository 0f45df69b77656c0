"""How many examples a property test runs: few in the suite, always the same ones; as many as TIPLINE_EXAMPLES says in a
long run, others each time."""

import os

from hypothesis import settings

LONG = "TIPLINE_EXAMPLES"


def examples(usual: int) -> int:
    """The number for `max_examples`."""
    return int(os.environ.get(LONG, usual))


def same_each_time() -> None:
    """The suite tries the same examples in every run of the same tests: what is green here is green elsewhere. New
    ones are for a long run, which is looked at by whoever began it."""
    settings.register_profile("suite", derandomize=LONG not in os.environ)
    settings.load_profile("suite")
