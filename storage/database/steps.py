"""Steps of housekeeping: one that fails hinders none of the others, and is raised when all have run."""

from collections.abc import Awaitable, Callable, Iterable


async def all_of(steps: Iterable[Callable[[], Awaitable[int]]]) -> int:
    """Runs all steps. Returns the sum of their results, and raises their errors as a group."""
    done, faults = 0, list[Exception]()
    for step in steps:
        try:
            done += await step()
        except Exception as fault:
            faults.append(fault)
    if faults:
        raise ExceptionGroup("steps that failed", faults)
    return done
