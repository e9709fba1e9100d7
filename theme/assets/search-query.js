// What is meant by the words of a search: several readings of one query, the literal one first.
// generator/vn/queries.py does the same by the same table; tests/search/readings.yml holds both to one list of cases.

import { fold } from "./folding.js";
import { placeTones, readKeys } from "./search-letters.js";

const isAscii = (text) => !/\P{ASCII}/u.test(text);
const equal = (a, b) => a.length === b.length && a.every((word, at) => word === b[at]);

/** Put a query on one line, in NFC, with one kind of đ, and cut it to a length that can be searched. */
export function tidy(text, longest) {
  const line = [...text].slice(0, 4 * longest).join("").normalize("NFC").replaceAll("\ufeff", "");
  const words = line.replace(/[ÐƉ]/g, "Đ").replace(/[ðɖ]/g, "đ").split(/[\s\x1c-\x1f\x85]+/);
  return [...words.filter(Boolean).join(" ")].slice(0, longest).join("").trimEnd();
}

const EDGES = /^[.,;:!?()[\]{}<>"'`“”‘’«»…*/\\|–—_-]+|[.,;:!?()[\]{}<>"'`“”‘’«»…*/\\|–—_-]+$/g;
const wordsOf = (text) => text.split(" ").map((part) => part.replace(EDGES, "")).filter(Boolean);

const reading = (rule, words) => ({ rule, query: placeTones(words.join(" ")), number: "", date: "" });

/** Tell whether a typed word is the word: with its marks, or with none at all. */
function is(typed, word) {
  const lower = placeTones(typed.toLowerCase());
  const sought = placeTones(word.toLowerCase());
  return lower === sought || (isAscii(lower) && lower === fold(sought));
}

const standsAt = (words, at, phrase) =>
  at + phrase.length <= words.length && phrase.every((word, offset) => is(words[at + offset], word));

/** Replace each phrase that stands in the words; of two that fit in one place the first given. */
function replace(words, phrases) {
  const made = [];
  for (let at = 0; at < words.length; ) {
    const found = phrases.find(([old]) => standsAt(words, at, old));
    made.push(...(found ? found[1] : [words[at]]));
    at += found ? found[0].length : 1;
  }
  return made;
}

/** Return the query with its abbreviations written out, and with what has abbreviations cut short. */
function expansions(words, table) {
  // Whoever types no marks does not want words with them before all others.
  const withMarks = words.length === 1 || !words.every(isAscii);
  const pairs = Object.entries(table.abbreviations).map(([short, long]) => [short, wordsOf(long)]);
  pairs.sort((a, b) => b[1].length - a[1].length);
  const out = pairs.map(([short, long]) => [[short], withMarks ? long : long.map(fold)]);
  const cut = pairs.filter(([short]) => table.used.includes(short)).map(([short, long]) => [long, [short]]);
  return [out, cut].map((phrases) => replace(words, phrases)).filter((made) => !equal(made, words));
}

function withoutAsking(words, asking) {
  const phrases = asking.map(wordsOf).sort((a, b) => b.length - a.length);
  return replace(words, phrases.map((phrase) => [phrase, []]));
}

/** Write quarters with Roman figures: «quý 1/2026» → «quý I/2026». */
function quartersAsWritten(words) {
  const roman = (figure) => ["I", "II", "III", "IV"][figure - 1];
  return words.join(" ").replace(/(?<=qu[ýy] )[1-4](?=[ /]|$)/giu, roman).split(" ").filter(Boolean);
}

function isoDate(day, month, year) {
  const date = new Date(Date.UTC(Number(year), Number(month) - 1, Number(day)));
  const real = date.getUTCDate() === Number(day) && date.getUTCMonth() === Number(month) - 1;
  return real && year >= 1900 && year <= 2100 ? date.toISOString().slice(0, 10) : "";
}

/** Return the first date of a query in ISO, or nothing, and the words without it. */
function takeDate(words) {
  for (let at = 0; at < words.length; at++) {
    const figures = /^([0-9]{1,2})([/.-])([0-9]{1,2})\2([0-9]{4})$/.exec(words[at]);
    const spoken = /^([0-9]{1,2}) thang ([0-9]{1,2}) nam ([0-9]{4})$/.exec(fold(words.slice(at, at + 5).join(" ")));
    if (!figures && !spoken) continue;
    const day = figures ? isoDate(figures[1], figures[3], figures[4]) : isoDate(spoken[1], spoken[2], spoken[3]);
    if (!day) continue;
    const before = words.slice(0, at && is(words[at - 1], "ngày") ? at - 1 : at);
    return [day, [...before, ...words.slice(at + (figures ? 1 : 5))]];
  }
  return ["", words];
}

const YEAR = /^(?:19|20)[0-9]{2}$/;
const LEADING = ["UBND", "HĐND"]; // with the codes of types, what a symbol may begin with after a space

/** Return the first number of a document or code of a procedure that a query names, or nothing. */
function findNumber(words, table) {
  for (const word of words) {
    const code = /^([0-9])\.?([0-9]{6})$/.exec(word);
    if (code) return `${code[1]}.${code[2]}`;
  }
  const parts = words.map((word) => word.toLowerCase().split(/[/\\_–—-]+/).filter(Boolean));
  const tokens = parts.flatMap((word) => word.map((text, place) => ({ text, glued: place > 0 })));
  for (let at = 0; at < tokens.length; at++) {
    const number = numberAt(tokens, at, table);
    if (number) return number;
  }
  return "";
}

function numberAt(tokens, at, table) {
  const ordinal = /^([0-9]{1,6})([a-zđ]?)$/.exec(tokens[at].text);
  if (!ordinal) return "";
  let after = tokens.slice(at + 1);
  let year = "";
  if (after.length && after[0].glued && YEAR.test(after[0].text)) {
    year = `${after[0].text}/`;
    after = after.slice(1);
  }
  let symbols = symbolsOf(after, table);
  if (!symbols.length) {
    const before = tokens.slice(0, at);
    const said = before.length > 0 && is(before.at(-1).text, "số");
    symbols = symbolsBefore(said ? before.slice(0, -1) : before, table);
    const looksLikeYear = YEAR.test(tokens[at].text) && !said;
    if (looksLikeYear || !(symbols.length || said || tokens.length === 1)) return "";
    year = "";
  }
  const head = String(Number(ordinal[1])).padStart(2, "0") + ordinal[2];
  return symbols.length ? `${head}/${year}${symbols.join("-")}` : head;
}

/** Return the parts of a symbol that tokens begin with, rightly spelt. */
function symbolsOf(tokens, table) {
  const symbols = [];
  for (const { text, glued } of tokens) {
    let known = spelling(text, table.symbols);
    if (glued && !known && /^[a-zđ][a-zđ0-9&.]{0,9}$/.test(text)) known = text.toUpperCase();
    if (!known || !(symbols.length || glued || table.codes.includes(known) || LEADING.includes(known))) break;
    symbols.push(known);
  }
  return symbols;
}

/** Return the symbol or the code of the type that tokens end with: «qđ ubnd», «quyết định». */
function symbolsBefore(tokens, table) {
  for (let at = Math.max(0, tokens.length - 4); at < tokens.length; at++) {
    const tail = tokens.slice(at);
    const symbols = symbolsOf(tail, table);
    if (symbols.length === tail.length && table.codes.includes(symbols[0])) return symbols;
    const words = tail.map((token) => token.text);
    for (const [name, code] of Object.entries(table.types)) {
      const phrase = name.split(" ");
      if (code && phrase.length === words.length && standsAt(words, 0, phrase)) return [code];
    }
  }
  return [];
}

/** Return the symbol that is typed in any case, with its marks or, where no other has those letters, without. */
function spelling(typed, symbols) {
  const found = symbols.find((symbol) => symbol.toLowerCase() === typed);
  return found ?? symbols.find((symbol) => fold(symbol) === typed) ?? "";
}

/**
 * Return the readings of a query, those to trust most first; none for a query without words.
 *
 * Each is { rule, query, number, date }: `query` is what to search for, `number` the whole or the beginning of a
 * document's number, `date` is ISO; the latter two may be empty.
 */
export function understand(text, table) {
  const words = wordsOf(tidy(text, table.longest));
  const [date, rest] = takeDate(words);
  const number = findNumber(rest, table);
  const meant = number ? words : quartersAsWritten(words);
  const content = number ? [] : withoutAsking(words, table.asking);
  const typed = words.map((word) => readKeys(word, table) ?? word);
  const expand = (from) => expansions(from, table);
  const all = (rule, several) => several.map((one) => reading(rule, one));
  const readings = [
    reading("literal", words),
    ...(number ? [{ rule: "number", query: number, number, date }] : []),
    ...(date && !number ? [reading("date", [...rest, date.split("-").reverse().join("/")])] : []),
    ...all("abbreviation", number ? [] : [meant, ...expand(meant)]),
    ...all("content", equal(content, words) ? [] : [content, ...expand(content)]),
    ...all("typing", equal(typed, words) ? [] : [typed, ...expand(typed)]),
  ];
  const seen = new Map();
  for (const one of readings) {
    const key = JSON.stringify([one.query, one.number]);
    if (one.query && !seen.has(key)) seen.set(key, one);
  }
  return [...seen.values()];
}
