"""Notices as JSON, ready to be encrypted, and back: the one place where they change their form.

A row is an object with the fields of the envelope. `kind` names the class of the content and `facts` holds its fields.
Leaves, gone_after, then and person stand among the facts, where versions before the typed notices had them.
"""

import json
from collections.abc import Hashable, Mapping
from contextlib import suppress
from dataclasses import fields, is_dataclass
from datetime import date, datetime, timedelta
from enum import Enum
from functools import cache
from typing import Any, cast

from pydantic import ValidationError

from bot.domain.addresses import Address, ToAgency, ToChat, ToOversight, ToPerson, ToReporter
from bot.domain.facts import Fact
from bot.domain.ids import CaseId, ChatId, PersonKey
from bot.domain.notices.content import Content, NotReadable
from bot.domain.notices.every import KINDS, AnyContent
from bot.domain.notices.notice import Leaves, Mode, Notice, Priority
from bot.domain.notices.officer.desk_steps import DeskStep, OnDesk
from bot.domain.notices.say import REFUSALS, REFUSED, SAID_AS, Say, SayOther
from bot.domain.stored_names import stored_name
from storage.database.desk_steps import dump_step, named, step_in, with_state
from storage.database.values import adapter_of, dump_facts, readable
from storage.schema import Moment

ADDRESSES = {kind.__name__: kind for kind in (ToAgency, ToReporter, ToPerson, ToOversight, ToChat)}
MOMENTS = ("not_before", "expires_at")
IN_FACTS = ("leaves", "gone_after", "then", "person")
"""Fields of the envelope that stand among the facts."""
BARE = frozenset({str, int, bool, float, type(None)})
"""The types of values that JSON holds as they are."""
PLAIN = ("priority", "case", "slot", "mode", "reply_to", "silent", "merge", "starts")


def dump_notice(notice: Notice) -> bytes:
    """A notice as JSON."""
    moments = {name: Moment.number(getattr(notice, name)) for name in MOMENTS}
    plain = {name: getattr(notice, name) for name in PLAIN}
    to = {"kind": type(notice.to).__name__, **vars(notice.to)}
    return dump_facts({"kind": notice.kind, "facts": facts_of(notice), "to": to, **plain, **moments})


def load_notice(written: bytes) -> Notice:
    """Loads a notice. Content that cannot be read is NotReadable; an envelope that cannot be read is Unreadable."""
    with readable():
        found = dict[str, Any](json.loads(written))
        facts = dict[str, Fact](found["facts"])
        to = found["to"]
        address: Address = ADDRESSES[to["kind"]](**{name: value for name, value in to.items() if name != "kind"})
        plain: dict[str, Any] = {name: found[name] for name in PLAIN if name in found}
        plain |= {"mode": Mode(found["mode"]), "priority": Priority(found["priority"])}
        plain |= {name: Moment.moment(found[name]) for name in MOMENTS if name in found}
        content = load_content(str(found["kind"]), facts)
        return Notice(content, address, **plain, **_of_envelope(content, facts))


def dump_content(content: Content) -> dict[str, Fact]:
    """The fields of a notice as facts. What is not set and may be left out is left out."""
    if isinstance(content, NotReadable):
        return dict(content.facts)
    if isinstance(content, DeskStep):
        return dump_step(content)
    if isinstance(content, SayOther):
        return {"key": content.key, **{name: _plain(value) for name, value in content.facts.items()}}
    facts: dict[str, Fact] = {}
    for name, stored, may_be_left_out in _stored_fields(cast("Hashable", type(content))):
        value = getattr(content, name)
        if value is not None or not may_be_left_out:
            facts[stored] = value if type(value) in BARE else _plain(value)
    return named(content, facts) if isinstance(content, OnDesk) else facts


@cache
def _stored_fields(kind: Any) -> tuple[tuple[str, str, bool], ...]:
    """Each field of a notice: its name, its name in rows, and whether it is left out where it is None."""
    return tuple((one.name, stored_name(one), one.default is None) for one in fields(kind))


def load_content(kind: str, facts: Mapping[str, Fact]) -> AnyContent:
    """The content of a row. Facts that its class does not know are ignored, for a newer version may write more."""
    try:
        if issubclass(KINDS[kind], Say):
            return _sentence(facts)
        found, known = _with_state(KINDS[kind], facts)
        content: AnyContent = adapter_of(cast("Hashable", found)).validate_python(known)
    except (KeyError, ValidationError):
        return NotReadable(name=kind, facts=facts)
    return content


def _sentence(facts: Mapping[str, Any]) -> AnyContent:
    """The sentence of a row. What another version has stored in another way is said with the values that it has."""
    key = str(facts["key"])
    others = {name: value for name, value in facts.items() if name not in {"key", *IN_FACTS} and value is not None}
    kind = REFUSALS.get(frozenset(others)) if key.startswith(REFUSED) else SAID_AS.get(key)
    if kind is not None:
        with suppress(ValidationError):
            said: AnyContent = adapter_of(cast("Hashable", kind)).validate_python(facts)
            return said
    return SayOther(key=key, facts={name: _moment(name, value) for name, value in others.items()})


def _moment(name: str, value: Any) -> Any:
    return datetime.fromisoformat(value) if name.endswith("_at") and isinstance(value, str) else value


def _with_state(kind: type[Content], facts: Mapping[str, Fact]) -> tuple[type[Content], Mapping[str, Any]]:
    """The class of a row and its fields. The class of a message on the desk depends on the state that it shows."""
    if issubclass(kind, DeskStep):
        return step_in(facts)
    return kind, with_state(kind, facts) if issubclass(kind, OnDesk) else facts


def facts_of(notice: Notice) -> dict[str, Fact]:
    """The facts of a row: the content, and what of the envelope stands among them."""
    return {**dump_content(notice.content), **_facts_of_envelope(notice)}


def _facts_of_envelope(notice: Notice) -> dict[str, Fact]:
    gone_after = None if notice.gone_after is None else notice.gone_after.total_seconds()
    leaves = None if notice.leaves is None else _plain(notice.leaves)
    then = None if notice.then is None else _then(notice.then)
    found: dict[str, Fact] = {"leaves": leaves, "gone_after": gone_after, "then": then, "person": notice.person}
    return {name: value for name, value in found.items() if value is not None}


def _of_envelope(content: Content, facts: Mapping[str, Any]) -> dict[str, Any]:
    """The fields of the notice's envelope that are stored among its facts."""
    found: dict[str, Any] = {}
    if "leaves" in facts:
        found["leaves"] = adapter_of(Leaves).validate_python(facts["leaves"])
    if "gone_after" in facts:
        found["gone_after"] = timedelta(seconds=facts["gone_after"])
    if facts.get("then") is not None:
        found["then"] = _load_then(facts["then"])
    if "person" in facts and not hasattr(content, "person"):
        found["person"] = PersonKey(facts["person"])
    return found


def _then(notice: Notice) -> Fact:
    until = None if notice.expires_at is None else notice.expires_at.isoformat()
    to: dict[str, Fact] = {"chat": notice.to.chat, "locale": notice.to.locale} if isinstance(notice.to, ToChat) else {}
    about: dict[str, Fact] = {} if notice.case is None else {"case": notice.case}
    return {"kind": notice.kind, **to, **about, "facts": facts_of(notice), "slot": notice.slot, "until": until}


def _load_then(found: Mapping[str, Any]) -> Notice:
    content, until = load_content(str(found["kind"]), found["facts"]), found["until"]
    to = ToChat(ChatId(found["chat"]), str(found["locale"]))
    at = None if until is None else datetime.fromisoformat(until)
    case = CaseId(found["case"]) if found.get("case") is not None else None
    return Notice(content, to, case=case, slot=found["slot"], mode=Mode.EDIT, expires_at=at, merge=True)


def _plain(value: Any) -> Fact:
    """A value as JSON can hold it."""
    match value:
        case Enum():
            plain: Fact = value.value
        case date():  # a datetime is one too
            plain = value.isoformat()
        case timedelta():
            plain = value.total_seconds()
        case Mapping():
            plain = {str(key): _plain(one) for key, one in value.items()}
        case tuple() | list() | frozenset():
            plain = [_plain(one) for one in value]
        case _ if is_dataclass(value):
            plain = {stored_name(one): _plain(getattr(value, one.name)) for one in fields(value)}
        case _:
            plain = value
    return plain
