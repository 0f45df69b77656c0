"""Codes of the second factor. They are made with the line's source of randomness and compared in constant time; slow
hashes are computed in a thread."""

from base64 import b32encode, urlsafe_b64decode
from datetime import datetime
from hmac import compare_digest

import pyotp
from argon2 import PasswordHasher
from argon2.exceptions import Argon2Error, InvalidHashError

from bot.domain.second_factor import Checked, FactorKind, FactorStep, Fits, Hashed, SecondFactor, is_easy
from bot.ports.time import Tokens
from bot.thread_pools import HASHING, run_in_pool

SECRET_BYTES = 20
SALT_BYTES = 16
DRIFT = 1
"""By how many time steps (30 s) the clock of a phone may differ."""
ARGON = PasswordHasher()
"""Parameters of argon2id: 64 MiB, three passes."""


def random_bytes(tokens: Tokens, size: int) -> bytes:
    """Returns `size` random bytes from the line's source of randomness."""
    text = tokens.token(size)
    return urlsafe_b64decode(text + "=" * (-len(text) % 4))


def new_secret(tokens: Tokens) -> str:
    """A new secret for an authenticator app, in base32."""
    return b32encode(random_bytes(tokens, SECRET_BYTES)).decode()


async def checked(factor: SecondFactor, code: str, now: datetime, tokens: Tokens) -> Checked:
    """What a typed code is to this second factor: the right code, a new PIN, or neither."""
    if factor.step is FactorStep.NEW_PIN:
        salt = random_bytes(tokens, SALT_BYTES)
        return Hashed("") if is_easy(code) else Hashed(await run_in_pool(HASHING, ARGON.hash, code, salt=salt))
    if factor.kind is FactorKind.TOTP:
        return matching(factor.secret, code, now)
    return Fits() if await run_in_pool(HASHING, is_pin, factor.secret, code) else None


def matching(secret: str, code: str, now: datetime) -> Fits | None:
    """The newest time step around now to which this code belongs; None where there is none. All steps are compared, so
    that the time taken says nothing."""
    app = pyotp.TOTP(secret)
    here = app.timecode(now)
    steps = range(here - DRIFT, here + DRIFT + 1)
    found = [step for step in steps if compare_digest(app.generate_otp(step).encode(), code.encode())]
    return Fits(found[-1]) if found else None


def is_pin(hashed: str, code: str) -> bool:
    """Whether the hash was made of this number."""
    try:
        return ARGON.verify(hashed, code)
    except (Argon2Error, InvalidHashError):
        return False
