"""Pages of results: sums by year, unit and month, beside what units said themselves."""

from generator.pages.feeds import plan_feeds

SOURCE = "source: {publisher: Sở, published_on: 05/02/2026}\n"


def report(agency, period, counts, *more, day="05/05/2026"):
    lines = [f"agency: {agency}", f"period: {period}", f"reported_on: {day}", f"total: {{{counts}}}", *more]
    return "\n".join(lines) + "\n" + SOURCE


MONTH = "carried_over: 5, received_online: 70, received_direct: 30, early: 40, on_time: 55, late: 5, pending: 5"
OTHER = {"agencies/xa.yml": "name: Ủy ban nhân dân xã Mẫu\nkind: commune_committee\nparent: ubnd\nprovince: mau\n"}
FILES = {
    **OTHER,
    **{f"caseloads/m{month}.yml": report("so-noi-vu", f"2026-0{month}", MONTH) for month in (1, 2, 3)},
    "caseloads/q1.yml": report(
        "so-noi-vu", "Quý I/2026", "received: 300, on_time: 285, late: 15", "reported_on_time: 98 %"
    ),
    "caseloads/nam.yml": report("xa", "2025", "received: 50, on_time: 50, late: 0", "reported_online: 12,5 %"),
    "caseloads/u1.yml": report("xa", "2026-01", "received: 10, on_time: 9, late: 1"),
}


def test_a_portal_without_reports_has_no_page_of_results(pages_of):
    assert not [url for url in pages_of({}) if url.startswith("/ket-qua/")]


def test_years_lead_to_their_pages_and_the_newest_is_shown_by_unit(pages_of):
    view = pages_of(FILES)["/ket-qua/"].view
    years, units = view.sections
    assert [(line.label.text, line.label.url, line.received) for line in years.table.lines] == [
        ("2026", "/ket-qua/2026/", "310"),
        ("2025", "/ket-qua/2025/", "50"),
    ]
    assert [line.note for line in years.table.lines] == ["2 đơn vị, chưa đủ 12 tháng", "1 đơn vị"]
    assert units.table.caption == "Kết quả năm 2026 theo đơn vị"
    assert len(view.newest) == len(FILES) - len(OTHER)


def test_units_of_a_year_are_summed_up_and_what_one_did_not_tell_is_not(pages_of):
    units, months = pages_of(FILES)["/ket-qua/2026/"].view.sections
    own, other = units.table.lines
    assert (own.label.url, own.note) == ("/ket-qua/so-noi-vu/#nam-2026", "tháng 1–3")
    assert (own.carried_over, own.received, own.early, own.late, own.pending) == ("5", "300", "120", "15", "5")
    assert (own.share, own.online) == ("95,0\u00a0%", "70,0\u00a0%")
    assert (other.note, other.carried_over, other.early, other.online) == ("tháng 1", "–", "–", "–")
    total = units.table.total
    assert (total.received, total.early, total.on_time, total.late, total.online) == ("310", "–", "294", "16", "–")
    assert [(line.label.text, line.note, line.received) for line in months.table.lines] == [
        ("Tháng 01", "2 đơn vị", "110"),
        ("Tháng 02", "1 đơn vị", "100"),
        ("Tháng 3", "1 đơn vị", "100"),
    ]


def test_reports_of_a_unit_stand_in_time_and_a_quarter_beside_its_months_is_not_added(pages_of):
    (section,) = pages_of(FILES)["/ket-qua/so-noi-vu/"].view.sections
    assert section.anchor == "nam-2026"
    assert [(line.label.text, line.counted) for line in section.table.lines] == [
        ("Tháng 01", True),
        ("Tháng 02", True),
        ("Tháng 3", True),
        ("Quý I", False),
    ]
    assert section.table.total.received == "300"
    received, shares = section.charts
    assert [(bar.year, bar.value, bar.length) for bar in received.bars][:1] == [("Tháng 01", "100", 120)]
    assert [(bar.value, bar.length) for bar in shares.bars] == [("95,0\u00a0%", 114)] * 3


def test_what_a_unit_said_stands_beside_the_sum_with_its_date_and_source(pages_of):
    (section,) = pages_of(FILES)["/ket-qua/so-noi-vu/"].view.sections
    (line,) = section.reported
    assert (line.label.url, line.day) == ("/ket-qua/bao-cao/q1/", "05/05/2026")
    assert (line.received.reported, line.received.summed) == ("300", "300")
    assert (line.share.reported, line.share.summed) == ("98\u00a0%", "95,0\u00a0%")
    assert line.online is None
    assert [link.text for link in line.source] == ["Sở, ngày 05/02/2026"]


def test_a_share_that_nothing_else_tells_stands_alone(pages_of):
    view = pages_of(FILES)["/ket-qua/bao-cao/nam/"].view
    assert (view.reported.online.reported, view.reported.online.summed) == ("12,5\u00a0%", "")
    assert view.reported.received is None


def test_units_of_several_provinces_are_not_summed_up_together(pages_of):
    files = OTHER | {
        "agencies/khac.yml": "name: Sở khác\nkind: department\nprovince: khac\n",
        "caseloads/a.yml": report("khac", "2026-01", "received: 7, on_time: 7, late: 0"),
        "caseloads/b.yml": report("xa", "2026-01", "received: 5, on_time: 5, late: 0"),
    }
    sections = pages_of(files)["/ket-qua/2026/"].view.sections
    assert [(section.anchor, section.title.text) for section in sections] == [
        ("don-vi-2026-mau", "Các đơn vị năm 2026, Tỉnh Mẫu"),
        ("don-vi-2026-khac", "Các đơn vị năm 2026, Tỉnh Khác"),
        ("theo-thang-mau", "Theo tháng, Tỉnh Mẫu"),
        ("theo-thang-khac", "Theo tháng, Tỉnh Khác"),
    ]
    assert [section.table.total.received for section in sections[:2]] == ["5", "7"]


def test_rows_of_a_report_are_its_fields_and_lead_to_procedures(pages_of):
    rows = (
        "rows:\n  - {field: Hộ tịch, received: 4, on_time: 3, late: 1}\n"
        "  - {field: Hộ tịch, procedure: 1.000001, received: 0, on_time: 0, late: 0}\n"
    )
    files = {
        "procedures/1.000001.yml": "code: 1.000001\nname: Khai sinh\nfield: Hộ tịch\n",
        "caseloads/a.yml": f"agency: so-noi-vu\nperiod: 2026-01\nreported_on: 05/02/2026\n{rows}{SOURCE}",
    }
    page = pages_of(files)["/ket-qua/bao-cao/a/"]
    first, second = page.view.table.lines
    assert (first.label.text, first.label.url, first.share) == ("Hộ tịch", "", "75,0\u00a0%")
    assert (second.label.text, second.label.url, second.share) == ("Hộ tịch: Khai sinh", "/thu-tuc/1.000001/", "")
    assert page.head.description == (
        "Sở Nội vụ tiếp nhận 4 hồ sơ trong tháng 01 năm 2026, giải quyết 4 hồ sơ, 75,0\u00a0% đúng hạn."
    )


def test_an_agency_leads_to_its_years_of_results(pages_of):
    groups = pages_of(FILES)["/co-quan/so-noi-vu/"].view.groups
    (items,) = [group.items for group in groups if group.title == "Kết quả giải quyết hồ sơ"]
    assert [(item.title, item.url, item.meta) for item in items] == [
        (
            "Kết quả giải quyết hồ sơ năm 2026",
            "/ket-qua/so-noi-vu/#nam-2026",
            ("tháng 1–3", "tiếp nhận 300", "giải quyết đúng hạn 95,0\u00a0%"),
        )
    ]


def test_months_that_are_missing_are_told(pages_of):
    files = {
        f"caseloads/m{month}.yml": report(
            "ubnd", f"2025-{month:02}", "received: 1, on_time: 1, late: 0", day="05/01/2026"
        )
        for month in (1, 2, 5, 7, 8, 9)
    }
    (section,) = pages_of(files)["/ket-qua/ubnd/"].view.sections
    assert section.table.total.note == "tháng 1–2, 5, 7–9"


def test_reports_come_in_feeds_of_their_section_and_their_unit(site_of):
    feeds = {feed.url: feed.items for feed in plan_feeds(site_of(FILES))}
    assert len(feeds["/ket-qua/"]) == len(FILES) - len(OTHER)
    assert ("caseloads", "nam") in feeds["/co-quan/xa/"]
    assert ("caseloads", "q1") not in feeds["/co-quan/xa/"]


def test_a_portal_without_reports_has_no_feed_of_them(site_of):
    assert "/ket-qua/" not in {feed.url for feed in plan_feeds(site_of({}))}


def test_a_unit_above_others_that_report_the_same_months_stands_beside_their_sum(pages_of):
    files = FILES | {"caseloads/tinh.yml": report("ubnd", "2026-01", "received: 110, on_time: 104, late: 6")}
    pages = pages_of(files)
    units, months = pages["/ket-qua/2026/"].view.sections
    beside = [(line.label.url, line.received, line.note) for line in units.table.lines if not line.counted]
    words = "tháng 1, có đơn vị trực thuộc báo cáo riêng, không cộng lần nữa"
    assert beside == [("/ket-qua/ubnd/#nam-2026", "110", words)]
    assert (units.table.total.label.text, units.table.total.received) == ("Cộng 2 đơn vị", "310")
    assert months.table.lines[0].received == "110"
    years = pages["/ket-qua/"].view.sections[0]
    assert (years.table.lines[0].received, years.table.lines[0].note) == ("310", "2 đơn vị, chưa đủ 12 tháng")
