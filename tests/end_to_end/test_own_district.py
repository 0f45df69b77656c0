"""A district of one folder: five bodies, a harm, areas, numbers and a question of its own, and no word of China."""

import os
import re
import signal
from pathlib import Path

import aiohttp

from bot.cli.demo import Cast
from bot.domain.ids import AgencyKey
from bot.profile.files import SHIPPED
from bot.simulator.client import Person, World
from bot.simulator.server import Simulator
from bot.system import SystemClock
from tests.support.processes.children import started
from tests.support.processes.command_line import ran
from tests.support.processes.shared import ROOT
from tests.support.running.case_in_groups import answer_and_propose_close, assess
from tests.support.running.conversation import answer, begin, send
from tests.support.running.running_bot import RunningBot, running_bot
from tests.support.sources.country_words import NUMBERS, PLACES
from tests.support.waiting import until

TOKEN = "4242:very-secret-token"
POL, FAM, COM, SCH, CLI = (AgencyKey(key) for key in ("POL", "FAM", "COM", "SCH", "CLI"))
STORY = "He mends nets on the Seagull every night and sleeps in class"
TAKEN_OUT = re.compile(r"^(agency-SCH-short|harm-boat_work|q-boat_name) = .*\n", re.MULTILINE)
CHINESE = r"[\u3400-\u9fff]"
READY = re.compile(r"The demo is ready.*\n")
"""What the demo prints when all is in its place."""


def unlocked(folder: Path) -> str:
    """The county, without the second factor."""
    path = folder / "county.toml"
    path.write_text('base = "harbour"\n[lock]\non = false\n', "utf-8")
    return str(path)


async def tell_of_boat_work(person: Person) -> None:
    """The county's own kind of harm, told by one of its own kinds of people, with its own question and area."""
    await begin(person)
    await answer(
        person,
        ("Who is writing?", "I am an adult"),
        ("in danger right now", "No"),
        ("What kind of harm", "Made to work on boats"),
        ("What kind of harm", "Done"),
        ("Who are you?", "Ferry or harbour crew"),
        ("Which organisation", "Skip"),
        ("What happens next", "Go on"),
    )
    await person.wait_for("in your own words")
    await person.say(STORY)
    await answer(person, ("Write more, or press Done", "Done"))
    await person.wait_for("Which boat or ship is it")
    await person.say("The Seagull")
    await send(person)


async def handle_and_close(world: World, cast: Cast, person: Person) -> None:
    """From the card to the end, by the police, and with the commissioner's word."""
    officer, group = cast.officers[POL], cast.groups[POL]
    card = await officer.wait_for("Made to work on boats", group)
    assert "Seagull" not in card.words
    await officer.press("Acknowledge", group)
    await officer.press("Open in private", group)
    story = await officer.wait_for(STORY)
    assert "Ferry or harbour crew" in story.words
    await assess(officer)
    await officer.say("/act 1")
    await officer.wait_for("What has been done in case 1")
    await officer.say("We spoke with the captain.")
    await officer.wait_for("Recorded for case 1")
    await answer_and_propose_close(world, officer, "Support or aid for the family")
    await cast.officers[COM].say("/approve 1")
    await cast.officers[COM].wait_for("is closed")
    await officer.wait_for("Closed", group)
    await person.say("/status")
    assert "closed" in (await person.wait_for("Officers are looking into it")).words.lower()


async def test_a_minimal_profile_of_one_file_handles_a_report_to_its_end(tmp_path: Path) -> None:
    async with running_bot(tmp_path, profile=str(ROOT / "tests/profiles/smallest.toml")) as place:
        cast = await place.cast()
        rita, officer, head, group = cast.reporters[1], cast.officers[SCH], cast.heads[SCH], cast.groups[SCH]
        await begin(rita)
        await answer(
            rita,
            ("Who is writing?", "I am an adult"),
            ("in danger right now", "No"),
            ("What kind of harm", "Cruel games"),
            ("What kind of harm", "Done"),
            ("What happens next", "Go on"),
        )
        await rita.wait_for("in your own words")
        await rita.say("The new ones are made to eat mud")
        await send(rita)
        await officer.wait_for("Cruel games", group)
        await officer.press("Acknowledge", group)
        await officer.say("/open 1")
        await officer.wait_for("made to eat mud")
        await assess(officer)
        await answer_and_propose_close(place.world, officer, "Family helped")
        await head.press("Agree to close")
        await head.wait_for("is closed")
        await rita.say("/help")
        assert "555 1 Ferry office" in (await rita.wait_for("Numbers to call")).words
        assert place.app.assembly.components.text.missing == set()


async def all_words(place: RunningBot) -> str:
    """Everything that the bot has sent to anybody: texts, buttons, names, menus."""
    return "\n".join(str(call) for call in await place.world.calls())


async def test_a_report_in_the_harbour_profile_shows_no_chinese_word(tmp_path: Path) -> None:
    async with running_bot(tmp_path, profile=unlocked(tmp_path)) as place:
        cast = await place.cast()
        assert set(cast.groups) == {POL, FAM, COM, SCH, CLI}
        tom = cast.reporters[0]
        await tell_of_boat_work(tom)
        await handle_and_close(place.world, cast, tom)
        for supporting in (FAM, COM):
            await cast.officers[supporting].wait_for("Case 1", cast.groups[supporting])
        for command in ("/help", "/info", "/privacy", "/follow", "/language"):
            await tom.say(command)
        assert "555 0119 Coast guard" in (await tom.wait_for("Numbers to call")).words
        for command in ("/help", "/cases", "/case 1", "/agencies", "/overdue", "/stats week", "/audit", "/quarantine"):
            await cast.supervisor.say(command)
        await cast.supervisor.wait_for("Last 7 days")
        await place.world.advance(days=4)
        await place.world.read_everything()
        words = await all_words(place)
        assert re.findall(f"{PLACES}|{CHINESE}", words.lower()) == []
        assert place.app.assembly.components.text.missing == set()


async def test_check_accepts_the_harbour_profile(tmp_path: Path) -> None:
    simulator = Simulator(token=TOKEN, now=SystemClock().now)
    base = await simulator.start()
    code, printed = await ran(tmp_path, "check", TOKEN=TOKEN, API_URL=base, PROFILE="harbour")
    await simulator.stop()
    assert code == 0, printed
    assert "Harbour County: 5 agencies" in printed


async def test_check_and_run_refuse_the_harbour_profile_with_missing_texts_by_name(tmp_path: Path) -> None:
    county = tmp_path / "county"
    (county / "en").mkdir(parents=True)
    folder = SHIPPED / "harbour"
    for path in (Path("profile.toml"), Path("en/duty.ftl"), Path("en/names.ftl")):
        text = (folder / path).read_text("utf-8")
        (county / path).write_text(TAKEN_OUT.sub("", text), "utf-8")
    simulator = Simulator(token=TOKEN, now=SystemClock().now)
    base = await simulator.start()
    for command, wanted in (("check", 1), ("run", 2)):
        code, printed = await ran(tmp_path, command, TOKEN=TOKEN, API_URL=base, PROFILE=str(county))
        assert code == wanted, printed
        for key in ("agency-SCH-short", "harm-boat_work", "q-boat_name"):
            assert f"texts.en {key}: missing" in printed
    await simulator.stop()


async def test_the_demo_runs_the_harbour_profile(tmp_path: Path) -> None:
    """As `make demo PROFILE=harbour` starts it: people, groups of five bodies, the page and its guide."""
    clean = {name: value for name, value in os.environ.items() if not name.startswith("TIPLINE_")}
    words = ("demo", "--port", "0", "--home", str(tmp_path / "demo"), "--profile", "harbour")
    (printed := tmp_path / "printed").touch()
    process = await started(words, clean, printed)
    try:
        await until(lambda: process.returncode is not None or READY.search(printed.read_text("utf-8")))
        line = READY.search(told := printed.read_text("utf-8"))
        assert line is not None, told
        (base,) = re.findall(r"http://[\d.:]+", line[0])
        async with aiohttp.ClientSession() as session:
            async with session.get(f"{base}/sim/world") as found:
                world = await found.json()
            async with session.get(f"{base}/") as page:
                assert page.status == 200
        roles = {person["role"] for person in world["people"]}
        assert {"teacher", "parent", "child", "supervisor", "head · Schools", "officer · Schools"} <= roles
        assert not re.findall(f"{PLACES}|{CHINESE}", str(world).lower())
    finally:
        process.send_signal(signal.SIGTERM)
        await process.wait()


def test_the_harbour_profile_names_no_number_or_body_of_china() -> None:
    own = "\n".join(path.read_text("utf-8") for path in (SHIPPED / "harbour").rglob("*") if path.is_file())
    assert re.findall(f"{PLACES}|{CHINESE}|{NUMBERS}", own.lower()) == []
