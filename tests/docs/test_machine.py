"""What is shipped for a machine: the image, its companions and the unit of systemd hold what they say, as far as can be
tried without a registry of images."""

import fnmatch
import json
import os
import re
import shlex
import shutil
import subprocess
import sys
from asyncio import create_subprocess_exec
from functools import partial
from pathlib import Path
from typing import Any

import aiohttp
import pytest
import yaml

from bot.settings import NAMES
from bot.simulator.client import World
from bot.simulator.server import Simulator
from bot.system import SystemClock
from tests.support.processes.bot_process import TOKEN
from tests.support.running.conversation import send, tell
from tests.support.running.running_bot import UNLOCKED, free_port
from tests.support.waiting import until

ROOT = Path(__file__).parents[2]
UNIT = ROOT / "docs/operate/tipline.service"
KNOWN = {
    "FROM",
    "COPY",
    "RUN",
    "ENV",
    "USER",
    "WORKDIR",
    "VOLUME",
    "EXPOSE",
    "STOPSIGNAL",
    "HEALTHCHECK",
    "ENTRYPOINT",
    "CMD",
}
Steps = list[tuple[str, str]]


def steps() -> Steps:
    """The instructions of the Dockerfile in their order."""
    text = re.sub(r"(?m)^#.*\n", "", (ROOT / "Dockerfile").read_text("utf-8")).replace("\\\n", " ")
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    return [(line.split(None, 1)[0], line.split(None, 1)[1]) for line in lines]


def last_stage() -> Steps:
    found = steps()
    begin = max(at for at, (name, _) in enumerate(found) if name == "FROM")
    return found[begin:]


def of_stage(name: str) -> str:
    [found] = [words for step, words in last_stage() if step == name]
    return found


def copied() -> list[tuple[str, str]]:
    """What comes from the clone, and where it goes."""
    return [
        (words.split()[0], words.split()[1]) for name, words in last_stage() if name == "COPY" and "--from" not in words
    ]


def has_no_host(image: str) -> bool:
    first, slash, _ = image.partition("/")
    return not (slash and ("." in first or ":" in first or first == "localhost"))


def test_the_image_is_made_of_known_steps_and_names_no_registry() -> None:
    assert {name for name, _ in steps()} <= KNOWN
    images = [words.split()[0] for name, words in steps() if name == "FROM"]
    assert all(has_no_host(image) and ":" in image and not image.endswith(":latest") for image in images)
    assert len(set(images)) == 1
    assert "--require-hashes" in next(words for name, words in steps() if "pip install" in words)


def test_the_image_runs_as_a_user_who_can_write_only_in_one_folder() -> None:
    names = [name for name, _ in last_stage()]
    assert re.fullmatch(r"[1-9]\d{3,}:[1-9]\d{3,}", of_stage("USER"))
    assert not {"RUN", "COPY"} & set(names[names.index("USER") :])
    assert of_stage("VOLUME") == "/data"
    assert "TIPLINE_HOME=/data" in of_stage("ENV")
    assert json.loads(of_stage("ENTRYPOINT")) == ["python", "-m", "bot"]
    assert json.loads(of_stage("CMD")) == ["run"]


def test_only_the_program_is_copied_into_the_image() -> None:
    lines = (ROOT / ".dockerignore").read_text("utf-8").splitlines()
    rules = [line for line in lines if line and not line.startswith("#")]
    assert rules[0] == "*"
    let_in = {rule[1:] for rule in rules if rule.startswith("!")}
    assert let_in == {"requirements-run.lock", *(source for source, _ in copied())}
    assert all((ROOT / name).exists() for name in let_in)
    assert not any(fnmatch.fnmatch(name, rule) for name in ("var", ".env", "secrets", ".git") for rule in let_in)


def known_settings(text: str) -> set[str]:
    return set(re.findall(r"\bTIPLINE_[A-Z_]+", text)) - set(NAMES)


@pytest.mark.parametrize(
    "name", ["Dockerfile", "compose.yaml", "docs/operate/tipline.service", "docs/operate/machine.md"]
)
def test_the_machine_files_name_only_existing_settings(name: str) -> None:
    assert known_settings((ROOT / name).read_text("utf-8")) == set()


def build(app: Path, data: Path) -> None:
    for source, target in copied():
        shutil.copytree(ROOT / source, app / target, ignore=shutil.ignore_patterns("*.pyc.*"))  # half written
    data.mkdir(mode=0o700)
    subprocess.run([sys.executable, "-m", "compileall", "-q", str(app)], check=True)


async def test_what_the_image_copies_runs_and_writes_to_its_one_folder_only(tmp_path: Path) -> None:
    """The steps of the image, in a scratch folder: its files, its command, its variables; the packages are ours."""
    app, data = tmp_path / "app", tmp_path / "data"
    build(app, data)
    before = snapshot(app)
    simulator = Simulator(token=TOKEN, now=SystemClock().now, flood=False)
    base, port = await simulator.start(), free_port()
    given = {"TOKEN": TOKEN, "API_URL": base, "LISTEN": f"127.0.0.1:{port}", "PROFILE": UNLOCKED, "HOME": str(data)}
    variables = dict(item.split("=", 1) for item in shlex.split(of_stage("ENV")))
    env = variables | {"PATH": os.environ["PATH"]} | {f"TIPLINE_{name}": value for name, value in given.items()}
    command = [sys.executable, *json.loads(of_stage("ENTRYPOINT"))[1:], *json.loads(of_stage("CMD"))]
    process = await create_subprocess_exec(*command, cwd=app, env=env)
    try:
        async with World(base) as world:
            await until(partial(is_ready, port))
            rita = await world.person("Rita")
            await tell(rita)
            await send(rita)
    finally:
        process.terminate()
        code = await process.wait()
        await simulator.stop()
    assert code == 0
    assert snapshot(app) == before
    assert names_in(tmp_path) == {"app", "data"}


def names_in(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()}


def snapshot(folder: Path) -> dict[str, tuple[int, int]]:
    found = [path for path in folder.rglob("*") if path.is_file()]
    return {str(path): (path.stat().st_size, path.stat().st_mtime_ns) for path in found}


async def is_ready(port: int) -> bool:
    """As the image's own check asks."""
    try:
        async with aiohttp.ClientSession() as session, session.get(f"http://127.0.0.1:{port}/ready") as answer:
            return answer.status == 200
    except aiohttp.ClientError:
        return False


def test_the_health_check_asks_where_the_program_listens() -> None:
    asked = of_stage("HEALTHCHECK")
    assert "http://127.0.0.1:8080/ready" in asked
    assert of_stage("EXPOSE").split() == ["8080", "8090"]


@pytest.fixture
def composed() -> Any:
    return yaml.safe_load((ROOT / "compose.yaml").read_text("utf-8"))


def test_the_other_containers_publish_no_port_and_only_the_bot_reaches_the_internet(composed: Any) -> None:
    services = composed["services"]
    assert set(services) == {"bot", "database", "store", "bucket"}
    assert [name for name, service in services.items() if "ports" in service] == []
    assert [name for name, service in services.items() if "outside" in service["networks"]] == ["bot"]
    assert composed["networks"]["inside"] == {"internal": True}
    assert all(has_no_host(service["image"]) for service in services.values())


def test_every_container_is_read_only_and_cannot_gain_privileges(composed: Any) -> None:
    for service in composed["services"].values():
        assert service["read_only"] is True
        assert "no-new-privileges:true" in service["security_opt"]
        assert not {"privileged", "cap_add", "pid", "ipc", "network_mode", "devices"} & set(service)
    bot = composed["services"]["bot"]
    assert (bot["user"], bot["cap_drop"], bot["volumes"]) == (of_stage("USER"), ["ALL"], ["home:/data"])
    assert bot["ulimits"] == {"core": 0}


def test_no_secret_stands_in_a_file_that_is_shipped(composed: Any) -> None:
    for service in composed["services"].values():
        for name, value in service.get("environment", {}).items():
            if "PASSWORD" in name or "SECRET" in name:
                assert re.fullmatch(r"\$\{[A-Z_]+:\?[^}]*\}", value), name
    assert composed["services"]["bot"]["environment"]["TIPLINE_TOKEN_FILE"].startswith("/run/secrets/")


def test_the_systemd_unit_is_hardened() -> None:
    analyze = shutil.which("systemd-analyze")
    if analyze is None:
        pytest.skip("no systemd here")
    command = [analyze, "security", "--offline=true", "--no-pager", "--threshold=15", str(UNIT)]
    told = subprocess.run(command, capture_output=True, text=True, check=False)
    assert told.returncode == 0, told.stdout[-1500:]


def test_the_systemd_unit_allows_the_default_ports() -> None:
    text = UNIT.read_text("utf-8")
    assert re.findall(r"(?m)^SocketBindAllow=tcp:(\d+)$", text) == ["8080", "8090"]
    for line in ("UMask=0077", "LimitCORE=0", "NoNewPrivileges=yes", "ProtectSystem=strict", "StateDirectoryMode=0700"):
        assert re.search(f"(?m)^{line}$", text), line
    assert re.search(r"(?m)^User=(?!root)\w+$", text)
