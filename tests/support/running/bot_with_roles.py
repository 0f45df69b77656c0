"""One case, and people with every role in it; each asks, and nothing that they do is kept."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from itertools import count
from pathlib import Path
from typing import Any

from telegram import Update
from telegram.constants import ChatID
from telegram.ext import Application, ContextTypes

from bot.domain.access.identity import Identity, Level
from bot.domain.access.roles import Role
from bot.domain.cases.by import By
from bot.domain.cases.case import Case, Part, Task, TaskState
from bot.domain.cases.lists import Recusal
from bot.domain.cases.reporter import questions
from bot.domain.cases.stages.transfer import propose
from bot.domain.cases.work import Handover, HandoverState
from bot.domain.errors import NotAllowed, NotFound, Refusal
from bot.domain.groups import NewGroup
from bot.domain.ids import AgencyKey, CaseNumber, ChatId, FileKey, PersonKey, UserId
from bot.domain.notices.notice import Notice
from bot.domain.people import OVERSIGHT, Staff
from bot.domain.report import MediaRef, MediaState
from bot.domain.second_factor import FactorStep, SecondFactor
from bot.ports.unit_of_work import Begin
from bot.simulator.client import Group, World
from handlers.register import register
from handlers.telegram.connection.transport import AiohttpRequest
from handlers.telegram.files.media import Downloads
from handlers.telegram.handling.context import DEPENDENCIES, Context, HandlerDependencies
from handlers.telegram.membership import TelegramMembership
from handlers.telegram.text.buttons import pack
from locales.catalogue import Catalogue
from storage.people.desk_rows import load_desk
from storage.schema import Moment
from tests.support.bound_district import open_unbound
from tests.support.notices import facts_of
from tests.support.officers import reported
from tests.support.people import PROFILE, District, Someone
from tests.support.running.wire import TOKEN, wire

S = Role
PSB, CYL, WOM, PROC, JUS, CIV = (AgencyKey(key) for key in ("PSB", "CYL", "WOM", "PROC", "JUS", "CIV"))
ONE, UNKNOWN = CaseNumber(1), CaseNumber(77)
LOCKED = PersonKey("0" * 32)
"""Somebody whose second factor can be taken off."""
CONVERSATION = frozenset({"start", "question", "added", "note"})
"""Words beside an officer's command were told like any others, by somebody who is no officer."""
LATER = {"days": 30}
"""People ask so much later: every deadline of the case has passed."""


@dataclass(frozen=True)
class Persona:
    """Where somebody sits, what the line knows about them, and which roles that gives them for the line and the
    case."""

    sits: tuple[AgencyKey, ...] = ()
    heads: tuple[AgencyKey, ...] = ()
    supervisor: bool = False
    auditor: bool = False
    admin: bool = False
    line: frozenset[Role] = frozenset()
    case: frozenset[Role] = frozenset()
    recused: bool = False


def stands(*roles: Role) -> frozenset[Role]:
    return frozenset(roles)


ROLES: dict[str, Persona] = {
    "stranger": Persona(),
    "reporter": Persona(case=stands(S.REPORTER)),
    "support member": Persona((CYL,), line=stands(S.MEMBER), case=stands(S.SUPPORT)),
    "support member who acknowledged": Persona((WOM,), line=stands(S.MEMBER), case=stands(S.SUPPORT_ACKED)),
    "support head": Persona(heads=(CYL,), line=stands(S.MEMBER), case=stands(S.SUPPORT, S.SUPPORT_HEAD)),
    "lead member": Persona((PSB,), line=stands(S.MEMBER), case=stands(S.LEAD, S.KEY_HOLDER, S.POLICE)),
    "handed the case": Persona((PSB,), line=stands(S.MEMBER), case=stands(S.LEAD, S.KEY_HOLDER, S.POLICE, S.HANDED)),
    "head": Persona(heads=(PSB,), line=stands(S.MEMBER), case=stands(S.HEAD, S.KEY_HOLDER, S.POLICE, S.POLICE_HEAD)),
    "body that is asked to lead": Persona((CIV,), line=stands(S.MEMBER), case=stands(S.ASKED)),
    "supervisor": Persona(supervisor=True, line=stands(S.SUPERVISOR), case=stands(S.SUPERVISOR)),
    "oversight reader": Persona((OVERSIGHT,)),
    "supervising body": Persona(
        (PROC,), line=stands(S.MEMBER, S.SUPERVISING), case=stands(S.SUPERVISING, S.KEY_HOLDER)
    ),
    "administrator": Persona(admin=True, line=stands(S.ADMIN)),
    "auditor": Persona(auditor=True, line=stands(S.AUDITOR)),
    "barred officer": Persona((JUS,), line=stands(S.MEMBER)),
    "barred head": Persona(heads=(JUS,), line=stands(S.MEMBER)),
    "barred supervisor": Persona((JUS,), supervisor=True, line=stands(S.MEMBER, S.SUPERVISOR)),
    "barred officer in the lead's group": Persona((PSB, JUS), line=stands(S.MEMBER)),
    "recused officer": Persona((PSB,), line=stands(S.MEMBER), recused=True),
    "recused supervisor": Persona(supervisor=True, line=stands(S.SUPERVISOR), recused=True),
    "anonymous admin": Persona(),
}


@dataclass
class RequestResult:
    """What came of one request."""

    told: list[Notice] = field(default_factory=list)
    errors: list[BaseException] = field(default_factory=list)

    @property
    def is_allowed(self) -> bool:
        """Whether it was neither refused by rights nor left unanswered; a step that the case does not allow now is no
        matter of rights."""
        error = self.errors[0] if self.errors else None
        if error is None:
            return bool(self.told) and not any(_is_conversation(notice) for notice in self.told)
        assert isinstance(error, Refusal), error
        return not isinstance(error, NotAllowed | NotFound) and error.key not in {"anonymous-admin", "not-allowed"}

    @property
    def refusal(self) -> str:
        return self.errors[0].key if self.errors and isinstance(self.errors[0], Refusal) else ""


def _is_conversation(notice: Notice) -> bool:
    """Whether it belongs to a reporter's own conversation, not to what staff enter for a caller."""
    return notice.kind in CONVERSATION and facts_of(notice).get("voice") != "staff"


class BotWithRoles:
    """The bot without its loops: the real handlers over a real database with one case. Every transaction is rolled
    back."""

    def __init__(self, district: District, application: Any, groups: dict[AgencyKey, Group]) -> None:
        self.district = district
        self.application = application
        self.groups = groups
        self.people: dict[str, int] = {}
        self._heard = RequestResult()
        self._numbers = count(1)

    def bind(self, row: int | None, incoming: object) -> Begin:
        """As the database's, but nothing is committed."""

        @asynccontextmanager
        async def begin() -> AsyncIterator[Any]:
            async with self.district.database.begin() as uow:
                add: Any = uow.outbox.add

                async def note(*notices: Notice) -> None:
                    self._heard.told += notices
                    await add(*notices)

                async def take_back() -> None:
                    return

                uow.outbox.add, uow.commit = note, take_back  # type: ignore[method-assign]
                yield uow

        return begin

    async def on_error(self, _: object, context: Context) -> None:
        if context.error is not None:
            self._heard.errors.append(context.error)

    async def ask(self, role: str, what: str | object, *, group: AgencyKey | None = None) -> RequestResult:
        """The person of that role writes a command or presses a button, in private or in a group."""
        self._heard = RequestResult()
        body = self._written(role, what, group) if isinstance(what, str) else self._pressed(role, pack(what), group)
        update = Update.de_json({"update_id": next(self._numbers), **body}, self.application.bot)
        await self.application.process_update(update)
        return self._heard

    def _chat(self, role: str, group: AgencyKey | None) -> dict[str, Any]:
        if group is None:
            return {"id": self.people[role], "type": "private", "first_name": role}
        return {"id": self.groups[group].id, "type": "supergroup", "title": group}

    def _written(self, role: str, text: str, group: AgencyKey | None) -> dict[str, Any]:
        chat = self._chat(role, group)
        as_group = {"sender_chat": chat} if role == "anonymous admin" else {}
        command = {"type": "bot_command", "offset": 0, "length": len(text.split(maxsplit=1)[0])}
        entities = [command] if text.startswith("/") else []
        message = {"message_id": 5, "date": 0, "chat": chat, "from": self._user(role), "text": text}
        return {"message": {**message, "entities": entities, **as_group}}

    def _pressed(self, role: str, data: str, group: AgencyKey | None) -> dict[str, Any]:
        message = {"message_id": 5, "date": 1, "chat": self._chat(role, group), "text": "a card"}
        press = {"id": "1", "from": self._user(role), "chat_instance": "1", "data": data, "message": message}
        return {"callback_query": press}

    def _user(self, role: str) -> dict[str, Any]:
        return {"id": self.people[role], "is_bot": role == "anonymous admin", "first_name": role, "language_code": "en"}

    def person(self, role: str) -> PersonKey:
        return self.district.services.blind_index.person(UserId(self.people[role]))

    async def lay(self, role: str, doing: str, values: dict[str, Any]) -> None:
        """A form lies on the person's desk, begun when they still had the right."""
        case = await the_case(self.district)
        async with self.district.database.begin() as uow:
            row = {"doing": doing, "case": case.id, "values": {"number": int(case.number), **values}}
            desk = load_desk({**row, "changed_at": Moment.number(self.district.time.at)})
            await uow.staff.save_desk(self.person(role), desk)
            await uow.commit()


async def the_case(district: District) -> Case:
    async with district.database.reading() as uow:
        case = await uow.cases.by_number(ONE)
    assert case is not None
    return case


@asynccontextmanager
async def bot_with_roles(folder: Path) -> AsyncIterator[BotWithRoles]:
    """Everybody is in place before one case that bars JUS."""
    async with wire() as here:
        district = await open_unbound(folder)
        request = AiohttpRequest()
        builder: Any = Application.builder().token(TOKEN).base_url(f"{here.base}/bot").request(request)
        builder = builder.get_updates_request(request).updater(None).job_queue(None)
        application = builder.context_types(ContextTypes(context=Context)).build()
        bot = BotWithRoles(district, application, {})
        async with application:
            await _gather(bot, here.world)
            await _open_the_case(bot)
            application.bot_data[DEPENDENCIES] = _services(bot)
            register(application)
            application.add_error_handler(bot.on_error)
            yield bot
        await district.database.close()


def _services(bot: BotWithRoles) -> HandlerDependencies:
    database, time, services = bot.district.database, bot.district.time, bot.district.services
    membership = TelegramMembership(bot.application.bot, database.reading, time.now)
    text = Catalogue(PROFILE.zone, own=PROFILE.texts)
    reading = database.reading
    given = (services.tokens, services.blind_index, membership, text, reading, Downloads().fetch)
    return HandlerDependencies(PROFILE, bot.bind, time.now, *given)


async def _gather(bot: BotWithRoles, world: World) -> None:
    """People sit in their groups, and the line knows its staff."""
    owner = await world.person("Owner")
    sitting: dict[AgencyKey, list[Any]] = {key: [] for key in (PSB, CYL, WOM, PROC, JUS, CIV, OVERSIGHT)}
    for name, role in ROLES.items():
        person = await world.person(name)
        await person.say("/start")
        bot.people[name] = person.id
        for agency in role.sits:
            sitting[agency].append(person)
    bot.people["anonymous admin"] = ChatID.ANONYMOUS_ADMIN
    for agency, members in sitting.items():
        group = bot.groups[agency] = await world.group(agency, owner, *members)
        await group.bot("add")
    database, now = bot.district.database, bot.district.time.at
    async with database.begin() as uow:
        for agency, group in bot.groups.items():
            await uow.agencies.bind(agency, ChatId(group.id), agency, "en", now)
        await uow.second_factors.save(LOCKED, SecondFactor())
        await uow.new_groups.save(NewGroup(AgencyKey("HEA"), ChatId(-999), "new", LOCKED, now))
        for name, role in ROLES.items():
            await uow.second_factors.save(bot.person(name), SecondFactor(step=FactorStep.CHOOSE))
            if role.heads or role.supervisor or role.auditor or role.admin:
                user, heads = UserId(bot.people[name]), frozenset(role.heads)
                staff = Staff(bot.person(name), user, "en", role.supervisor, role.admin, heads, auditor=role.auditor)
                await uow.staff.save(staff)
        await uow.commit()


async def _open_the_case(bot: BotWithRoles) -> None:
    """Told by the reporter; led by PSB, supported by CYL and WOM, watched by PROC; JUS must not know of it."""
    district = bot.district
    await reported(Someone(district, bot.people["reporter"]))
    was, now = await the_case(district), district.time.at
    parts = ((PSB, Part.LEAD, "alerted"), (CYL, Part.SUPPORT, "alerted"), (WOM, Part.SUPPORT, "acked"))
    tasks = [Task(agency, part, TaskState(state), now) for agency, part, state in parts]
    tasks.append(Task(PROC, Part.COPY, TaskState.ALERTED, now))
    given = Handover(PSB, PSB, bot.person("lead member"), now, HandoverState.CALLED, bot.person("handed the case"))
    case = replace(was, tasks=tuple(tasks), barred=(JUS,), handovers=(given,))
    case = propose(case, CIV, "It happens at home", bot.person("lead member"), PROFILE.policy, now)
    async with district.database.begin() as uow:
        await uow.cases.save(case, was=was.version)
        (report,) = await uow.reports.of_case(case.id)
        by = By(bot.person("lead member"), PSB, now)
        waiting = questions.ask(case, report.id, report.path, template="how_now", words="", by=by)
        await uow.cases.save(waiting, was=case.version)
        photo = MediaRef("photo", MediaState.STORED, 900, now, 1000, file=FileKey("photo"))
        await uow.reports.save(replace(report, media=(photo,)))
        await uow.identities.save(report.reporter, Identity(Level.NAMED, account_name="Rita"))
        for name, role in ROLES.items():
            if role.recused:
                await uow.recusals.add(Recusal(case.id, bot.person(name), PSB, now, "She is my niece."))
        await uow.commit()
    district.time.move(**LATER)
