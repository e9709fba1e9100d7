INDICATOR = """\
name: Nhiệm vụ
unit: nhiệm vụ
values:
  - {year: 2015, value: 20, source: {publisher: Báo}}
  - {year: 2016, value: 22, out_of: 24, source: {publisher: Báo}}
  - {year: 2017, value: 95, role: target, comparison: at_least, source: {publisher: Báo}}
"""


def test_figures_come_newest_first_and_as_people_read_them(pages_of):
    pages = pages_of({"indicators/nhiem-vu.yml": INDICATOR})
    rows = pages["/chi-so/nhiem-vu/"].view.values
    assert [(row.year, row.value) for row in rows] == [
        ("2017", "từ 95\u00a0nhiệm vụ"),
        ("2016", "22/24\u00a0nhiệm vụ"),
        ("2015", "20\u00a0nhiệm vụ"),
    ]
    assert pages["/chi-so/"].view.items[0].meta == ("2017: từ 95\u00a0nhiệm vụ", "Chỉ tiêu phấn đấu")


SERIES = """\
name: Chỉ số {name}
unit: "%"
series: {series}
province: {province}
values:
  - {{year: 2024, value: "80,5", rank: 12, source: {{publisher: Bộ Nội vụ}}}}
  - {{year: 2025, value: 90, role: target, comparison: at_least, source: {{publisher: Kế hoạch}}}}
  - {{year: 2025, value: 85, source: {{publisher: Bộ Nội vụ}}}}
"""


def series(province, name="PAR INDEX", **more):
    return SERIES.format(**{"name": province, "series": name, "province": province} | more)


def test_provinces_of_a_series_stand_in_one_table_with_the_sources_of_their_figures(pages_of):
    files = {"indicators/a.yml": series("mau"), "indicators/b.yml": series("khac", "Par Index")}
    pages = pages_of(files)
    view = pages["/chi-so/bo/par-index/"].view
    (table,) = view.tables
    assert (table.span, table.years) == ("2024-2025", ("2025", "2024"))
    assert [row.place.text for row in table.rows] == ["Tỉnh Khác", "Tỉnh Mẫu"]
    newest, before = table.rows[0].years
    assert [(figure.value, figure.target, view.sources[figure.source - 1][0].text) for figure in newest] == [
        ("85\u00a0%", False, "Bộ Nội vụ"),
        ("từ 90\u00a0%", True, "Kế hoạch"),
    ]
    assert before[0].rank == "12"
    assert len(view.sources) == 2
    assert [(link.text, link.count) for link in pages["/chi-so/"].view.facets[0].links] == [("PAR INDEX", 2)]
    assert dict(pages["/chi-so/a/"].view.facts)["Bộ chỉ số"][0].url == "/chi-so/bo/par-index/"


def test_years_that_are_too_many_for_paper_stand_in_a_second_table(pages_of):
    values = ", ".join(f"{{year: {year}, value: 1, source: {{publisher: Bộ}}}}" for year in range(2012, 2026))
    indicator = f"name: X\nunit: điểm\nseries: X\nprovince: mau\nvalues: [{values}]\n"
    tables = pages_of({"indicators/a.yml": indicator})["/chi-so/bo/x/"].view.tables
    assert [table.span for table in tables] == ["2018-2025", "2012-2017"]
    assert sum(len(cell) for table in tables for row in table.rows for cell in row.years) == 14


def test_two_indicators_of_a_series_in_one_province_are_told_apart_by_name(pages_of):
    other = series("mau").replace("mau\nunit", "hai\nunit")
    files = {"indicators/a.yml": series("mau"), "indicators/b.yml": other}
    (table,) = pages_of(files)["/chi-so/bo/par-index/"].view.tables
    assert [row.place.text for row in table.rows] == ["Tỉnh Mẫu: Chỉ số hai", "Tỉnh Mẫu: Chỉ số mau"]


def test_bars_are_parts_of_a_hundred_per_cent_and_targets_are_marked(pages_of):
    chart = pages_of({"indicators/a.yml": series("mau")})["/chi-so/a/"].view.chart
    assert [(bar.year, bar.value, bar.length, bar.target) for bar in chart.bars] == [
        ("2024", "80,5", 96, False),
        ("2025", "85", 102, False),
        ("2025", "từ 90", 108, True),
    ]


def test_charts_of_a_series_share_one_scale(pages_of):
    files = {
        "indicators/a.yml": series("mau").replace('"%"', "điểm"),
        "indicators/b.yml": series("khac").replace('"%"', "điểm").replace("90", "180"),
    }
    charts = pages_of(files)["/chi-so/bo/par-index/"].view.charts
    assert [max(bar.length for bar in chart.bars) for _, chart in charts] == [120, 60]


def test_figures_of_several_units_or_below_zero_are_not_drawn(pages_of):
    files = {"indicators/a.yml": series("mau"), "indicators/b.yml": series("khac").replace('"%"', "điểm")}
    files["indicators/c.yml"] = series("mau", "Y").replace("value: 85", 'value: "-1"')
    pages = pages_of(files)
    assert pages["/chi-so/bo/par-index/"].view.charts == ()
    assert pages["/chi-so/c/"].view.chart is None


def test_a_reported_number_of_tasks_stands_beside_what_the_records_of_that_year_sum_to(pages_of):
    plan = (
        "number: {year}/KH-UBND\nissuer: ubnd\nissued_on: 05/01/{year}\nsubject: Kế hoạch\nperiod: {period}\n"
        "plan: {{tasks: [{{order: 1, content: A, state: done, done_on: 01/02/{year}}}, {{order: 2, content: B}}]}}\n"
    )
    files = {
        "indicators/a.yml": INDICATOR.replace("unit:", "province: mau\nunit:"),
        "documents/p-2016.yml": plan.format(year=2016, period="2016"),
        "documents/p-2015.yml": plan.format(year=2015, period="2015-2020"),
        "documents/p-2017.yml": plan.format(year=2017, period="2017"),
    }
    rows = {row.year: row.records for row in pages_of(files)["/chi-so/a/"].view.values}
    assert [(link.url, words) for link, words in rows["2016"]] == [("/van-ban/p-2016/", "1/2 nhiệm vụ hoàn thành")]
    assert rows["2015"] == rows["2017"] == ()


def test_records_beside_a_report_stand_as_they_stood_on_its_day(pages_of):
    files = {
        "indicators/a.yml": (
            "name: A\nunit: nhiệm vụ\nprovince: mau\nvalues:\n"
            "  - {year: 2016, value: 0, as_of: 31/01/2016, source: {publisher: Báo cáo}}\n"
        ),
        "documents/p-2016.yml": (
            "number: 1/KH-UBND\nissuer: ubnd\nissued_on: 05/01/2016\nsubject: Kế hoạch\nperiod: 2016\nplan:\n  tasks:\n"
            "    - order: 1\n      content: A\n"
            "      updates: [{date: 10/01/2016, state: under_way}, {date: 01/02/2016, state: done}]\n"
        ),
    }
    (row,) = pages_of(files)["/chi-so/a/"].view.values
    assert [words for _, words in row.records] == ["0/1 nhiệm vụ hoàn thành, tính đến 31/01/2016"]
