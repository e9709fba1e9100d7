// Elements that scripts add to a page.

/** Make an element with some properties; its children are elements or text, never markup. */
export function make(tag, properties, ...children) {
  const element = Object.assign(document.createElement(tag), properties);
  element.append(...children);
  return element;
}

/** Make a button that does something when it is pressed. */
export function button(text, className, act) {
  const made = make("button", { type: "button", textContent: text, className });
  made.addEventListener("click", act);
  return made;
}
