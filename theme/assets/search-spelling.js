// «Did you mean»: a query with one slip in a word, put right with words that the site has.

import { fold } from "./folding.js";

const SHORTEST = 3; // letters of a word that is worth mending: with fewer, nearly everything is near
const MOST_NEAR = 4; // words that a slip is tried with
const SHORTEST_PIECE = 2; // letters of a word of several that were typed as one

/** Tell whether one slip makes one word of the other: a letter more, less, or other, or two that changed places. */
function isOneSlip(a, b) {
  if (Math.abs(a.length - b.length) > 1 || a === b) return false;
  let at = 0;
  while (at < a.length && a[at] === b[at]) at++;
  if (a.length > b.length) return a.slice(at + 1) === b.slice(at);
  if (a.length < b.length) return a.slice(at) === b.slice(at + 1);
  const swapped = a[at] === b[at + 1] && a[at + 1] === b[at] && a.slice(at + 2) === b.slice(at + 2);
  return swapped || a.slice(at + 1) === b.slice(at + 1);
}

/** Return the most frequent words that are one slip away, as they are best written; none for figures and short words. */
function nearest(word, words) {
  if (word.length < SHORTEST || /[0-9]/.test(word)) return [];
  const found = [];
  for (const [known, [written, count]] of words) {
    // Whoever slips rarely does so in the first letter, and two letters that changed places are a slip for certain.
    const share = count * (known[0] === word[0] ? 10 : 1) * (known.length === word.length && sameLetters(known, word) ? 10 : 1);
    if (isOneSlip(word, known)) found.push([share, written]);
  }
  return found.sort((a, b) => b[0] - a[0]).slice(0, MOST_NEAR).map(([, written]) => written);
}

const sameLetters = (a, b) => [...a].sort().join("") === [...b].sort().join("");

/** Take a word apart into the fewest words of the site, if it is several that were typed as one: «hanhchinh». */
function apart(word, words) {
  const ways = [[]]; // by how many letters of the word are used up
  for (let end = 1; end <= word.length; end++) {
    for (let start = 0; start <= end - SHORTEST_PIECE; start++) {
      const piece = words.get(word.slice(start, end));
      if (!piece || !ways[start]) continue;
      if (!ways[end] || ways[start].length + 1 < ways[end].length) ways[end] = [...ways[start], piece[0]];
    }
  }
  return ways[word.length]?.length > 1 ? ways[word.length].join(" ") : null;
}

/**
 * Return the query with each word that the site does not have replaced by what is nearest to it, the likeliest first; in
 * several ways for the first such word. `words` maps a folded word to [as it is best written, how often].
 */
export function mend(query, words) {
  const typed = query.split(" ");
  const choices = typed.map((word) => {
    const folded = fold(word);
    if (words.has(folded)) return [word];
    const found = [...nearest(folded, words), apart(folded, words)].filter(Boolean);
    return found.length ? found : [word];
  });
  const varied = choices.findIndex((choice) => choice.length > 1);
  const ways = varied < 0 ? [choices.map(([best]) => best)] : choices[varied].map((one) => choices.map(([best], at) => (at === varied ? one : best)));
  // Whoever types no marks does not want words with them before all others.
  const written = (way) => (/\P{ASCII}/u.test(query) ? way.join(" ") : fold(way.join(" ")));
  return ways.map(written).filter((way) => way.toLowerCase() !== query.toLowerCase());
}
