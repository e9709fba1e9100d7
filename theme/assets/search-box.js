// The search box in the header. It is a plain form; what helps while typing is loaded when the box is first used.

// What search-suggest.js and search-worker.js import in turn, to be asked for at once.
const SCRIPTS = [
  "./folding.js",
  "./search-answer.js",
  "./search-index.js",
  "./search-letters.js",
  "./search-phrases.js",
  "./search-query.js",
  "./search-results.js",
  "./search-spelling.js",
  "./search-heads.js",
  "./search-postings.js",
  "./search-quote.js",
  "./search-ranking.js",
];

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

function prepareWorker() {
  import("./search-start.js").then((script) => script.prepareWorker()).catch(console.error);
}

function load() {
  askPage(); // while the scripts are on their way
  if (loading) return;
  prepareWorker();
  // Without them the form still leads to the search page.
  loading = import("./search-suggest.js").then(({ suggest }) => suggest(form, askPage)).catch(console.error);
  for (const script of SCRIPTS) {
    const { href } = new URL(script, import.meta.url);
    document.head.append(Object.assign(document.createElement("link"), { rel: "modulepreload", href }));
  }
}

if (document.activeElement === input) load();
else if (document.querySelector("[data-search]")) prepareWorker(); // the search page will take it
input.addEventListener("focus", load);

// «/» leads to the search from anywhere: to the field of the search page where there is one.
document.addEventListener("keydown", (event) => {
  if (event.key !== "/" || event.ctrlKey || event.altKey || event.metaKey) return;
  if (event.target.closest("input, textarea, select, [contenteditable]")) return;
  event.preventDefault();
  (document.querySelector("#search-query") ?? input).focus();
});
