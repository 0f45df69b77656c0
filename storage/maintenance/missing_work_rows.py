"""Makes the rows of who has work to do for open cases that an older program saved, some at a time."""

from storage.cases.cases import THE_CASE, Cases
from storage.cases.columns.in_hand import without_work_rows, write_work_rows
from storage.database.engine import Engine
from storage.session import Session, StorageContext

AT_ONCE = 200


async def make_missing_work_rows(engine: Engine, context: StorageContext) -> int:
    """Adds the rows of work in hand that cases of older versions do not have. Returns for how many cases rows were
    added."""
    async with engine.reading() as connection:
        missing = await without_work_rows(Session(connection, context), AT_ONCE)
    if not missing:
        return 0
    made = 0
    async with engine.writing() as connection:
        session = Session(connection, context)
        for row in [await session.row(THE_CASE, {"id": case}) for case in missing]:
            case = await Cases(session).readable(row)
            if case is not None:
                await write_work_rows(session, case, is_new=True)
                made += 1
        await connection.commit()
    return made
