"""The tables are complete: every refusal has a text, every update a handler."""

import re
from itertools import product
from pathlib import Path
from typing import Any

import pytest
from telegram.ext import Application, TypeHandler

from handlers.register import TABLE, register
from handlers.staff_menus import COMMANDS
from handlers.telegram.connection.transport import AiohttpRequest
from handlers.telegram.menus import REPORTER
from locales.catalogue import Catalogue
from tests.support.domain.profiles import shipped

ROOT = Path(__file__).parents[2]
SOURCES = [*ROOT.glob("bot/**/*.py"), *ROOT.glob("handlers/**/*.py"), *ROOT.glob("storage/**/*.py")]
REFUSED = re.compile(
    r'(?:Refusal|NotFound|IllegalStep|NotAllowed|BadAnswer|WrongKind|TooLong|StaleButton)\(\s*"([\w-]+)"'
)


def found(pattern: re.Pattern[str]) -> list[str]:
    sources = [path for path in SOURCES if "simulator" not in path.parts]
    return sorted({name for path in sources for name in pattern.findall(path.read_text("utf-8"))})


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    profile = shipped()
    return Catalogue(profile.zone, own=profile.texts)


def test_every_refusal_has_words_in_every_language(catalogue: Catalogue) -> None:
    keys = [f"error-{key}" for key in found(REFUSED)]
    assert len(keys) > 100
    assert [pair for pair in product(keys, catalogue.languages) if not catalogue.has(*pair)] == []


def test_every_command_of_a_menu_has_words(catalogue: Catalogue) -> None:
    keys = [f"command-{name}" for name in sorted({*REPORTER, *COMMANDS, "help-staff"})]
    assert [pair for pair in product(keys, catalogue.languages) if not catalogue.has(*pair)] == []


def test_all_handlers_stand_in_one_group_with_the_catch_all_last() -> None:
    request = AiohttpRequest()
    application: Any = (
        Application.builder().token("1:a").request(request).get_updates_request(request).updater(None).job_queue(None)
    ).build()
    register(application)
    (group,) = application.handlers.values()
    assert len(group) == sum(len(handlers) for handlers in TABLE) + 1
    assert isinstance(group[-1], TypeHandler)
    assert all(handler.block for handler in group)
