// The full text of the documents: shards that Pagefind made, merged into one search. It runs in a worker.

import { failure } from "./search-files.js";
import { wordsOf } from "./search-letters.js";

const STROKE = "\u0335"; // on d and D it stands for the bar of đ, which Unicode does not take apart
const EXCERPT_WORDS = 32;
const MOST_PARTS = 3;

// What a document is called by comes before all that cites it. A match in metadata counts once per field and
// blind to marks, so the share of what is metadata alone stays small.
const RANKING = { diacriticSimilarity: 2, metaWeights: { keywords: 2, kind: 0.5, date: 0.5 } };

const SETTINGS = { language: "vi", metaCacheTag: "0", ranking: RANKING };

function toSearch(text) {
  return text.replace(/đ/g, `d${STROKE}`).replace(/Đ/g, `D${STROKE}`);
}

function fromSearch(text) {
  return text.replaceAll(`d${STROKE}`, "đ").replaceAll(`D${STROKE}`, "Đ");
}

/** Load Pagefind; `shards` are addresses of folders, in the order of the manifest, `firsts` the documents before each. */
export async function openFullText({ engine, shards, firsts }) {
  const lost = watchFetches();
  const pagefind = await startEngine(engine, lost);
  const merged = new Map();
  const firstOf = new Map(shards.map((shard, i) => [shard.match(/chi-muc-([^/]+)\/$/)[1], firsts[i]]));
  let results = new Map();
  let asked = []; // the words of the latest search

  /** Return the place of a document; that of what stands in the engine's own index is no number. */
  function placeOf(result) {
    return firstOf.get(shardOf(result)) + Number(result.id.slice(result.id.lastIndexOf("-") + 1));
  }

  return {
    /** Search in these shards, and in those that an earlier search needed: what is merged stays so. */
    async search({ queries, among }) {
      for (const shard of among) {
        if (!merged.has(shard)) merged.set(shard, pagefind.mergeIndex(shards[shard], SETTINGS));
      }
      await Promise.all(among.map((shard) => merged.get(shard))).catch((error) => {
        throw lossOf(lost, error);
      });
      const found = new Map();
      for (const query of queries) {
        // Quotes would ask Pagefind for the exact phrase, which fails where a page has a word with two sets of marks.
        const answer = await pagefind.search(toSearch(query.replaceAll('"', " ")), {});
        const right = await held(answer.results, query).catch((error) => {
          throw lossOf(lost, error);
        });
        if (lost.size) throw lossOf(lost);
        for (const result of right) {
          const place = placeOf(result);
          if (place >= 0 && !(found.get(place)?.score >= result.score)) found.set(place, result);
        }
      }
      results = found;
      asked = queries.flatMap(wordsOf);
      const scores = [...found.values()].map((result) => result.score);
      return { ids: Uint32Array.from(found.keys()), scores: Float32Array.from(scores) };
    },

    /** Quote a result of the latest search; title and number are left out of what is quoted. */
    async quote({ document, title, number }) {
      const result = results.get(document);
      if (!result) return null;
      const fragment = await result.data();
      return quoteFragment(fragment, lengthOf(title) + lengthOf(number), asked);
    },
  };
}

/**
 * Leave out the results of shards that do not have the words.
 *
 * Pagefind cuts a word that no document of a shard has until one has it, so one result tells of all of its shard.
 */
async function held(results, query) {
  const words = wordsOf(query);
  const shards = new Map();
  for (const result of results) {
    const shard = shardOf(result);
    if (!shards.has(shard)) shards.set(shard, []);
    shards.get(shard).push(result);
  }
  const kept = [...shards.values()].map(async (found) => {
    const { content, meta } = await found[0].data();
    const said = wordsOf(fromSearch([content, ...Object.values(meta)].join(" "))).map((word) => word.folded);
    return words.every((word) => said.some((other) => other.startsWith(word.folded))) ? found : [];
  });
  return (await Promise.all(kept)).flat();
}

function shardOf(result) {
  return result.id.slice(0, result.id.lastIndexOf("-"));
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

function lengthOf(text) {
  return text ? text.trim().split(/\s+/).length : 0;
}

/** Keep of some hits those that are words as they were typed, else those without regard to marks, else all. */
function rightHits(words, hits, asked) {
  const written = (at) => wordsOf(fromSearch(words[at]));
  const typed = (at) => written(at).some((word) => asked.some((one) => [word.written, word.folded].includes(one.written)));
  const folded = (at) => written(at).some((word) => asked.some((one) => one.folded === word.folded));
  return [typed, folded].map((is) => hits.filter(is)).find((kept) => kept.length) ?? hits;
}

function quoteFragment(fragment, start, asked) {
  const words = fragment.content.split(/\s+/);
  const located = [...new Set(fragment.locations)].filter((at) => at >= start && at < words.length).sort((a, b) => a - b);
  const hits = rightHits(words, located, asked);
  const anchors = fragment.anchors.filter((anchor) => anchor.element === "h2").sort((a, b) => a.location - b.location);
  const parts = anchors.map((anchor, i) => {
    const from = anchor.location;
    const to = anchors[i + 1]?.location ?? words.length;
    return { address: anchor.id, title: fromSearch(anchor.text), from: from + lengthOf(anchor.text), to, hits: hits.filter((at) => at >= from && at < to) };
  });
  const best = parts.filter((part) => part.hits.length).sort((a, b) => weightOf(words, b.hits) - weightOf(words, a.hits));
  return {
    excerpt: excerpt(words, hits, start, words.length),
    parts: best.slice(0, MOST_PARTS).map(({ address, title, from, to, hits: own }) => ({ address, title, excerpt: excerpt(words, own, from, to) })),
  };
}

/** Tell how much of what was asked a run of hits has: its different words first, then how many stand side by side. */
function weightOf(words, hits) {
  const different = new Set(hits.map((at) => wordsOf(fromSearch(words[at]))[0]?.folded)).size;
  const together = hits.filter((at, i) => hits[i + 1] === at + 1).length;
  return 100 * different + together;
}

/** Quote the run of words that has the most of what was asked, as pieces that are hits or not. */
function excerpt(words, hits, start, end) {
  let from = start;
  let most = 0;
  for (let first = 0, last = 0; first < hits.length; first++) {
    while (last < hits.length && hits[last] < hits[first] + EXCERPT_WORDS - 4) last++;
    const weight = weightOf(words, hits.slice(first, last));
    if (weight > most) {
      most = weight;
      from = Math.max(start, hits[first] - 4);
    }
  }
  const marked = new Set(hits);
  const to = Math.min(end, from + EXCERPT_WORDS);
  const pieces = from > start ? [{ text: "… ", hit: false }] : [];
  for (let at = from; at < to; at++) {
    pieces.push({ text: fromSearch(words[at]), hit: marked.has(at) }, { text: " ", hit: false });
  }
  if (to < end) pieces.push({ text: "…", hit: false });
  return pieces;
}
