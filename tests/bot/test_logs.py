"""Logs of one shape: ours as JSON, a library's without its words."""

import logging
from collections.abc import Iterator

import pytest
import structlog

from bot.logs import configure_logs
from tests.support.sources.log_lines import lines


@pytest.fixture(autouse=True)
def _as_before() -> Iterator[None]:
    root = logging.getLogger()
    handlers, level = root.handlers, root.level
    yield
    root.handlers, root.level = handlers, level
    structlog.reset_defaults()


def test_our_lines_are_json_with_action_and_ids(capsys: pytest.CaptureFixture[str]) -> None:
    configure_logs("json info")
    structlog.get_logger().info("update_handled", row=7)
    structlog.get_logger().debug("hidden")
    (line,) = lines(capsys)
    assert (line["event"], line["row"], line["level"]) == ("update_handled", 7, "info")


@pytest.mark.parametrize("name", ["telegram.ext.Application", "asyncio", "aiohttp.server", "anything"])
def test_a_librarys_log_line_loses_its_content(capsys: pytest.CaptureFixture[str], name: str) -> None:
    configure_logs("json debug")
    try:
        raise ValueError("Wang lives at 5 Hill Road")
    except ValueError:
        logging.getLogger(name).exception("update of %s failed", "Wang", stack_info=True)
    (line,) = lines(capsys)
    assert (line["event"], line["library"], line["error"]) == ("library", name, "ValueError")
    assert "Wang" not in str(line)


def test_a_readable_text_format_can_be_chosen(capsys: pytest.CaptureFixture[str]) -> None:
    configure_logs("text info")
    structlog.get_logger().info("update_handled", row=7)
    logging.getLogger("asyncio").error("Wang")
    shown = capsys.readouterr().err
    assert "update_handled" in shown
    assert "Wang" not in shown
