"""The documents tell facts: what they name exists, and what exists is named."""

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import typer
from pydantic import BaseModel
from typer.main import get_command

from bot.cli.main import cli
from bot.profile import tables
from bot.profile.profile_table import ProfileTable
from bot.settings import NAMES
from handlers import staff_verbs
from handlers.officer.command_words import number_alone
from handlers.reporter import commands as reporter_commands

ROOT = Path(__file__).parent.parent.parent
DOCS = sorted((ROOT / "docs").rglob("*.md"))
PAGES = [*sorted(ROOT.glob("*.md")), *DOCS]
SOURCES = ("bot", "handlers", "storage", "locales")
WEB = {"health", "ready", "metrics", "telegram", "newbot"}
"""Addresses of the small web server, and a command of BotFather's: they look like commands."""
CODE = re.compile(r"\b(SG\d\d|[TQ]\d\d|[LK][1-9]\d?)\b")
RULES = {"SG{:02}": 48, "L{}": 16, "T{:02}": 23, "Q{:02}": 22, "K{}": 16}
"""How many rules of each kind the product has, counted by hand; their codes begin at 1."""
NAMED = re.compile(r"(`test_[a-z0-9_]+`(, )?)+")
"""What a rule must name."""
TEST = re.compile(r"def (test_[a-z0-9_]+)")


def text_of(page: Path) -> str:
    return page.read_text("utf-8")


def everywhere() -> str:
    return "\n".join(map(text_of, PAGES))


def rows(page: Path) -> Iterator[list[str]]:
    """The cells of every line of a table."""
    for line in text_of(page).splitlines():
        if line.startswith("| "):
            yield [cell.strip() for cell in line.strip("|").split(" | ")]


def commands() -> set[str]:
    modules = (reporter_commands, staff_verbs)
    return {name for module in modules for name in module.COMMANDS}


def spoken(group: typer.Typer, *before: str) -> Iterator[str]:
    """Every command of the machine, as it is typed."""
    for command in group.registered_commands:
        name = command.name or str(getattr(command.callback, "__name__", ""))
        yield " ".join([*before, name])
    for under in group.registered_groups:
        if under.typer_instance is not None:
            yield from spoken(under.typer_instance, *before, str(under.name))


def options(command: Any) -> Iterator[str]:
    """Every option of a command and of the commands below it, as it is typed."""
    for under in getattr(command, "commands", {}).values():
        yield from options(under)
    yield from (name for one in command.params for name in one.opts if name.startswith("--"))


def test_the_readme_is_short() -> None:
    assert len(text_of(ROOT / "README.md").splitlines()) <= 100


def test_every_setting_is_explained_and_no_other_is_named() -> None:
    page = ROOT / "docs/operate/settings.md"
    explained = {name for cells in rows(page) for name in re.findall(r"`(TIPLINE_\w+)`", cells[0])}
    assert explained == set(NAMES)
    assert set(re.findall(r"\bTIPLINE_[A-Z_]+\b", everywhere())) - set(NAMES) == set()


def test_every_command_of_the_chat_is_listed_and_no_other_is_named() -> None:
    """What takes the number of a case and nothing else, /help explains to whoever may use it."""
    listed = set(re.findall(r"`/([a-z_]+)[` ]", text_of(ROOT / "docs/staff/commands.md")))
    plain = {verb.command for verb in staff_verbs.VERBS if verb.words is number_alone}
    assert commands() - plain - listed == set()
    assert listed - commands() == set()
    named = set(re.findall(r"`/([a-z_]+)(?: [A-Z…]+)*`", everywhere()))
    assert named - commands() - WEB == set()


SIX_TASKS = ("add-a-question", "add-a-button", "add-a-verb", "add-a-number", "add-a-language", "change-a-deadline")


@pytest.mark.parametrize("task", SIX_TASKS)
def test_a_task_touches_at_most_eight_files_and_its_page_names_existing_ones(task: str) -> None:
    """A row that names no file, such as *the view that shows it*, is one."""
    page = text_of(ROOT / f"docs/adapt/{task}.md")
    lines = page[page.index("| file | what |") :].split("\n\n")[0].splitlines()[2:]
    cells = [re.findall(r"`([^`]+)`", line.split("|")[1]) for line in lines]
    assert 0 < sum(max(1, len(named)) for named in cells) <= 8, f"make it fewer, or correct the table of {task}.md"
    files = [name.removesuffix("…") for named in cells for name in named if not re.search("TAG|NAME", name)]
    assert [name for name in files if not (ROOT / name).exists()] == []


def test_every_command_of_the_machine_is_explained() -> None:
    operate = "\n".join(text_of(page) for page in DOCS if page.parent.name == "operate")
    assert [words for words in spoken(cli) if words not in operate] == []
    typed = {*options(get_command(cli))}
    assert (len(typed) > 10, {name for name in typed if name not in operate}) == (True, set())
    known = {words.split()[0] for words in spoken(cli)}
    assert set(re.findall(r"python -m bot ([a-z][a-z-]*)", everywhere())) - known == set()


def test_every_make_target_that_is_named_exists() -> None:
    targets = set(re.findall(r"^([a-z-]+):", text_of(ROOT / "Makefile"), re.MULTILINE))
    assert set(re.findall(r"`make ([a-z-]+)", everywhere())) - targets == set()


def test_every_rule_has_its_sentence_and_its_test() -> None:
    """Each of the product, and whatever the program and its tests cite."""
    cited: set[str] = set()
    for folder in (*SOURCES, "tests"):
        for path in (ROOT / folder).rglob("*"):
            if path.suffix in {".py", ".toml", ".ftl"}:
                cited |= set(CODE.findall(path.read_text("utf-8")))
    lines = [cells for cells in rows(ROOT / "docs/understand/rules.md") if CODE.fullmatch(cells[0])]
    assert [cells for cells in lines if len(cells) != 3] == []
    known = {cells[0]: cells[2] for cells in lines}
    every = {code.format(number) for code, last in RULES.items() for number in range(1, last + 1)}
    assert (cited - every, set(known)) == (set(), every)
    assert [code for code, tests in known.items() if not NAMED.fullmatch(tests)] == []
    assert len(lines) == len(known)


def test_every_test_that_a_document_names_exists() -> None:
    written = {name for path in (ROOT / "tests").rglob("test_*.py") for name in TEST.findall(path.read_text("utf-8"))}
    assert set(re.findall(r"`(test_[a-z0-9_]+)`", everywhere())) - written == set()


def test_every_question_of_the_product_is_in_the_shipped_profile() -> None:
    profile = tomllib.loads((ROOT / "bot/profiles/jiulongpo.toml").read_text("utf-8"))
    refs = {question["ref"] for question in profile["question"]}
    assert {f"Q{number:02}" for number in range(1, 22)} <= refs


def test_every_field_of_a_profile_is_explained() -> None:
    shapes: list[type[BaseModel]] = [ProfileTable]
    shapes += [shape for shape in vars(tables).values() if isinstance(shape, type) and issubclass(shape, BaseModel)]
    fields = {field.alias or name for one in shapes for name, field in one.model_fields.items()}
    named = re.findall(r"`([^`]+)`", text_of(ROOT / "docs/adapt/profile.md"))
    assert fields - {word for words in named for word in re.findall(r"\w+", words)} == set()
    assert len(fields) > 60


def test_every_file_that_a_document_leads_to_exists() -> None:
    leads = [(page, target) for page in PAGES for target in re.findall(r"\]\(([^)#:]+)\)", text_of(page))]
    assert [f"{page.name}: {target}" for page, target in leads if not (page.parent / target).exists()] == []
    assert len(leads) > 20


def test_no_document_names_a_file_that_is_not_there() -> None:
    named = set(re.findall(r"`((?:bot|handlers|storage|locales|tests)/[a-z0-9_/.-]+\.\w+)`", everywhere()))
    assert [path for path in sorted(named) if not (ROOT / path).exists()] == []
