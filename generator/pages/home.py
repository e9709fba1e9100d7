"""The home page: what there is, and what is new."""

from collections import Counter
from dataclasses import dataclass

from generator import urls
from generator.link.site import Site
from generator.pages.document import document_item, newest_documents
from generator.pages.news import news_item
from generator.pages.page import FeedLink, Head, Page
from generator.pages.parts import CountedLink, Item, count_records, dublin_core
from generator.pages.plan import leaf_tasks, plan_item
from generator.records.task import TASK_STATES

_SHOWN = 5


@dataclass(frozen=True, slots=True)
class HomeView:
    """What the portal holds in figures, the newest plans, documents and posts, and ways in."""

    title: str
    description: str
    counts: tuple[CountedLink, ...]
    task_states: tuple[tuple[str, str, int], ...]
    plans: tuple[Item, ...]
    documents: tuple[Item, ...]
    news: tuple[Item, ...]
    provinces: tuple[CountedLink, ...]
    search: bool


def home_page(site: Site, feeds: dict[str, tuple[FeedLink, ...]]) -> Page:
    """Return the home page."""
    portal = site.portal
    documents = newest_documents(site)
    plans = [document for document in documents if document.plan]
    tasks = [task for document in plans if document.plan for task in leaf_tasks(document.plan.tasks)]
    states = Counter(task.state for task in tasks)
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
        task_states=tuple((state, label, states[state]) for state, label in TASK_STATES.items() if states[state]),
        plans=tuple(plan_item(site, document) for document in plans[:_SHOWN]),
        documents=tuple(document_item(site, d) for d in documents if not d.plan)[:_SHOWN],
        news=tuple(news_item(post) for post in list(site.news.values())[:_SHOWN]),
        provinces=tuple(
            CountedLink(p.name, urls.province_url(p.id), count_records(site, ("provinces", p.id)))
            for p in site.provinces.values()
        ),
        search=portal.features.search,
    )
    metadata = dublin_core(site, portal.name, portal.owner.name, None, portal.description, urls.HOME)
    head = Head(portal.name, portal.description, urls.HOME, metadata=metadata, feeds=feeds[urls.HOME], layout="home")
    return Page(urls.HOME, "home.html", head, view)
