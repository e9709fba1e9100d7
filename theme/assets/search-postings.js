// Where words stand, as generator/outputs/searchwords.py tells it: a text per word, in files of words.

import { parse, remembered, unpack } from "./search-files.js";

const FIRST = 0x28;
const SHARD = 0x8000;
export const HEADS = 6; // bits of a place in the heads
export const TEXTS = 2; // bits that say how often a word stands in a text
const MOST_PREFIX_FILES = 3;

/** Tell each document and place that a text has; `firsts` are the documents before each shard. */
export function walk(text, bits, firsts, visit) {
  const mask = (1 << bits) - 1;
  let shard = -1;
  let document = 0;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code >= SHARD) {
      shard += code - SHARD;
      document = firsts[shard];
    } else {
      document += (code - FIRST) >> bits;
      visit(document, (code - FIRST) & mask);
    }
  }
}

/** Return the lengths of texts, each in one character: twice the logarithm of the number of their words. */
export function lengthsOf(characters) {
  return Float32Array.from(characters, (character) => 2 ** ((character.charCodeAt(0) - FIRST) / 2));
}

/**
 * Open the files of words of a kind: the first words of each, and which are divided, with a file for each tier.
 *
 * Whoever asks names the tiers to read of such words; of all others everything is told at once.
 */
export function openWords(folder, kind, { beginnings, divided }) {
  const isDivided = new Set(divided);
  const load = remembered(async (name) => {
    const url = new URL(`${kind}-${name}.mb`, folder);
    return new Map(Object.entries(parse(await unpack(url), url)));
  });
  const files = (at, tiers) => Promise.all(isDivided.has(at) ? tiers.map((tier) => load(`${at}-${tier}`)) : [load(String(at))]);

  /** Find the file that a word would stand in. */
  function placeOf(word) {
    let low = 0;
    let high = beginnings.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (beginnings[middle] <= word) low = middle;
      else high = middle - 1;
    }
    return low;
  }

  return {
    /** Return what is told of a word: [how it is written, text] for each way of writing it. */
    async of(word, tiers) {
      if (!beginnings.length) return [];
      return (await files(placeOf(word), tiers)).flatMap((file) => Object.entries(file.get(word) ?? {}));
    },

    /** Tell whether there is more of a word in other tiers. */
    isDivided: (word) => beginnings[placeOf(word)] === word && isDivided.has(placeOf(word)),

    /** Return the texts of longer words that begin so. */
    async longer(word, tiers) {
      const at = placeOf(word);
      const found = [];
      for (let next = at; next < beginnings.length && next < at + MOST_PREFIX_FILES; next++) {
        if (next > at && !beginnings[next].startsWith(word)) break;
        for (const file of await files(next, tiers)) {
          for (const [other, forms] of file) if (other !== word && other.startsWith(word)) found.push(...Object.values(forms));
        }
      }
      return found;
    },
  };
}
