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
