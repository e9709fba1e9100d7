"""A file of the published site."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Artifact:
    """Bytes and the place where the site has them.

    ``path`` is relative to the root of the site, with forward slashes, such as ``van-ban/index.html``.
    ``source`` names the content file behind a page, relative to the portal folder, for messages; or is empty. A page
    is a frame that many share, filled with what is its ``own``: whoever reads both apart has read the whole page, and
    need not read a frame twice. Both are empty where there is no such cut.
    """

    path: str
    data: bytes
    source: str = ""
    frame: bytes = b""
    own: bytes = b""
