// From what was typed to what is found: the readings of a query, asked of the index in the order of trust.

import { openSearch } from "./search-index.js";
import { takePhrases } from "./search-phrases.js";
import { tidy, understand } from "./search-query.js";
import { mend } from "./search-spelling.js";

const TABLE = new URL("./search-words.json", import.meta.url);
const LATER = ["content", "typing"]; // readings that are asked only where those before them found nothing
const NOTHING = { total: 0, complete: true, quotes: false, partial: false, within: 0, counts: {}, reason: null, unread: 0, load: async () => [] };
const MOST_READINGS = 4; // each costs a search

/**
 * Open the index in a folder, as `openSearch` does.
 *
 * Rejects with an Error whose `reason` is offline, missing, blocked, unsupported or broken.
 */
export async function openAnswers(folder, manifest) {
  const [index, table] = await Promise.all([openSearch(folder, manifest), loadTable()]);
  let words; // a promise, made at the first need

  /** Ask for readings at once; whatever has all words of one of them is found. */
  function find(readings, request, callbacks) {
    const queries = readings.map((reading) => reading.query).slice(0, MOST_READINGS);
    const exactNumber = readings.find((reading) => reading.number)?.number ?? "";
    return index.search({ ...request, queries, exactNumber }, callbacks);
  }

  /** Return the first of several readings of which the heads have all words; undefined where they have none such. */
  async function firstKnown(several, request) {
    for (const readings of several) {
      if (!readings.length) continue;
      const { total, partial } = await find(readings, { ...request, fullText: false }, {});
      if (total && !partial) return readings;
    }
    return undefined;
  }

  /** Return the query with its slips mended, in several ways, the likeliest first. */
  async function mended({ query }) {
    words ??= index.words();
    words.catch(() => (words = undefined));
    return mend(query, await words).map((other) => [{ rule: "spelling", query: other }]);
  }

  /**
   * Answer a query with phrases in quotation marks; where no text has them so, answer without the marks: `unquoted`, and
   * `unread` is how many texts with these words were not looked into. `query` is what was typed on one line.
   */
  async function ask(text, request, callbacks = {}) {
    const query = tidy(text, table.longest);
    return { query, ...(await answerQuery(query, request, callbacks)) };
  }

  async function answerQuery(text, request, callbacks) {
    const { phrases, plain } = takePhrases(text);
    if (!phrases.length || request.fullText === false) return answerWords(text, request, callbacks);
    const [literal] = understand(plain, table);
    const answer = await index.search({ ...request, queries: [literal.query], phrases }, callbacks);
    if (!answer || answer.total || answer.reason) return { answer, read: "", nearest: false };
    return { ...(await answerWords(plain, request, { signal: callbacks.signal })), unquoted: true, unread: answer.unread };
  }

  /**
   * Answer a query: { answer, read, nearest }.
   *
   * `answer` is that of the index, or null if aborted. `read` is the query that was answered instead of the one that was
   * typed, or empty. `nearest` says that nothing has all of the words. `request` has filters, sort, typing and
   * fullText; `callbacks` have onHeads, which gets an answer before the full text is read, and signal.
   */
  async function answerWords(text, request, callbacks) {
    const readings = understand(text, table);
    const first = readings.filter((reading) => !LATER.includes(reading.rule));
    const later = LATER.map((rule) => readings.filter((reading) => reading.rule === rule));
    if (text.trim() && !readings.length) return { answer: NOTHING, read: "", nearest: false };
    const answerTo = async (others, more) => {
      const answer = await find(others, request, more);
      return { answer, read: others[0].query, nearest: Boolean(answer?.partial) };
    };
    const aborted = () => ({ answer: null, read: "", nearest: false });
    const quiet = { signal: callbacks.signal };

    let other; // a later reading of which the heads have all words, while they have not of what was typed
    const instead = async ({ total, partial }) => {
      if (!total || partial) other = await firstKnown(later, request);
      return Boolean(other);
    };
    const literal = { ...(await find(first, request, { ...callbacks, instead })) };
    if (callbacks.signal?.aborted) return aborted();
    if (other) return answerTo(other, callbacks);
    const said = { answer: literal, read: "", nearest: literal.total > 0 && literal.partial };
    if (!readings.length || (literal.total && !literal.partial) || literal.reason) return said;

    const mends = await mended(first[0]);
    const meant = await firstKnown(mends, request);
    if (callbacks.signal?.aborted) return aborted();
    if (meant) return answerTo(meant, quiet);
    for (const others of [...later, ...mends.slice(0, 1)]) {
      if (!others.length) continue;
      const found = await answerTo(others, quiet);
      if (!found.answer) return aborted();
      if (found.answer.total && (!found.nearest || !literal.total)) return found;
    }
    return said;
  }

  return { ask, filters: index.filters };
}

async function loadTable() {
  const response = await fetch(TABLE).catch((error) => {
    throw Object.assign(new Error(String(error)), { reason: "offline" });
  });
  if (!response.ok) throw Object.assign(new Error(`${TABLE}: ${response.status}`), { reason: "missing" });
  return response.json();
}
