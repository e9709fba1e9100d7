// The search as a page asks for it. A worker does the work (search-worker.js), so that typing never waits for it.

import { loadManifest } from "./search-files.js";
import { startWorker } from "./search-messages.js";

/**
 * Open the index in a folder, which may be a promise: a worker starts at once.
 *
 * Rejects, as everything here does, with an Error whose `reason` is offline, missing, blocked, unsupported or broken.
 */
export async function openClient(folder) {
  const worker = startWorker(new URL("./search-worker.js", import.meta.url));
  try {
    const manifest = await loadManifest(await folder); // while the worker starts
    await worker("open", { folder: String(await folder), manifest });
  } catch (error) {
    worker.stop();
    throw error;
  }
  return {
    /**
     * Answer what was typed, as `ask` of search-answer.js does: null if aborted. An answer has its first `count` results,
     * the first `quoted` of which, or all, are quoted from their texts; `onHeads` gets one of the heads that the complete
     * one is awaited after. The question before this one is dropped.
     */
    async ask(text, request, { count, quoted = count, onHeads, signal } = {}) {
      const said = await worker("ask", { text, request, count, quoted }, (found) => signal?.aborted || onHeads?.(found));
      return signal?.aborted ? null : said;
    },
    /** Return more results of the answer that was told last. */
    more: (from, count, quoted = count) => worker("more", { from, count, quoted }),
    /** Count every value of every filter over all documents. */
    filters: () => worker("filters"),
  };
}
