// Runs a part of the search away from the page, so that typing never waits for it. Messages are
// {id, method, argument}, answers {id, value} or {id, reason, message}; "heads" and "fullText" say what it is to be.

import { openFullText } from "./search-fulltext.js";
import { openHeads } from "./search-heads.js";

const OPENERS = { heads: openHeads, fullText: openFullText };
let opened;

self.addEventListener("message", async ({ data: { id, method, argument } }) => {
  try {
    if (method in OPENERS) {
      opened = OPENERS[method](argument);
      const { manifest = null } = await opened;
      self.postMessage({ id, value: manifest });
    } else {
      self.postMessage({ id, value: await (await opened)[method](argument) });
    }
  } catch (error) {
    self.postMessage({ id, reason: error.reason ?? "broken", message: String(error) });
  }
});
