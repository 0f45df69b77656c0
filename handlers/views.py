"""Every kind of notice and the view that words it."""

from collections.abc import Mapping

from handlers.officer import (
    views_card,
    views_desk,
    views_sealed_files,
    views_second_factor,
)
from handlers.reporter import (
    info,
    views_added,
    views_contact,
    views_danger,
    views_identity,
    views_intake,
    views_reporter,
    views_status,
)
from handlers.supervisor import (
    views_delivery,
    views_groups,
    views_machine,
    views_numbers,
    views_oversight,
    views_quarantine,
    views_retention,
)
from handlers.telegram.rendered import View


def merged(*tables: Mapping[str, View]) -> dict[str, View]:
    """One table; a kind that two tables word is a mistake."""
    views: dict[str, View] = {}
    for table in tables:
        if twice := views.keys() & table.keys():
            raise ValueError(f"worded twice: {', '.join(sorted(twice))}")
        views |= table
    return views


VIEWS: dict[str, View] = merged(
    info.VIEWS,
    views_intake.VIEWS,
    views_reporter.VIEWS,
    views_status.VIEWS,
    views_added.VIEWS,
    views_card.VIEWS,
    views_desk.VIEWS,
    views_oversight.VIEWS,
    views_delivery.VIEWS,
    views_groups.VIEWS,
    views_retention.VIEWS,
    views_contact.VIEWS,
    views_sealed_files.VIEWS,
    views_danger.VIEWS,
    views_quarantine.VIEWS,
    views_second_factor.VIEWS,
    views_numbers.VIEWS,
    views_identity.VIEWS,
    views_machine.VIEWS,
)
