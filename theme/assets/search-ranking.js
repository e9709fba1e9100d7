// What a document is worth to a query: weights of its words in number, title, what is told beside, and text.

import { HEADS, TEXTS, walk } from "./search-postings.js";

const NUMBER = 63; // a place in a document
const ELSEWHERE = 0; // else it is the place in the title, from 1
const HALF = 31; // places of a title in one bit mask

const WEIGHTS = { number: 10, title: 5, elsewhere: 1 };
const TEXT = 1; // of a word that stands in a text as often as can be
const OTHER_MARKS = 0.4; // of a word that was typed with marks and stands with others
const LONGER = 0.3; // of a word of which the start was typed
const ADJACENT = 2; // for two words that stand together in the title as they do in the query
const COVERAGE = 3; // for a title of which nothing is left; by the root, for long titles are not worse in proportion
const ENOUGH = 0.6; // of the weight of a query, for what has not all of its words

const TIMES = [1, 2.4, 5, 10]; // how often a word stands in a text, as texts tell it (searchwords.py)
const SATURATION = 1.2; // Okapi BM25: a word that stands there often is worth little more than one that stands there
const BY_LENGTH = 0.75; // and less in a long text

/** Return for each text what a word must stand there more often than to be worth half of its weight. */
export function halvesOf(lengths) {
  const mean = lengths.reduce((sum, length) => sum + length, 0) / (lengths.length || 1);
  return lengths.map((length) => SATURATION * (1 - BY_LENGTH + (BY_LENGTH * length) / (mean || 1)));
}

const sharesOf = (word) => {
  const marked = word.folded !== word.written;
  return ([written, text]) => [marked && written !== word.written ? OTHER_MARKS : 1, text];
};

/** Return [share of the weight, text] of each way in which a word stands; of longer words if `longer`, in the first tier. */
export async function formsOf(words, word, longer, tiers) {
  const found = (await words.of(word.folded, tiers)).map(sharesOf(word));
  if (longer && word.folded.length > 1) for (const text of await words.longer(word.folded, tiers.slice(0, 1))) found.push([LONGER, text]);
  return found;
}

/**
 * Weigh a word in documents: its weight in each, whether as typed, and bit masks of the titles. `ranges` are those of
 * which the texts tell, by which it is judged how rare the word is.
 */
export function weigh({ heads, texts = [], firsts, halves, ranges }) {
  const total = halves.length;
  const weights = new Float32Array(total);
  const asTyped = new Uint8Array(total);
  const early = new Uint32Array(total);
  const late = new Uint32Array(total);
  for (const [share, text] of heads) {
    walk(text, HEADS, firsts, (document, at) => {
      const weight = share * (at === NUMBER ? WEIGHTS.number : at === ELSEWHERE ? WEIGHTS.elsewhere : WEIGHTS.title);
      if (weight > weights[document]) weights[document] = weight;
      if (share !== OTHER_MARKS) asTyped[document] = 1;
      if (at === NUMBER || at === ELSEWHERE) return;
      if (at <= HALF) early[document] |= 1 << (at - 1);
      else late[document] |= 1 << (at - 1 - HALF);
    });
  }
  const inText = new Float32Array(texts.length ? total : 0);
  for (const [share, text] of texts) {
    walk(text, TEXTS, firsts, (document, times) => {
      const weight = (share * TEXT * TIMES[times]) / (TIMES[times] + halves[document]);
      if (weight > inText[document]) inText[document] = weight;
      if (share !== OTHER_MARKS) asTyped[document] = 1;
    });
  }
  let documents = 0;
  let held = 0;
  for (const [from, to] of ranges) {
    documents += to - from;
    for (let document = from; document < to; document++) {
      if (inText.length) weights[document] += inText[document];
      if (weights[document]) held++;
    }
  }
  return { weights, asTyped, early, late, rarity: Math.log(1 + documents / (held || 1)) };
}

/** Return the documents of the ranges that have all words as typed, those that have all, and those that have most. */
export function haveWords(words, ranges, total) {
  const held = new Float64Array(total); // rarity of the words that a document has
  const count = new Uint16Array(total);
  const typed = new Uint16Array(total);
  let everything = 0;
  for (const { weights, asTyped, rarity } of words) {
    everything += rarity;
    for (const [from, to] of ranges) {
      for (let document = from; document < to; document++) {
        if (!weights[document]) continue;
        held[document] += rarity;
        count[document]++;
        typed[document] += asTyped[document];
      }
    }
  }
  const whole = [];
  const weak = []; // some of them with other marks than were typed only: đạo for dạo
  const part = [];
  const enough = ENOUGH * everything;
  for (let document = 0; document < total; document++) {
    if (!count[document]) continue;
    if (typed[document] === words.length) whole.push(document);
    else if (count[document] === words.length) weak.push(document);
    else if (count[document] > 1 && held[document] >= enough) part.push(document);
  }
  return { whole, weak, part };
}

/** Return what a document is worth, whose title has so many words. */
export function scoreOf(document, words, length) {
  let sum = 0;
  let whole = 0;
  let early = 0;
  let late = 0;
  let before; // the word before
  for (const word of words) {
    sum += word.rarity * word.weights[document];
    whole += word.rarity;
    early |= word.early[document];
    late |= word.late[document];
    if (before) {
      const together =
        ((before.early[document] << 1) & word.early[document]) | ((before.late[document] << 1) & word.late[document]);
      if (together) sum += ADJACENT * (before.rarity + word.rarity);
    }
    before = word;
  }
  return sum + COVERAGE * whole * Math.sqrt((bits(early) + bits(late)) / Math.max(1, length));
}

function bits(mask) {
  let count = 0;
  for (; mask; mask &= mask - 1) count++;
  return count;
}
