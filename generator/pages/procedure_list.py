"""Lists of procedures: all, and by life event, field, agency, level, time, fee, letter and state."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import lru_cache

from generator import urls
from generator.link.site import Site
from generator.pages.listing import Pager, numbered, paged
from generator.pages.page import FeedLink, Head, Link, Page
from generator.pages.parts import CountedLink, Group, Item
from generator.records.procedure import PROCEDURE_STATES, Procedure
from generator.records.procedure_parts import LEVELS, ProcedureText
from generator.vn.collation import collation_key, initial
from generator.vn.folding import slugify
from generator.vn.time_limits import hours

_CRUMBS = (Link("Trang chủ", urls.HOME), Link("Thủ tục hành chính", urls.PROCEDURES))
_EVENTS, _LETTERS = "Theo sự kiện", "Theo chữ cái"
FIELDS = "Theo lĩnh vực"
_SPANS = (
    (Decimal(8), "trong-ngay", "Trong ngày"),
    (Decimal(168), "den-5-ngay-lam-viec", "Trên 1 ngày đến 5 ngày làm việc"),
    (Decimal(672), "den-20-ngay-lam-viec", "Trên 5 đến 20 ngày làm việc"),
    (Decimal("Infinity"), "tren-20-ngay-lam-viec", "Trên 20 ngày làm việc"),
)
"""Spans of time to look procedures up by: the most hours of the calendar in each, its address and its name."""


@dataclass(frozen=True, slots=True)
class ProcedureList:
    """A list to be: its address, what it is called alone and among others of its group, its procedures in order."""

    url: str
    title: str
    name: str
    group: str
    ids: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ProcedureListView:
    """A page of a list of procedures.

    ``events``, ``letters`` and ``facets`` lead to parts of all; ``index`` is the address of what the script narrows,
    and ``scope`` that of the list it narrows, empty for all.
    """

    title: str
    events: tuple[CountedLink, ...]
    letters: tuple[CountedLink, ...]
    facets: tuple[Group, ...]
    items: tuple[Item, ...]
    total: int
    pager: Pager
    index: str
    scope: str


def in_order(procedures: Iterable[Procedure]) -> list[Procedure]:
    """Return procedures as lists have them: by name, those that are no more behind all others."""
    return sorted(procedures, key=lambda procedure: (procedure.state == "abolished", collation_key(procedure.name)))


@lru_cache(maxsize=1)
def procedure_lists(site: Site) -> tuple[ProcedureList, ...]:
    """Return every list but that of all procedures; none is empty."""
    procedures = in_order(site.procedures.values())
    return (
        *_by_event(site, procedures),
        *_by_field(procedures),
        *_by_agency(site, procedures),
        *_grouped("cap", "Theo cấp thực hiện", LEVELS, ((p, p.levels) for p in procedures)),
        *_by_time(procedures),
        *_by_fee(procedures),
        *_by_letter(procedures),
        *_grouped("tinh-trang", "Theo tình trạng", PROCEDURE_STATES, ((p, _told_state(p)) for p in procedures)),
    )


def procedure_list_pages(
    site: Site, items: Mapping[str, Item], feeds: Mapping[str, tuple[FeedLink, ...]]
) -> list[Page]:
    """Return the pages of all lists; ``items`` are the procedures by id."""
    lists = procedure_lists(site)
    head = Head(
        "Thủ tục hành chính",
        "Hồ sơ cần nộp, thời hạn, phí và nơi giải quyết của từng thủ tục.",
        urls.PROCEDURES,
        _CRUMBS[:1],
        feeds=feeds[urls.PROCEDURES],
    )
    everything = tuple(procedure.id for procedure in in_order(site.procedures.values()))
    pages = _pages(site, urls.PROCEDURES, head, [items[id_] for id_ in everything], lists)
    for one in lists:
        head = Head(one.title, section=urls.PROCEDURES, crumbs=_CRUMBS, feeds=feeds.get(one.url, ()))
        pages += _pages(site, one.url, head, [items[id_] for id_ in one.ids], ())
    return pages


def longest_hours(procedure: ProcedureText) -> Decimal | None:
    """Return the longest of a procedure's time limits in hours of the calendar; None where none has an amount."""
    found = [hours(manner.time_limit) for manner in procedure.manners if manner.time_limit]
    return max((length for length in found if length is not None), default=None)


def least_fee(procedure: ProcedureText) -> int | None:
    """Return the least that is paid, in đồng: 0 where nothing ever is, None where no amount is stated."""
    stated = (amount for manner in procedure.manners if manner.fee for amount in manner.fee.amounts)
    return 0 if is_free(procedure) else min((amount for amount in stated if amount), default=None)


def is_free(procedure: ProcedureText) -> bool:
    """Whether every fee that is stated is none, and one is."""
    stated = [manner.fee for manner in procedure.manners if manner.fee]
    return bool(stated) and all(fee.free for fee in stated)


def _pages(site: Site, url: str, head: Head, items: Sequence[Item], lists: Sequence[ProcedureList]) -> list[Page]:
    pages = []
    for pager, part in paged(url, items, site.portal.page_sizes.procedures):
        first = pager.page == 1
        view = ProcedureListView(
            title=head.title,
            events=_links(lists, _EVENTS) if first else (),
            letters=_links(lists, _LETTERS) if first else (),
            facets=_facets(lists) if first else (),
            items=tuple(part),
            total=len(items),
            pager=pager,
            index=urls.PROCEDURE_INDEX,
            scope="" if url == urls.PROCEDURES else url,
        )
        pages.append(
            Page(
                urls.page_url(url, pager.page),
                "procedure_list.html",
                replace(head, title=numbered(head.title, pager)),
                view,
            )
        )
    return pages


def _links(lists: Iterable[ProcedureList], group: str) -> tuple[CountedLink, ...]:
    return tuple(CountedLink(one.name, one.url, len(one.ids)) for one in lists if one.group == group)


def _facets(lists: Sequence[ProcedureList]) -> tuple[Group, ...]:
    groups = dict.fromkeys(one.group for one in lists if one.group not in (_EVENTS, _LETTERS))
    return tuple(Group(title, links=_links(lists, title)) for title in groups)


def _by_event(site: Site, procedures: Sequence[Procedure]) -> Iterator[ProcedureList]:
    for event in site.life_events.values():
        ids = tuple(procedure.id for procedure in procedures if event.id in procedure.life_events)
        if ids:
            url = urls.procedures_by("su-kien", event.id)
            yield ProcedureList(url, f"Thủ tục theo sự kiện: {event.name}", event.name, _EVENTS, ids)


def _by_field(procedures: Sequence[Procedure]) -> list[ProcedureList]:
    names: dict[str, dict[str, None]] = defaultdict(dict)
    found: dict[str, list[str]] = defaultdict(list)
    for procedure in procedures:
        url = urls.procedures_by_field(procedure.field)
        names[url][procedure.field] = None
        found[url].append(procedure.id)
    lists = [
        ProcedureList(url, f"Thủ tục lĩnh vực {name}", name, FIELDS, tuple(ids))
        for url, ids in found.items()
        for name in (" / ".join(names[url]),)
    ]
    return sorted(lists, key=lambda one: collation_key(one.name))


def _by_agency(site: Site, procedures: Sequence[Procedure]) -> list[ProcedureList]:
    found: dict[str, list[str]] = defaultdict(list)
    for procedure in procedures:
        for agency in dict.fromkeys(procedure.agencies):
            if agency in site.agencies:
                found[agency].append(procedure.id)
    lists = [
        ProcedureList(
            urls.procedures_by_agency(id_),
            f"Thủ tục do {site.agencies[id_].name} thực hiện",
            site.agencies[id_].name,
            "Theo cơ quan thực hiện",
            tuple(ids),
        )
        for id_, ids in found.items()
    ]
    return sorted(lists, key=lambda one: collation_key(one.name))


def _grouped(
    facet: str, group: str, labels: Mapping[str, str], keyed: Iterable[tuple[Procedure, Iterable[str]]]
) -> Iterator[ProcedureList]:
    found: dict[str, list[str]] = {key: [] for key in labels}
    for procedure, keys in keyed:
        for key in keys:
            found[key].append(procedure.id)
    for key, label in labels.items():
        if found[key]:
            url = urls.procedures_by(facet, slugify(label))
            yield ProcedureList(url, f"Thủ tục: {label}", label, group, tuple(found[key]))


def _told_state(procedure: Procedure) -> tuple[str, ...]:
    """Return the state of a procedure where it is worth a list of its own."""
    return () if procedure.state == "in_force" else (procedure.state,)


def _by_time(procedures: Sequence[Procedure]) -> Iterator[ProcedureList]:
    lengths = [(longest_hours(procedure), procedure.id) for procedure in procedures]
    shortest = Decimal(-1)
    for longest, slug, name in _SPANS:
        within = [
            (length, place, id_)
            for place, (length, id_) in enumerate(lengths)
            if length is not None and shortest < length <= longest
        ]
        if within:
            ids = tuple(id_ for _, _, id_ in sorted(within))
            title = f"Thủ tục giải quyết {name[:1].lower()}{name[1:]}"
            yield ProcedureList(urls.procedures_by("thoi-han", slug), title, name, "Theo thời hạn", ids)
        shortest = longest


def _by_fee(procedures: Sequence[Procedure]) -> Iterator[ProcedureList]:
    free = tuple(procedure.id for procedure in procedures if is_free(procedure))
    if free:
        yield ProcedureList(urls.procedures_by("phi", "mien-phi"), "Thủ tục miễn phí", "Miễn phí", "Theo phí", free)
    priced = [
        (fee, place, procedure.id)
        for place, procedure in enumerate(procedures)
        if not is_free(procedure) and (fee := least_fee(procedure)) is not None
    ]
    if priced:
        ids = tuple(id_ for _, _, id_ in sorted(priced))
        name = "Có thu phí, thấp đến cao"
        yield ProcedureList(urls.procedures_by("phi", "co-thu"), "Thủ tục có thu phí, lệ phí", name, "Theo phí", ids)


def _by_letter(procedures: Sequence[Procedure]) -> list[ProcedureList]:
    found: dict[str, list[str]] = defaultdict(list)
    for procedure in procedures:
        found[initial(procedure.name)].append(procedure.id)
    lists = [
        ProcedureList(
            urls.procedures_by_initial(letter),
            "Thủ tục khác" if letter == "#" else f"Thủ tục bắt đầu bằng chữ {letter}",
            letter,
            _LETTERS,
            tuple(ids),
        )
        for letter, ids in found.items()
    ]
    return sorted(lists, key=lambda one: collation_key(one.name))
