"""The table of deadlines as it was copied by hand from the product's page; the code is compared with it, never the
other way round."""

import csv
from datetime import timedelta
from pathlib import Path

UNITS = {"min": "minutes", "h": "hours", "d": "days"}
ROWS = {
    row["class"]: row
    for row in csv.DictReader((Path(__file__).parent / "deadlines.csv").read_text("utf-8").split("\n"))
}


def time(urgency: str, column: str) -> timedelta | None:
    """A cell as a time; None where it is empty or says something else."""
    number, _, unit = ROWS[urgency][column].partition(" ")
    return timedelta(**{UNITS[unit]: int(number)}) if unit in UNITS else None


def limit(urgency: str, column: str) -> timedelta:
    """A cell that holds a time."""
    found = time(urgency, column)
    assert found is not None, (urgency, column)
    return found
