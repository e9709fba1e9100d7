"""Addresses in prose that lead to what is not published; links to them become plain words."""

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from pathlib import Path
from posixpath import normpath
from urllib.parse import unquote

from generator import urls
from generator.base.problems import Problem
from generator.link.citations import prose_of
from generator.link.site import Key
from generator.load.content import LoadedRecord, place_words

_ADDRESS = re.compile(r"(?:https?://[^\s/()<>\"']+)?/[a-z0-9][^\s()<>\"'\]]*", re.IGNORECASE)
"""What may be an address of the portal in Markdown or HTML, with the portal's own host or without one."""


@dataclass(frozen=True, slots=True)
class DeadAddresses:
    """Addresses with nothing behind them: ``hidden`` of what is not published yet, ``lost`` of what was withdrawn.

    A withdrawn record leaves a notice, one of ``notices``, and nothing below it.
    """

    hidden: Collection[str]
    lost: Collection[str]
    notices: tuple[str, ...]

    def why(self, page: str) -> str:
        """Return why there is nothing at an address; empty where nothing is wrong with it."""
        if page in self.hidden:
            return "chưa công khai"
        below = page.startswith(self.notices) and page not in self.notices
        return "đã rút" if below or page in self.lost else ""


def dead_addresses(
    withheld: Iterable[LoadedRecord], gone: Iterable[LoadedRecord], lost_files: Iterable[str]
) -> DeadAddresses:
    """Return where nothing is, given the records that are not published yet, those withdrawn, and files of these."""
    return DeadAddresses(
        hidden={urls.record_url(one.record, one.kind) for one in withheld},
        lost={f"{urls.FILES}{name}/" for name in lost_files},
        notices=tuple(urls.record_url(one.record, one.kind) for one in gone),
    )


def drop_dead_links(
    linked: Iterable[LoadedRecord], dead: DeadAddresses, base_url: str, root: Path
) -> tuple[dict[Key, tuple[str, ...]], list[Problem]]:
    """Return the dead addresses in the prose of each record that has some, and a notice for each."""
    dropped: dict[Key, tuple[str, ...]] = {}
    notices: list[Problem] = []
    for one in linked if dead.hidden or dead.notices else ():
        addresses = dict.fromkeys(found[0] for text in prose_of(one.record) for found in _ADDRESS.finditer(text))
        lost = {address: why for address in addresses if (why := dead.why(_page_of(address, base_url)))}
        if lost:
            dropped[one.kind, one.record.id] = tuple(lost)
            message = "liên kết tới {} được bỏ vì hồ sơ ấy {}"
            faults = [(address, "MB083", message.format(address, why), "") for address, why in lost.items()]
            notices.extend(place_words(root, one.path, faults))
    return dropped, notices


def _page_of(address: str, base_url: str) -> str:
    """Return the page of the portal that an address leads to, however it is spelt."""
    path = re.split(r"[?#]", address.removeprefix(base_url.rstrip("/")), maxsplit=1)[0]
    path = normpath(unquote(path).removesuffix("index.html").removesuffix("index.json"))
    return path if path.endswith("/") else path + "/"
