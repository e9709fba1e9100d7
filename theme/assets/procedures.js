/* Narrows a list of procedures as one types, with or without marks. Without it the same procedures are reached by the
   links to their groups. What is typed stays on this page; the list of all procedures is loaded when it is needed. */

import { make } from "./elements.js";
import { fold } from "./folding.js";

const AT_ONCE = 20; // shown
const AT_A_TIME = 200; // made ready

/* Folded words between spaces; whatever is no letter or digit is a space, and look-alikes of đ come from old fonts. */
const spaced = (text) => ` ${fold(text.replace(/[ÐƉðɖ]/g, "đ")).replace(/[^\p{L}\p{N}]+/gu, " ").trim()} `;

/* 2.642; the first use of toLocaleString takes longer than all the rest of a key. */
const figure = (count) => String(count).replace(/\B(?=(?:\d{3})+$)/g, ".");

/* Words but the last are meant whole; the last may still be growing. */
const wordsOf = (folded) => folded.trim().split(" ").filter(Boolean).map((word, at, all) => ` ${word}${at < all.length - 1 ? " " : ""}`);

const rank = (row, phrase, words) => {
  if (row.folded.startsWith(phrase)) return 0;
  if (row.folded.includes(phrase)) return 1;
  if (row.words.includes(phrase)) return 2;
  return words.every((word) => row.folded.includes(word)) ? 3 : 4;
};

/* By how well they fit, or by what `order` names; among equals the order of the list stays. */
const find = (rows, text, free, order) => {
  const folded = spaced(text);
  const phrase = folded.trimEnd();
  const words = wordsOf(folded);
  const exact = text.trim().normalize("NFC").toLowerCase();
  const found = rows.filter(
    (row) => (row.free || !free) && words.every((word) => row.folded.includes(word) || row.words.includes(word)),
  );
  if (order) return found.sort((a, b) => a[order] - b[order] || 0);
  const ranked = Array.from({ length: 10 }, () => []);
  for (const row of found) ranked[2 * rank(row, phrase, words) + (row.lower.includes(exact) ? 0 : 1)].push(row);
  return ranked.flat();
};

const ready = ([id, name, meta, words, hours, fee]) => ({
  id, name, meta, lower: name.toLowerCase(), folded: spaced(name), words: spaced(`${id} ${words} ${meta}`),
  hours: hours ?? Infinity, fee: fee ?? Infinity, free: fee === 0,
});

const load = async (place) => {
  const answer = await fetch(new URL(place.dataset.procedures, document.baseURI));
  if (!answer.ok) throw new Error(`${answer.status} ${answer.url}`);
  const { lists, rows } = await answer.json();
  const scope = lists.indexOf(place.dataset.scope);
  const wanted = rows.filter((row) => !place.dataset.scope || row[6].includes(scope));
  const found = [];
  while (found.length < wanted.length) {
    found.push(...wanted.slice(found.length, found.length + AT_A_TIME).map(ready));
    await new Promise((resolve) => setTimeout(resolve)); // or keys would wait for all of them
  }
  return found;
};

const start = (place) => {
  const root = new URL(place.dataset.root, document.baseURI);
  const list = document.querySelector("[data-narrowed]");
  const words = make("input", { type: "search", id: "loc-thu-tuc", autocomplete: "off", enterKeyHint: "search" });
  const free = make("input", { type: "checkbox", id: "loc-mien-phi", autocomplete: "off" });
  const order = make(
    "select",
    { id: "loc-thu-tu", autocomplete: "off" },
    make("option", { value: "", textContent: "Sát nhất" }),
    make("option", { value: "hours", textContent: "Nhanh nhất" }),
    make("option", { value: "fee", textContent: "Phí thấp nhất" }),
  );
  const status = make("p", { className: "narrowing__status meta" });
  status.setAttribute("role", "status");
  const results = make("ul", { className: "records" });
  const more = make("button", { type: "button", className: "button", textContent: "Xem thêm", hidden: true });
  const form = make(
    "form",
    {},
    make("label", { htmlFor: words.id, textContent: "Bạn cần làm gì? Gõ không dấu cũng được" }),
    words,
    make("div", { className: "narrowing__more" }, make("label", {}, free, "Miễn phí"), make("label", {}, "Xếp theo ", order)),
    status,
  );

  let rows; // a promise, made anew after a failure
  let turn = 0;

  const item = (row) =>
    make(
      "li",
      { className: "record" },
      make("h2", { className: "record__title" }, make("a", { href: new URL(`thu-tuc/${row.id}/`, root).href, textContent: row.name })),
      make("p", { className: "record__meta", textContent: row.meta }),
    );

  const show = (found) => {
    results.append(...found.slice(results.children.length, results.children.length + AT_ONCE).map(item));
    more.hidden = results.children.length >= found.length;
    more.onclick = () => {
      const next = results.children.length;
      show(found);
      results.children[next].querySelector("a").focus();
    };
  };

  const narrow = async () => {
    const mine = ++turn;
    const wanted = spaced(words.value).trim() || free.checked || order.value;
    if (!wanted) {
      results.replaceChildren();
      list.hidden = false;
      more.hidden = true;
      status.textContent = "";
      return;
    }
    try {
      rows ??= load(place);
      const all = await rows;
      if (mine !== turn) return;
      const found = find(all, words.value, free.checked, order.value);
      list.hidden = true;
      results.replaceChildren();
      status.textContent = found.length
        ? `${figure(found.length)} thủ tục`
        : "Không có thủ tục nào. Xin thử ít chữ hơn, hoặc xóa ô này để xem theo danh mục.";
      show(found);
    } catch (error) {
      console.error(error);
      rows = undefined;
      if (mine !== turn) return;
      list.hidden = false;
      status.textContent = "Chưa tải được danh mục thủ tục. Xin thử lại, hoặc xem theo danh mục dưới đây.";
    }
  };

  words.addEventListener("focus", () => {
    (rows ??= load(place)).catch(() => { rows = undefined; });
    // On a phone the keyboard takes half of the screen; what is found needs the rest.
    if (matchMedia("(max-width: 46em)").matches) place.scrollIntoView();
  });
  words.addEventListener("input", narrow);
  free.addEventListener("change", narrow);
  order.addEventListener("change", narrow);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    narrow();
  });
  place.append(form, results, more);
  if (words.value) narrow();
};

for (const place of document.querySelectorAll("[data-procedures]")) start(place);
