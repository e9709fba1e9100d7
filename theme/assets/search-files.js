// Files of the index: asked for once, unpacked, and what cannot be had told by a reason.

/** An error with a reason that a page can put into words: offline, missing, broken. */
export function failure(reason, message) {
  return Object.assign(new Error(message), { reason });
}

export async function get(url) {
  let response;
  try {
    response = await fetch(url);
  } catch (error) {
    throw failure("offline", `${url}: ${error}`);
  }
  if (!response.ok) throw failure("missing", `${url}: ${response.status}`);
  return response;
}

/** Return the text of a compressed file. */
export async function unpack(url) {
  const response = await get(url);
  try {
    return await new Response(response.body.pipeThrough(new DecompressionStream("gzip"))).text();
  } catch (error) {
    throw failure("broken", `${url}: ${error}`);
  }
}

/** Return the value in JSON; `url` is told where it is none. */
export function parse(text, url) {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw failure("broken", `${url}: ${error}`);
  }
}

/** Keep what a function gives for an argument; a promise that fails is asked for again. */
export function remembered(make) {
  const kept = new Map();
  return (key) => {
    if (!kept.has(key)) {
      const made = make(key);
      kept.set(key, made);
      made.catch(() => kept.delete(key));
    }
    return kept.get(key);
  };
}

/** Load the manifest of the index in a folder: what stands in which of its files. */
export async function loadManifest(folder) {
  const url = new URL("search.json", folder);
  return parse(await (await get(url)).text(), url);
}
