"""The sheet of a procedure for the notice board: one page that answers what is asked first, with a way to the rest."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from generator import urls
from generator.base.text import shorten
from generator.link.site import Site
from generator.pages.page import Head, Link, Page
from generator.pages.parts import absolute, party_links
from generator.pages.procedure_list import in_order
from generator.pages.procedure_text import counts, fees, form_name, only_when, times
from generator.records.procedure import Procedure
from generator.records.procedure_parts import MANNERS, DossierItem
from generator.vn.dates import format_date

_LONGEST_NAME, _LONGEST_ANSWER, _LONGEST_PAPER, _MOST_PAPERS = 320, 240, 170, 12


@dataclass(frozen=True, slots=True)
class PosterView:
    """What a sheet says; its QR code holds ``address``.

    ``more`` counts the papers that find no room on it; ``since`` is the day from which its text counts, or empty.
    """

    owner: str
    name: str
    code: str
    answers: tuple[tuple[str, str], ...]
    papers: tuple[str, ...]
    more: int
    address: str
    since: str


def has_poster(procedure: Procedure) -> bool:
    """Whether people can ask for a procedure today; what is abolished, or not yet in force, is not put up."""
    return procedure.state not in ("abolished", "not_yet_in_force")


def poster_view(site: Site, procedure: Procedure) -> PosterView:
    """Return the sheet of a procedure, as its text is today."""
    since = max((e.effective_on for e in procedure.life if e.effective_on <= site.today), default=None)
    where = procedure.where or "; ".join(link.text for link in party_links(site, procedure.agencies))
    answers = (
        ("Thời hạn", "; ".join(times(procedure))),
        ("Phí, lệ phí", "; ".join(fees(procedure))),
        ("Nơi nộp", where),
        ("Cách nộp", ", ".join(dict.fromkeys(MANNERS[manner.kind] for manner in procedure.manners))),
        ("Số bộ hồ sơ", f"{procedure.sets} bộ" if procedure.sets else ""),
        ("Kết quả", "; ".join(result.name for result in procedure.results)),
    )
    return PosterView(
        owner=site.portal.owner.name,
        name=shorten(procedure.name, _LONGEST_NAME),
        code=procedure.code,
        answers=tuple((name, shorten(text, _LONGEST_ANSWER)) for name, text in answers if text),
        papers=tuple(_paper(item) for item in procedure.dossier[:_MOST_PAPERS]),
        more=max(0, len(procedure.dossier) - _MOST_PAPERS),
        address=absolute(site, urls.procedure_url(procedure.id)),
        since=format_date(since) if since else "",
    )


def posters(site: Site, procedures: Iterable[Procedure]) -> tuple[PosterView, ...]:
    """Return the sheets of procedures that have one, in the order of lists."""
    return tuple(poster_view(site, procedure) for procedure in in_order(procedures) if has_poster(procedure))


def poster_pages(site: Site) -> Iterator[Page]:
    """Yield the page of each sheet."""
    for procedure in filter(has_poster, site.procedures.values()):
        crumbs = (
            Link("Trang chủ", urls.HOME),
            Link("Thủ tục hành chính", urls.PROCEDURES),
            Link(shorten(procedure.name, 80), urls.procedure_url(procedure.id)),
        )
        head = Head(f"Niêm yết: {shorten(procedure.name, 140)}", section=urls.PROCEDURES, crumbs=crumbs)
        source = site.paths["procedures", procedure.id]
        yield Page(urls.poster_url(procedure.id), "poster.html", head, poster_view(site, procedure), source)


def _paper(item: DossierItem) -> str:
    """Return a paper with how many, on which form and when; of a long one, the name is cut before these."""
    more = "; ".join(part for part in (counts(item), form_name(item.form)) if part)
    needed = only_when(item.condition or item.case)
    rest = (f" ({more})" if more else "") + (f" – {needed}" if needed else "")
    return shorten(shorten(item.name, max(_LONGEST_PAPER // 2, _LONGEST_PAPER - len(rest))) + rest, _LONGEST_PAPER)
