// From what was typed to what is found: the readings of a query, asked of the index in the order of trust.

import { openSearch } from "./search-index.js";
import { tidy, understand } from "./search-query.js";
import { mend } from "./search-spelling.js";

const TABLE = new URL("./search-words.json", import.meta.url);
const LATER = ["content", "typing"]; // readings that are asked only where those before them found nothing
const MOST_READINGS = 4; // each costs a search

/**
 * Open the index in a folder.
 *
 * Rejects with an Error whose `reason` is offline, missing, blocked, unsupported or broken.
 */
export async function openAnswers(folder) {
  const [index, table] = await Promise.all([openSearch(folder), loadTable()]);
  let words; // a promise, made at the first need

  /** Ask for readings at once; whatever has all words of one of them is found. */
  function find(readings, request, callbacks) {
    const queries = readings.map((reading) => reading.query).slice(0, MOST_READINGS);
    const exactNumber = readings.find((reading) => reading.number)?.number ?? "";
    return index.search({ ...request, queries, exactNumber }, callbacks);
  }

  async function mended(text) {
    words ??= index.words();
    words.catch(() => (words = undefined));
    const query = mend(text, await words);
    return query === null ? [] : [{ rule: "spelling", query, number: "" }];
  }

  /**
   * Answer a query: { answer, read, nearest }.
   *
   * `answer` is that of the index, or null if aborted. `read` is the query that was answered instead of the one that was
   * typed, or empty. `nearest` says that nothing has all of the words. `request` has filters, sort, typing and
   * fullText; `callbacks` have onHeads, which gets an answer before the full text is read, and signal.
   */
  async function ask(text, request, callbacks = {}) {
    const readings = understand(text, table);
    const first = readings.filter((reading) => !LATER.includes(reading.rule));
    const answer = await find(first, request, callbacks);
    if (!readings.length || !answer || (answer.total && !answer.partial) || answer.reason) {
      return { answer, read: "", nearest: false };
    }
    const narrowed = { signal: callbacks.signal };
    const retries = [
      ...LATER.map((rule) => () => readings.filter((reading) => reading.rule === rule)),
      () => mended(first[0].query),
    ];
    for (const retry of retries) {
      const others = await retry();
      if (!others.length) continue;
      const found = await find(others, request, narrowed);
      if (!found) return { answer: null, read: "", nearest: false };
      if (found.total && !found.partial) return { answer: found, read: others[0].query, nearest: false };
    }
    return { answer, read: "", nearest: answer.total > 0 };
  }

  return { ask, filters: index.filters, tidy: (text) => tidy(text, table.longest) };
}

async function loadTable() {
  const response = await fetch(TABLE).catch((error) => {
    throw Object.assign(new Error(String(error)), { reason: "offline" });
  });
  if (!response.ok) throw Object.assign(new Error(`${TABLE}: ${response.status}`), { reason: "missing" });
  return response.json();
}
