// «Did you mean»: a query with one slip in a word, put right with words that the site has.

import { fold } from "./search-letters.js";

const SHORTEST = 3; // letters of a word that is worth mending: with fewer, nearly everything is near
const SHORTEST_PIECE = 2; // letters of a word of several that were typed as one

/** Tell whether one slip makes one word of the other: a letter more, less, or other, or two that changed places. */
export function isOneSlip(a, b) {
  if (Math.abs(a.length - b.length) > 1 || a === b) return false;
  let at = 0;
  while (at < a.length && a[at] === b[at]) at++;
  if (a.length > b.length) return a.slice(at + 1) === b.slice(at);
  if (a.length < b.length) return a.slice(at) === b.slice(at + 1);
  const swapped = a[at] === b[at + 1] && a[at + 1] === b[at] && a.slice(at + 2) === b.slice(at + 2);
  return swapped || a.slice(at + 1) === b.slice(at + 1);
}

/** Return the most frequent word that is one slip away, as it is best written; none for figures and short words. */
function nearest(word, words) {
  if (word.length < SHORTEST || /[0-9]/.test(word)) return null;
  let best = null;
  let most = 0;
  for (const [known, [written, count]] of words) {
    // Whoever slips rarely does so in the first letter.
    const share = known[0] === word[0] ? count : count / 10;
    if (share > most && isOneSlip(word, known)) [best, most] = [written, share];
  }
  return best;
}

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
 * Return the query with each word that the site does not have replaced by the nearest that it has; null where there is
 * none. `words` maps a folded word to [as it is best written, how often].
 */
export function mend(query, words) {
  const mended = query.split(" ").map((typed) => {
    const word = fold(typed);
    return words.has(word) ? typed : (nearest(word, words) ?? apart(word, words) ?? typed);
  });
  // Whoever types no marks does not want words with them before all others.
  const made = /\P{ASCII}/u.test(query) ? mended.join(" ") : fold(mended.join(" "));
  return made.toLowerCase() === query.toLowerCase() ? null : made;
}
