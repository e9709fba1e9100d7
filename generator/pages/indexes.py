"""Indexes of the whole portal for reading without a search: by number, by title from A to Z, and by year."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence

from generator import urls
from generator.link.site import Site
from generator.pages.document import document_item
from generator.pages.index import index_page
from generator.pages.listing import list_pages
from generator.pages.news import news_item
from generator.pages.page import Head, Link, Page
from generator.pages.parts import CountedLink, Group, Item, document_name
from generator.pages.procedure import procedure_item
from generator.records.document import Document
from generator.records.kinds import KINDS
from generator.vn.collation import collation_key
from generator.vn.dates import format_date
from generator.vn.doctypes import DOCUMENT_TYPES
from generator.vn.folding import fold

PER_PAGE = 200
"""Rows on a page: whoever reads an index goes through it quickly, and many small pages are in the way."""

INDEXES = (
    Link("Theo số, ký hiệu", urls.BY_NUMBER),
    Link("Theo tên, từ A đến Z", urls.BY_TITLE),
    Link("Theo năm", urls.BY_YEAR),
    Link("Theo cơ quan", urls.AGENCIES),
)

_CRUMBS = (Link("Trang chủ", urls.HOME), Link("Sơ đồ trang", urls.SITEMAP))
_PROCEDURE_CODES = "thu-tuc"  # no type of document has this id


def index_pages(site: Site) -> list[Page]:
    """Return the pages of the indexes; that by agency is the list of agencies itself."""
    return [*_by_number(site), *_by_title(site), _by_year(site)]


def _by_number(site: Site) -> list[Page]:
    types: dict[str, list[Document]] = defaultdict(list)
    for document in site.documents.values():
        if document.number:
            types[document.type].append(document)
    lists = [
        (type_, f"{DOCUMENT_TYPES[type_].name} theo số, ký hiệu", [_numbered(site, d) for d in _in_order(found)])
        for type_, found in sorted(types.items(), key=lambda pair: collation_key(DOCUMENT_TYPES[pair[0]].name))
    ]
    procedures = sorted(site.procedures.values(), key=lambda procedure: collation_key(procedure.code))
    if procedures:
        name = f"{KINDS['procedures'].label} theo mã"
        lists.append((_PROCEDURE_CODES, name, [procedure_item(site, procedure) for procedure in procedures]))
    head = Head("Tra theo số, ký hiệu", "Văn bản theo loại rồi theo số, ký hiệu; thủ tục theo mã.", crumbs=_CRUMBS)
    links = tuple(CountedLink(name, urls.by_number_of(id_), len(items)) for id_, name, items in lists)
    return [
        index_page(urls.BY_NUMBER, head, (Group("", links=links),) if links else ()),
        *(page for id_, name, items in lists for page in _list(urls.by_number_of(id_), name, items, head.title)),
    ]


def _in_order(documents: Iterable[Document]) -> list[Document]:
    return sorted(documents, key=lambda document: (collation_key(document.number or ""), document.issued_on))


def _numbered(site: Site, document: Document) -> Item:
    facts = (format_date(document.issued_on), site.agencies[document.issuer].name)
    return Item(document_name(document), urls.document_url(document.id), facts, document.subject)


def _by_title(site: Site) -> list[Page]:
    items = [
        *(news_item(site, news) for news in site.news.values()),
        *(document_item(site, document) for document in site.documents.values()),
        *(procedure_item(site, procedure) for procedure in site.procedures.values()),
        *(Item(one.name, urls.agency_url(one.id), (KINDS["agencies"].label,)) for one in site.agencies.values()),
        *(Item(one.name, urls.indicator_url(one.id), (KINDS["indicators"].label,)) for one in site.indicators.values()),
    ]
    letters: dict[str, list[Item]] = defaultdict(list)
    for item in sorted(items, key=lambda item: (collation_key(item.title), item.url)):
        letters[_letter(item.title)].append(item)
    head = Head("Tra theo tên, từ A đến Z", "Tin, văn bản, thủ tục, cơ quan và chỉ số theo tên.", crumbs=_CRUMBS)
    links = tuple(CountedLink(letter, urls.by_title_of(letter), len(found)) for letter, found in letters.items())
    return [
        index_page(urls.BY_TITLE, head, (Group("", links=links),) if links else ()),
        *(
            page
            for letter, found in letters.items()
            for page in _list(urls.by_title_of(letter), f"Tên bắt đầu bằng {letter}", found, head.title)
        ),
    ]


def _letter(title: str) -> str:
    """Return the letter that a title is filed under: that of the Latin alphabet, with Đ; digits for all others."""
    first = next((letter for letter in title if letter.isalnum()), "")
    letter = "Đ" if first in ("đ", "Đ") else fold(first).upper()
    return letter if len(letter) == 1 and (letter == "Đ" or "A" <= letter <= "Z") else "0–9"


def _by_year(site: Site) -> Page:
    news = Counter(news.posted_at.year for news in site.news.values())
    documents = Counter(document.issued_on.year for document in site.documents.values())
    groups = (
        Group(
            "Tin tức", links=tuple(CountedLink(f"Năm {y}", urls.news_year_url(y), news[y]) for y in _newest_first(news))
        ),
        Group(
            "Văn bản",
            links=tuple(
                CountedLink(f"Năm {y}", urls.documents_by("nam", str(y)), documents[y])
                for y in _newest_first(documents)
            ),
        ),
    )
    head = Head("Tra theo năm", "Tin theo năm đăng, văn bản theo năm ban hành.", crumbs=_CRUMBS)
    return index_page(urls.BY_YEAR, head, tuple(group for group in groups if group.links))


def _newest_first(years: Iterable[int]) -> Sequence[int]:
    return sorted(years, reverse=True)


def _list(url: str, name: str, items: Sequence[Item], parent: str) -> list[Page]:
    above = Link(parent, urls.BY_NUMBER if url.startswith(urls.BY_NUMBER) else urls.BY_TITLE)
    return list_pages(url, Head(name, crumbs=(*_CRUMBS, above)), items, PER_PAGE, "mục")
