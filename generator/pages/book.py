"""All pages of a site."""

from generator.link.site import Site
from generator.pages.agency import agency_pages
from generator.pages.area import area_pages
from generator.pages.change_list import change_pages
from generator.pages.disclosure import disclosure_page
from generator.pages.document import document_pages
from generator.pages.feed import Feed, feed_links
from generator.pages.feed_list import feed_list_page
from generator.pages.home import home_page
from generator.pages.indexes import index_pages
from generator.pages.indicator import indicator_pages
from generator.pages.news import news_pages
from generator.pages.page import Page
from generator.pages.plan import plan_pages
from generator.pages.poster import poster_pages
from generator.pages.procedure import procedure_pages
from generator.pages.programme import programme_pages
from generator.pages.province import province_pages
from generator.pages.results import results_pages
from generator.pages.service import service_pages
from generator.pages.task import task_pages
from generator.pages.task_list import task_list_pages
from generator.pages.withdrawn import withdrawn_pages


def plan_book(site: Site, feeds: tuple[Feed, ...], search_index: str) -> tuple[Page, ...]:
    """Return every page of the site; ``search_index`` is the address of the search index, empty without search."""
    links = feed_links(feeds)
    return (
        home_page(site, links),
        *news_pages(site, links),
        *document_pages(site, links),
        *plan_pages(site, links),
        *programme_pages(site),
        *task_list_pages(site, links),
        *task_pages(site),
        *procedure_pages(site, links),
        *poster_pages(site),
        *agency_pages(site, links),
        *area_pages(site, links),
        *province_pages(site, links),
        *indicator_pages(site),
        *results_pages(site, links),
        feed_list_page(site, feeds),
        *index_pages(site),
        *change_pages(site),
        *withdrawn_pages(site),
        disclosure_page(site),
        *service_pages(site, feeds, search_index),
    )
