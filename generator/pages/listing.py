"""Lists of records over several pages."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from generator import urls
from generator.pages.page import Head, Page
from generator.pages.parts import Group, Item


@dataclass(frozen=True, slots=True)
class Pager:
    """Where a page of a list stands: ``links`` are number and address of the pages to name, in order."""

    page: int
    pages: int
    links: tuple[tuple[int, str], ...]


@dataclass(frozen=True, slots=True)
class ListView:
    """One page of a list: ``facets`` lead to parts of it, ``total`` counts all of its records."""

    title: str
    intro: str
    items: tuple[Item, ...]
    total: int
    noun: str
    facets: tuple[Group, ...]
    pager: Pager


def list_pages(
    url: str,
    head: Head,
    items: Sequence[Item],
    per_page: int,
    noun: str,
    intro: str = "",
    facets: tuple[Group, ...] = (),
) -> list[Page]:
    """Return the pages of a list, at least one; ``noun`` says what is counted (``văn bản``).

    Only the first page offers the facets: the others are for reading on.
    """
    pages = max(1, -(-len(items) // per_page))
    result = []
    for number in range(1, pages + 1):
        view = ListView(
            title=head.title,
            intro=intro,
            items=tuple(items[(number - 1) * per_page : number * per_page]),
            total=len(items),
            noun=noun,
            facets=facets if number == 1 else (),
            pager=pager(url, number, pages),
        )
        title = head.title if number == 1 else f"{head.title}, trang {number}"
        result.append(Page(urls.page_url(url, number), "list.html", replace(head, title=title), view))
    return result


def pager(url: str, page: int, pages: int) -> Pager:
    """Return the pager of page ``page`` of ``pages`` of the list at ``url``."""
    numbers = {1, pages, *range(max(1, page - 2), min(pages, page + 2) + 1)}
    return Pager(page, pages, tuple((number, urls.page_url(url, number)) for number in sorted(numbers)))
