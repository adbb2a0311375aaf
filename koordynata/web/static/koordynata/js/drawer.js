/* The drawer of a number: focus goes in when it opens and back to the number when it closes. */

let opener = null;

/* Every number leads to its source. Here it opens beside the page; in a new tab, or without a drawer, as a page. */
document.addEventListener("click", (event) => {
  const number = event.target.closest("a.sourced, a.suppressed");
  const elsewhere = event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey;
  if (!number || elsewhere || event.defaultPrevented || !document.getElementById("drawer")) return;
  event.preventDefault();
  // Inside the drawer a number takes its place: the way back still leads to the page.
  if (!number.closest("#drawer")) opener = number;
  htmx.ajax("GET", number.href, { source: number, target: "#drawer", swap: "innerHTML" });
});

document.addEventListener("htmx:afterSwap", (event) => {
  if (event.target.id === "drawer") event.target.querySelector("h2")?.focus();
});

function closeDrawer() {
  const drawer = document.getElementById("drawer");
  if (!drawer || !drawer.firstElementChild) return false;
  drawer.replaceChildren();
  opener?.focus();
  return true;
}

document.addEventListener("click", (event) => {
  const close = event.target.closest("#drawer .close");
  if (close && closeDrawer()) event.preventDefault();
});

document.addEventListener("keydown", (event) => {
  if (event.key === "Escape" && event.target.closest("#drawer")) closeDrawer();
});
