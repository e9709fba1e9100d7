"""The home page: what there is, and what is new."""

from dataclasses import dataclass

from generator import urls
from generator.link.site import Site
from generator.link.status import Tally, tally
from generator.pages.document import document_item, newest_documents
from generator.pages.dublin_core import dublin_core
from generator.pages.linked_data import website
from generator.pages.news import news_item
from generator.pages.page import FeedLink, Head, Page
from generator.pages.parts import CountedLink, Item, count_records
from generator.pages.plan import plan_item
from generator.pages.task_list import leaves, years_of

_SHOWN = 5


@dataclass(frozen=True, slots=True)
class HomeView:
    """What the portal holds in figures, where tasks stand, the newest plans, documents and posts, and ways in.

    ``tally`` counts the tasks of plans for ``year``, the present one; of all plans where none is for it. The lists at
    ``tasks_url``, ``late_url``, ``soon_url`` and, in the order of its states, ``state_urls`` hold just those tasks.
    """

    title: str
    description: str
    counts: tuple[CountedLink, ...]
    year: int | None
    tasks_url: str
    late_url: str
    soon_url: str
    state_urls: tuple[str, ...]
    tally: Tally
    plans: tuple[Item, ...]
    documents: tuple[Item, ...]
    news: tuple[Item, ...]
    provinces: tuple[CountedLink, ...]
    search: bool
    open_data: bool


def home_page(site: Site, feeds: dict[str, tuple[FeedLink, ...]]) -> Page:
    """Return the home page."""
    portal = site.portal
    documents = newest_documents(site)
    plans = [document for document in documents if document.plan]
    tasks = leaves(site.all_tasks())
    of_year = [row for row in tasks if site.today.year in years_of(row)]
    year = site.today.year if of_year else None
    counted = tally(row.status for row in of_year or tasks)
    counts = (
        CountedLink("kế hoạch", urls.PLANS, len(plans)),
        CountedLink("nhiệm vụ", urls.TASKS, len(tasks)),
        CountedLink("văn bản", urls.DOCUMENTS, len(documents)),
        CountedLink("thủ tục hành chính", urls.PROCEDURES, len(site.procedures)),
        CountedLink("tin tức", urls.NEWS, len(site.news)),
        CountedLink("cơ quan", urls.AGENCIES, len(site.agencies)),
    )
    view = HomeView(
        title=portal.name,
        description=portal.description,
        counts=counts,
        year=year,
        tasks_url=urls.tasks_by("nam", str(year)) if year else urls.TASKS,
        late_url=urls.tasks_in_state("overdue", year),
        soon_url=urls.tasks_due_soon(year),
        state_urls=tuple(urls.tasks_in_state(state, year) for state, _, _ in counted.states),
        tally=counted,
        plans=tuple(plan_item(site, document) for document in plans[:_SHOWN]),
        documents=tuple(document_item(site, d) for d in documents if not d.plan)[:_SHOWN],
        news=tuple(news_item(site, post) for post in list(site.news.values())[:_SHOWN]),
        provinces=tuple(
            CountedLink(p.name, urls.province_url(p.id), count_records(site, ("provinces", p.id)))
            for p in site.provinces.values()
        ),
        search=portal.features.search,
        open_data=portal.features.open_data,
    )
    metadata = dublin_core(site, portal.name, portal.owner.name, None, portal.description, urls.HOME)
    head = Head(
        portal.name,
        portal.description,
        urls.HOME,
        metadata=metadata,
        feeds=feeds[urls.HOME],
        layout="home",
        linked_data=(website(site),),
    )
    return Page(urls.HOME, "home.html", head, view)
