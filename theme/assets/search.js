// The search page. The markup is theme/components/search_page; the index is made by generator/outputs/search.py.
// The address holds the query and the filters, so that a search can be shared, reloaded and gone back to.

import { openClient } from "./search-client.js";
import { addressOf, element, linkOf, quoteIn, resultItem, settle } from "./search-results.js";

const PAGE_SIZE = 10;
const QUOTED = 4; // results whose texts are quoted at once; those of the others are asked for when they come near
const NEAR = "400px";
const LONGEST_IN_ADDRESS = 2000; // characters of a query that is read from an address; more is never meant
const TYPING_PAUSE = 200; // milliseconds without a key before a search starts
const PATIENCE = 500; // milliseconds before a running search is announced
const HEADS_PAUSE = 100; // milliseconds that the complete answer may take before the first one takes the place of others
const WIDE = "(min-width: 60em)"; // where filters are open from the start

const FEED_FILTERS = ["co-quan", "linh-vuc", "tinh", "loai"]; // a feed about what is chosen, the narrowest first

const FAILURES = {
  offline: "Không có kết nối mạng nên chưa tải được dữ liệu tìm kiếm.",
  missing: "Chưa tải được dữ liệu tìm kiếm: có thể cổng vừa được cập nhật, xin tải lại trang.",
  blocked: "Trình duyệt chặn phần chạy tìm kiếm nên chưa tìm được.",
  unsupported: "Trình duyệt này chưa chạy được phần tìm kiếm.",
  broken: "Chưa tải được dữ liệu tìm kiếm.",
};
const failureOf = (reason) => FAILURES[reason] ?? FAILURES.broken;

const collator = new Intl.Collator("vi", { numeric: true });
const figure = (number) => number.toLocaleString("vi");

/** Choose a value of a select; one from an old address, which the index no longer has, is offered as well. */
function choose(select, value) {
  if (![...select.options].some((option) => option.value === value)) select.append(new Option(value, value));
  select.value = value;
}

function start(page) {
  const form = page.querySelector("form");
  const input = form.elements.q;
  const selects = [...form.querySelectorAll("select")];
  const facets = selects.filter((select) => select.name !== "xep");
  const narrow = page.querySelector(".search__narrow");
  const kinds = page.querySelector(".search__kinds");
  const status = page.querySelector(".search__status");
  const note = page.querySelector(".search__note");
  const list = page.querySelector(".search__results");
  const more = page.querySelector(".search__more");
  const older = page.querySelector(".search__older");
  const follow = page.querySelector(".search__follow");
  const sections = page.querySelector(".search__sections");
  const root = new URL(page.dataset.root, document.baseURI);
  const feeds = Object.fromEntries(JSON.parse(page.dataset.feeds));

  let index; // a promise, made anew after a failure
  let filled; // a promise of the counts of all filters, kept when the filters are offered; made anew with the index
  let counted; // by the values of filters, of what is shown
  let latest = new AbortController(); // of the latest search; answers to earlier ones are dropped
  let settled = true; // whether the address stands for a search that was meant, so that typing must not replace it
  let nearing; // the observer of results that have no quotation yet
  let timer; // of the pause in typing
  let patience; // the timer after which a running search is announced

  const open = () => {
    index ??= openClient(new URL(page.dataset.index, document.baseURI));
    return index;
  };

  /** Offer all there is in the filters, once. */
  function offerFilters(answers) {
    filled ??= answers.filters().then((counts) => {
      fillFilters(counts);
      showCounts(counted ?? counts);
      return counts;
    });
    return filled;
  }

  /** Show the filters that have any values, before they are filled: what is below keeps its place then. */
  function showFilters(counts) {
    for (const select of facets) select.parentElement.hidden = !(select.name in counts) || select.name === "loai";
    narrow.hidden = false;
  }

  function fillFilters(counts) {
    for (const select of facets) {
      const values = Object.keys(counts[select.name] ?? {}).sort(collator.compare);
      if (select.name === "nam") values.reverse();
      const chosen = select.value;
      select.replaceChildren(select.options[0], ...values.map((value) => new Option(value, value)));
      choose(select, chosen);
    }
    showFilters(counts);
    tellChosen();
  }

  /** Say how many filters are chosen where they are closed, as on a phone. */
  function tellChosen() {
    const count = selects.filter((select) => select.value && select.name !== "loai").length;
    page.querySelector(".search__chosen").textContent = count ? ` (đang chọn ${count})` : "";
  }

  const chosenFilters = () => Object.fromEntries(facets.filter((s) => s.value).map((s) => [s.name, s.value]));

  function readAddress() {
    const parameters = new URLSearchParams(location.search);
    input.value = (parameters.get("q") ?? "").slice(0, LONGEST_IN_ADDRESS).replace(/\s+/g, " ").trim().slice(0, input.maxLength);
    for (const select of selects) choose(select, parameters.get(select.name) ?? "");
    tellChosen();
  }

  function addressFor(changes = {}) {
    const address = new URL(location.href);
    const asked = { ...Object.fromEntries(new FormData(form)), ...changes };
    address.hash = "";
    address.search = new URLSearchParams(Object.entries(asked).filter(([, value]) => value)).toString();
    return address.href;
  }

  function writeAddress(push) {
    const address = addressFor();
    if (address !== location.href) history[push ? "pushState" : "replaceState"](null, "", address);
  }

  function say(text, { busy = false, lists = true } = {}) {
    status.textContent = text;
    list.setAttribute("aria-busy", String(busy));
    sections.hidden = !lists;
  }

  function clear() {
    list.replaceChildren();
    for (const part of [more, older, note, follow, kinds]) part.hidden = true;
  }

  /** Search for what the form has; with `everywhere` also where the newest pages are enough. */
  async function search(everywhere = false) {
    latest.abort();
    latest = new AbortController();
    const { signal } = latest;
    clearTimeout(patience);
    patience = setTimeout(() => signal.aborted || say("Đang tìm…", { busy: true, lists: false }), PATIENCE);
    try {
      await answer(everywhere, signal);
    } catch (error) {
      console.error(error);
      if (signal.aborted) return;
      index = filled = undefined;
      clear();
      say(`${failureOf(error.reason)} Xin bấm «Tìm kiếm» để thử lại, hoặc xem theo danh mục dưới đây.`);
    } finally {
      if (!signal.aborted) clearTimeout(patience);
    }
  }

  async function answer(everywhere, signal) {
    const answers = await open();
    if (signal.aborted) return;
    const query = input.value.trim();
    const filters = chosenFilters();
    tellChosen();
    if (!query && !Object.keys(filters).length) {
      clear();
      counted = undefined;
      showCounts(await offerFilters(answers));
      say("Xin gõ từ cần tìm hoặc chọn một bộ lọc.");
      return;
    }
    const sort = form.elements.xep.value === "ngay" || !query ? "date" : "relevance";
    let complete = false;
    const onHeads = async (first) => {
      if (list.children.length) await new Promise((resolve) => setTimeout(resolve, HEADS_PAUSE));
      if (!complete && !signal.aborted) show({ answer: first, query, read: "", nearest: false });
    };
    const said = await answers.ask(query, { filters, sort, older: everywhere }, { count: PAGE_SIZE, quoted: QUOTED, onHeads, signal });
    complete = true;
    if (said) show(said);

    /** Show an answer: the first one may come before the full text is read, the last one is complete. */
    function show({ answer: found, query: typed, ...how }) {
      clearTimeout(patience);
      const items = found.results.map((result) => resultItem(result, root));
      counted = found.counts;
      if (!filled) showFilters(counted);
      showCounts(counted);
      showKinds(counted.loai ?? {}, found.total);
      if (list.dataset.query === addressFor() && found.complete) settle(list, items);
      else list.replaceChildren(...items);
      list.dataset.query = addressFor();
      tell(found, typed, how);
      older.hidden = !found.complete || !found.within;
      showFeed();
      nearing?.disconnect();
      nearing = found.quotes ? quoteWhenNear(answers, signal) : undefined;
      for (const item of [...list.children].slice(QUOTED)) nearing?.observe(item);
      offerMore(answers, found, signal);
      offerFilters(answers).catch(console.error); // nobody waits for it
    }
  }

  function tell(found, query, { read, nearest, unquoted, unread = found.unread }) {
    const about = query ? ` cho «${read || query}»` : "";
    const count = figure(found.total);
    const among = found.within ? ` trong ${figure(found.within)} trang mới nhất` : "";
    const partly = found.reason ? ` Chưa tìm trong toàn văn: ${failureOf(found.reason)}` : "";
    if (!found.total) say(`Không có kết quả nào${about}. Xin thử ít từ hơn, bỏ bớt bộ lọc, hoặc xem theo danh mục dưới đây.${partly}`);
    else if (found.complete || found.reason) say(`${count} kết quả${about}${among}${partly && "."}${partly}`, { lists: Boolean(found.reason) });
    else say(`${count} kết quả đầu tiên${about}, đang tìm tiếp trong toàn văn…`, { busy: false, lists: false });
    note.hidden = !(read || nearest || unread || (unquoted && found.total));
    if (unread) note.textContent = `${unquoted ? "Chưa thấy trang nào có nguyên văn cụm từ trong ngoặc kép; dưới đây là kết quả không cần đúng nguyên văn. " : ""}Còn ${figure(unread)} trang có đủ các từ này nhưng chưa được đối chiếu; xin thêm từ để tìm hẹp hơn.`;
    else if (unquoted) note.textContent = "Không có trang nào có nguyên văn cụm từ trong ngoặc kép; dưới đây là kết quả không cần đúng nguyên văn.";
    if (read) note.textContent = `Đang hiện kết quả cho «${read}», thay cho «${query}».`;
    if (nearest) note.textContent = "Không có trang nào có đủ các từ đã gõ; dưới đây là những trang gần nhất.";
  }

  function showCounts(counts) {
    for (const select of facets) {
      for (const option of select.options) {
        if (!option.value) continue;
        const count = counts[select.name]?.[option.value] ?? 0;
        option.text = `${option.value} (${figure(count)})`;
        option.disabled = count === 0 && !option.selected;
      }
    }
  }

  /** Offer the kinds of what was found as links, each with how many there are. */
  function showKinds(counts, total) {
    const chosen = form.elements.loai.value;
    const found = [...new Set([...Object.keys(counts), ...(chosen ? [chosen] : [])])].sort(collator.compare);
    const link = (kind, text) => {
      const made = element("a", { href: addressFor({ loai: kind }) }, text);
      if (kind === chosen) made.setAttribute("aria-current", "true");
      made.addEventListener("click", (event) => {
        if (event.ctrlKey || event.metaKey || event.shiftKey) return;
        event.preventDefault();
        choose(form.elements.loai, kind);
        go();
        status.scrollIntoView({ block: "nearest" });
      });
      return made;
    };
    const all = chosen ? "Tất cả" : `Tất cả (${figure(total)})`;
    kinds.replaceChildren(link("", all), ...found.map((kind) => link(kind, `${kind} (${figure(counts[kind] ?? 0)})`)));
    kinds.hidden = found.length === 0;
  }

  /** Return an observer that asks for the quotation of a result when it comes near: few readers see all of them. */
  function quoteWhenNear(answers, signal) {
    const quote = async (item) => {
      const [result] = await answers.more([...list.children].indexOf(item), 1);
      if (!signal.aborted && item.isConnected) quoteIn(item, result, root);
    };
    const observer = new IntersectionObserver(
      (entries) => {
        for (const { target, isIntersecting } of entries) {
          if (!isIntersecting) continue;
          observer.unobserve(target);
          quote(target).catch(console.error);
        }
      },
      { rootMargin: NEAR },
    );
    return observer;
  }

  /** Lead to the feed that is nearest to what is chosen; feeds know no words. */
  function showFeed() {
    const filters = chosenFilters();
    const name = FEED_FILTERS.map((filter) => filters[filter]).find((value) => value in feeds);
    const [link, about] = follow.children;
    link.href = addressOf(`${name ? feeds[name] : "/"}rss.xml`, root);
    about.textContent = name ? `(nguồn tin RSS gần nhất: ${name})` : "(nguồn tin RSS của cả cổng)";
    follow.hidden = false;
  }

  function offerMore(answers, found, signal) {
    more.hidden = list.children.length >= found.total;
    more.onclick = async () => {
      const items = (await answers.more(list.children.length, PAGE_SIZE, 0)).map((result) => resultItem(result, root));
      if (signal.aborted) return;
      list.append(...items);
      for (const item of items) nearing?.observe(item);
      linkOf(items[0]).focus();
      offerMore(answers, found, signal);
    };
  }

  function go() {
    clearTimeout(timer);
    writeAddress(true);
    settled = true;
    search();
  }

  /** Move between the field and the results: ↓ and ↑ from one to the next, Esc back to the field. */
  function move(event) {
    if (event.ctrlKey || event.altKey || event.metaKey) return;
    const stops = [input, ...[...list.children].map(linkOf)];
    const at = stops.indexOf(document.activeElement);
    const to = { ArrowDown: at + 1, ArrowUp: at - 1, Escape: 0 }[event.key];
    if (at < 0 || to === undefined || !stops[to] || (event.key === "Escape" && at === 0)) return;
    event.preventDefault();
    stops[to].focus();
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
  older.addEventListener("click", () => {
    input.focus(); // the button is about to go
    search(true);
  });
  page.addEventListener("keydown", move);
  window.addEventListener("popstate", () => {
    clearTimeout(timer);
    settled = true;
    readAddress();
    search();
  });

  narrow.open = matchMedia(WIDE).matches;
  readAddress();
  search();
}

for (const page of document.querySelectorAll("[data-search]")) start(page);
