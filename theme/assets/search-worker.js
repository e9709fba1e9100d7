// The search, away from the page: search-client.js asks it.

import { openAnswers } from "./search-answer.js";
import { answerMessages } from "./search-messages.js";

let answers; // a promise
let latest = new AbortController(); // of the latest question
let told; // the answer that was told last

async function withResults(answer, count, quoted) {
  const results = await answer.load(0, count, quoted);
  const { load, ...rest } = answer; // functions cannot be sent
  return { ...rest, results };
}

answerMessages({
  async open({ folder, manifest }) {
    answers = openAnswers(folder, manifest);
    await answers;
  },

  async ask({ text, request, count, quoted }, say) {
    latest.abort();
    latest = new AbortController();
    const { signal } = latest;
    let complete = false;
    const onHeads = async (found) => {
      if (found.complete || !found.total) return;
      const first = await withResults(found, count, 0);
      if (complete || signal.aborted) return;
      told = found;
      say(first);
    };
    const { answer, ...how } = await (await answers).ask(text, request, { onHeads, signal });
    const last = answer && (await withResults(answer, count, quoted));
    if (!last || signal.aborted) return null;
    complete = true;
    told = answer;
    return { ...how, answer: last };
  },

  more: ({ from, count, quoted }) => told.load(from, count, quoted),

  filters: async () => (await answers).filters(),
});
