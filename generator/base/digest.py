"""Names made from content."""

import hashlib


def digest(data: bytes) -> str:
    """Return the SHA-256 of the data as 64 hexadecimal digits."""
    return hashlib.sha256(data).hexdigest()


def short_digest(data: bytes) -> str:
    """Return the first 12 hexadecimal digits of the SHA-256: enough to name a file of a site apart."""
    return hashlib.sha256(data).hexdigest()[:12]
