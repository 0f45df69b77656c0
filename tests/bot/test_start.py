"""What a start of the bot does not need, it does not read."""

import subprocess
import sys


def test_the_simulator_is_read_for_the_demo_only() -> None:
    asked = "import sys, bot.__main__; print([name for name in sys.modules if name.startswith('bot.simulator')])"
    found = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=True, timeout=60)
    assert found.stdout.strip() == "[]"
