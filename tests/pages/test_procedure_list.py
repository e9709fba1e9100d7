PROCEDURE = "code: '{code}'\nname: {name}\nfield: {field}\n"
EVENTS = "life_events: [{id: sinh-con, name: Sinh con, keywords: đẻ}, {id: ket-hon, name: Kết hôn}]\n"


def procedure(code, name="Thủ tục", field="Hộ tịch", more=""):
    return {f"procedures/{code}.yml": PROCEDURE.format(code=code, name=name, field=field) + more}


def manner(time, fee="Miễn phí"):
    return f"manners: [{{kind: online, time_limit: {time}, fee: {fee}}}]\n"


def titles(page):
    return [item.title for item in page.view.items]


def counts(links):
    return [(link.text, link.count) for link in links]


def facet(page, title):
    return counts(next(group.links for group in page.view.facets if group.title == title))


def test_every_way_into_the_list_is_offered_with_its_count(pages_of):
    pages = pages_of(
        procedure("1.000001", "Khai sinh", more="life_events: sinh-con\nlevels: commune\nagencies: so-noi-vu\n")
        | procedure("1.000002", "Khai tử", more="levels: [commune, province]\nagencies: [Công an cấp xã]\n")
        | procedure("1.000003", "Cấp sổ", "Đất đai"),
        EVENTS,
    )
    index = pages["/thu-tuc/"]
    assert counts(index.view.events) == [("Sinh con", 1)]
    assert counts(index.view.letters) == [("C", 1), ("K", 2)]
    assert facet(index, "Theo lĩnh vực") == [("Đất đai", 1), ("Hộ tịch", 2)]
    assert facet(index, "Theo cấp thực hiện") == [("Cấp tỉnh", 1), ("Cấp xã", 2)]
    assert facet(index, "Theo cơ quan thực hiện") == [("Sở Nội vụ", 1)]
    links = [*index.view.events, *index.view.letters, *(link for group in index.view.facets for link in group.links)]
    assert [pages[link.url].view.total for link in links] == [link.count for link in links]


def test_letters_are_those_of_vietnamese_in_their_order(pages_of):
    words = ["Ủy quyền", "Dạy nghề", "Đổi thẻ", "Ép xung", "Âm nhạc", "An ninh", "Ăn uống", "3 bước", "U tối"]
    pages = pages_of({k: v for n, word in enumerate(words) for k, v in procedure(f"1.00000{n}", word).items()})
    letters = pages["/thu-tuc/"].view.letters
    assert [link.text for link in letters] == ["#", "A", "Ă", "Â", "D", "Đ", "E", "U"]
    assert titles(pages["/thu-tuc/chu-cai/dd/"]) == ["Đổi thẻ"]
    assert titles(pages["/thu-tuc/chu-cai/u/"]) == ["U tối", "Ủy quyền"]
    assert titles(pages["/thu-tuc/chu-cai/khac/"]) == ["3 bước"]


def test_times_are_compared_across_units_and_the_longest_counts(pages_of):
    both = "manners: [{kind: online, time_limit: 1 ngày}, {kind: post, time_limit: 7 ngày làm việc}]\n"
    pages = pages_of(
        procedure("1.000001", "A", more=manner("5 ngày làm việc"))
        | procedure("1.000002", "B", more=manner("6 ngày"))
        | procedure("1.000003", "C", more=manner("Trong ngày"))
        | procedure("1.000004", "D", more=manner("Theo quy định"))
        | procedure("1.000005", "E", more=both)
    )
    assert facet(pages["/thu-tuc/"], "Theo thời hạn") == [
        ("Trong ngày", 1),
        ("Trên 1 ngày đến 5 ngày làm việc", 2),
        ("Trên 5 đến 20 ngày làm việc", 1),
    ]
    assert titles(pages["/thu-tuc/thoi-han/den-5-ngay-lam-viec/"]) == ["B", "A"]
    assert titles(pages["/thu-tuc/thoi-han/den-20-ngay-lam-viec/"]) == ["E"]


def test_free_is_what_is_free_every_way_and_the_rest_goes_by_its_least_fee(pages_of):
    half = "manners: [{kind: online, fee: Miễn phí}, {kind: post, fee: 30.000 đồng}]\n"
    pages = pages_of(
        procedure("1.000001", "A", more=manner("1 ngày", "50.000 đồng"))
        | procedure("1.000002", "B", more=manner("1 ngày", "8.000 đồng; 90.000 đồng"))
        | procedure("1.000003", "C", more=manner("1 ngày"))
        | procedure("1.000004", "D", more=manner("1 ngày", "Theo Thông tư số 1/2025/TT-BTC"))
        | procedure("1.000005", "E", more=half)
    )
    assert titles(pages["/thu-tuc/phi/mien-phi/"]) == ["C"]
    assert titles(pages["/thu-tuc/phi/co-thu/"]) == ["B", "E", "A"]


def test_what_is_abolished_comes_last_and_has_a_list_of_its_own(pages_of):
    pages = pages_of(procedure("1.000001", "A", more="state: abolished\n") | procedure("1.000002", "B"))
    assert titles(pages["/thu-tuc/"]) == ["B", "A"]
    assert titles(pages["/thu-tuc/tinh-trang/da-bai-bo/"]) == ["A"]


def test_long_lists_go_over_several_pages_and_only_the_first_has_the_ways_in(pages_of):
    records = {k: v for n in range(7) for k, v in procedure(f"1.00000{n}", f"Cấp thẻ {n}").items()}
    pages = pages_of(records, "page_sizes: {procedures: 3}\n")
    assert titles(pages["/thu-tuc/trang/3/"]) == ["Cấp thẻ 6"]
    assert (pages["/thu-tuc/trang/3/"].view.facets, pages["/thu-tuc/trang/3/"].view.letters) == ((), ())
    assert len(titles(pages["/thu-tuc/chu-cai/c/"])) == 3
