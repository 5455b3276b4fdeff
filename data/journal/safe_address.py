"""An address as people and logs may see it: the one place that keeps a password out of every text."""

from collections.abc import Iterator
from urllib.parse import quote, quote_plus

from sqlalchemy import URL

# What stands after the '?' and tells no secret: where the server is, numbers, and words of the settings themselves.
_PLACES = {"host", "hostaddr"}
_WORDS = {
    "allow",
    "any",
    "disable",
    "prefer",
    "primary",
    "read-only",
    "read-write",
    "require",
    "verify-ca",
    "verify-full",
}
_HIDDEN = "***"
# A shorter secret may be part of any word: text that holds it is left out whole.
_FEWEST_LETTERS = 4
_LEFT_OUT = "its own words are left out, for the password could be read from them"


def shown_address(url: URL) -> str:
    """An address for people to read: a file's path, or who, where and which database; nothing of what follows the '?'."""
    if url.get_backend_name() == "sqlite":
        return str(url.database)
    bare = url.set(query={}).render_as_string(hide_password=True)
    return bare + ("?…" if url.query else "")


def without_secrets(url: URL, text: str) -> str:
    """A text, such as a database's error, with every secret of the address taken out, however it is written there."""
    secrets = sorted(
        {form for secret in _secrets(url) for form in (secret, quote(secret), quote_plus(secret))}, key=len
    )
    if any(len(each) < _FEWEST_LETTERS and each in text for each in secrets):
        return _LEFT_OUT
    for each in reversed(secrets):
        text = text.replace(each, _HIDDEN)
    return text


def _secrets(url: URL) -> Iterator[str]:
    if url.password:
        yield str(url.password)
    for name, given in url.query.items():
        values = [given] if isinstance(given, str) else given
        if name not in _PLACES:
            yield from (each for each in values if each and not each.isdigit() and each not in _WORDS)
