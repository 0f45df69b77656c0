"""How many examples a property test runs: few in the suite, as many as TIPLINE_EXAMPLES says in a long run."""

import os


def examples(usual: int) -> int:
    """The number for `max_examples`."""
    return int(os.environ.get("TIPLINE_EXAMPLES", usual))
