// Questions to a worker and its answers. A question is {id, method, argument}; to it come {id, early} any number of times,
// then {id, value} or {id, reason, message}.

import { failure } from "./search-files.js";

/** Start a worker; the function that is returned asks it for something, and `onEarly` gets what is told before the answer. */
export function startWorker(address) {
  if (typeof Worker === "undefined" || typeof DecompressionStream === "undefined") {
    throw failure("unsupported", "no Worker or DecompressionStream");
  }
  let worker;
  try {
    worker = new Worker(address, { type: "module" });
  } catch (error) {
    throw failure("blocked", String(error));
  }
  const waiting = new Map();
  let next = 0;
  let dead;
  worker.addEventListener("message", ({ data: { id, early, value, reason, message } }) => {
    const { resolve, reject, onEarly } = waiting.get(id);
    if (early !== undefined) return onEarly?.(early);
    waiting.delete(id);
    if (reason) reject(failure(reason, message));
    else resolve(value);
  });
  worker.addEventListener("error", (event) => {
    dead = failure(navigator.onLine ? "blocked" : "offline", event.message ?? "the worker did not start");
    for (const { reject } of waiting.values()) reject(dead);
    waiting.clear();
  });
  const ask = (method, argument, onEarly) =>
    new Promise((resolve, reject) => {
      if (dead) return reject(dead);
      waiting.set(next, { resolve, reject, onEarly });
      worker.postMessage({ id: next++, method, argument });
    });
  ask.stop = () => worker.terminate();
  return ask;
}

/** Answer what a worker is asked: each method gets an argument, and a function that tells something early. */
export function answerMessages(methods) {
  self.addEventListener("message", async ({ data: { id, method, argument } }) => {
    try {
      self.postMessage({ id, value: await methods[method](argument, (early) => self.postMessage({ id, early })) });
    } catch (error) {
      self.postMessage({ id, reason: error.reason ?? "broken", message: String(error) });
    }
  });
}
