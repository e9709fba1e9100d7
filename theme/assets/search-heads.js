// The index of all documents: heads (titles, numbers, summaries) and the words of their texts. The files are made, and
// their forms told, by generator/outputs/searchheads.py and searchshards.py.

import { openFacets } from "./search-facets.js";
import { parse, remembered, unpack } from "./search-files.js";
import { wordsOf } from "./search-letters.js";
import { standsIn } from "./search-phrases.js";
import { HEADS, lengthsOf, openWords, TEXTS, walk } from "./search-postings.js";
import { loadFragment, mark, quote } from "./search-quote.js";
import { formsOf, halvesOf, haveWords, scoreOf, weigh } from "./search-ranking.js";

const GATHERING = 1.25; // for a page that leads to many others on its subject
// Documents that are found, so that no older tier is read: for a first answer, for suggestions, for a complete answer.
const SOME = 1;
const FEW = 5;
const ENOUGH = 20;

/** Open the heads in a folder, by its manifest; `firsts` are the documents before each shard, `total` is of all. */
export function openHeads(folder, { firsts, total, ...manifest }) {
  const file = remembered(async (name) => parse(await unpack(new URL(name, folder)), name));
  const heads = openWords(folder, "words", manifest.words);
  const texts = openWords(folder, "texts", manifest.texts);
  const titles = remembered(async () => {
    const { words, lengths, gathering } = await file("titles.mb");
    return { words, gathering, halves: halvesOf(lengthsOf(lengths)) };
  });
  const facets = remembered(async () => openFacets(await file("facets.mb")));

  const bounds = [...manifest.tiers.map((shard) => firsts[shard]), total];
  const tiers = manifest.tiers.map((_, tier) => tier); // the newest documents are in the first
  const rangeOf = (tier) => [bounds[tier], bounds[tier + 1]];

  /** Tell which shard a document is in, and its place there. */
  function whereIs(document) {
    const shard = firsts.findLastIndex((first) => first <= document);
    return [shard, document - firsts[shard]];
  }

  const everything = () => Array.from({ length: total }, (_, document) => document);

  /** Tell whether a word stands in so many documents that not all tiers have to be read. */
  const isDivided = ({ folded }, inTexts) => heads.isDivided(folded) || (inTexts && texts.isDivided(folded));

  const hasDivided = (query, inTexts) => wordsOf(query).some((word) => isDivided(word, inTexts));

  /** Return the weights of a word in the heads, and in the texts if they are asked for. */
  async function weighWord(word, { typing, inTexts, read }) {
    const [exact, inText] = await Promise.all([heads.of(word.folded, read), inTexts ? texts.of(word.folded, read) : []]);
    const [head, text] = await Promise.all([
      formsOf(heads, word, typing || !exact.length, read),
      inTexts ? formsOf(texts, word, !exact.length && !inText.length, read) : [],
    ]);
    const { halves } = await titles("");
    return weigh({ heads: head, texts: text, firsts, halves, ranges: read.map(rangeOf) });
  }

  /** Ask for what `complete` will read, while the heads are being searched. */
  function fetchTexts(queries) {
    for (const query of queries) for (const { folded } of wordsOf(query)) texts.of(folded, [0]).catch(() => {});
  }

  /** Return the documents that have a whole number: that are called so, or that cite it. */
  async function placesOfNumber(number, words, bits) {
    if (!number) return [];
    const key = `#${wordsOf(number).map((word) => word.folded).join("-")}`;
    const found = [];
    for (const [, text] of await words.of(key, tiers)) walk(text, bits, firsts, (document) => found.push(document));
    return found;
  }

  /**
   * Return documents, those that have all words as typed, with other marks, or most of them; and what scores them.
   *
   * A query that is a number and nothing else is asked for by it, not by the words that it is made of.
   */
  async function rank(query, exactNumber, { typing = false, inTexts = false, read: wished }) {
    const read = hasDivided(query, inTexts) ? wished : tiers;
    const asked = [...new Map(wordsOf(query).map((word) => [word.written, word])).values()];
    const last = asked.length - 1;
    const [{ words: lengths, gathering }, called, citing, ...words] = await Promise.all([
      titles(""),
      placesOfNumber(exactNumber, heads, HEADS),
      inTexts ? placesOfNumber(exactNumber, texts, TEXTS) : [],
      ...asked.map((word, i) => weighWord(word, { typing: typing && i === last, inTexts, read })),
    ]);
    const known = new Set([...called, ...citing]);
    const found = haveWords(words, read.map(rangeOf), total);
    if (inTexts && known.size && sameWords(query, exactNumber)) found.whole = found.whole.filter((document) => known.has(document));
    const whole = new Set(found.whole);
    for (const document of known) if (!whole.has(document)) found.whole.push(document);
    const [gathers, isCalled, cites] = [gathering, called, citing].map((documents) => new Set(documents));
    const score = (document) =>
      scoreOf(document, words, lengths[document]) * (gathers.has(document) ? GATHERING : 1) +
      (cites.has(document) ? 1e3 : 0) +
      (isCalled.has(document) ? 1e6 : 0);
    return { ...found, score };
  }

  /** Return the tiers of documents that the filters leave, and that have the words of a query that are in few documents. */
  async function tiersOf(query, filters, how) {
    const rare = wordsOf(query).filter((word) => !isDivided(word, how.inTexts));
    const words = await Promise.all(rare.map((word) => weighWord(word, { ...how, read: tiers })));
    const { whole, weak } = haveWords(words, tiers.map(rangeOf), total);
    const { ids } = await narrow(rare.length ? [...whole, ...weak] : everything(), filters, false);
    const have = new Set(ids.map((document) => bounds.findLastIndex((bound) => bound <= document)));
    return tiers.filter((tier) => have.has(tier));
  }

  /**
   * Rank for each query, in the newest tiers that have `enough` documents with all words, or in all; `within` is in how
   * many documents, if not in all.
   */
  async function rankAll(queries, exactNumber, { filters = {}, enough = Infinity, ...how }) {
    const asked = queries.length ? queries : [""];
    const rankIn = (read) => Promise.all(asked.map((query) => rank(query, exactNumber, { ...how, read })));
    if (!asked.some((query) => hasDivided(query, how.inTexts))) return { answers: await rankIn(tiers), within: 0 };
    const able = new Set((await Promise.all(asked.map((query) => tiersOf(query, filters, how)))).flat());
    const order = tiers.filter((tier) => able.has(tier));
    for (let count = 1; ; count++) {
      const read = order.length ? order.slice(0, count) : [0];
      const answers = await rankIn(read);
      if (count >= order.length) return { answers, within: 0 };
      const { ids } = await narrow(best(answers, "whole"), filters, false);
      if (ids.length >= enough) return { answers, within: sum(read.map((tier) => bounds[tier + 1] - bounds[tier])) };
    }
  }

  /** Narrow documents down, and count what each value of each filter would leave of them, if that is wanted. */
  async function narrow(found, filters, counted) {
    if (!counted && !Object.keys(filters).length) return { ids: found, counts: {} };
    return (await facets("")).narrow(found, filters);
  }

  const byDate = async (ids) => (await facets("")).byDate(ids);

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

  /** Make a result; its excerpt and parts are of the text if that is to be read and can be had, else of the summary. */
  async function result(document, asked, read) {
    const text = read ? fragment(document).catch(() => null) : null;
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
    async find({ queries, exactNumber, filters, sort, typing, counted, older }) {
      if (!queries.length && !exactNumber) {
        const found = everything();
        const { ids, counts } = await narrow(found, filters, counted);
        return { ids: await byDate(ids), found, counts, within: 0, partial: false, weak: false, remarked: [] };
      }
      if (counted) fetchTexts(queries);
      const enough = older ? Infinity : counted ? SOME : FEW; // where it is counted the texts are searched as well
      const { answers, within } = await rankAll(queries, exactNumber, { typing, filters, enough });
      const [whole, weak] = ["whole", "weak"].map((how) => best(answers, how));
      const some = whole.length ? whole : weak;
      const found = some.length ? some : best(answers, "part");
      const { ids, counts } = await narrow(found, filters, counted);
      if (sort === "date") await byDate(ids);
      const none = { partial: !some.length && found.length > 0, weak: found === weak && weak.length > 0 };
      return { ids, found, counts, within, ...none, remarked: weak };
    },

    /**
     * Answer from heads and texts, given the answer of the heads. What they found comes first, as it was shown; then what
     * has all words as they were typed, then what has them with other marks, of which the heads' come first.
     */
    async complete({ queries, exactNumber, filters, sort, older, found, partial, weak, remarked }) {
      const enough = older ? Infinity : ENOUGH;
      const { answers, within } = await rankAll(queries, exactNumber, { inTexts: true, filters, enough });
      const first = partial || weak ? [] : found;
      const every = [...new Set([...first, ...best(answers, "whole"), ...remarked, ...best(answers, "weak")])];
      const { ids, counts } = await narrow(every.length ? every : found, filters, true);
      return { ids: sort === "date" ? await byDate(ids) : ids, counts, within, partial: partial && !every.length };
    },

    /** Return the documents that have all words as they were typed, those that the filters leave first. */
    async candidates({ queries, filters }) {
      const { answers } = await rankAll(queries, "", { inTexts: true });
      const found = best(answers, "whole");
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
    counts: async () => (await narrow(everything(), {}, true)).counts,

    /** Narrow documents down by the filters, and count. */
    async narrow({ documents, filters, sort }) {
      const { ids, counts } = await narrow(documents, filters, true);
      return { ids: sort === "date" ? await byDate(ids) : ids, counts, partial: false };
    },

    /** Return results, the first `quoted` of which are quoted from their texts. */
    load: ({ documents, queries, quoted }) => {
      const asked = wordsOf(queries.join(" "));
      return Promise.all([...documents].map((document, i) => result(document, asked, i < quoted)));
    },

    spelling: () => file("spelling.mb"),
  };
}

/** Return the documents of several answers, those with the best score in any of them first. */
function best(answers, how) {
  const scores = new Map();
  for (const answer of answers) {
    for (const document of answer[how]) scores.set(document, Math.max(scores.get(document) ?? 0, answer.score(document)));
  }
  return [...scores].sort(([a, most], [b, other]) => other - most || a - b).map(([document]) => document);
}

const sum = (numbers) => numbers.reduce((all, number) => all + number, 0);

function sameWords(query, number) {
  const [a, b] = [query, number].map((text) => wordsOf(text).map((word) => word.folded).join(" "));
  return a === b;
}
