// The index of all documents: heads (titles, numbers, summaries) and the words of their texts. It runs in a worker
// (search-worker.js). The files are made, and their forms told, by generator/outputs/searchheads.py and searchshards.py.

import { parse, remembered, unpack } from "./search-files.js";
import { wordsOf } from "./search-letters.js";
import { standsIn } from "./search-phrases.js";
import { HEADS, lengthsOf, openWords, TEXTS, walk } from "./search-postings.js";
import { loadFragment, mark, quote } from "./search-quote.js";
import { formsOf, halvesOf, haveWords, scoreOf, weigh } from "./search-ranking.js";

const GATHERING = 1.25; // for a page that leads to many others on its subject

/** Open the heads in a folder, of which the page has loaded the manifest. */
export function openHeads({ folder, manifest }) {
  const { firsts, total } = manifest;
  const file = remembered(async (name) => parse(await unpack(new URL(name, folder)), name));
  const heads = openWords(folder, "words", manifest.words);
  const texts = openWords(folder, "texts", manifest.texts);
  const titles = remembered(async () => {
    const { words, lengths, gathering } = await file("titles.mb");
    return { words, gathering, halves: halvesOf(lengthsOf(lengths)) };
  });

  /** Tell which shard a document is in, and its place there. */
  function whereIs(document) {
    let shard = firsts.length - 1;
    while (firsts[shard] > document) shard--;
    return [shard, document - firsts[shard]];
  }

  /** Return the weights of a word in the heads, and in the texts if they are asked for. */
  async function weighWord(word, { typing, inTexts }) {
    const [exact, inText] = await Promise.all([heads.of(word.folded), inTexts ? texts.of(word.folded) : []]);
    const [head, text] = await Promise.all([
      formsOf(heads, word, typing || !exact.length),
      inTexts ? formsOf(texts, word, !exact.length && !inText.length) : [],
    ]);
    const { halves } = await titles("");
    return weigh({ heads: head, texts: text, firsts, halves });
  }

  /** Ask for what `complete` will read, while the heads are being searched. */
  function fetchTexts(queries) {
    for (const query of queries) for (const { folded } of wordsOf(query)) texts.of(folded).catch(() => {});
  }

  /** Return the documents that have a whole number: that are called so, or that cite it. */
  async function placesOfNumber(number, words, bits) {
    if (!number) return [];
    const key = `#${wordsOf(number).map((word) => word.folded).join("-")}`;
    const found = [];
    for (const [, text] of await words.of(key)) walk(text, bits, firsts, (document) => found.push(document));
    return found;
  }

  /**
   * Return documents and their scores: those that have all words as typed, with other marks, or most of them.
   *
   * A query that is a number and nothing else is asked for by it, not by the words that it is made of.
   */
  async function rank(query, exactNumber, { typing = false, inTexts = false } = {}) {
    const asked = [...new Map(wordsOf(query).map((word) => [word.written, word])).values()];
    const last = asked.length - 1;
    const [{ words: lengths, gathering }, called, citing, ...words] = await Promise.all([
      titles(""),
      placesOfNumber(exactNumber, heads, HEADS),
      inTexts ? placesOfNumber(exactNumber, texts, TEXTS) : [],
      ...asked.map((word, i) => weighWord(word, { typing: typing && i === last, inTexts })),
    ]);
    const known = new Set([...called, ...citing]);
    const found = haveWords(words, total);
    if (inTexts && known.size && sameWords(query, exactNumber)) found.whole = found.whole.filter((document) => known.has(document));
    const whole = new Set(found.whole);
    for (const document of known) if (!whole.has(document)) found.whole.push(document);
    const scores = new Float64Array(total);
    for (const document of [...found.whole, ...found.weak, ...found.part]) scores[document] = scoreOf(document, words, lengths[document]);
    for (const document of gathering) scores[document] *= GATHERING;
    for (const document of citing) scores[document] += 1e3;
    for (const document of called) scores[document] += 1e6;
    return { ...found, scores };
  }

  const rankAll = (queries, exactNumber, how) => Promise.all((queries.length ? queries : [""]).map((query) => rank(query, exactNumber, how)));

  /** Narrow documents down, and count what each value of each filter would leave of them. */
  async function narrow(found, filters, counted) {
    const chosen = Object.entries(filters);
    if (!chosen.length && !counted) return { ids: found, counts: {} };
    const { facets } = await file("facets.mb");
    const failed = new Uint8Array(found.length); // filters that a document fails
    const last = new Uint8Array(found.length); // the last of them
    chosen.forEach(([name, value], filter) => {
      const [values, lists] = facets[name] ?? [[], []];
      const wanted = values.indexOf(value);
      found.forEach((document, i) => {
        if (lists[document]?.includes(wanted)) return;
        failed[i]++;
        last[i] = filter;
      });
    });
    const ids = found.filter((_, i) => !failed[i]);
    const counts = {};
    for (const [name, [values, lists]] of Object.entries(facets)) {
      // A filter's own values are counted as if nothing of it were chosen: they are what it could be changed to.
      const own = chosen.findIndex(([other]) => other === name);
      const tally = new Uint32Array(values.length);
      for (let i = 0; i < found.length; i++) {
        if (!failed[i] || (failed[i] === 1 && last[i] === own)) for (const value of lists[found[i]]) tally[value]++;
      }
      counts[name] = Object.fromEntries(values.map((value, i) => [value, tally[i]]).filter(([, n]) => n));
    }
    return { ids, counts };
  }

  async function byDate(ids) {
    const { dates } = await file("facets.mb");
    return ids.sort((a, b) => (dates[a] < dates[b] ? 1 : dates[a] > dates[b] ? -1 : a - b));
  }

  async function facts(document) {
    const [shard, place] = whereIs(document);
    const block = Math.floor(place / manifest.block);
    const [url, title, kind, number, date, state, summary] = (
      await file(new URL(`${manifest.shards[shard]}facts-${block}.mb`, folder).href)
    )[place % manifest.block];
    return { id: document, url, title, kind, number, date, state, summary };
  }

  function fragment(document) {
    const [shard, place] = whereIs(document);
    const name = manifest.shards[shard].match(/chi-muc-([^/]+)\/$/)[1];
    return loadFragment(new URL(`${manifest.shards[shard]}fragment/${name}-${place}.pf_fragment`, folder));
  }

  /** Make a result; its excerpt and parts are of the text if that was searched and can be had, else of the summary. */
  async function result(document, asked, searched) {
    const text = searched ? fragment(document).catch(() => null) : null;
    const { summary, ...fact } = await facts(document);
    const quoted = await text;
    if (!quoted) return { ...fact, excerpt: mark(summary, asked), parts: [] };
    const { excerpt, parts } = quote(quoted, fact, asked);
    const addressed = parts.map(({ address, ...part }) => ({ ...part, url: address.startsWith("#") ? fact.url + address : address }));
    return { ...fact, excerpt, parts: addressed };
  }

  titles("").catch(() => {}); // every query needs them
  return {
    /** Answer from the heads: ids, best first; `counted` says whether counts are wanted. */
    async find({ queries, exactNumber, filters, sort, typing, counted }) {
      if (!queries.length && !exactNumber) {
        const found = Array.from({ length: total }, (_, document) => document);
        const { ids, counts } = await narrow(found, filters, counted);
        return { ids: await byDate(ids), found, counts, partial: false, weak: false, remarked: [] };
      }
      if (counted) fetchTexts(queries);
      const answers = await rankAll(queries, exactNumber, { typing });
      const [whole, weak, part] = ["whole", "weak", "part"].map((how) => best(answers, how));
      const found = [whole, weak, part].find((some) => some.length) ?? [];
      const { ids, counts } = await narrow(found, filters, counted);
      if (sort === "date") await byDate(ids);
      const none = { partial: found === part && part.length > 0, weak: found === weak && weak.length > 0 };
      return { ids, found, counts, ...none, remarked: weak };
    },

    /**
     * Answer from heads and texts, given the answer of the heads. What they found comes first, as it was shown; then what
     * has all words as they were typed, then what has them with other marks, of which the heads' come first.
     */
    async complete({ queries, exactNumber, filters, sort, found, partial, weak, remarked }) {
      const answers = await rankAll(queries, exactNumber, { inTexts: true });
      const first = partial || weak ? [] : found;
      const every = [...new Set([...first, ...best(answers, "whole"), ...remarked, ...best(answers, "weak")])];
      const { ids, counts } = await narrow(every.length ? every : found, filters, true);
      return { ids: sort === "date" ? await byDate(ids) : ids, counts, partial: partial && !every.length };
    },

    /** Return the documents that have all words as they were typed, those that the filters leave first. */
    async candidates({ queries, filters }) {
      const found = best(await rankAll(queries, "", { inTexts: true }), "whole");
      const { ids } = await narrow(found, filters, false);
      return [...new Set([...ids, ...found])];
    },

    /** Return those of the documents in whose texts each phrase stands. */
    async read({ documents, phrases }) {
      const have = async (document) => {
        const { words } = await fragment(document);
        return phrases.every((phrase) => standsIn(words, phrase));
      };
      const held = await Promise.all(documents.map(have));
      return documents.filter((_, i) => held[i]);
    },

    /** Count every value of every filter over all documents. */
    counts: async () => (await narrow(Array.from({ length: total }, (_, document) => document), {}, true)).counts,

    /** Narrow documents down by the filters, and count. */
    async narrow({ documents, filters, sort }) {
      const { ids, counts } = await narrow(documents, filters, true);
      return { ids: sort === "date" ? await byDate(ids) : ids, counts, partial: false };
    },

    load: ({ documents, queries, searched }) => {
      const asked = wordsOf(queries.join(" "));
      return Promise.all([...documents].map((document) => result(document, asked, searched)));
    },

    spelling: () => file("spelling.mb"),
  };
}

/** Return the documents of several answers, those with the best score in any of them first. */
function best(answers, how) {
  const scores = new Map();
  for (const answer of answers) {
    for (const document of answer[how]) scores.set(document, Math.max(scores.get(document) ?? 0, answer.scores[document]));
  }
  return [...scores.keys()].sort((a, b) => scores.get(b) - scores.get(a) || a - b);
}

function sameWords(query, number) {
  const [a, b] = [query, number].map((text) => wordsOf(text).map((word) => word.folded).join(" "));
  return a === b;
}
