// Results of a search as elements. Children are elements or text, never markup.

/** Make an element; attributes are set as they are written in HTML. */
export function element(name, attributes, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  made.append(...children);
  return made;
}

/** Return the address of a page of the site from its root: `/van-ban/` → `../van-ban/`. */
export const addressOf = (url, root) => new URL(url.replace(/^\/+/, ""), root).href;

/** Return what is told of a result beside its title: kind, number, date. */
export function factsOf({ kind, number, date }) {
  return [kind, number, date.split("-").reverse().join("/")].filter(Boolean).join(" · ");
}

const excerptOf = (pieces) => pieces.map(({ text, hit }) => (hit ? element("mark", {}, text) : text));

const excerptItem = ({ excerpt }) => element("p", { class: "search__excerpt" }, ...excerptOf(excerpt));

function partsOf(parts, root) {
  const items = parts.map((part) =>
    element("li", {}, element("a", { href: addressOf(part.url, root) }, part.title), " ", ...excerptOf(part.excerpt)),
  );
  return items.length ? [element("ul", { class: "search__parts" }, ...items)] : [];
}

export function resultItem(result, root) {
  const facts = element("p", { class: "search__facts" }, factsOf(result));
  if (result.state) facts.append(" ", element("span", { class: "search__state" }, result.state));
  const link = element("a", { href: addressOf(result.url, root) }, result.title);
  return element(
    "li",
    { class: "search__result" },
    element("h2", { class: "search__title" }, link),
    facts,
    excerptItem(result),
    ...partsOf(result.parts, root),
  );
}

/** Put what a result says of its text into an item that had only the summary. */
export function quoteIn(item, result, root) {
  item.querySelector(".search__excerpt").replaceWith(excerptItem(result));
  item.querySelector(".search__parts")?.remove();
  item.append(...partsOf(result.parts, root));
}

/**
 * Show the complete answer in place of the first one without moving what the reader has before them: of what is in view
 * only the excerpt changes, which keeps its height; what is below the window is put in anew.
 */
export function settle(list, items) {
  const shown = [...list.children];
  items.forEach((item, at) => {
    const old = shown[at];
    const same = old && linkOf(old).href === linkOf(item).href;
    if (!old) list.append(item);
    else if (same && (old.getBoundingClientRect().top < innerHeight || old.contains(document.activeElement))) {
      old.querySelector(".search__excerpt").replaceWith(item.querySelector(".search__excerpt"));
    } else old.replaceWith(item);
  });
  for (const old of shown.slice(items.length)) old.remove();
}

export const linkOf = (item) => item.querySelector(".search__title a");
