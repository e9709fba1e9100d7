// Searches in the index that generator/outputs/search.py plans: heads at once, then the words of the texts.

import { failure } from "./search-files.js";

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
  await heads("heads", String(folder)).catch((error) => {
    heads.stop();
    throw error;
  });

  function answerOf({ ids, counts, partial }, queries, complete) {
    const load = (from, count) => heads("load", { documents: ids.slice(from, from + count), queries, searched: complete && queries.length > 0 });
    return {
      total: ids.length,
      complete,
      partial,
      counts,
      reason: null, // why it is not complete, if it never will be
      load,
    };
  }

  /**
   * Search for `queries`, the readings of what was typed; none is everything.
   *
   * `onHeads` gets a first answer, `onMore` the complete one; the promise is for the latest, null if aborted. What is
   * in the first answer comes first in the second, in the same order. When the words of the texts cannot be had, the
   * answer of the heads stays, with a `reason`.
   */
  async function search(request, { onHeads, onMore, signal } = {}) {
    const { queries = [], exactNumber = "", filters = {}, sort = "relevance", typing = false, fullText: wanted = true } = request;
    const alone = !wanted || !queries.length; // the heads know all there is to know
    const { ids, counts, ...found } = await heads("find", { queries, exactNumber, filters, sort, typing, counted: wanted });
    if (signal?.aborted) return null;
    const first = answerOf({ ids, counts, ...found }, queries, wanted && alone);
    if (alone) {
      onHeads?.(first);
      return first;
    }
    // In the order of dates what comes later would go in between; what has all words goes before what has some, and
    // what has them as typed before what has them with other marks.
    if (sort !== "date" && !found.partial && !found.weak) onHeads?.(first);
    try {
      const complete = await heads("complete", { queries, exactNumber, filters, sort, ...found });
      if (signal?.aborted) return null;
      const second = answerOf(complete, queries, true);
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
