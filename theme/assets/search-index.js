// Searches in the index that generator/outputs/search.py plans: heads at once, shards of full text as they are needed.

import { failure, wordsOf } from "./search-heads.js";

const FULL_TEXT_WORKERS = Math.min(4, navigator.hardwareConcurrency || 1);
const FACETS_OF_SHARDS = ["loai", "nam"];

/** Start a worker; the function that is returned asks it for something and promises the answer. */
function startWorker() {
  if (typeof Worker === "undefined" || typeof DecompressionStream === "undefined") {
    throw failure("unsupported", "no Worker or DecompressionStream");
  }
  let worker;
  try {
    worker = new Worker(new URL("./search-worker.js", import.meta.url), { type: "module" });
  } catch (error) {
    throw failure("blocked", String(error));
  }
  const waiting = new Map();
  let next = 0;
  let dead;
  worker.addEventListener("message", ({ data: { id, value, reason, message } }) => {
    const { resolve, reject } = waiting.get(id);
    waiting.delete(id);
    if (reason) reject(failure(reason, message));
    else resolve(value);
  });
  worker.addEventListener("error", (event) => {
    dead = failure(navigator.onLine ? "blocked" : "offline", event.message ?? "the worker did not start");
    for (const { reject } of waiting.values()) reject(dead);
    waiting.clear();
  });
  const ask = (method, argument) =>
    new Promise((resolve, reject) => {
      if (dead) return reject(dead);
      waiting.set(next, { resolve, reject });
      worker.postMessage({ id: next++, method, argument });
    });
  ask.stop = () => worker.terminate();
  return ask;
}

/**
 * Open the index in a folder.
 *
 * Rejects, as everything here does, with an Error whose `reason` is offline, missing, blocked, unsupported or broken.
 */
export async function openSearch(folder) {
  const heads = startWorker();
  const manifest = await heads("heads", String(folder)).catch((error) => {
    heads.stop();
    throw error;
  });
  const address = (name) => new URL(name, folder).href;
  const shards = manifest.shards.map(address);
  let readers; // workers of the full text, made at the first need and anew after a failure
  let running = Promise.resolve();

  function openFullText() {
    readers ??= Promise.all(
      Array.from({ length: Math.min(FULL_TEXT_WORKERS, shards.length) }, async () => {
        const ask = startWorker();
        await ask("fullText", { engine: address(manifest.engine), shards, firsts: manifest.firsts });
        return ask;
      }),
    );
    readers.catch(() => (readers = undefined));
    return readers;
  }

  /** Tell which shards can hold anything that the filters leave. */
  function shardsFor(filters) {
    const asked = FACETS_OF_SHARDS.filter((name) => filters[name]);
    return [...shards.keys()].filter((shard) => asked.every((name) => manifest.holds[shard][name].includes(filters[name])));
  }

  /** Return what each worker finds: ids and scores. */
  async function fullText(queries, filters) {
    const workers = await openFullText();
    const among = shardsFor(filters);
    try {
      return await Promise.all(
        workers.map((ask, i) => ask("search", { queries, among: among.filter((shard) => shard % workers.length === i) })),
      );
    } catch (error) {
      for (const ask of workers) ask.stop();
      readers = undefined;
      throw error;
    }
  }

  /** Make results of documents; from the full text there are excerpts, parts only where it was searched. */
  async function load(documents, words, searched) {
    const facts = await heads("load", documents);
    const workers = searched ? await openFullText() : [];
    return Promise.all(
      facts.map(async ({ summary, ...fact }) => {
        const { id: document, title, number } = fact;
        const quotes = await Promise.all(workers.map((ask) => ask("quote", { document, title, number }).catch(() => null)));
        const quote = quotes.find(Boolean) ?? { excerpt: mark(summary, words), parts: [] };
        const parts = quote.parts.map(({ address: place, ...part }) => ({ ...part, url: place.startsWith("#") ? fact.url + place : place }));
        return { ...fact, excerpt: quote.excerpt, parts };
      }),
    );
  }

  function answerOf({ ids, counts, partial }, queries, complete) {
    const words = new Set(wordsOf(queries.join(" ")).map((word) => word.folded));
    return {
      total: ids.length,
      complete,
      partial,
      counts,
      uncounted: [], // filters of which other values were not searched for, so that they have at least their counts
      reason: null, // why it is not complete, if it never will be
      load: (from, count) => load(ids.slice(from, from + count), words, complete && queries.length > 0),
    };
  }

  /**
   * Search for `queries`, the readings of what was typed; none is everything.
   *
   * `onHeads` gets a first answer, `onMore` the complete one; the promise is for the latest, null if aborted. What is
   * in the first answer comes first in the second, in the same order. When the full text cannot be had, the answer of
   * the heads stays, with a `reason`.
   */
  async function search(request, { onHeads, onMore, signal } = {}) {
    const { queries = [], exactNumber = "", filters = {}, sort = "relevance", typing = false, fullText: wanted = true } = request;
    const alone = !wanted || !queries.length; // the heads know all there is to know
    if (!alone) openFullText().catch(() => {}); // meanwhile; whether it can be had is seen when it is asked
    const found = await heads("find", { queries, exactNumber, filters, sort, typing, counted: wanted });
    if (signal?.aborted) return null;
    const first = answerOf(found, queries, !wanted ? false : alone);
    if (alone) {
      onHeads?.(first);
      return first;
    }
    // In the order of dates what comes later would go in between; what has all words goes before what has some, and
    // what has them as typed before what has them with other marks.
    const stays = !found.partial && !found.weak;
    if (sort !== "date" && stays) onHeads?.(first);
    // One at a time: the searches of a fast typist would queue up, and only the latest is wanted.
    await running.catch(() => {});
    if (signal?.aborted) return null;
    try {
      running = fullText(queries, filters);
      const answers = await running;
      if (signal?.aborted) return null;
      const more = answers.some(({ ids }) => ids.length);
      const kept = stays || !more ? found.found : [];
      const joined = await heads("join", { found: kept, remarked: found.remarked, answers, filters, sort });
      if (signal?.aborted) return null;
      const leftOut = shardsFor(filters).length < shards.length;
      const second = answerOf({ ...joined, partial: found.partial && !more }, queries, true);
      second.uncounted = leftOut ? FACETS_OF_SHARDS.filter((name) => filters[name]) : [];
      onMore?.(second);
      return second;
    } catch (error) {
      console.error(error);
      const last = { ...first, reason: error.reason ?? "broken" };
      onMore?.(last);
      return last;
    }
  }

  return {
    /** Count every value of every filter over all documents. */
    filters: async () => (await heads("find", { queries: [], exactNumber: "", filters: {}, counted: true })).counts,
    /** Return the words of the site: a map from a word as it is searched to [as it is written, how often]. */
    words: async () => new Map(Object.entries(await heads("spelling"))),
    search,
  };
}

/** Take a text apart into pieces that are among the words or not. */
function mark(text, words) {
  return text
    .split(/([\p{L}\p{M}\p{N}]+)/u)
    .filter(Boolean)
    .map((piece) => ({ text: piece, hit: wordsOf(piece).some((word) => words.has(word.folded)) }));
}
