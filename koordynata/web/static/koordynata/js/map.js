/* A cell of the map and its row of the table light up together, by mouse and by keyboard. */

function twins(code) {
  return document.querySelectorAll(`[data-territory="${CSS.escape(code)}"]`);
}

function mark(event, on) {
  const place = event.target.closest?.("[data-territory]");
  if (!place) return;
  for (const twin of twins(place.dataset.territory)) twin.classList.toggle("linked", on);
}

for (const [name, on] of [["mouseover", true], ["focusin", true], ["mouseout", false], ["focusout", false]]) {
  document.addEventListener(name, (event) => mark(event, on));
}
