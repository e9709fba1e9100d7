// The best five while typing into the search box in the header: a combobox with a list of options, after the pattern of
// the ARIA Authoring Practices. It asks the index of heads only.

import { openClient } from "./search-client.js";
import { addressOf, element, factsOf } from "./search-results.js";

const BEST = 5;
const SHORTEST = 2; // characters from which on something is offered
const PAUSE = 80; // milliseconds between two searches while keys come fast

/** Find the index in the text of the search page. */
function findIndex(text, address) {
  const found = new DOMParser().parseFromString(text, "text/html").querySelector("[data-search]");
  return { folder: new URL(found.dataset.index, address), root: new URL(found.dataset.root, address) };
}

/** Help with what is typed into the form; `askPage` promises the text of the search page. */
export function suggest(form, askPage) {
  const input = form.elements.q;
  const list = element("ul", { class: "site-search__list", id: "goi-y", role: "listbox", "aria-label": "Gợi ý", hidden: "" });
  const status = element("p", { class: "visually-hidden", role: "status" });
  form.append(list, status);
  const attributes = { role: "combobox", "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": list.id };
  for (const [name, value] of Object.entries(attributes)) input.setAttribute(name, value);

  let opened; // a promise, made anew after a failure
  let latest = new AbortController();
  let timer;
  let asked = -PAUSE; // when
  let active = -1;

  const open = () => {
    opened ??= (async () => {
      const index = askPage().then((text) => findIndex(text, form.action));
      const client = await openClient(index.then(({ folder }) => folder));
      return { ...client, root: (await index).root };
    })();
    opened.catch(() => (opened = undefined));
    return opened;
  };

  function close() {
    clearTimeout(timer);
    latest.abort();
    list.hidden = true;
    status.textContent = "";
    input.setAttribute("aria-expanded", "false");
    activate(-1);
  }

  function activate(at) {
    active = at;
    [...list.children].forEach((option, place) => option.setAttribute("aria-selected", String(place === at)));
    if (at < 0) input.removeAttribute("aria-activedescendant");
    else input.setAttribute("aria-activedescendant", list.children[at].id);
  }

  function option(at, follow, ...children) {
    const made = element("li", { class: "site-search__option", id: `goi-y-${at}`, role: "option" }, ...children);
    made.addEventListener("pointerdown", (event) => event.preventDefault()); // the field keeps the focus
    made.addEventListener("click", follow);
    return made;
  }

  async function offer() {
    latest.abort();
    latest = new AbortController();
    asked = performance.now();
    const { signal } = latest;
    const text = input.value.trim();
    if (text.length < SHORTEST) return close();
    try {
      const { ask, root } = await open();
      const begun = text.replace(/ \S$/u, ""); // one letter more tells nothing yet
      const said = await ask(begun, { typing: true, fullText: false }, { count: BEST, signal });
      if (said) show(text, said.nearest ? [] : said.answer.results, root);
    } catch (error) {
      console.error(error);
      if (!signal.aborted) close();
    }
  }

  function show(text, best, root) {
    if (!best.length) return close();
    const options = best.map((result, at) => {
      const follow = () => location.assign(addressOf(result.url, root));
      const title = element("span", { class: "site-search__title" }, result.title);
      return option(at, follow, title, " ", element("span", { class: "site-search__facts" }, factsOf(result)));
    });
    const all = option(best.length, () => form.requestSubmit(), `Tìm «${text}» trong mọi trang`);
    all.classList.add("site-search__all");
    list.replaceChildren(...options, all);
    list.hidden = false;
    input.setAttribute("aria-expanded", "true");
    activate(-1);
    status.textContent = `${best.length} gợi ý, dùng phím mũi tên để chọn.`;
  }

  input.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(offer, asked + PAUSE - performance.now());
  });
  input.addEventListener("keydown", (event) => {
    const { key } = event;
    const count = list.children.length;
    if (list.hidden) {
      if (key === "ArrowDown") {
        event.preventDefault();
        offer();
      }
      return;
    }
    if (key === "ArrowDown") activate(active + 1 < count ? active + 1 : -1);
    else if (key === "ArrowUp") activate(active < 0 ? count - 1 : active - 1);
    else if (key === "Enter" && active >= 0) list.children[active].click();
    else if (key === "Escape") close();
    else return;
    event.preventDefault();
  });
  input.addEventListener("blur", close);
  if (input.value) offer();
  else open().catch(console.error); // what was loaded by the time the first letters are typed answers them at once
}
