/* The tour's card stands in the page and needs no script. Here: its place is marked, and readers hear of it. */

const card = document.getElementById("tour");

function place() {
  return [...document.querySelectorAll(card.dataset.tour)].find((found) => found.offsetParent !== null);
}

function mark() {
  for (const old of document.querySelectorAll(".tour-place")) old.classList.remove("tour-place");
  place()?.classList.add("tour-place");
  card.querySelector("[data-tour-show]").hidden = !place();
}

/* A page that has just opened says nothing of itself: only words that come later are read. */
function announce() {
  const status = document.createElement("p");
  status.className = "visually-hidden";
  status.setAttribute("role", "status");
  card.append(status);
  const words = ["tour-place", "tour-title"].map((id) => document.getElementById(id).textContent);
  setTimeout(() => { status.textContent = words.join(": "); }, 600);
}

function go() {
  const found = place();
  const within = "a, button, input, select, summary";
  const target = found.matches(within) ? found : found.querySelector(within) ?? found;
  const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
  target.focus({ preventScroll: true });
  found.scrollIntoView({ block: "center", behavior: calm ? "auto" : "smooth" });
}

mark();
if (document.activeElement !== card) announce();
card.querySelector("[data-tour-show]").addEventListener("click", go);
document.addEventListener("htmx:afterSwap", mark);
