// The search page. The markup is theme/components/search_page; the index is made by generator/outputs/search.py.
// The address holds the query and the filters, so that a search can be shared, reloaded and gone back to.

import { openSearch } from "./search-index.js";

const PAGE_SIZE = 10;
const LONGEST_QUERY = 200; // characters; each word of a query costs a walk over the index
const TYPING_PAUSE = 200; // milliseconds without a key before a search starts
const PATIENCE = 500; // milliseconds before a running search is announced

/** Put a query on one line, in NFC, with one kind of đ, and cut it to a length that can be searched. */
function tidy(text) {
  const line = [...text].slice(0, LONGEST_QUERY).join("");
  return line.normalize("NFC").replace(/[ÐƉ]/g, "Đ").replace(/[ðɖ]/g, "đ").replace(/\s+/g, " ").trim();
}

/** Make an element; its children are elements or text, never markup. */
function element(name, className, ...children) {
  const made = document.createElement(name);
  if (className) made.className = className;
  made.append(...children);
  return made;
}

function resultItem(result, root) {
  const link = element("a", "", result.title);
  link.href = new URL(result.url.replace(/^\/+/, ""), root).href;
  const date = result.date.split("-").reverse().join("/");
  const facts = [result.kind, result.number, date].filter(Boolean).join(" · ");
  const excerpt = result.excerpt.map(({ text, hit }) => (hit ? element("mark", "", text) : text));
  return element(
    "li",
    "search__result",
    element("h2", "search__title", link),
    element("p", "search__facts", facts),
    element("p", "search__excerpt", ...excerpt),
  );
}

/** Choose a value of a select; one from an old address, which the index no longer has, is offered as well. */
function choose(select, value) {
  if (![...select.options].some((option) => option.value === value)) select.append(new Option(value, value));
  select.value = value;
}

function start(page) {
  const form = page.querySelector("form");
  const input = form.elements.q;
  const selects = [...form.querySelectorAll("select")];
  const status = page.querySelector(".search__status");
  const list = page.querySelector(".search__results");
  const more = page.querySelector(".search__more");
  const sections = page.querySelector(".search__sections");
  const root = new URL(page.dataset.root, document.baseURI);

  let index; // a promise, made anew after a failure
  let running = Promise.resolve();
  let turn = 0; // the latest search; answers to earlier ones are dropped
  let settled = true; // whether the address stands for a search that was meant, so that typing must not replace it
  let timer;

  const open = () => {
    index ??= openSearch(new URL(page.dataset.index, document.baseURI)).then(async (opened) => {
      const counts = await opened.filters();
      fillFilters(counts);
      return { ...opened, counts };
    });
    return index;
  };

  function fillFilters(counts) {
    const collator = new Intl.Collator("vi", { numeric: true });
    for (const select of selects) {
      const values = Object.keys(counts[select.name] ?? {}).sort(collator.compare);
      if (select.name === "nam") values.reverse();
      const chosen = select.value;
      select.replaceChildren(select.options[0], ...values.map((value) => new Option(value, value)));
      choose(select, chosen);
      select.parentElement.hidden = select.options.length === 1;
    }
    form.querySelector("fieldset").hidden = false;
  }

  function readAddress() {
    const parameters = new URLSearchParams(location.search);
    input.value = tidy(parameters.get("q") ?? "");
    for (const select of selects) choose(select, parameters.get(select.name) ?? "");
  }

  function writeAddress(push) {
    const address = new URL(location.href);
    address.hash = "";
    address.search = new URLSearchParams([...new FormData(form)].filter(([, value]) => value)).toString();
    if (address.href === location.href) return;
    history[push ? "pushState" : "replaceState"](null, "", address);
  }

  function show(text, { busy = false, lists = true } = {}) {
    status.textContent = text;
    list.setAttribute("aria-busy", String(busy));
    sections.hidden = !lists;
  }

  async function search() {
    const mine = ++turn;
    const late = setTimeout(() => mine === turn && show("Đang tìm…", { busy: true }), PATIENCE);
    try {
      await answer(mine);
    } catch (error) {
      console.error(error);
      if (mine !== turn) return;
      index = undefined;
      list.replaceChildren();
      more.hidden = true;
      show("Chưa tải được dữ liệu tìm kiếm. Xin bấm «Tìm kiếm» để thử lại, hoặc xem theo danh mục dưới đây.");
    } finally {
      clearTimeout(late);
    }
  }

  async function answer(mine) {
    const opened = await open();
    if (mine !== turn) return;
    const query = tidy(input.value);
    const chosen = Object.fromEntries(selects.filter((s) => s.value).map((s) => [s.name, s.value]));
    if (!query && !Object.keys(chosen).length) {
      list.replaceChildren();
      more.hidden = true;
      showCounts(opened.counts);
      show("Xin gõ từ cần tìm hoặc chọn một bộ lọc.");
      return;
    }
    // One at a time: the searches of a fast typist would queue up, and only the latest is wanted.
    await running.catch(() => {});
    if (mine !== turn) return;
    const sort = query ? "relevance" : "date";
    running = opened.search({ queries: query ? [query] : [], exactNumber: query, filters: chosen, sort });
    const found = await running;
    if (mine !== turn) return;
    if (found.reason) throw new Error(found.reason);
    const items = await itemsOf(found, 0);
    if (mine !== turn) return;
    showCounts(found.counts);
    list.replaceChildren(...items);
    const about = query ? ` cho «${query}»` : "";
    const count = found.total;
    if (count) show(`${count.toLocaleString("vi")} kết quả${about}`, { lists: false });
    else show(`Không có kết quả nào${about}. Xin thử ít từ hơn, bỏ bớt bộ lọc, hoặc xem theo danh mục dưới đây.`);
    offerMore(found, mine);
  }

  async function itemsOf(found, from) {
    return (await found.load(from, PAGE_SIZE)).map((result) => resultItem(result, root));
  }

  function offerMore(found, mine) {
    more.hidden = list.children.length >= found.total;
    more.onclick = async () => {
      const items = await itemsOf(found, list.children.length);
      if (mine !== turn) return;
      list.append(...items);
      items[0].querySelector("a").focus();
      offerMore(found, mine);
    };
  }

  function showCounts(counts) {
    for (const select of selects) {
      for (const option of select.options) {
        if (!option.value) continue;
        const count = counts[select.name]?.[option.value] ?? 0;
        option.text = `${option.value} (${count.toLocaleString("vi")})`;
        option.disabled = count === 0 && !option.selected;
      }
    }
  }

  input.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(() => {
      writeAddress(settled);
      settled = false;
      search();
    }, TYPING_PAUSE);
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    go();
  });
  for (const select of selects) select.addEventListener("change", go);
  window.addEventListener("popstate", () => {
    clearTimeout(timer);
    settled = true;
    readAddress();
    search();
  });

  function go() {
    clearTimeout(timer);
    writeAddress(true);
    settled = true;
    search();
  }

  readAddress();
  search();
}

for (const page of document.querySelectorAll("[data-search]")) start(page);
