// Phrases: Pagefind, which knows the place of each word in each text, over the shards that are asked for. It is a
// worker of its own, so that it keeps nothing waiting.

import { failure } from "./search-files.js";
import { answerMessages } from "./search-messages.js";
import { toSearch } from "./search-quote.js";

const SETTINGS = { language: "vi", metaCacheTag: "0" };

/** Load Pagefind; `shards` are addresses of folders, in the order of the manifest, `firsts` the documents before each. */
async function openFullText({ engine, shards, firsts }) {
  const lost = watchFetches();
  const pagefind = await startEngine(engine, lost);
  const merged = new Set();
  const firstOf = new Map(shards.map((shard, i) => [shard.match(/chi-muc-([^/]+)\/$/)[1], firsts[i]]));

  /** Return the places of a word in each document; what stands in the engine's own index is no document. */
  async function placesOf(word) {
    const { results } = await pagefind.search(toSearch(word), {});
    if (lost.size) throw lossOf(lost);
    const cut = (id) => [id.slice(0, id.lastIndexOf("-")), Number(id.slice(id.lastIndexOf("-") + 1))];
    const placed = results.map(({ id, words }) => [cut(id), words]);
    return new Map(placed.filter(([[shard]]) => firstOf.has(shard)).map(([[shard, at], words]) => [firstOf.get(shard) + at, words]));
  }

  return {
    /**
     * Return the documents in which each phrase stands, in these shards and those that were asked for before.
     *
     * Pagefind's own search for phrases misses those in a text that has one of their words with two sets of marks, so
     * each word is asked for by itself. A word that a shard does not have is found by its start.
     */
    async search({ phrases, among }) {
      const added = among.filter((shard) => !merged.has(shard));
      for (const shard of added) merged.add(shard);
      await Promise.all(added.map((shard) => pagefind.mergeIndex(shards[shard], SETTINGS))).catch((error) => {
        throw lossOf(lost, error);
      });
      const found = [];
      for (const words of phrases) {
        const places = [];
        for (const word of words) places.push(await placesOf(word));
        const [first, ...rest] = places;
        const stands = ([document, starts]) => starts.some((start) => rest.every((others, i) => others.get(document)?.includes(start + i + 1)));
        found.push(new Set([...first].filter(stands).map(([document]) => document)));
      }
      return Uint32Array.from([...found[0]].filter((document) => found.every((one) => one.has(document))));
    },
  };
}

async function startEngine(engine, lost) {
  try {
    const { createInstance } = await import(`${engine}pagefind.js`);
    const pagefind = createInstance({ ...SETTINGS, basePath: engine });
    await pagefind.init();
    // It answers only when its WebAssembly is there, into which merging loads without waiting.
    await pagefind.filters();
    return pagefind;
  } catch (error) {
    throw lossOf(lost, error);
  }
}

function lossOf(lost, error = "") {
  return failure(navigator.onLine ? "missing" : "offline", [...lost, error].join(", "));
}

/** Pagefind logs what it cannot load and answers from what is left, so the failures are noted on the way. */
function watchFetches() {
  const lost = new Set();
  const { fetch } = self;
  self.fetch = async (input, options) => {
    try {
      const response = await fetch(input, options);
      if (!response.ok) lost.add(`${input}: ${response.status}`);
      return response;
    } catch (error) {
      lost.add(`${input}: ${error}`);
      throw error;
    }
  };
  return lost;
}

let opened; // a promise

answerMessages({
  async open(given) {
    opened = openFullText(given);
    await opened;
  },
  search: async (asked) => (await opened).search(asked),
});
