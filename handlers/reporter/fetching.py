"""Downloads one file from Telegram. It is checked again, encrypted while it streams, inspected, and then noted."""

import asyncio
from dataclasses import dataclass, field, replace

from telegram import Bot

from bot.domain.errors import Unreachable
from bot.domain.intake.media import fits
from bot.domain.intake.stored_files import FileTooLarge, StoredFile
from bot.domain.queues.fetches import Fetch, FetchFailure
from bot.domain.report import MediaRef, MediaState
from bot.ports.files import Files
from bot.usecases.reporting.evidence import fetching
from bot.usecases.services import Services
from handlers.telegram.files.file_types import sniff
from handlers.telegram.files.media import FetchFailed
from handlers.telegram.handling.context import FileStream
from handlers.telegram.structure.findings import Finding
from handlers.telegram.structure.look import DOCUMENTS, LARGEST, FileTail, look


@dataclass(frozen=True)
class Fetcher:
    """What one attempt needs. `services` is bound to no update."""

    services: Services
    bot: Bot
    files: Files
    stream: FileStream
    now: fetching.Now
    one_at_a_time: asyncio.Lock = field(default_factory=asyncio.Lock)
    """A document is inspected as a whole, in memory, so only one at a time."""

    async def __call__(self, fetch: Fetch) -> FetchFailure | None:
        """Fetches the file. Returns None when it is finished with: stored, refused, or no longer wanted."""
        state = await fetching.look(self.services, fetch)
        if state is None:
            await fetching.drop(self.services, self.now(), fetch)
            return None
        try:
            item = await self._stored(fetch, state) if state.is_stored else replace(fetch.pending.item, state=state)
        except FetchFailed as failed:
            if not failed.is_final:
                return FetchFailure(failed.reason, failed.seconds)
            item = fetch.pending.item
        except Unreachable as away:
            return FetchFailure(away.key)
        if not await fetching.arrived(self.services, fetch, item, self.now()) and item.file is not None:
            await self.files.erase(item.file)
        return None

    async def tell(self, fetch: Fetch) -> None:
        """Tells the person that it takes longer."""
        await fetching.tell_coming(self.services, self.now(), fetch)

    async def give_up(self, fetch: Fetch) -> None:
        """The file did not come: notes it without its bytes."""
        await fetching.arrived(self.services, fetch, fetch.pending.item, self.now())

    async def _stored(self, fetch: Fetch, state: MediaState) -> MediaRef:
        """Encrypts while streaming; a type that is not on the list is erased at once (SG38). What is sealed to the
        public keys is not inspected (SG35)."""
        policy, ref, is_sealed = self.services.profile.policy, fetch.pending.item, state is MediaState.SEALED
        end = FileTail()
        chunks = end.watched(self.stream(self.bot, fetch.pending.file_id))
        try:
            stored = await self.files.store(fetch.owner, chunks, limit=policy.max_file_bytes, sealed=is_sealed)
        except FileTooLarge:
            return replace(ref, state=MediaState.TOO_LARGE)
        fetched = replace(ref, state=state, file=stored.file, size=stored.size, sha256=stored.sha256)
        if is_sealed:
            return fetched
        mime = sniff(stored.head, ref.name)
        finding = await self._looked_through(fetch, stored, mime, end) if fits(policy, ref, mime) else Finding.REFUSED
        if finding is Finding.REFUSED:
            await self.files.erase(stored.file)
            return replace(ref, state=MediaState.WRONG_TYPE, size=stored.size)
        return replace(fetched, mime=mime, acts=finding is Finding.ACTIVE)

    async def _looked_through(self, fetch: Fetch, stored: StoredFile, mime: str, end: FileTail) -> Finding:
        """What the file holds: a document is read again as a whole, one at a time (SG38)."""
        if mime not in DOCUMENTS:
            return end.look()
        if stored.size > LARGEST:
            return Finding.REFUSED
        async with self.one_at_a_time:
            data = b"".join([chunk async for chunk in self.files.read(fetch.owner, stored.file)])
            return await asyncio.to_thread(look, mime, data, fetch.pending.item.name)
