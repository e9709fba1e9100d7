/* Narrows and sorts the task tables of a page. Without it the same tasks are reached by the links to their groups. */

import { make } from "./elements.js";
import { fold } from "./folding.js";

/* What a row is sorted by; a column that is not here keeps the order of its words. Rows with nothing come last. */
const KEYS = {
  "TT": (row) => Number(row.dataset.position),
  "Thời gian": (row) => row.dataset.due,
  "Tình trạng": (row) => Number(row.dataset.rank),
};

const wordsIn = (row, column) => fold(row.cells[column].textContent.trim());

const sort = (table, column, name, descending) => {
  const key = KEYS[name] ?? ((row) => wordsIn(row, column));
  const rows = [...table.tBodies[0].rows].map((row) => ({ row, key: key(row), position: Number(row.dataset.position) }));
  const compare = (a, b) => (a < b ? -1 : a > b ? 1 : 0) * (descending ? -1 : 1);
  rows.sort((a, b) => (a.key === "") - (b.key === "") || compare(a.key, b.key) || a.position - b.position);
  table.tBodies[0].append(...rows.map(({ row }) => row));
};

const addSorting = (table) => {
  const heads = [...table.tHead.rows[0].cells];
  heads.forEach((head, column) => {
    const name = head.textContent.trim();
    const button = make("button", { type: "button", className: "task-sort", textContent: name });
    button.addEventListener("click", () => {
      const descending = head.getAttribute("aria-sort") === "ascending";
      heads.forEach((other) => other.removeAttribute("aria-sort"));
      head.setAttribute("aria-sort", descending ? "descending" : "ascending");
      sort(table, column, name, descending);
    });
    head.replaceChildren(button);
  });
};

const addFilter = (tables) => {
  const rows = tables.flatMap((table) => [...table.tBodies[0].rows]);
  const states = new Map(rows.map((row) => [row.dataset.state, row]).sort((a, b) => a[1].dataset.rank - b[1].dataset.rank));
  const words = make("input", { type: "search", id: "loc-chu", autocomplete: "off" });
  const state = make("select", { id: "loc-tinh-trang" }, make("option", { value: "", textContent: "Tất cả" }));
  for (const [id, row] of states) {
    state.append(make("option", { value: id, textContent: row.querySelector(".badge").textContent }));
  }
  const status = make("p", { className: "task-filter__status" });
  status.setAttribute("role", "status");
  const texts = new Map(rows.map((row) => [row, fold(row.textContent)]));

  const narrow = () => {
    const wanted = fold(words.value).split(/\s+/).filter(Boolean);
    let shown = 0;
    for (const row of rows) {
      const fits = (!state.value || row.dataset.state === state.value) && wanted.every((word) => texts.get(row).includes(word));
      row.hidden = !fits;
      shown += fits;
    }
    for (const table of tables) {
      const section = table.closest("section");
      const empty = [...table.tBodies[0].rows].every((row) => row.hidden);
      table.hidden = empty;
      if (section && section.querySelectorAll("table").length === 1 && tables.length > 1) section.hidden = empty;
    }
    status.textContent = wanted.length || state.value ? `${shown} trong ${rows.length} nhiệm vụ trên trang này` : "";
  };
  words.addEventListener("input", narrow);
  state.addEventListener("change", narrow);

  const form = make(
    "form",
    { className: "task-filter no-print" },
    make("div", {}, make("label", { htmlFor: words.id, textContent: "Lọc nhiệm vụ theo chữ" }), words),
    make("div", {}, make("label", { htmlFor: state.id, textContent: "Tình trạng" }), state),
    status,
  );
  form.addEventListener("submit", (event) => event.preventDefault());
  const first = tables[0].closest("section") ?? tables[0];
  if (tables.length > 1) first.before(form);
  else tables[0].before(form);
};

const tables = [...document.querySelectorAll(".task-table")];
if (tables.reduce((sum, table) => sum + table.tBodies[0].rows.length, 0) > 5) {
  for (const table of tables.filter((table) => table.tBodies[0].rows.length > 1)) {
    [...table.tBodies[0].rows].forEach((row, position) => { row.dataset.position = position; });
    addSorting(table);
  }
  addFilter(tables);
}
