/* Adds to a citation a button that copies it. Where the clipboard is refused, the words are selected instead. */

import { make } from "./elements.js";

const words = document.querySelector("[data-citation]");
const status = make("span", { className: "meta" });
status.setAttribute("role", "status");

const select = () => getSelection().selectAllChildren(words);

const copy = async () => {
  try {
    await navigator.clipboard.writeText(words.textContent);
    status.textContent = "Đã chép";
  } catch {
    select();
    status.textContent = "Đã chọn, hãy bấm Ctrl + C để chép";
  }
};

const button = make("button", { type: "button", className: "button", textContent: "Chép" });
button.addEventListener("click", copy);
words.after(make("p", { className: "citation__tools" }, button, " ", status));
