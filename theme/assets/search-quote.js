// Quotes: what a result shows of the full text, from the fragment that Pagefind keeps of a document.

import { parse, unpack } from "./search-files.js";
import { wordsOf } from "./search-letters.js";

const SIGNATURE = "pagefind_dcd"; // first in everything that Pagefind compresses
const STROKE = "\u0335"; // on d and D it stands for the bar of đ, which Unicode does not take apart
const EXCERPT_WORDS = 32;
const MOST_PARTS = 3;

export function toSearch(text) {
  return text.replace(/đ/g, `d${STROKE}`).replace(/Đ/g, `D${STROKE}`);
}

function fromSearch(text) {
  return text.replaceAll(`d${STROKE}`, "đ").replaceAll(`D${STROKE}`, "Đ");
}

/** Load a fragment: its words, and the anchors of its parts, each with the place of its first word. */
export async function loadFragment(url) {
  const text = await unpack(url);
  const { content, anchors } = parse(text.slice(SIGNATURE.length), url);
  const parts = anchors.filter((anchor) => anchor.element === "h2").sort((a, b) => a.location - b.location);
  return {
    words: fromSearch(content).split(/\s+/),
    parts: parts.map(({ id, text: title, location }) => ({ address: id, title: fromSearch(title), from: location })),
  };
}

/** Take a text apart into pieces that are among the words, which were asked for, or not. */
export function mark(text, asked) {
  const folded = new Set(asked.map((word) => word.folded));
  return text
    .split(/([\p{L}\p{M}\p{N}]+)/u)
    .filter(Boolean)
    .map((piece) => ({ text: piece, hit: wordsOf(piece).some((word) => folded.has(word.folded)) }));
}

/** Quote a fragment around what was asked for, without its title and number. */
export function quote({ words, parts }, { title, number }, asked) {
  const start = lengthOf(title) + lengthOf(number);
  const hits = hitsOf(words, asked).filter(({ at }) => at >= start);
  const among = parts.map(({ address, title: name, from }, i) => {
    const to = parts[i + 1]?.from ?? words.length;
    return { address, title: name, from: from + lengthOf(name), to, hits: hits.filter(({ at }) => at >= from && at < to) };
  });
  const best = among.filter((part) => part.hits.length).sort((a, b) => weightOf(b.hits) - weightOf(a.hits));
  return {
    excerpt: excerpt(words, hits, start, words.length),
    parts: best.slice(0, MOST_PARTS).map((part) => ({
      address: part.address,
      title: part.title,
      excerpt: excerpt(words, part.hits, part.from, part.to),
    })),
  };
}

function lengthOf(text) {
  return text ? text.trim().split(/\s+/).length : 0;
}

/** Return the places of words as they were typed, else of those without regard to marks, else of longer ones. */
function hitsOf(words, asked) {
  const written = new Set(asked.map((word) => word.written));
  const folded = new Set(asked.map((word) => word.folded));
  const rules = [
    (word) => written.has(word.written) || written.has(word.folded),
    (word) => folded.has(word.folded),
    (word) => asked.some((one) => word.folded.startsWith(one.folded)),
  ];
  const known = new Map(); // a text has most of its words often
  const places = rules.map(() => []);
  words.forEach((piece, at) => {
    if (!known.has(piece)) {
      const own = wordsOf(piece);
      known.set(piece, [own[0]?.folded, rules.map((is) => own.some(is))]);
    }
    const [word, is] = known.get(piece);
    is.forEach((yes, i) => yes && places[i].push({ at, word }));
  });
  return places.find((found) => found.length) ?? [];
}

/** Tell how much of what was asked a run of hits has: its different words first, then how many stand side by side. */
function weightOf(hits) {
  const different = new Set(hits.map(({ word }) => word)).size;
  const together = hits.filter(({ at }, i) => hits[i + 1]?.at === at + 1).length;
  return 100 * different + together;
}

/** Quote the run of words that has the most of what was asked, as pieces that are hits or not. */
function excerpt(words, hits, start, end) {
  let from = start;
  let most = 0;
  for (let first = 0, last = 0; first < hits.length; first++) {
    while (last < hits.length && hits[last].at < hits[first].at + EXCERPT_WORDS - 4) last++;
    const weight = weightOf(hits.slice(first, last));
    if (weight > most) {
      most = weight;
      from = Math.max(start, hits[first].at - 4);
    }
  }
  const marked = new Set(hits.map(({ at }) => at));
  const to = Math.min(end, from + EXCERPT_WORDS);
  const pieces = from > start ? [{ text: "… ", hit: false }] : [];
  for (let at = from; at < to; at++) {
    pieces.push({ text: words[at], hit: marked.has(at) }, { text: " ", hit: false });
  }
  if (to < end) pieces.push({ text: "…", hit: false });
  return pieces;
}
