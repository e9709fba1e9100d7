// The search page. The markup is theme/components/search_page; the index is made by generator/outputs/search.py.
// The address holds the query and the filters, so that a search can be shared, reloaded and gone back to.

const PAGE_SIZE = 10;
const LONGEST_QUERY = 200; // characters; each word of a query costs a walk over the index
const TYPING_PAUSE = 200; // milliseconds without a key before a search starts
const PATIENCE = 500; // milliseconds before a running search is announced
const EXCERPT_WORDS = 32;

// What a document is called by comes before all that cites it. A match in metadata counts once per field and
// blind to marks, so the title's share stays small beside its weight in the text, which sees them.
const RANKING = { metaWeights: { number: 20, title: 2, keywords: 2, kind: 0.5, date: 0.5 } };

const STROKE = "\u0335"; // on d and D it stands for the bar of đ, which Unicode does not take apart

/** Write đ as the index has it. */
function toSearch(text) {
  return text.replace(/đ/g, "d" + STROKE).replace(/Đ/g, "D" + STROKE);
}

function fromSearch(text) {
  return text.replaceAll("d" + STROKE, "đ").replaceAll("D" + STROKE, "Đ");
}

/** Put a query on one line, in NFC, with one kind of đ, and cut it to a length that can be searched. */
function tidy(text) {
  const line = [...text].slice(0, LONGEST_QUERY).join("");
  return line.normalize("NFC").replace(/[ÐƉ]/g, "Đ").replace(/[ðɖ]/g, "đ").replace(/\s+/g, " ").trim();
}

function wordsOf(text) {
  return text ? text.trim().split(/\s+/) : [];
}

/** Make an element; its children are elements or text, never markup. */
function element(name, className, ...children) {
  const made = document.createElement(name);
  if (className) made.className = className;
  made.append(...children);
  return made;
}

/** Quote the run of the text that has the most hits, as nodes with the hits marked; title and number are left out. */
function excerptOf(fragment) {
  const words = wordsOf(fragment.content);
  const start = wordsOf(fragment.meta.title).length + wordsOf(fragment.meta.number).length;
  const hits = [...new Set(fragment.locations)].filter((at) => at >= start).sort((a, b) => a - b);

  let from = start;
  let most = 0;
  for (let first = 0, last = 0; first < hits.length; first++) {
    while (last < hits.length && hits[last] < hits[first] + EXCERPT_WORDS - 4) last++;
    if (last - first > most) {
      most = last - first;
      from = Math.max(start, hits[first] - 4);
    }
  }
  const marked = new Set(hits);
  const to = Math.min(words.length, from + EXCERPT_WORDS);
  const nodes = from > start ? ["… "] : [];
  for (let at = from; at < to; at++) {
    const word = fromSearch(words[at]);
    nodes.push(marked.has(at) ? element("mark", "", word) : word, " ");
  }
  if (to < words.length) nodes.push("…");
  return nodes;
}

function resultItem(fragment, root) {
  const { title, kind, number, date } = fragment.meta;
  const link = element("a", "", fromSearch(title));
  link.href = new URL(fragment.raw_url.replace(/^\/+/, ""), root).href;
  const facts = [kind, number, date].filter(Boolean).map(fromSearch).join(" · ");
  return element(
    "li",
    "search__result",
    element("h2", "search__title", link),
    element("p", "search__facts", facts),
    element("p", "search__excerpt", ...excerptOf(fragment)),
  );
}

/**
 * Load Pagefind and its index from their folder; `counts` are those of every value of every filter.
 *
 * Pagefind searches either without regard to marks or by them alone, so there are two of it.
 */
async function openIndex(folder) {
  const { createInstance } = await import(new URL("pagefind.js", folder).href);
  // The folder is new whenever its content is, so a browser may keep all of it.
  const settings = { ranking: RANKING, metaCacheTag: "0" };
  const folded = createInstance(settings);
  // Both run in one worker; were they to start together, each would load its WebAssembly over the other's.
  const counts = await folded.filters();
  return { folded, exact: createInstance({ ...settings, exactDiacritics: true }), counts };
}

/**
 * Search without regard to marks, and put first what has the words with the marks that were typed: nearly every
 * syllable is also another with other marks (đất, đạt, dát), and a page full of those is no answer.
 */
async function find({ folded, exact }, query, filters) {
  // Quotes would ask Pagefind for the exact phrase, which fails where a page has a word with two sets of marks.
  const words = query ? toSearch(query.replaceAll('"', " ")) : null;
  const options = { filters, sort: query ? {} : { date: "desc" } };
  const everything = folded.search(words, options);
  if (!/\P{ASCII}/u.test(query)) return everything;
  const [all, asTyped] = await Promise.all([everything, exact.search(words, options)]);
  const first = new Set(asTyped.results.map((result) => result.id));
  return { ...all, results: [...asTyped.results, ...all.results.filter((result) => !first.has(result.id))] };
}

/** Tell how many results each value of a filter would leave, as far as one answer knows; null is nothing known. */
function countsOf(name, answer, chosen) {
  if (!(name in chosen)) return answer.filters[name] ?? {};
  // What the other values of a chosen filter would leave is known only while nothing else narrows the results.
  return Object.keys(chosen).length === 1 ? (answer.totalFilters[name] ?? {}) : null;
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
    index ??= openIndex(new URL(page.dataset.index, document.baseURI)).then((opened) => {
      fillFilters(opened.counts);
      return opened;
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
      showCounts({ filters: opened.counts }, chosen);
      show("Xin gõ từ cần tìm hoặc chọn một bộ lọc.");
      return;
    }
    // One at a time: the searches of a fast typist would queue up, and only the latest is wanted.
    await running.catch(() => {});
    if (mine !== turn) return;
    running = find(opened, query, chosen);
    const found = await running;
    if (mine !== turn) return;
    const items = await itemsOf(found.results, 0);
    if (mine !== turn) return;
    showCounts(found, chosen);
    list.replaceChildren(...items);
    const about = query ? ` cho «${query}»` : "";
    const count = found.results.length;
    if (count) show(`${count.toLocaleString("vi")} kết quả${about}`, { lists: false });
    else show(`Không có kết quả nào${about}. Xin thử ít từ hơn, bỏ bớt bộ lọc, hoặc xem theo danh mục dưới đây.`);
    offerMore(found.results, mine);
  }

  async function itemsOf(results, from) {
    const fragments = await Promise.all(results.slice(from, from + PAGE_SIZE).map((result) => result.data()));
    return fragments.map((fragment) => resultItem(fragment, root));
  }

  function offerMore(results, mine) {
    more.hidden = list.children.length >= results.length;
    more.onclick = async () => {
      const items = await itemsOf(results, list.children.length);
      if (mine !== turn) return;
      list.append(...items);
      items[0].querySelector("a").focus();
      offerMore(results, mine);
    };
  }

  function showCounts(found, chosen) {
    for (const select of selects) {
      const counts = countsOf(select.name, found, chosen);
      for (const option of select.options) {
        if (!option.value) continue;
        const count = counts && (counts[option.value] ?? 0);
        option.text = counts ? `${option.value} (${count.toLocaleString("vi")})` : option.value;
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
