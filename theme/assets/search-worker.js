// Runs a part of the search away from the page, so that typing never waits for it. Messages are
// {id, method, argument}, answers {id, value} or {id, reason, message}; "heads" and "fullText" say what it is to be.

// What openHeads imports in turn, asked for at once.
import "./folding.js";
import "./search-files.js";
import "./search-letters.js";
import "./search-phrases.js";
import "./search-postings.js";
import "./search-quote.js";
import "./search-ranking.js";
import { openHeads } from "./search-heads.js";

const openFullText = async (given) => (await import("./search-fulltext.js")).openFullText(given);
const OPENERS = { heads: openHeads, fullText: openFullText };
let opened;

self.addEventListener("message", async ({ data: { id, method, argument } }) => {
  try {
    if (method in OPENERS) {
      opened = OPENERS[method](argument);
      await opened;
      self.postMessage({ id, value: null });
    } else {
      self.postMessage({ id, value: await (await opened)[method](argument) });
    }
  } catch (error) {
    self.postMessage({ id, reason: error.reason ?? "broken", message: String(error) });
  }
});
