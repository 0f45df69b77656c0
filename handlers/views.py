"""Every kind of notice and the view that words it."""

from collections.abc import Mapping

from handlers import (
    info,
    views_added,
    views_card,
    views_contact,
    views_custody,
    views_delivery,
    views_desk,
    views_identity,
    views_intake,
    views_keeping,
    views_lock,
    views_machine,
    views_oversight,
    views_quarantine,
    views_reporter,
    views_status,
)
from handlers.rendered import View


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
    views_keeping.VIEWS,
    views_contact.VIEWS,
    views_custody.VIEWS,
    views_quarantine.VIEWS,
    views_lock.VIEWS,
    views_identity.VIEWS,
    views_machine.VIEWS,
)
