"""Many generated reports with a secret in every field, file and name: none is found where nothing may be."""

import faulthandler
import io
import json
import logging
import random
import re
import tempfile
import traceback
from contextlib import redirect_stderr
from dataclasses import dataclass, field
from pathlib import Path

import pytest
import structlog
from prometheus_client import CollectorRegistry, generate_latest

from bot.domain.ids import AgencyKey, CaseNumber, ChatId, DraftId, MessageId, UserId
from bot.domain.notices.notice import ToAgency, ToOversight
from bot.domain.people import Agent, Visitor
from bot.domain.profile import IntakeQuestion, QuestionKind
from bot.domain.queues.delivery import OutboxRow, Sent
from bot.domain.report import Answer, Draft, Location, MediaRef, MediaState, Phone, Piece
from bot.domain.report import Path as Way
from bot.logs import configure_logs
from bot.usecases.casework.disclosure import opening
from bot.usecases.reporting import sending
from bot.usecases.services import Request
from handlers.telegram.metrics import Numbers
from handlers.telegram.text.rendered import RenderContext, Rendered
from handlers.telegram.text.split import plain
from handlers.telegram.web import Report
from handlers.views import VIEWS
from locales.catalogue import Catalogue
from tests.support.acting import asking
from tests.support.domain.examples import examples
from tests.support.notices import worded
from tests.support.people import District, hand_in, open_district

REPORTS = examples(40)
"""In a long run as many as it is told."""
OPENED = 10
PREVIEW = 40
SECRET = re.compile(rb"(?=(zq[0-9a-f]{16}|13[0-9]{14}))")
HARMS = ("bullying", "neglect", "assault", "domestic_violence", "child_labour")


@dataclass
class Secrets:
    """Random words with a seed, each used once."""

    chance: random.Random = field(default_factory=lambda: random.Random(4242))
    known: list[str] = field(default_factory=list)

    def word(self) -> str:
        self.known.append(f"zq{self.chance.getrandbits(64):016x}")
        return self.known[-1]

    def number(self) -> str:
        self.known.append(f"13{self.chance.randrange(10**14):014d}")
        return self.known[-1]

    def found_in(self, data: bytes) -> list[str]:
        """Those that stand in there: all look like one of two things, which are looked for."""
        known = set(self.known)
        return [found for match in SECRET.findall(data.lower()) if (found := match.decode()) in known]


def answer_to(question: IntakeQuestion, secrets: Secrets, message: int, now: object) -> Answer:
    """Words, a place or a phone where they are taken, else one of the options."""
    piece = Piece(secrets.word(), message, now)  # type: ignore[arg-type]
    if question.kind is QuestionKind.CONTACT:
        return Answer(question.id, phone=Phone(secrets.number(), secrets.word()))
    if question.kind is QuestionKind.PLACE and secrets.chance.random() < 0.3:
        return Answer(question.id, place=Location(30.0 + secrets.chance.random(), 106.0))
    if question.kind in {QuestionKind.TEXT, QuestionKind.LONG, QuestionKind.PLACE}:
        return Answer(question.id, pieces=(piece,))
    options = {"start": "adult", "danger": "no", "harms": secrets.chance.choice(HARMS), "next_steps": "go_on"}
    option = options.get(question.id) or secrets.chance.choice(question.options or ("",))
    option = "no" if question.id == "files_declared" else option
    return Answer(question.id, options=(option,) if option else (), pieces=(piece,) if question.text else ())


async def reports(district: District, secrets: Secrets, at: int) -> None:
    """One generated report: every question, to some a file, sent."""
    services, now, user = district.services, district.time.at, UserId(7_000_000_000 + at)
    visitor = Visitor(user, ChatId(user), services.blind_index.person(user), "en", secrets.word())
    questions = services.profile.questionnaire.questions
    asked = [questions[name] for name in services.profile.questionnaire.order[Way.ADULT]]
    answers = tuple(
        answer_to(q, secrets, 1000 + n, now) for n, q in enumerate(asked) if q.kind is not QuestionKind.MEDIA
    )
    draft = Draft(DraftId(services.tokens.token()), Way.ADULT, "en", now, now, screen="review", answers=answers)
    async with services.begin() as uow:
        await uow.drafts.save(visitor.person, visitor.chat, draft, due_at=None)
        await uow.commit()
    if at % 4 == 0:
        await sends_file(district, secrets, visitor, 1)
    await sending.send(Request(services, visitor, now))


async def sends_file(district: District, secrets: Secrets, visitor: Visitor, message: int) -> None:
    """Its name, its caption and its bytes are secrets."""
    now = district.time.at
    item = MediaRef(
        "document", MediaState.FAILED, message, now, 100, "hash", name=secrets.word(), caption=secrets.word()
    )
    await hand_in(district, visitor, item, secrets.word().encode() * 20)


async def rendered(district: District) -> list[tuple[OutboxRow, Rendered]]:
    """Everything that is to be sent, worded as it would be."""
    text = Catalogue(district.services.profile.zone, own=district.services.profile.texts)
    database, profile = district.database, district.services.profile
    context = RenderContext(text, text.has, profile, "bot", database.reading, database.files, district.time.now)
    out: list[tuple[OutboxRow, Rendered]] = []
    while rows := await database.outbox.lease(district.time.at, 200, frozenset()):
        for row in rows:
            is_read = row.notice.content in VIEWS and row.notice.mode.value != "delete"
            shown = await worded(context, row) if is_read else None
            out += [(row, shown)] if shown is not None else []
            await database.outbox.record_result(row, Sent((MessageId(5000 + row.id),)), district.time.at)
    return out


def crash_of(secrets: Secrets, folder: Path) -> bytes:
    """What a crashed program leaves: a traceback, and the dump of all threads; secrets were in its hands."""
    copied = [*secrets.known]
    with (folder / "dump").open("w+b") as file:
        try:
            raise RuntimeError(str(len(copied)))
        except RuntimeError:
            faulthandler.dump_traceback(file, all_threads=True)
            file.seek(0)
            return traceback.format_exc().encode() + file.read()


async def some_are_opened(district: District) -> None:
    """A prosecutor reads the first of them."""
    prosecutor = UserId(77)
    person = district.services.blind_index.person(prosecutor)
    agent = Agent(person, frozenset({AgencyKey("PROC")}))
    visitor = Visitor(prosecutor, ChatId(prosecutor), person, "en", "Qian")
    for number in range(1, OPENED + 1):
        await opening.open_story(await asking(district, agent, visitor), CaseNumber(number))


def as_metrics(figures: Report) -> bytes:
    """As /metrics gives them."""
    registry = CollectorRegistry()
    registry.register(Numbers(figures))
    return generate_latest(registry)


def stands_in_private_chats_only(secrets: Secrets, sent: list[tuple[OutboxRow, Rendered]]) -> None:
    """What is sent to groups, and the beginnings of private messages, hold none."""
    in_groups = [w.text for row, w in sent if isinstance(row.notice.to, ToAgency | ToOversight)]
    private = [w.text for row, w in sent if not isinstance(row.notice.to, ToAgency | ToOversight)]
    assert len(in_groups) >= REPORTS
    assert secrets.found_in("".join(private).encode()), "nothing is shown to anybody: this test proves nothing"
    assert secrets.found_in("".join(in_groups).encode()) == []
    assert secrets.found_in("\n".join(plain(words)[:PREVIEW] for words in private).encode()) == []


async def test_the_content_of_many_reports_is_found_only_where_allowed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "tmp").mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "tmp"))
    secrets, ours, before = Secrets(), io.StringIO(), (logging.getLogger().handlers, logging.getLogger().level)
    with redirect_stderr(ours):
        configure_logs("json debug")
    try:
        district = await open_district(tmp_path)
        await district.bind("PSB", "PROC", "EDU", "CIV", "HEA", "CYL", "WOM", "SUP", "JUS", "OVERSIGHT")
        for at in range(REPORTS):
            await reports(district, secrets, at)
        await some_are_opened(district)
        sent = await rendered(district)
        figures = {**await district.database.outbox.health(district.time.at)}
        lying = {p: p.read_bytes() for p in tmp_path.rglob("*") if p.is_file()}  # noqa: ASYNC240 - before the close
        await district.database.close()
    finally:
        structlog.reset_defaults()
        logging.getLogger().handlers, level = before
        logging.getLogger().setLevel(level)
    assert len(secrets.known) > REPORTS * 15
    stands_in_private_chats_only(secrets, sent)
    assert any(path.name.endswith("-wal") for path in lying)
    assert sum("files" in path.parts for path in lying) >= REPORTS // 10
    assert secrets.found_in(b"".join(data for path, data in lying.items() if path.name != "keys.json")) == []
    assert secrets.found_in(as_metrics(figures) + json.dumps(figures, default=str).encode()) == []
    assert secrets.found_in(ours.getvalue().encode()) == []
    assert secrets.found_in(crash_of(secrets, tmp_path)) == []
