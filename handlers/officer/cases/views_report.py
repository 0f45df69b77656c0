"""One report as officers read it: a line for each answer, what was not known in one line, the story last."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby
from types import MappingProxyType
from typing import TypeAlias

from bot.domain.access.identity import OWN
from bot.domain.cases.case import Case
from bot.domain.intake.shared_places import SharedPlace, places_of
from bot.domain.profile import QuestionKind
from bot.domain.report import Addition, Answer, Piece, Report
from handlers.reporter.courtesies import takes_back
from handlers.telegram.text.quotation import harmless
from handlers.telegram.text.rendered import RenderContext
from handlers.told_words import file_lines, piece_lines
from handlers.wording import heading, option_text

UNKNOWN = ("unknown",)
"""The answer to a question by which the person says that they do not know."""
UNSHOWN = OWN | {"next_steps", "contact", "files"}
"""Answers that name the reporter; and answers that are shown elsewhere, or tell an officer nothing."""
Maps: TypeAlias = Mapping[SharedPlace, int]
"""By shared place: the number of its map."""
NO_MAPS: Maps = MappingProxyType({})
NOTHING_ASKED: Mapping[int, str] = MappingProxyType({})
GROWN_UP = Answer("start", options=("adult",))
"""What the line about the reporter says already."""


@dataclass(frozen=True)
class InCase:
    """What one report shows because of the case in which it stands."""

    before: int = 0
    """How many files of the case came with earlier reports (see files_before)."""
    asked: Mapping[int, str] = field(default_factory=lambda: NOTHING_ASKED)
    """The officers' questions to its reporter, by number."""
    maps: Maps = field(default_factory=lambda: NO_MAPS)
    """The maps of its places; without one a place is told in figures."""
    unshown: frozenset[str] = frozenset()
    """Questions whose answers are shown elsewhere."""


ALONE = InCase()
"""The report is shown without its case."""


def told_in_head(case: Case, reports: Sequence[Report]) -> frozenset[str]:
    """Questions whose answers are in the head of the case, where it has one report and the head says the same."""
    if len(reports) != 1:
        return frozenset()
    head = {"harms": set(case.harms), "age": {case.age_band}, "area": {case.area}}
    return frozenset(a.question for a in reports[0].answers if head.get(a.question) == set(a.options))


def files_before(reports: Sequence[Report]) -> list[int]:
    """For each report, how many of the case's files came with earlier reports."""
    counts = [sum(ref.file is not None for ref in report.all_media) for report in reports]
    return [sum(counts[:place]) for place in range(len(counts))]


def maps_of(reports: Sequence[Report]) -> list[Maps]:
    """The numbers of the maps of each report's places, counted through the case."""
    found, number = list[Maps](), 0
    for report in reports:
        places = list(places_of(report))
        found.append({place: number + at for at, place in enumerate(places, 1)})
        number += len(places)
    return found


def report_text(context: RenderContext, locale: str, report: Report, in_case: InCase = ALONE) -> str:
    """One report: each answer in a line of its own, without who reported; then the story in the person's own words;
    then what was added."""
    unfinished = context.text("staff-story-incomplete", locale) if report.incomplete else ""
    lines = [context.text("staff-story-report", locale, at=report.sent_at, incomplete=unfinished)]
    shown = [answer for answer in report.answers if _is_shown(answer) and answer.question not in in_case.unshown]
    stories = [answer for answer in shown if _kind(context, answer) is QuestionKind.LONG]
    for answer in (one for one in shown if one not in stories):
        lines += answer_lines(context, locale, answer, in_case.maps)
    lines += _not_known(context, locale, report)
    for answer in stories:
        lines += answer_lines(context, locale, answer, in_case.maps)
    lines += _added(context, locale, report, in_case)
    return "\n".join([*lines, *_files(context, locale, report, in_case.before)])


def _is_shown(answer: Answer) -> bool:
    """Whether it holds something for an officer to read."""
    has_words = bool(answer.pieces) or answer.place is not None or answer.phone is not None
    is_told = has_words or answer.options not in {(), UNKNOWN}
    return is_told and not answer.skipped and answer.question not in UNSHOWN and answer != GROWN_UP


def _kind(context: RenderContext, answer: Answer) -> QuestionKind | None:
    question = context.profile.questionnaire.questions.get(answer.question)
    return None if question is None else question.kind


def _not_known(context: RenderContext, locale: str, report: Report) -> list[str]:
    """Everything that the person did not know, in one line."""
    names = [
        staff_heading(context, locale, answer.question)
        for answer in report.answers
        if answer.options == UNKNOWN and not (answer.pieces or answer.place or answer.skipped)
    ]
    joined = context.text("list-join", locale).join(names)
    return [context.text("staff-story-not-known", locale, answer=joined)] if names else []


def staff_heading(context: RenderContext, locale: str, question: str) -> str:
    """A question in one or two words, as somebody other than the reporter would say it."""
    own = f"staff-heading-{question}"
    return context.text(own, locale) if context.known(own, locale) else heading(context, locale, question)


def answer_lines(context: RenderContext, locale: str, answer: Answer, maps: Maps) -> Iterator[str]:
    """'Age: 7-10 years' in one line; words of the person as a quotation that begins with what they answer."""
    name = staff_heading(context, locale, answer.question)
    told = [option_text(context, locale, answer.question, option) for option in answer.options]
    told += [_place(context, locale, SharedPlace(answer.place, answer.question), maps)] if answer.place else []
    quotes = [*answer.pieces]
    if told:
        listed = context.text("list-join", locale).join(told)
        yield context.text("staff-story-line", locale, question=name, answer=listed)
    elif len(quotes) == 1 and is_plain(quotes[0]):
        head = context.text("staff-story-line", locale, question=name, answer="")
        yield f"<blockquote>{head}{harmless(quotes.pop().text)}</blockquote>"
    else:
        yield f"<b>{name}</b>"
    for piece in quotes:
        yield from _quoted(context, locale, piece, maps)
    if answer.phone is not None:
        yield f"<blockquote>{harmless(f'{answer.phone.name} {answer.phone.number}'.strip())}</blockquote>"


def is_plain(piece: Piece) -> bool:
    """Whether it is nothing but words of the person."""
    return not (piece.by_others or piece.extras or piece.place) and bool(piece.text.strip())


def _quoted(context: RenderContext, locale: str, piece: Piece, maps: Maps) -> Iterator[str]:
    """The text of one message. A place with a map is named by the map's number, not told in figures."""
    if piece.place is not None:
        shared = SharedPlace(piece.place, message=piece.message_id)
        if shared in maps:
            yield _place(context, locale, shared, maps)
            piece = replace(piece, text="")
    yield from piece_lines(context, locale, piece)


def _place(context: RenderContext, locale: str, shared: SharedPlace, maps: Maps) -> str:
    """The number of this place's map; without one its position in figures."""
    if shared in maps:
        return context.text("staff-story-map", locale, place=str(maps[shared]))
    latitude, longitude = f"{shared.place.latitude:.5f}", f"{shared.place.longitude:.5f}"
    return context.text("staff-story-place", locale, latitude=latitude, longitude=longitude)


def _added(context: RenderContext, locale: str, report: Report, in_case: InCase) -> Iterator[str]:
    """What was added later, in order; consecutive files in one line."""
    for is_files, group in groupby(report.additions, lambda one: _is_files_alone(one, in_case.asked)):
        added = list(group)
        if is_files:
            count = sum(len(one.media) for one in added)
            yield context.text("staff-story-added-files", locale, at=added[0].at, count=count)
        else:
            yield from (addition_text(context, locale, one, in_case) for one in added)


def _is_files_alone(addition: Addition, asked: Mapping[int, str]) -> bool:
    """Whether there is nothing to read in it: what is said beside a file is shown with the file."""
    return bool(addition.media) and not addition.pieces and addition.question not in asked


def addition_text(context: RenderContext, locale: str, addition: Addition, in_case: InCase = ALONE) -> str:
    """Words that were added, or the corrected form of earlier ones; under the question that they answer."""
    asked = in_case.asked
    key = "staff-story-corrected" if addition.corrects is not None else "staff-story-added"
    words = [line for piece in addition.pieces for line in _quoted(context, locale, piece, in_case.maps)]
    languages = context.profile.languages
    pressed = any(takes_back(context.text, languages, piece.words) for piece in addition.pieces)
    note = [context.text("staff-story-pressure", locale)] if pressed else []
    answers = (
        [context.text("staff-story-answers", locale), asked[addition.question]] if addition.question in asked else []
    )
    shown = [context.text("staff-story-file", locale)] if answers and addition.media and not words else []
    return "\n".join([context.text(key, locale, at=addition.at), *answers, *words, *shown, *note])


def _files(context: RenderContext, locale: str, report: Report, before: int) -> Iterator[str]:
    """How many files there are, and those about which there is something to say."""
    media = report.all_media
    if media:
        stored = sum(ref.state.is_stored for ref in media)
        yield context.text("staff-story-files", locale, kept=stored, withheld=len(media) - stored)
        yield from file_lines(context, locale, media, before)
        yield context.text("staff-story-copies", locale)
