"""Refusals in the Bot API's own words: an error code, a description, and parameters such as retry_after."""

from typing import Any

Json = dict[str, Any]


class Refusal(Exception):
    """The Bot API says no. The answer is written from this and nothing else."""

    def __init__(self, code: int, description: str, **parameters: int) -> None:
        super().__init__(description)
        self.code = code
        self.description = description
        self.parameters = parameters

    def answer(self) -> Json:
        """The body of the answer."""
        body: Json = {"ok": False, "error_code": self.code, "description": self.description}
        return body | ({"parameters": self.parameters} if self.parameters else {})


def bad(text: str, **parameters: int) -> Refusal:
    """400: this request can never succeed as it is."""
    return Refusal(400, f"Bad Request: {text}", **parameters)


def forbidden(text: str) -> Refusal:
    """403: the other side does not want the bot."""
    return Refusal(403, f"Forbidden: {text}")


def conflict(text: str) -> Refusal:
    """409: two ways of fetching updates at once."""
    return Refusal(409, f"Conflict: {text}")


def too_many(seconds: int) -> Refusal:
    """The answer 429, which asks to wait `seconds` seconds."""
    return Refusal(429, f"Too Many Requests: retry after {seconds}", retry_after=seconds)
