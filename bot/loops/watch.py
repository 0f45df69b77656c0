"""A loop that looks at something of its own machine every few seconds until it is stopped."""

from abc import ABC, abstractmethod

from bot.loops.wake_up import WakeUp


class Watch(ABC):
    """Runs in every process, with `seconds` between two looks."""

    def __init__(self, seconds: float) -> None:
        self._seconds = seconds
        self._signal = WakeUp()
        self._stopping = False

    def stop(self) -> None:
        """Ends the loop now."""
        self._stopping = True
        self._signal.set()

    async def run(self) -> None:
        """Runs until `stop`."""
        while not self._stopping:
            await self.look()
            await self._signal.wait(self._seconds)

    @abstractmethod
    async def look(self) -> None:
        """Looks once. Raises nothing: what could not be told is told at a later look."""
