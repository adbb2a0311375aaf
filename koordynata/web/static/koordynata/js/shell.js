/* What the shell does beyond HTML: `/` goes to search, Escape closes menus and the drawer. */

function closeMenus(except) {
  for (const menu of document.querySelectorAll("details.menu[open]")) {
    if (menu !== except) menu.open = false;
  }
}

function writing(element) {
  return element.closest("input, textarea, select, [contenteditable]") !== null;
}

function focusSearch(event) {
  const field = document.querySelector(".topbar .find input");
  if (!field || field.offsetParent === null) return;
  event.preventDefault();
  field.focus();
  field.select();
}

document.addEventListener("keydown", (event) => {
  if (event.key === "/" && !event.ctrlKey && !event.metaKey && !writing(event.target)) focusSearch(event);
  if (event.key === "Escape") {
    const open = document.querySelector("details.menu[open]");
    if (!open) return;
    open.open = false;
    open.querySelector("summary").focus();
  }
});

document.addEventListener("click", (event) => closeMenus(event.target.closest("details.menu")));

/* A filter applies itself when it changes; without JavaScript its button does. */
document.documentElement.classList.add("js");
document.addEventListener("change", (event) => {
  const form = event.target.closest?.("form[data-apply]");
  if (form) form.requestSubmit();
});

function offerPrint(root) {
  for (const button of root.querySelectorAll("[data-print]")) button.hidden = false;
}

offerPrint(document);
document.addEventListener("htmx:afterSwap", (event) => offerPrint(event.target));
document.addEventListener("click", (event) => {
  if (event.target.closest("[data-print]")) window.print();
});

/* A list that was asked for as a whole goes to the printer. */
if (document.querySelector("[data-print-now]")) addEventListener("load", () => window.print());

/* What is wrong with a form is read first. */
document.querySelector("main [role=alert][tabindex]")?.focus();

/* On a narrow screen the tabs scroll: the current one is to be seen. */
for (const tab of document.querySelectorAll(".tabs [aria-current]")) {
  const row = tab.closest(".tabs");
  if (tab.offsetLeft + tab.offsetWidth > row.offsetLeft + row.clientWidth) row.scrollLeft = tab.offsetLeft - row.offsetLeft - 24;
}
