/* Adds a box to tick to each feed of the list, and gives those that are ticked as one OPML file for a feed reader.

   Without it the list still offers the files of all feeds and of each group. */

import { button, make } from "./elements.js";

const boxes = [...document.querySelectorAll("[data-feed]")].map((cell) => {
  const box = make("input", { type: "checkbox" });
  const title = cell.dataset.feed;
  const row = cell.closest("tr");
  Object.assign(box, {
    title,
    page: cell.querySelector("a").href,
    feed: row.querySelector("a[href$='rss.xml']").href,
  });
  box.setAttribute("aria-label", `Chọn nguồn tin ${title}`);
  box.addEventListener("change", () => tell());
  cell.prepend(make("label", { className: "feed-pick no-print" }, box));
  return box;
});

/* Built as a document, so that the browser escapes what titles hold. */
const opml = (chosen) => {
  const document_ = document.implementation.createDocument(null, "opml");
  const root = document_.documentElement;
  const add = (parent, name, attributes = {}) => {
    const element = parent.appendChild(document_.createElement(name));
    for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
    return element;
  };
  root.setAttribute("version", "2.0");
  add(add(root, "head"), "title").textContent = document.title;
  const body = add(root, "body");
  for (const { title, page, feed } of chosen) {
    add(body, "outline", { type: "rss", text: title, title, language: "vi", htmlUrl: page, xmlUrl: feed });
  }
  return `<?xml version="1.0" encoding="UTF-8"?>\n${new XMLSerializer().serializeToString(document_)}\n`;
};

const save = () => {
  const file = new Blob([opml(boxes.filter((box) => box.checked))], { type: "text/x-opml" });
  const address = URL.createObjectURL(file);
  make("a", { href: address, download: "nguon-tin-da-chon.opml" }).click();
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
};

const status = make("span", {});
status.setAttribute("role", "status");
const clear = () => {
  for (const box of boxes) box.checked = false;
  tell();
};
const bar = make(
  "div",
  { className: "feed-picked no-print", hidden: true },
  status,
  button("Tải OPML", "button", save),
  button("Bỏ chọn", "button button--plain", clear),
);
document.querySelector("[data-feed-list]").append(bar);

const tell = () => {
  const count = boxes.filter((box) => box.checked).length;
  bar.hidden = count === 0;
  status.textContent = count ? `Đã chọn ${count} nguồn tin` : "";
};

document.querySelector("[data-feed-hint]").hidden = false;
tell(); // a browser may keep ticks when it comes back to a page
