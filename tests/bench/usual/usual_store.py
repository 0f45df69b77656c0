"""What both usual bots keep: a finished report, one row in SQLite, through aiosqlite with its defaults."""

import json
from typing import Any

import aiosqlite

TABLE = "CREATE TABLE IF NOT EXISTS reports (id INTEGER PRIMARY KEY, person INTEGER, answers TEXT, photo TEXT)"


async def prepare(path: str) -> None:
    """The table."""
    async with aiosqlite.connect(path) as database:
        await database.execute(TABLE)
        await database.commit()


async def save(path: str, person: int, answers: dict[str, Any], photo: str) -> int:
    """Keep a report; its number."""
    async with aiosqlite.connect(path) as database:
        row = (person, json.dumps(answers), photo)
        cursor = await database.execute("INSERT INTO reports (person, answers, photo) VALUES (?, ?, ?)", row)
        await database.commit()
        return int(cursor.lastrowid or 0)


def summary(number: int, answers: dict[str, Any]) -> str:
    """The alert in the group."""
    told = "\n".join(f"{key}: {value}" for key, value in answers.items() if key != "story")
    return f"<b>Case {number}</b>\n{told}"
