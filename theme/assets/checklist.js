/* Keeps the ticks of a list of papers on the reader's own device, and prints the list. Nothing is sent anywhere. */

import { button, make } from "./elements.js";

const list = document.querySelector("[data-checklist]");
const boxes = [...list.querySelectorAll("input[type=checkbox]")];
const place = `checklist:${location.pathname}`;

/* A browser may refuse to store, as it does for some private windows; then ticks last as long as the page. */
const read = () => {
  try {
    return JSON.parse(localStorage.getItem(place)) ?? [];
  } catch {
    return [];
  }
};

const write = (ticked) => {
  try {
    if (ticked.length) localStorage.setItem(place, JSON.stringify(ticked));
    else localStorage.removeItem(place);
    return true;
  } catch {
    return false;
  }
};

const status = make("span", { className: "meta" });
status.setAttribute("role", "status");

const tell = (kept) => {
  const ticked = boxes.filter((box) => box.checked).length;
  const where = kept ? " Dấu chỉ lưu trên máy này." : "";
  // Papers under headings are of several cases, and nobody needs all of them.
  const all = list.querySelector("h3") ? "" : ` trong ${boxes.length}`;
  status.textContent = ticked ? `Đã có ${ticked}${all} giấy tờ.${where}` : "";
};

const keep = () => tell(write(boxes.filter((box) => box.checked).map((box) => box.value)));

const ticked = new Set(read());
for (const box of boxes) {
  box.checked = ticked.has(box.value);
  box.addEventListener("change", keep);
}

const tools = make(
  "div",
  { className: "checklist__tools no-print" },
  button("In danh sách", "button", () => window.print()),
  button("Xóa các dấu", "button button--plain", () => {
    for (const box of boxes) box.checked = false;
    keep();
  }),
  status,
);
list.append(tools);
tell(true);
