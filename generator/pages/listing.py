"""Lists of records over several pages."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from generator import urls
from generator.pages.page import Head, Page
from generator.pages.parts import Group, Item

T = TypeVar("T")


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
    result = []
    for pager, part in paged(url, items, per_page):
        view = ListView(
            title=head.title,
            intro=intro,
            items=tuple(part),
            total=len(items),
            noun=noun,
            facets=facets if pager.page == 1 else (),
            pager=pager,
        )
        page_head = replace(head, title=numbered(head.title, pager))
        result.append(Page(urls.page_url(url, pager.page), "list.html", page_head, view))
    return result


def paged(url: str, items: Sequence[T], per_page: int) -> Iterator[tuple[Pager, Sequence[T]]]:
    """Yield the pager and the items of each page of the list at ``url``; an empty list has one empty page."""
    pages = max(1, -(-len(items) // per_page))
    for page in range(1, pages + 1):
        numbers = {1, pages, *range(max(1, page - 2), min(pages, page + 2) + 1)}
        links = tuple((number, urls.page_url(url, number)) for number in sorted(numbers))
        yield Pager(page, pages, links), items[(page - 1) * per_page : page * per_page]


def numbered(title: str, pager: Pager) -> str:
    """Return the title of one page of a list: the first needs no number."""
    return title if pager.page == 1 else f"{title}, trang {pager.page}"
