// Searches in the index that generator/outputs/search.py plans: heads at once, then the words of the texts.

import { loadManifest } from "./search-files.js";
import { openHeads } from "./search-heads.js";
import { wordsOf } from "./search-letters.js";
import { startWorker } from "./search-messages.js";
import { findPhrases } from "./search-phrases.js";

/**
 * Open the index in a folder, of which the manifest may have been loaded, or be on its way.
 *
 * Rejects, as everything here does, with an Error whose `reason` is offline, missing, blocked, unsupported or broken.
 */
export async function openSearch(folder, manifest = loadManifest(folder)) {
  const { engine, shards, ...given } = await manifest;
  const firsts = [0]; // documents before each shard
  for (const size of given.sizes) firsts.push(firsts.at(-1) + size);
  const total = firsts.pop();
  const heads = openHeads(folder, { ...given, shards, firsts, total });
  const address = (name) => new URL(name, folder).href;
  let fullText; // a worker, started at the first need and anew after a failure

  function openFullText() {
    fullText ??= (async () => {
      const ask = startWorker(new URL("./search-fulltext.js", import.meta.url));
      await ask("open", { engine: address(engine), shards: shards.map(address), firsts });
      return ask;
    })();
    return fullText;
  }

  /** Return the documents of some shards that have the phrases. */
  async function places(phrases, among) {
    try {
      return await (await openFullText())("search", { phrases, among });
    } catch (error) {
      fullText?.then((ask) => ask.stop(), () => {});
      fullText = undefined;
      throw error;
    }
  }

  /** Search for phrases; `onHeads` gets what is found in the first shards, if there are many. */
  async function searchPhrases({ queries, phrases, filters, sort }, { onHeads, signal }) {
    const candidates = await heads.candidates({ queries, filters });
    const answer = async (documents, rest) => ({
      ...answerOf(await heads.narrow({ documents, filters, sort }), queries, !rest.pending),
      unread: rest.unread ?? 0,
    });
    const several = phrases.filter((words) => wordsOf(words.join(" ")).length > 1); // of one word all is known
    if (signal?.aborted) return null;
    if (!several.length) return answer(candidates, {});
    let shown = false;
    const onSome = async (documents) => {
      if (shown || !documents.length || sort === "date" || signal?.aborted) return;
      shown = true;
      onHeads?.(await answer([...documents], { pending: true }));
    };
    try {
      const { documents, unread } = await findPhrases({
        candidates,
        shardOf: (document) => firsts.findLastIndex((first) => first <= document),
        read: (documents) => heads.read({ documents, phrases: several }),
        places: (among) => (signal?.aborted ? [] : places(several, among)),
        onSome,
      });
      return signal?.aborted ? null : answer(documents, { unread });
    } catch (error) {
      console.error(error);
      return { ...(await answer(candidates, { pending: true })), reason: error.reason ?? "broken" };
    }
  }

  function answerOf({ ids, counts, partial, within = 0 }, queries, complete) {
    const quotes = complete && queries.length > 0; // else it is the summary that was searched
    const load = (from, count, quoted = count) => heads.load({ documents: ids.slice(from, from + count), queries, quoted: quotes ? quoted : 0 });
    return {
      total: ids.length,
      complete,
      quotes,
      partial,
      within, // how many documents were looked into, the newest; 0 for all
      counts,
      reason: null, // why it is not complete, if it never will be
      unread: 0, // documents that have the words of a phrase, and were not looked into for it
      load,
    };
  }

  /**
   * Search for `queries`, the readings of what was typed; none is everything. `phrases`, lists of words, have to stand in
   * what is found as they were typed. Words that stand in very many documents are looked for in the newest of them, if
   * these are enough and `older` is not wished.
   *
   * `onHeads` gets a first answer, and what it promises is waited for; `onMore` gets the complete one. The promise is for
   * the latest, null if aborted. What is in the first answer comes first in the second, in the same order. When the words
   * of the texts cannot be had, the answer of the heads stays, with a `reason`. `instead` is asked, with the first answer,
   * whether something else is searched for; the promise is for null then.
   */
  async function search(request, { onHeads, onMore, signal, instead } = {}) {
    const { queries = [], exactNumber = "", filters = {}, sort = "relevance", typing = false, older = false, fullText: wanted = true } = request;
    if (wanted && request.phrases?.length) return searchPhrases({ ...request, filters, sort }, { onHeads, signal });
    const alone = !wanted || !queries.length; // the heads know all there is to know
    const { ids, counts, ...found } = await heads.find({ queries, exactNumber, filters, sort, typing, older, counted: wanted });
    if (signal?.aborted) return null;
    const first = answerOf({ ids, counts, ...found }, queries, wanted && alone);
    if (await instead?.(first)) return null;
    if (alone) {
      onHeads?.(first);
      return first;
    }
    // In the order of dates what comes later would go in between; what has all words goes before what has some, and
    // what has them as typed before what has them with other marks.
    if (sort !== "date" && !found.partial && !found.weak) await onHeads?.(first);
    if (signal?.aborted) return null;
    try {
      const complete = await heads.complete({ queries, exactNumber, filters, sort, older, ...found });
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
    filters: () => heads.counts(),
    /** Return the words of the site: a map from a word as it is searched to [as it is written, how often]. */
    words: async () => new Map(Object.entries(await heads.spelling())),
    search,
  };
}
