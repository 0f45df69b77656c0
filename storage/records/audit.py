"""The audit log: lines without content, each chained to the one before it by a keyed hash."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, insert, or_, select

from bot.domain.access.chain_tip import ChainTip
from bot.domain.cases.lists import RecordedAct
from bot.domain.facts import Fact
from bot.domain.ids import AgencyKey, CaseId, PersonKey
from storage.cases.tables import cases
from storage.chats.tables import agencies
from storage.counters.counters import Counters, changed, the_row
from storage.crypto.derivation import Label
from storage.crypto.vault import Unreadable
from storage.database.pages import pages
from storage.database.values import dump_facts, load_facts
from storage.people.tables import invites
from storage.records.tables import (
    audit,
    erasures,
)
from storage.schema import ROW_CODE, Moment
from storage.session import Session

COUNTER = "audit"
SHORT = 16
"""The number of hex digits of the chain tip that are noted outside: 64 bits of a keyed hash."""

FIRST = select(audit.c.at).order_by(audit.c.id).limit(1)
CHAIN = select(audit.c.chain).where(audit.c.id == bindparam("number"))
NEW_ENTRY = insert(audit)
CHAIN_TIP = the_row(COUNTER).with_for_update()
CHAIN_TIP_UNLOCKED = the_row(COUNTER)
NEW_CHAIN_TIP = changed(COUNTER)


@dataclass(frozen=True)
class Entry:
    """One entry of the log, not written yet."""

    at: datetime
    action: str
    case: CaseId | None
    person: PersonKey | None
    agency: AgencyKey | None
    facts: Mapping[str, Fact]


class Audit:
    """Implements `bot.ports.audit.AuditLog`. Lines are written at the commit: their chain is a queue; nobody stands in
    it for long."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._entries: list[Entry] = []

    async def add(
        self,
        action: str,
        *,
        at: datetime,
        case: CaseId | None = None,
        person: PersonKey | None = None,
        agency: AgencyKey | None = None,
        facts: Mapping[str, Fact] | None = None,
    ) -> None:
        """A line, written with this transaction's commit."""
        self._entries.append(Entry(at, action, case, person, agency, dict(facts or {})))

    async def history(self, case: CaseId, limit: int = 50) -> Sequence[RecordedAct]:
        """The newest `limit` lines of a case, oldest of them first."""
        found = select(audit).where(audit.c.case == case).order_by(audit.c.id.desc()).limit(limit)
        rows = (await self._session.connection.execute(found)).all()
        return [self._recorded_act(row) for row in reversed(rows)]

    async def first_at(self) -> datetime | None:
        """When the first line was written; None while there is none."""
        first: datetime | None = await self._session.connection.scalar(FIRST)
        return first

    async def chain_tip(self) -> ChainTip:
        """The last line that is committed."""
        found = select(audit.c.id, audit.c.chain).order_by(audit.c.id.desc()).limit(1)
        row = (await self._session.connection.execute(found)).first()
        return ChainTip(0, "") if row is None else ChainTip(row.id, row.chain[:SHORT])

    async def write(self) -> None:
        """Write the lines of this transaction behind the last one of the log."""
        if not self._entries:
            return
        tip = await self._lock_chain_tip()
        chain = await self._session.scalar(CHAIN, {"number": tip.value}) or ""
        is_whole = self._is_chain_tip(tip.row_code, tip.value, chain)
        for number, entry in enumerate(self._entries, tip.value + 1):
            chain = self.link(chain, number, entry)
            await self._session.change(NEW_ENTRY, self._row(number, entry, chain))
        number = tip.value + len(self._entries)
        code = self._tip_code(number, chain) if is_whole else tip.row_code
        await self._session.change(NEW_CHAIN_TIP, {"value": number, ROW_CODE: code})
        self._entries.clear()

    async def first_break(self, tip: ChainTip | None = None) -> int | None:
        """Number of the first line that does not follow from the one before it, or of the first one missing at the
        end; None while the log is whole. `tip` was noted outside: it must be in the chain (else its number)."""
        chain, number = "", 0
        async for rows in pages(self._session.connection, audit):
            for row in rows:
                number += 1
                chain = self.link(chain, number, self._entry(row)) if self._opens(row) else ""
                if (row.id, row.chain) != (number, chain):
                    return number
                if tip is not None and number == tip.lines and not chain.startswith(tip.hash):
                    return number
        written = await self._session.row(CHAIN_TIP_UNLOCKED, {})
        is_whole = await self._is_whole(written, number, chain) and (tip is None or number >= tip.lines)
        return None if is_whole else number + 1

    async def _is_whole(self, written: Any, number: int, chain: str) -> bool:
        """Whether number and chain tip are those that were noted with the last line. An empty log is a broken one once
        as anything else is there: nothing is done without a line."""
        if written is None or not number:
            return number == 0 and (written is None or not written.value) and not await self._is_anything_there()
        return bool(written.value == number) and self._is_chain_tip(written.row_code, number, chain)

    async def _is_anything_there(self) -> bool:
        anything = [select(table).exists() for table in (cases, erasures, agencies, invites)]
        return bool(await self._session.connection.scalar(select(or_(*anything))))

    def _opens(self, row: Any) -> bool:
        """Whether the encrypted part of a line is as it was encrypted."""
        try:
            self._facts(row)
        except Unreadable:
            return False
        return True

    async def _lock_chain_tip(self) -> Any:
        """How many lines there are, with the code over that and the last one: nobody else writes a line meanwhile."""
        tip = await self._session.row(CHAIN_TIP, {})
        if tip is None:  # taken out by hand: it is begun again without a code, and the log is a broken one
            await Counters(self._session).begin(COUNTER)
            tip = await self._session.row(CHAIN_TIP, {})
        return tip

    async def sign_chain_tip(self) -> None:
        """The log as it stands is believed: at the first start of a program that binds its chain tip."""
        tip = await self._lock_chain_tip()
        chain = await self._session.scalar(CHAIN, {"number": tip.value}) or ""
        await self._session.change(NEW_CHAIN_TIP, {"value": tip.value, ROW_CODE: self._tip_code(tip.value, chain)})

    def _tip_code(self, number: int, chain: str) -> bytes:
        """The number and the chain tip of the lines, in one keyed hash. A person who cuts lines off cannot make this
        hash."""
        return self._session.vault.row_codes.of(COUNTER, [number, chain])

    def _is_chain_tip(self, code: bytes | None, number: int, chain: str) -> bool:
        """Whether the code is that of the log as it stands. One that is not is never mended by the next line."""
        return not self._session.vault.row_codes.are_required or code == self._tip_code(number, chain)

    def link(self, before: str, number: int, entry: Entry) -> str:
        """The keyed hash of a line and of all lines before it."""
        fields: list[Fact] = [
            before,
            number,
            Moment.number(entry.at),
            entry.action,
            entry.case,
            entry.person,
            entry.agency,
        ]
        return self._session.blind_index.keyed_hash(
            "audit", dump_facts({"fields": fields, "facts": dict(entry.facts)}).decode()
        )

    def _row(self, number: int, entry: Entry, chain: str) -> dict[str, Any]:
        return {
            "id": number,
            "at": entry.at,
            "action": entry.action,
            "case": entry.case,
            "person": entry.person,
            "agency": entry.agency,
            "sealed": self._session.vault.encrypt(Label.AUDIT, dump_facts(entry.facts), f"audit|{number}"),
            "chain": chain,
        }

    def _facts(self, row: Any) -> dict[str, Fact]:
        return load_facts(self._session.vault.decrypt(Label.AUDIT, row.sealed, f"audit|{row.id}"))

    def _entry(self, row: Any) -> Entry:
        return Entry(row.at, row.action, row.case, row.person, row.agency, self._facts(row))

    def _recorded_act(self, row: Any) -> RecordedAct:
        agency = None if row.agency is None else AgencyKey(row.agency)
        person = None if row.person is None else PersonKey(row.person)
        return RecordedAct(row.at, row.action, agency, self._facts(row), person)
