// Vietnamese without its marks, as generator/vn/folding.py has it; tests/search/readings.yml holds both to one table.

/** Return text in lower case without tone marks and hats, đ as d. */
export function fold(text) {
  return text.normalize("NFD").toLowerCase().replace(/[\u0300-\u036f]/g, "").replaceAll("đ", "d");
}
