// Marks and keys of Vietnamese: one placement of tone marks, and words that were typed for Telex or VNI while neither
// was on, such as «cair cachs» and «hanh2 chinh1». generator/vn/folding.py and telex.py do the same;
// tests/search/readings.yml holds both to one table.

import { fold } from "./folding.js";

const VOWELS = "aeiouyăâêôơư";
const HATTED = "ăâêôơư";
const SHARP = "\u0301\u0323"; // sắc and nặng, which alone stand with c, ch, p and t at the end
const HORN_KEYS = "w7";

const PAIRS = new Map();
for (const [early, late, last] of [["òóỏõọ", "àáảãạ", "a"], ["òóỏõọ", "èéẻẽẹ", "e"], ["ùúủũụ", "ỳýỷỹỵ", "y"]]) {
  [...early].forEach((letter, at) => PAIRS.set((last === "y" ? "u" : "o") + [...late][at], letter + last));
}
const LATE_PLACED = new RegExp(`(?<!q)(?:${[...PAIRS.keys()].join("|")})(?![\\p{L}\\p{N}_])`, "giu");

/** Put the tone mark of an open syllable on the first of its two vowels: hoà → hòa, thuỷ → thủy. */
export function placeTones(text) {
  return text.replace(LATE_PLACED, (found) => {
    const pair = [...PAIRS.get(found.toLowerCase())];
    return pair.map((letter, at) => (/\p{Lu}/u.test(found[at]) ? letter.toUpperCase() : letter)).join("");
  });
}

function isSyllable(plain, table) {
  const { onsets, rimes } = table.syllables;
  return ["", ...onsets].some((onset) => plain.startsWith(onset) && rimes.includes(plain.slice(onset.length)));
}

/** Return the letters that the keys make, and the tone that they give, or nothing for it. */
function press(word, tones, hats) {
  const letters = [];
  let tone = "";
  for (const key of word) {
    if (Object.hasOwn(tones, key) && letters.some((letter) => VOWELS.includes(letter))) {
      tone = tones[key];
      continue;
    }
    const at = letters.findLastIndex((letter) => Object.hasOwn(hats, letter + key));
    if (at >= 0) {
      letters[at] = hats[letters[at] + key];
      if (HORN_KEYS.includes(key) && letters[at] === "ơ" && letters[at - 1] === "u") letters[at - 1] = "ư";
    } else {
      letters.push(key === "w" ? "ư" : key);
    }
  }
  return [letters.join(""), tone];
}

/** Return the syllable with its tone where the old way puts it: hòa, thủy. */
function putTone(letters, tone) {
  const start = /^(?:qu|gi)[aeiouyăâêôơư]/.test(letters) ? 2 : 0;
  const vowels = [...letters].map((letter, at) => (VOWELS.includes(letter) ? at : -1)).filter((at) => at >= start);
  const hatted = vowels.filter((at) => HATTED.includes(letters[at]));
  let at = vowels.at(-1);
  if (hatted.length) at = hatted.at(-1);
  else if (vowels.length > 1 && at === letters.length - 1) at = vowels.at(-2);
  return (letters.slice(0, at + 1) + tone + letters.slice(at + 1)).normalize("NFC");
}

/** Return the syllable that a word's keys were meant for; null where it is one already, or comes to none. */
export function readKeys(typed, table) {
  const word = typed.toLowerCase();
  if (!/^(?=.*[a-z])[a-z0-9]+$/.test(word) || isSyllable(word, table)) return null;
  const [letters, tone] = press(word, table.tones, table.hats);
  const plain = fold(letters);
  if (!isSyllable(plain, table) || (/(?:c|ch|p|t)$/.test(plain) && tone && !SHARP.includes(tone))) return null;
  return putTone(letters, tone);
}

/** Take a text apart into words, as they are searched and as they are written; `words_of` in Python is the same. */
export function wordsOf(text) {
  return (placeTones(text.normalize("NFC").toLowerCase()).match(/[\p{L}\p{N}]+/gu) ?? []).map((word) => {
    const written = /^\p{Nd}+$/u.test(word) ? word.replace(/^0+(?=.)/, "") : word;
    return { folded: fold(written), written };
  });
}
