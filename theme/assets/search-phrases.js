// Phrases: words in quotation marks, which have to stand in a text one after the other as they were typed.

import { wordsOf } from "./search-letters.js";

const QUOTED = /["“”„«]([^"“”„«»]+)["“”»]/g;

const READ = 60; // texts that are read one by one; where more have the words, Pagefind tells from its shards
const AT_ONCE = 3; // shards, so that what they have is shown while others are on their way
const MOST_SHARDS = 12; // for one search, of some 50 kB each

/** Return the phrases of what was typed, each a list of words that blanks divide, and all of it without the marks. */
export function takePhrases(text) {
  const quoted = [...text.matchAll(QUOTED)].map(([, phrase]) => phrase.split(/\s+/).filter((word) => wordsOf(word).length));
  return { phrases: quoted.filter((words) => words.length), plain: text.replace(QUOTED, " $1 ") };
}

/** Tell whether a phrase stands in words: with the marks that were typed, or with any where none were. */
export function standsIn(words, phrase) {
  const text = words.flatMap(wordsOf);
  const sought = wordsOf(phrase.join(" "));
  const is = (word, typed) => word.written === typed.written || word.folded === typed.written;
  return text.some((_, at) => at + sought.length <= text.length && sought.every((typed, i) => is(text[at + i], typed)));
}

/**
 * Find which of the candidates have the phrases; the promise is for { documents, unread }.
 *
 * `read` tells which of some documents have them, `places` which documents of some shards. `onSome` gets the documents
 * that are found while others are looked for: they stay first. `unread` candidates were not looked into.
 */
export async function findPhrases({ candidates, shardOf, read, places, onSome }) {
  if (candidates.length <= READ) return { documents: await read(candidates), unread: 0 };
  const shards = [...new Set(candidates.map(shardOf))]; // those of the best candidates first
  const documents = [];
  for (let from = 0; from < Math.min(shards.length, MOST_SHARDS); from += AT_ONCE) {
    const among = shards.slice(from, Math.min(from + AT_ONCE, MOST_SHARDS));
    const have = new Set(await places(among));
    documents.push(...candidates.filter((document) => among.includes(shardOf(document)) && have.has(document)));
    onSome(documents);
  }
  const left = new Set(shards.slice(MOST_SHARDS));
  return { documents, unread: candidates.filter((document) => left.has(shardOf(document))).length };
}
