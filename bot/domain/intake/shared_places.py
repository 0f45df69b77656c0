"""Places that were shared in a report: officers get each as a map, in the order in which they were told."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bot.domain.report import Location, Report


@dataclass(frozen=True)
class SharedPlace:
    """A place, and where in its report it is: the question that it answers, or the message that holds it."""

    place: Location
    question: str = ""
    message: int = 0


def places_of(report: Report) -> Iterator[SharedPlace]:
    """Every place of a report, those of its answers first."""
    for answer in report.answers:
        if answer.place is not None:
            yield SharedPlace(answer.place, question=answer.question)
    told = [piece for answer in report.answers for piece in answer.pieces]
    told += [piece for addition in report.additions for piece in addition.pieces]
    for piece in told:
        if piece.place is not None:
            yield SharedPlace(piece.place, message=piece.message_id)


def places_of_case(reports: Sequence[Report]) -> list[SharedPlace]:
    """The places of all reports of a case. A map's number is its place in this list, from 1."""
    return [one for report in reports for one in places_of(report)]
