// Workers, which do the work of the search.

import { failure } from "./search-files.js";

/** Start a worker; the function that is returned asks it for something and promises the answer. */
export function startWorker() {
  if (typeof Worker === "undefined" || typeof DecompressionStream === "undefined") {
    throw failure("unsupported", "no Worker or DecompressionStream");
  }
  let worker;
  try {
    worker = new Worker(new URL("./search-worker.js", import.meta.url), { type: "module" });
  } catch (error) {
    throw failure("blocked", String(error));
  }
  const waiting = new Map();
  let next = 0;
  let dead;
  worker.addEventListener("message", ({ data: { id, value, reason, message } }) => {
    const { resolve, reject } = waiting.get(id);
    waiting.delete(id);
    if (reason) reject(failure(reason, message));
    else resolve(value);
  });
  worker.addEventListener("error", (event) => {
    dead = failure(navigator.onLine ? "blocked" : "offline", event.message ?? "the worker did not start");
    for (const { reject } of waiting.values()) reject(dead);
    waiting.clear();
  });
  const ask = (method, argument) =>
    new Promise((resolve, reject) => {
      if (dead) return reject(dead);
      waiting.set(next, { resolve, reject });
      worker.postMessage({ id: next++, method, argument });
    });
  ask.stop = () => worker.terminate();
  return ask;
}

let early;

/** Start a worker for whoever takes one next: it takes as long as to load the scripts that ask it. */
export function prepareWorker() {
  try {
    early ??= startWorker();
  } catch {
    // Whoever takes one is told.
  }
}

/** Return the worker that was prepared, once, or a new one. */
export function takeWorker() {
  const taken = early ?? startWorker();
  early = undefined;
  return taken;
}
