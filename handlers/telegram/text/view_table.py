"""Which view words which notice: a table by type. The type checker sees in it which notices have a view."""

from collections.abc import Awaitable, Callable, Collection, Mapping
from typing import Any, Generic, Never, Protocol, TypeAlias, TypeVar

from bot.domain.notices.content import Content
from bot.domain.queues.delivery import OutboxRow
from handlers.telegram.text.rendered import RenderContext, Rendered

C = TypeVar("C", bound=Content)
D = TypeVar("D", bound=Content)
S_contra = TypeVar("S_contra", bound=Content, contravariant=True)
Words: TypeAlias = Callable[[RenderContext, OutboxRow, Any], Awaitable[Rendered | None]]


class View(Protocol[S_contra]):
    """Words one kind of notice in `row.locale`; None: nothing to send any more (the state moved on)."""

    def __call__(self, context: RenderContext, row: OutboxRow, said: S_contra, /) -> Awaitable[Rendered | None]: ...


class Views(Generic[S_contra]):
    """A table of views. `Views[A | B]` words A and B, and is no `Views[A | B | C]`: a table that is declared as the one
    of all notices does not pass the type checker until every one of them stands in it."""

    def __init__(
        self, views: Mapping[type[Content], Words] | None = None, slow: Collection[type[Content]] = ()
    ) -> None:
        self._views, self._slow = dict(views or {}), frozenset(slow)

    def on(self, kind: type[C], view: View[C], *, is_slow: bool = False) -> "Views[S_contra | C]":
        """This table and a view for one more kind of notice. `is_slow`: it has files made, which takes a moment."""
        return self.join(Views[C]({kind: view}, (kind,) if is_slow else ()))

    def join(self, other: "Views[D]") -> "Views[S_contra | D]":
        """The two tables as one. ValueError for a notice that both would word."""
        if twice := self._views.keys() & other._views.keys():
            raise ValueError(f"worded twice: {', '.join(sorted(kind.__name__ for kind in twice))}")
        return Views({**self._views, **other._views}, self._slow | other._slow)

    def __contains__(self, content: object) -> bool:
        return type(content) in self._views

    @property
    def kinds(self) -> frozenset[type[Content]]:
        """The notices that have a view."""
        return frozenset(self._views)

    def is_slow(self, content: object) -> bool:
        """Whether the view of this notice takes a moment."""
        return type(content) in self._slow

    async def words(self, context: RenderContext, row: OutboxRow, said: S_contra) -> Rendered | None:
        """What is to be sent. KeyError for a notice without a view."""
        return await self._views[type(said)](context, row, said)


def no_views() -> Views[Never]:
    """The empty table that each module of views begins with."""
    return Views()
