"""A fresh home for our bot: keys, tables, the profile with one body per report, and the group of that body bound."""

import asyncio
import re
from pathlib import Path

from bot.domain.ids import AgencyKey, ChatId
from bot.profile.files import SHIPPED
from bot.runtime.components import open_components
from bot.settings import load_settings
from tests.bench.script import GROUP

EDITS = (
    (re.compile(r'(harm = "bullying"\nlead = "EDU"\nsupports = )\[.*?\]'), r"\1[]"),
    (re.compile(r'(id = "T16"\nwhen = \["harms:bullying"\]\nfloor = )"P3"'), r'\1"P4"'),
    (re.compile(r"(\[lock\]\non = )true"), r"\1false"),
)
"""One body, and the lowest class: above it the supervising body gets a copy of every card. No second factor, as the
other bots have none."""


def write_profile(home: Path) -> Path:
    """The shipped profile, but that bullying calls one body only: one alert, as in the other bots."""
    text = (SHIPPED / "jiulongpo.toml").read_text("utf-8")
    for wanted, instead in EDITS:
        text, changed = wanted.subn(instead, text)
        if changed != 1:
            raise LookupError("the shipped profile has no such rule any more")
    path = home / "bench.toml"
    path.write_text(text, "utf-8")
    return path


async def bind() -> None:
    """The group of the body, bound in a fresh home."""
    components = await open_components(load_settings())
    try:
        async with components.database.begin() as uow:
            await uow.agencies.bind(AgencyKey("EDU"), ChatId(GROUP), "Education", "en", components.clock.now())
            await uow.commit()
    finally:
        await components.database.close()


def main() -> None:
    """Reads its settings from the environment."""
    asyncio.run(bind())


if __name__ == "__main__":
    main()
