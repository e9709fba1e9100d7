// Filters: which values each document has, as generator/outputs/searchfacets.py tells it, and how many a choice leaves.

const FIRST = 0x28;
const DATE = 8; // characters: 20211001

/** Read lists of numbers, one for each document: those of `document` are items from starts[document] to the next start. */
function readLists(text) {
  const starts = new Uint32Array(text.length + 1); // more than there are documents, where some have several values
  const items = new Uint16Array(text.length);
  let documents = 0;
  let count = 0;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i) - FIRST; // none, or twice the number and whether another follows, plus one
    if (code) items[count++] = (code - 1) >> 1;
    if (!code || code & 1) starts[++documents] = count;
  }
  return { starts, items };
}

export function openFacets({ dates, facets }) {
  const opened = Object.entries(facets).map(([name, [values, text]]) => ({ name, values, ...readLists(text) }));
  const dateOf = (document) => Number(dates.slice(DATE * document, DATE * (document + 1)));

  /** Tell for each of the documents how many of the chosen filters it fails, and the last of them. */
  function check(found, chosen) {
    const failed = new Uint8Array(found.length);
    const last = new Uint8Array(found.length);
    chosen.forEach(([name, value], filter) => {
      const facet = opened.find((one) => one.name === name);
      const wanted = facet ? facet.values.indexOf(value) : -1;
      found.forEach((document, i) => {
        if (wanted >= 0 && facet.items.subarray(facet.starts[document], facet.starts[document + 1]).includes(wanted)) return;
        failed[i]++;
        last[i] = filter;
      });
    });
    return { failed, last };
  }

  return {
    /** Narrow documents down, and count what each value of each filter would leave of them. */
    narrow(found, filters) {
      const chosen = Object.entries(filters);
      const { failed, last } = check(found, chosen);
      const counts = {};
      for (const { name, values, starts, items } of opened) {
        // A filter's own values are counted as if nothing of it were chosen: they are what it could be changed to.
        const own = chosen.findIndex(([other]) => other === name);
        const tally = new Uint32Array(values.length);
        for (let i = 0; i < found.length; i++) {
          if (failed[i] > 1 || (failed[i] && last[i] !== own)) continue;
          const end = starts[found[i] + 1];
          for (let at = starts[found[i]]; at < end; at++) tally[items[at]]++;
        }
        counts[name] = {};
        values.forEach((value, i) => tally[i] && (counts[name][value] = tally[i]));
      }
      return { ids: found.filter((_, i) => !failed[i]), counts };
    },

    /** Sort documents, the newest first. */
    byDate: (documents) => {
      const known = new Map(documents.map((document) => [document, dateOf(document)]));
      return documents.sort((a, b) => known.get(b) - known.get(a) || a - b);
    },
  };
}
