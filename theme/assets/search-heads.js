// The index of heads: titles, numbers and summaries of all documents. It runs in a worker (search-worker.js).
// The files are made, and their forms told, by generator/outputs/searchheads.py and searchshards.py.

import { fold } from "./folding.js";
import { placeTones } from "./search-letters.js";

const PLACES = 64; // a place is a document's place times this, plus one of:
const NUMBER = 63;
const ELSEWHERE = 0; // else it is the place in the title, from 1
const HALF = 31; // places of a title in one bit mask

const WEIGHTS = { number: 10, title: 5, elsewhere: 1 };
const OTHER_MARKS = 0.4; // of a word that was typed with marks and stands with others
const LONGER = 0.3; // of a word of which the start was typed
const ADJACENT = 2; // for two words that stand together in the title as they do in the query
const COVERAGE = 3; // for a title of which nothing is left; by the root, for long titles are not worse in proportion
const GATHERING = 1.25; // for a page that leads to many others on its subject
const ENOUGH = 0.6; // of the weight of a query, for what has not all of its words
const MOST_PREFIX_FILES = 3;

/** Take a text apart into words, as they are searched and as they are written; `words_of` in Python is the same. */
export function wordsOf(text) {
  return (placeTones(text.normalize("NFC").toLowerCase()).match(/[\p{L}\p{N}]+/gu) ?? []).map((word) => {
    const written = /^\p{Nd}+$/u.test(word) ? word.replace(/^0+(?=.)/, "") : word;
    return { folded: fold(written), written };
  });
}

/** An error with a reason that a page can put into words: offline, missing, broken. */
export function failure(reason, message) {
  return Object.assign(new Error(message), { reason });
}

async function get(url) {
  let response;
  try {
    response = await fetch(url);
  } catch (error) {
    throw failure("offline", `${url}: ${error}`);
  }
  if (!response.ok) throw failure("missing", `${url}: ${response.status}`);
  return response;
}

async function unpack(url) {
  const response = await get(url);
  try {
    return await new Response(response.body.pipeThrough(new DecompressionStream("gzip"))).json();
  } catch (error) {
    throw failure("broken", `${url}: ${error}`);
  }
}

/** Keep what a function gives for an argument; a promise that fails is asked for again. */
function remembered(make) {
  const kept = new Map();
  return (key) => {
    if (!kept.has(key)) {
      const made = make(key);
      kept.set(key, made);
      made.catch(() => kept.delete(key));
    }
    return kept.get(key);
  };
}

export async function openHeads(folder) {
  const response = await get(new URL("search.json", folder));
  const manifest = await response.json().catch((error) => {
    throw failure("broken", `search.json: ${error}`);
  });
  const firsts = [];
  let total = 0;
  for (const size of manifest.sizes) {
    firsts.push(total);
    total += size;
  }
  const file = remembered((name) => unpack(new URL(name, folder)));

  /** Tell which shard a document is in, and its place there. */
  function whereIs(document) {
    let shard = firsts.length - 1;
    while (firsts[shard] > document) shard--;
    return [shard, document - firsts[shard]];
  }

  /** Find the file of words that a word would stand in. */
  function fileOf(word) {
    let low = 0;
    let high = manifest.words.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (manifest.words[middle] <= word) low = middle;
      else high = middle - 1;
    }
    return low;
  }

  /** Return [weight, steps] of each way in which a word stands; of longer words if `longer` or there is no other. */
  async function formsOf(word, longer) {
    const at = fileOf(word.folded);
    const exact = Object.entries((await file(`words-${at}.mb`))[word.folded] ?? {});
    const marked = word.folded !== word.written;
    const found = exact.map(([written, steps]) => [marked && written !== word.written ? OTHER_MARKS : 1, steps]);
    if (word.folded.length < 2 || (exact.length && !longer)) return found;
    for (let next = at; next < manifest.words.length && next < at + MOST_PREFIX_FILES; next++) {
      if (next > at && !manifest.words[next].startsWith(word.folded)) break;
      for (const [other, forms] of Object.entries(await file(`words-${next}.mb`))) {
        if (other === word.folded || !other.startsWith(word.folded)) continue;
        for (const steps of Object.values(forms)) found.push([LONGER, steps]);
      }
    }
    return found;
  }

  /** Walk over the places of a word: its best weight in each document, whether as typed, and bit masks of titles. */
  function weigh(forms) {
    const weights = new Float32Array(total);
    const asTyped = new Uint8Array(total);
    const early = new Uint32Array(total);
    const late = new Uint32Array(total);
    let documents = 0;
    for (const [share, steps] of forms) {
      let place = 0;
      for (const step of steps) {
        place += step;
        const document = Math.floor(place / PLACES);
        const at = place % PLACES;
        const weight = share * WEIGHTS[at === NUMBER ? "number" : at === ELSEWHERE ? "elsewhere" : "title"];
        if (!weights[document]) documents++;
        if (weight > weights[document]) weights[document] = weight;
        if (share !== OTHER_MARKS) asTyped[document] = 1;
        if (at === NUMBER || at === ELSEWHERE) continue;
        if (at <= HALF) early[document] |= 1 << (at - 1);
        else late[document] |= 1 << (at - 1 - HALF);
      }
    }
    return { weights, asTyped, early, late, rarity: Math.log(1 + total / (documents || 1)), documents };
  }

  function score(document, words, lengths) {
    let sum = 0;
    let whole = 0;
    let early = 0;
    let late = 0;
    words.forEach((word, i) => {
      sum += word.rarity * word.weights[document];
      whole += word.rarity;
      early |= word.early[document];
      late |= word.late[document];
      const next = words[i + 1];
      if (!next) return;
      const together = ((word.early[document] << 1) & next.early[document]) | ((word.late[document] << 1) & next.late[document]);
      if (together) sum += ADJACENT * (word.rarity + next.rarity);
    });
    return sum + COVERAGE * whole * Math.sqrt((bits(early) + bits(late)) / Math.max(1, lengths[document]));
  }

  /** Return documents, best first, that have all words of any of the readings of a query, else that have most. */
  async function rankReadings(queries, exactNumber, typing) {
    const answers = await Promise.all((queries.length ? queries : [""]).map((query) => rank(query, exactNumber, typing)));
    const held = answers.filter((answer) => answer.found.length);
    const whole = held.filter((answer) => !answer.partial);
    const strong = whole.filter((answer) => !answer.weak);
    const partial = held.length > 0 && !whole.length;
    const scores = new Map();
    for (const answer of [strong, whole, held].find((some) => some.length) ?? []) {
      for (const document of answer.found) {
        scores.set(document, Math.max(scores.get(document) ?? 0, answer.scores[document]));
      }
    }
    const found = [...scores.keys()].sort((a, b) => scores.get(b) - scores.get(a) || a - b);
    const weak = whole.length > 0 && !strong.length;
    return { found, partial, weak, remarked: weak ? found : answers.flatMap((answer) => answer.remarked) };
  }

  /** Return documents and their scores, and whether none of them has all words (partial), or as typed (weak). */
  async function rank(query, exactNumber, typing) {
    const asked = [...new Map(wordsOf(query).map((word) => [word.written, word])).values()];
    const numbers = await placesOfNumber(exactNumber);
    const last = asked.length - 1;
    const [titles, ...words] = await Promise.all([
      file("titles.mb"),
      ...asked.map(async (word, i) => weigh(await formsOf(word, typing && i === last))),
    ]);
    const everything = words.reduce((sum, word) => sum + word.rarity, 0);
    const whole = [];
    const weak = []; // have all words, some of them with other marks than were typed only: đạo for dạo
    const part = [];
    for (let document = 0; document < total; document++) {
      let held = 0;
      let count = 0;
      let typed = 0;
      for (const word of words) {
        if (!word.weights[document]) continue;
        held += word.rarity;
        count++;
        typed += word.asTyped[document];
      }
      if (count && count === words.length) (typed === count ? whole : weak).push(document);
      else if (held >= ENOUGH * everything && count > 1) part.push(document);
    }
    for (const document of numbers) if (!whole.includes(document)) whole.push(document);
    const found = [whole, weak, part].find((some) => some.length) ?? [];
    const scores = new Float64Array(total);
    for (const document of found) scores[document] = score(document, words, titles.lengths);
    for (const document of titles.gathering) scores[document] *= GATHERING;
    for (const document of numbers) scores[document] += 1e6;
    return { found, scores, partial: found === part, weak: found === weak, remarked: weak };
  }

  async function placesOfNumber(number) {
    if (!number) return [];
    const key = `#${wordsOf(number).map((word) => word.folded).join("-")}`;
    const forms = (await file(`words-${fileOf(key)}.mb`))[key] ?? {};
    let place = 0;
    return (forms[key] ?? []).map((step) => Math.floor((place += step) / PLACES));
  }

  /** Narrow documents down, and count what each value of each filter would leave of them. */
  async function narrow(found, filters, counted) {
    const chosen = Object.entries(filters);
    if (!chosen.length && !counted) return { ids: found, counts: {} };
    const { facets } = await file("facets.mb");
    const wanted = chosen.map(([name, value]) => [name, facets[name]?.[0].indexOf(value) ?? -1]);
    const tallies = Object.fromEntries(Object.entries(facets).map(([name, [values]]) => [name, new Uint32Array(values.length)]));
    const ids = [];
    for (const document of found) {
      const failed = wanted.filter(([name, value]) => !facets[name]?.[1][document].includes(value));
      if (!failed.length) ids.push(document);
      // A filter's own values are counted as if nothing of it were chosen: they are what it could be changed to.
      if (failed.length > 1) continue;
      for (const name of failed.length ? [failed[0][0]] : Object.keys(facets)) {
        for (const value of facets[name]?.[1][document] ?? []) tallies[name][value]++;
      }
    }
    const counts = {};
    for (const [name, [values]] of Object.entries(facets)) {
      counts[name] = Object.fromEntries(values.map((value, i) => [value, tallies[name][i]]).filter(([, n]) => n));
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

  return {
    manifest: { ...manifest, firsts },

    /** Answer from the heads: ids, best first; `counted` says whether counts are wanted. */
    async find({ queries, exactNumber, filters, sort, typing, counted }) {
      const all = !queries.length && !exactNumber;
      const everything = { partial: false, weak: false, remarked: [] };
      const { found, partial, weak, remarked } = all
        ? { ...everything, found: Array.from({ length: total }, (_, document) => document) }
        : await rankReadings(queries, exactNumber, typing);
      const { ids, counts } = await narrow(found, filters, counted);
      return { ids: all || sort === "date" ? await byDate(ids) : ids, found, counts, partial, weak, remarked };
    },

    /**
     * Put what the full text found behind what the heads found; `answers` have ids and scores. Last comes what the heads
     * have with other marks than were typed: the full text finds it as well, and does not tell the two apart as surely.
     */
    async join({ found, remarked, answers, filters, sort }) {
      const known = new Set(found);
      const last = new Set(remarked.filter((document) => !known.has(document)));
      const more = answers.flatMap(({ ids, scores }) => Array.from(ids, (id, i) => [id, scores[i]]));
      more.sort((a, b) => b[1] - a[1] || a[0] - b[0]);
      const between = more.map(([id]) => id).filter((id) => !known.has(id) && !last.has(id));
      const every = [...found, ...between, ...last];
      const { ids, counts } = await narrow(every, filters, true);
      return { ids: sort === "date" ? await byDate(ids) : ids, counts };
    },

    load: (documents) => Promise.all([...documents].map(facts)),

    spelling: () => file("spelling.mb"),
  };
}

function bits(mask) {
  let count = 0;
  for (; mask; mask &= mask - 1) count++;
  return count;
}
