// The search box in the header. It is a plain form; what helps while typing is loaded when the box is first used.

const form = document.querySelector("[data-search-box]");
const input = form.elements.q;
let loading;
let page; // a promise, made anew after a failure

/** The search page knows where the index is: its name changes with the content, and headers stay as they are. */
function askPage() {
  page ??= fetch(form.action).then((response) => {
    if (!response.ok) throw new Error(`${form.action}: ${response.status}`);
    return response.text();
  });
  page.catch(() => (page = undefined));
  return page;
}

function load() {
  askPage(); // while the script is on its way
  // Without it the form still leads to the search page.
  loading ??= import("./search-suggest.js").then(({ suggest }) => suggest(form, askPage)).catch(console.error);
}

if (document.activeElement === input) load();
input.addEventListener("focus", load);

// «/» leads to the search from anywhere: to the field of the search page where there is one.
document.addEventListener("keydown", (event) => {
  if (event.key !== "/" || event.ctrlKey || event.altKey || event.metaKey) return;
  if (event.target.closest("input, textarea, select, [contenteditable]")) return;
  event.preventDefault();
  (document.querySelector("#search-query") ?? input).focus();
});
