"""A page of nothing but grouped links."""

from dataclasses import dataclass

from generator.pages.page import Head, Page
from generator.pages.parts import Group


@dataclass(frozen=True, slots=True)
class IndexView:
    """Groups of links with how many records are behind each."""

    title: str
    intro: str
    groups: tuple[Group, ...]


def index_page(url: str, head: Head, groups: tuple[Group, ...]) -> Page:
    """Return a page of grouped links; its first words are the description in its head."""
    return Page(url, "index.html", head, IndexView(head.title, head.description, groups))
