"""The whole URL scheme: nobody else joins slashes.

Addresses are given from the root of the site, with a slash at both ends. Once published they stay.
"""

import re
from collections.abc import Callable, Sequence
from datetime import date
from functools import lru_cache
from urllib.parse import quote

from generator.base.digest import short_digest
from generator.records.common import Record
from generator.records.news import News
from generator.vn.folding import slugify

HOME = "/"
NEWS = "/tin-tuc/"
DOCUMENTS = "/van-ban/"
UNHELD = "/van-ban/chua-co/"
PLANS = "/ke-hoach/"
PROGRAMMES = "/chuong-trinh/"
TASKS = "/nhiem-vu/"
PROCEDURES = "/thu-tuc/"
AGENCIES = "/co-quan/"
AREAS = "/linh-vuc/"
INDICATORS = "/chi-so/"
RESULTS = "/ket-qua/"
PROVINCES = "/dia-phuong/"
SEARCH = "/tim-kiem/"
OPENSEARCH = "/tim-kiem/opensearch.xml"
SITEMAP = "/so-do/"
BY_NUMBER = "/so-do/theo-so/"
BY_TITLE = "/so-do/theo-ten/"
BY_YEAR = "/so-do/theo-nam/"
FEEDS = "/rss/"
CHANGES = "/thay-doi/"
CONTACT = "/lien-he/"
DISCLOSURE = "/cong-khai/"
DATA = "/du-lieu/"
DATA_API = "/du-lieu/v1/"
NOT_FOUND = "/404.html"
ASSETS = "/tai-nguyen/"
FILES = "/tep/"
SHARE_IMAGES = "/anh-chia-se/"
MANIFEST = "/manifest.webmanifest"
SECURITY = "/.well-known/security.txt"

SECTIONS = {
    "news": NEWS,
    "documents": DOCUMENTS,
    "procedures": PROCEDURES,
    "agencies": AGENCIES,
    "indicators": INDICATORS,
    "caseloads": RESULTS,
}
"""The list of each kind of record."""

PROCEDURE_INDEX = "/thu-tuc/danh-muc.json"

_TELEX = {"Ă": "aw", "Â": "aa", "Đ": "dd", "Ê": "ee", "Ô": "oo", "Ơ": "ow", "Ư": "uw", "#": "khac"}
_LEADING_DATE = re.compile(r"\A[0-9]{4}-[0-9]{2}-[0-9]{2}-(?=.)")


def news_url(news: News) -> str:
    """Return the address of a post; a date at the head of its id is not said twice."""
    day = news.posted_at
    return f"{NEWS}{day.year:04}/{day.month:02}/{day.day:02}/{_LEADING_DATE.sub('', news.id)}/"


def document_url(id_: str) -> str:
    """Return the address of a document, and so of the plan in it."""
    return f"{DOCUMENTS}{id_}/"


def document_id(address: str) -> str:
    """Return the id of the document that an address was made of; empty for another address."""
    id_ = address.removeprefix(DOCUMENTS).rstrip("/")
    return id_ if document_url(id_) == address and "/" not in id_ else ""


def procedure_url(id_: str) -> str:
    """Return the address of a procedure; its id is its code."""
    return f"{PROCEDURES}{id_}/"


def procedure_version_url(id_: str, since: date | None) -> str:
    """Return the address of the text of a procedure from a day on; without a day, of the first that is known."""
    return f"{procedure_url(id_)}ban/{since.isoformat() if since else 'dau'}/"


def poster_url(id_: str) -> str:
    """Return the address of the sheet of a procedure for the notice board."""
    return f"{procedure_url(id_)}niem-yet/"


def agency_url(id_: str) -> str:
    """Return the address of an agency."""
    return f"{AGENCIES}{id_}/"


def area_url(id_: str) -> str:
    """Return the address of an area of a reform programme."""
    return f"{AREAS}{id_}/"


def programme_url(id_: str) -> str:
    """Return the address of a reform programme."""
    return f"{PROGRAMMES}{id_}/"


def programme_events(id_: str) -> str:
    """Return the address of all events of a programme that are too many for its own page."""
    return f"{programme_url(id_)}dien-bien/"


def indicator_series_url(name: str) -> str:
    """Return the address where the indicators of a series are compared."""
    return f"{INDICATORS}bo/{_step(name)}/"


def province_url(id_: str) -> str:
    """Return the address of a province."""
    return f"{PROVINCES}{id_}/"


def indicator_url(id_: str) -> str:
    """Return the address of an indicator."""
    return f"{INDICATORS}{id_}/"


def results_of_year(year: int) -> str:
    """Return the address of the results of all units in a year."""
    return f"{RESULTS}{year}/"


def results_of_agency(agency_id: str) -> str:
    """Return the address of the results of a unit."""
    return f"{RESULTS}{agency_id}/"


def caseload_url(id_: str) -> str:
    """Return the address of one report on results."""
    return f"{RESULTS}bao-cao/{id_}/"


def task_anchor(order: str) -> str:
    """Return the id of a task's row on the page of its plan."""
    return f"nhiem-vu-{order.replace('.', '-')}"


def task_url(plan_id: str, order: str) -> str:
    """Return the address of a task."""
    return f"{TASKS}{plan_id}/{order}/"


def tasks_by(facet: str, value: str) -> str:
    """Return the address of the tasks of a ``nam`` (year), ``co-quan`` (lead), ``linh-vuc`` or ``dia-phuong``."""
    return f"{TASKS}{facet}/{value}/"


def tasks_in_state(state: str, year: int | None = None) -> str:
    """Return the address of the tasks in a state, by its key in `generator.link.status.STATUSES`; of all years or one.

    Addresses are Vietnamese as all others, and do not follow a label when its words are mended.
    """
    return f"{_tasks_of(year)}tinh-trang/{_STATE_STEPS[state]}/"


def tasks_due_soon(year: int | None = None) -> str:
    """Return the address of the tasks that are due soon, of all years or one."""
    return f"{_tasks_of(year)}sap-den-han/"


def tasks_done_this_month() -> str:
    """Return the address of the tasks that were finished in the present month."""
    return f"{TASKS}xong-trong-thang/"


def _tasks_of(year: int | None) -> str:
    return TASKS if year is None else tasks_by("nam", str(year))


_STATE_STEPS = {
    "overdue": "qua-han",
    "under_way": "dang-thuc-hien",
    "not_started": "chua-thuc-hien",
    "suspended": "tam-dung",
    "handed_on": "chuyen-tiep",
    "done": "hoan-thanh",
    "done_late": "hoan-thanh-qua-han",
    "dropped": "khong-thuc-hien-nua",
    "unreported": "chua-co-bao-cao",
}


def plan_tasks(plan_id: str) -> str:
    """Return the address of all tasks of a plan that are too many for its own page."""
    return f"{document_url(plan_id)}nhiem-vu/"


def plan_tasks_by(plan_id: str, facet: str) -> str:
    """Return the address of the tasks of a plan in groups: by ``linh-vuc``, ``co-quan`` or ``thoi-han``."""
    return f"{document_url(plan_id)}nhiem-vu/{facet}/"


def news_month_url(day: date) -> str:
    """Return the address of the archive of a month."""
    return f"{NEWS}{day:%Y/%m}/"


def news_year_url(year: int) -> str:
    """Return the address of the archive of a year."""
    return f"{NEWS}{year:04}/"


def changes_month_url(day: date) -> str:
    """Return the address of what changed in a month."""
    return f"{CHANGES}{day:%Y/%m}/"


def author_url(name: str) -> str:
    """Return the address of the posts of an author."""
    return f"{NEWS}tac-gia/{_step(name)}/"


def documents_by(facet: str, value: str) -> str:
    """Return the address of the documents of a ``loai`` (type), ``nam`` (year), ``co-quan`` (issuer), ``linh-vuc``."""
    return f"{DOCUMENTS}{facet}/{value}/"


def procedures_by(facet: str, value: str) -> str:
    """Return the address of the procedures of a ``cap`` (level), ``su-kien`` (life event), ``thoi-han``, ``phi``…"""
    return f"{PROCEDURES}{facet}/{value}/"


def procedures_by_initial(letter: str) -> str:
    """Return the address of the procedures whose names begin with a letter, spelt as Telex types it: ``dd`` for Đ."""
    return procedures_by("chu-cai", _TELEX.get(letter, letter).lower())


def procedures_by_field(field: str) -> str:
    """Return the address of the procedures of a field."""
    return f"{PROCEDURES}linh-vuc/{_step(field)}/"


def procedures_by_agency(agency_id: str) -> str:
    """Return the address of the procedures of an agency."""
    return f"{PROCEDURES}co-quan/{agency_id}/"


def document_procedures(id_: str) -> str:
    """Return the address of the lists of procedures that are annexed to a decision."""
    return f"{document_url(id_)}thu-tuc/"


def by_number_of(type_: str) -> str:
    """Return the address of the index by number of a type of document, or of ``thu-tuc``."""
    return f"{BY_NUMBER}{type_}/"


def by_title_of(letter: str) -> str:
    """Return the address of the index of titles that begin with a letter; ``Đ`` is ``dd``, as ``d`` is another."""
    return f"{BY_TITLE}{'dd' if letter == 'Đ' else _step(letter)}/"


def opml_url(group: str = "") -> str:
    """Return the address of the list of the feeds of a group, or of all feeds, for feed readers."""
    return f"{FEEDS}{_step(group) if group else 'tat-ca'}.opml"


def page_url(listing: str, number: int) -> str:
    """Return the address of page ``number`` (from 1) of a listing."""
    return listing if number == 1 else f"{listing}trang/{number}/"


def listing_url(page: str, number: int) -> str:
    """Return the address of the listing that ``page`` is page ``number`` of."""
    return page if number == 1 else page.removesuffix(f"trang/{number}/")


def file_url(name: str) -> str:
    """Return the address of a file to download, percent-encoded."""
    return FILES + quote(name)


def calendar_url(page: str) -> str:
    """Return the address of the calendar of the deadlines on a page."""
    return f"{page}lich.ics"


def data_table(name: str) -> str:
    """Return the address of the page that explains a table of open data."""
    return f"{DATA}{name}/"


def data_file(name: str, extension: str) -> str:
    """Return the address of a table of open data in a format, or of another file beside them."""
    return f"{DATA}{name}.{extension}"


def data_api_page(name: str, number: int) -> str:
    """Return the address of page ``number`` (from 1) of a table in the API."""
    return f"{DATA_API}{name}/page-{number}.json"


def data_api_schema(name: str) -> str:
    """Return the address of the JSON Schema of a row of a table."""
    return f"{DATA_API}{name}/schema.json"


def share_image_url(name: str) -> str:
    """Return the address of the picture that is drawn for links to a page, by what it shows."""
    return f"{SHARE_IMAGES}{name}.png"


def first_address(former: Sequence[str], url: str) -> str:
    """Return the address at which something was first published, by which feed readers know it for good.

    It is kept by moves, since what moves names its old addresses, the oldest first.
    """
    return former[0] if former else url


def twin_url(url: str) -> str:
    """Return the address of the JSON twin of a record page."""
    return f"{url}index.json"


@lru_cache(maxsize=1 << 12)  # authors and fields are few, and named on every page
def _step(name: str) -> str:
    """Return a name as a step of an address: its digest where it has neither Latin letters nor digits."""
    return slugify(name) or short_digest(name.encode())


def artifact_path(url: str) -> str:
    """Return the file, from the root of the output, that an address is served from."""
    return f"{url[1:]}index.html" if url.endswith("/") else url[1:]


_RECORD_URLS: dict[str, Callable[[str], str]] = {
    "documents": document_url,
    "procedures": procedure_url,
    "agencies": agency_url,
    "indicators": indicator_url,
    "caseloads": caseload_url,
    "areas": area_url,
    "provinces": province_url,
}


def record_url(record: Record, kind: str) -> str:
    """Return the address of the page of a record of any kind."""
    return news_url(record) if isinstance(record, News) else _RECORD_URLS[kind](record.id)
