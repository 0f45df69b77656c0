"""Commands on terminals with another character set, with files from Windows, in homes with strange names or
read-only."""

import os
import re
import subprocess
from collections.abc import Callable, Iterator
from operator import itemgetter
from pathlib import Path

import pytest

from bot.settings import load_settings
from bot.simulator.server import Simulator
from bot.system import SystemClock
from tests.support.databases.databases import lay_tables
from tests.support.domain.examples import one_of_each, some_for_each, some_of
from tests.support.processes.command_line import ran

TOKEN = "4242:very-secret-token"


@pytest.mark.parametrize("encoding", some_of(["ascii", "gbk", "utf-8", "latin-1"], 2))
async def test_an_invite_is_shown_on_any_terminal(
    tmp_path: Path, encoding: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """On one that shows blocks and one that does not; a long run: on two more that do not."""
    lay_tables(tmp_path / "tipline.db")
    monkeypatch.setenv("PYTHONIOENCODING", encoding)
    simulator = Simulator(token=TOKEN, now=SystemClock().now)
    base = await simulator.start()
    code, printed = await ran(tmp_path, "invite", "supervisor", TOKEN=TOKEN, API_URL=base)
    await simulator.stop()
    assert code == 0, printed
    assert re.search(r"https://t\.me/tipline_demo_bot\?start=i[\w-]{20,63}\s", printed)
    assert ("▀" in printed) == (encoding == "utf-8")
    assert ("####" in printed) == (encoding != "utf-8")


@pytest.mark.parametrize("words", some_of([("check",), ("queue", "list"), ("--help",), ("staff", "list")], 2))
async def test_no_command_fails_on_a_character_that_the_terminal_cannot_show(
    tmp_path: Path, words: tuple[str, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Two of four commands; a long run: all."""
    lay_tables(tmp_path / "家" / "tipline.db")
    monkeypatch.setenv("PYTHONIOENCODING", "ascii")
    _, printed = await ran(tmp_path / "家", *words, TOKEN=TOKEN, API_URL="http://127.0.0.1:9")
    assert "Traceback" not in printed
    assert "UnicodeEncodeError" not in printed


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-8"])
def test_a_token_file_made_on_windows_is_read(tmp_path: Path, encoding: str) -> None:
    (tmp_path / "token").write_bytes(f"{TOKEN}\r\n".encode(encoding))
    assert load_settings(token_file=tmp_path / "token").token.get_secret_value() == TOKEN


def test_a_tilde_in_a_path_means_the_operators_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    (tmp_path / "token").write_text(TOKEN)
    found = load_settings(token_file=Path("~/token"), home=Path("~/line"), key_file=Path("~/keys.json"))
    assert (found.home, found.key_file) == (tmp_path / "line", tmp_path / "keys.json")
    assert str(tmp_path / "line" / "tipline.db") in found.database_url


def names_in(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()}


async def test_everything_is_stored_in_the_home_folder_whatever_its_name(tmp_path: Path) -> None:
    """A folder in a folder in a folder: each has a name that could be misread."""
    names = ["a%41b", "a?b=c", "a#b", "a b", "孩子", "100%", "%2e%2e"]
    home = tmp_path.joinpath(*names)
    code, printed = await ran(home, "staff", "list", TOKEN=TOKEN)
    assert code == 0, printed
    assert names_in(home) >= {"tipline.db", "keys.json", "files"}
    for name, folder in zip(reversed(names), home.parents, strict=False):
        assert names_in(folder) == {name}


@pytest.fixture
def read_only(tmp_path: Path) -> Iterator[Path]:
    """A file system to which nobody can write."""
    place = tmp_path / "ro"
    place.mkdir()
    order = ["mount", "-t", "tmpfs", "-o", "ro,size=1m", "tmpfs", str(place)]
    if os.geteuid() or subprocess.run(order, capture_output=True, check=False).returncode:
        pytest.skip("only root may mount a file system")
    yield place
    subprocess.run(["umount", "-l", str(place)], check=True)


HOMES = [(words, name) for words in ("run", "check", "staff list", "keys status") for name in ("", "line")]


@pytest.mark.parametrize(("words", "name"), one_of_each(HOMES, itemgetter(0)))
async def test_a_home_that_is_read_only_is_named(read_only: Path, words: str, name: str) -> None:
    """There already, or to be made; the suite tries each command with one of both, a long run with both."""
    home = read_only / name
    code, printed = await ran(home, *words.split(), TOKEN=TOKEN, API_URL="http://127.0.0.1:9")
    assert code == 1
    whole = printed.replace("\n", "")  # a long path is broken over two lines
    assert str(home) in whole
    assert "Read-only file system" in whole
    assert "Traceback" not in printed


BOUNDLESS = "9" * 400
OTHERS = ("0", "-1", "2147483648", "²", "1e9")
TAKES_A_NUMBER: dict[str, Callable[[Path, str], tuple[str, ...]]] = {
    "export": lambda folder, number: ("export", str(folder / "x.zip"), f"--case={number}"),
    "verify": lambda _, number: ("audit", "verify", f"--head={BOUNDLESS if number.isdigit() else number}:0123456789"),
    "drop": lambda _, number: ("keys", "drop", "--", number if number != "0" else "-1"),
    "retry": lambda _, number: ("queue", "retry", f"P{number}"),
    "clear": lambda _, number: ("queue", "clear", "--yes", f"D{number}"),
}


@pytest.mark.parametrize(
    ("command", "others"), some_for_each(TAKES_A_NUMBER, OTHERS, 1).items(), ids=list(TAKES_A_NUMBER)
)
async def test_numbers_on_the_command_line_are_bounded(tmp_path: Path, command: str, others: list[str]) -> None:
    """Each command with the longest number and another one; a long run with all."""
    lay_tables(tmp_path / "tipline.db")
    for number in (BOUNDLESS, *others):
        words = TAKES_A_NUMBER[command](tmp_path, number)
        code, printed = await ran(tmp_path, *words, TOKEN=TOKEN)
        assert code in {1, 2}, (words, printed)
        assert "Traceback" not in printed
        assert "Fault of the program" not in printed


async def test_a_number_of_a_person_on_the_command_line_is_bounded(tmp_path: Path) -> None:
    code, printed = await ran(tmp_path, "staff", "end", "--", BOUNDLESS, TOKEN=TOKEN)
    assert code == 2, printed
