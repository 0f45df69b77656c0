"""The commands, run as an operator runs them against a Bot API on loopback."""

import re
import tomllib
from pathlib import Path

from bot.simulator.server import Simulator
from bot.system import SystemClock
from tests.support.databases.databases import lay_tables
from tests.support.processes.command_line import ran

TOKEN = "4242:very-secret-token"
ROOT = Path(__file__).parents[3]


async def test_check_lists_what_works_and_what_must_be_fixed(tmp_path: Path) -> None:
    lay_tables(tmp_path / "tipline.db")
    simulator = Simulator(token=TOKEN, now=SystemClock().now)
    base = await simulator.start()
    code, printed = await ran(tmp_path, "check", TOKEN=TOKEN, API_URL=base)
    await simulator.stop()
    assert code == 0, printed
    for word in ("settings", "Jiulongpo: 9 agencies", "tables up to date", "keys.json", "@tipline_demo_bot answers"):
        assert word in printed
    code, printed = await ran(tmp_path, "check", TOKEN=TOKEN, API_URL=base, WEBHOK_URL="x")
    assert code == 1
    assert "TIPLINE_WEBHOK_URL" in printed
    assert "no answer" in printed
    assert "very-secret" not in printed


async def test_run_without_settings_names_the_faults_and_shows_no_traceback(tmp_path: Path) -> None:
    code, printed = await ran(tmp_path, "run", LISTEN="nowhere")
    assert code == 2
    assert "TIPLINE_TOKEN is missing" in printed
    assert "TIPLINE_LISTEN" in printed
    assert "Traceback" not in printed


async def test_run_with_a_broken_profile_names_its_faults(tmp_path: Path) -> None:
    (tmp_path / "bad.toml").write_text('name = "X"\n')
    code, printed = await ran(tmp_path, "run", TOKEN=TOKEN, PROFILE=str(tmp_path / "bad.toml"))
    assert code == 2
    assert "Profile" in printed
    assert "Traceback" not in printed


async def test_an_invite_prints_a_link_and_its_picture(tmp_path: Path) -> None:
    lay_tables(tmp_path / "tipline.db")
    simulator = Simulator(token=TOKEN, now=SystemClock().now)
    base = await simulator.start()
    code, printed = await ran(tmp_path, "invite", "agency", "edu", TOKEN=TOKEN, API_URL=base)
    assert code == 0, printed
    assert re.search(r"https://t\.me/tipline_demo_bot\?startgroup=g[\w-]{20,63}\s", printed)
    assert "█" in printed or "▀" in printed
    code, printed = await ran(tmp_path, "invite", "agency", "NOBODY", TOKEN=TOKEN, API_URL=base)
    await simulator.stop()
    assert code == 1
    assert "unknown-agency" in printed


async def test_the_version_is_that_of_the_package(tmp_path: Path) -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    assert await ran(tmp_path, "--version") == (0, f"{project['version']}\n")
