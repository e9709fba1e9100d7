"""What browsers are told of the search."""

from lxml import etree

from generator.outputs.opensearch import opensearch_artifact

NAMESPACE = {"o": "http://a9.com/-/spec/opensearch/1.1/"}


def test_browsers_are_told_where_to_send_a_search(make_site):
    artifact = opensearch_artifact(make_site({}))
    root = etree.fromstring(artifact.data)
    said = {name: root.findtext(f"o:{name}", namespaces=NAMESPACE) for name in ("ShortName", "LongName", "Language")}
    page = root.find("o:Url[@type='text/html']", NAMESPACE).get("template")
    this = root.find("o:Url[@rel='self']", NAMESPACE).get("template")
    assert artifact.path == "tim-kiem/opensearch.xml"
    assert len(said["ShortName"]) <= 16 and len(said["LongName"]) <= 48
    assert said["Language"] == "vi"
    assert page.endswith("/tim-kiem/?q={searchTerms}")
    assert this.removesuffix("opensearch.xml") == page.removesuffix("?q={searchTerms}")
