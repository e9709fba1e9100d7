// Elements that scripts add to a page.

/** Make an element with some properties; its children are elements or text, never markup. */
export function make(tag, properties, ...children) {
  const element = Object.assign(document.createElement(tag), properties);
  element.append(...children);
  return element;
}
