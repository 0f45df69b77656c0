"""A body that is barred from a case."""

from dataclasses import replace

from tests.support.officers import the_case as case_of
from tests.support.people import District
from tests.support.recorded_walks import recorded_walk


@recorded_walk
async def bar(district: District, agency: str) -> None:
    """A body that must not know of the case."""
    was = await case_of(district)
    async with district.database.begin() as uow:
        await uow.cases.save(replace(was, version=was.version + 1, barred=(agency,)), was=was.version)  # type: ignore[arg-type]
        await uow.commit()
