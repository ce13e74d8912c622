// Keys for who has asked for them; whatever a key does, a button or a link on the page does as well.
"use strict";

const WRITING = "input:not([type='checkbox']):not([type='radio']), select, textarea, [contenteditable]";

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.altKey || event.metaKey || event.repeat || event.isComposing) return;
  if (event.target.closest(WRITING)) return;
  if (event.key === "?") {
    const list = document.getElementById("genveje");
    if (!list) return;
    list.open = !list.open;
    list.querySelector("summary").focus();
    event.preventDefault();
    return;
  }
  const field = document.querySelector(`[data-focus="${CSS.escape(event.key)}"]`);
  const pressed = document.querySelector(`[data-key="${CSS.escape(event.key)}"]`);
  if (!field && !pressed) return;
  event.preventDefault();
  if (field) field.focus();
  else pressed.click();
});
