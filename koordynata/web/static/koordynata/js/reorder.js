/* Rows that are dragged to another place. Without a mouse, or without JavaScript, the buttons of each row do the same. */

const table = document.querySelector("[data-reorder]");
let dragged = null;

function rowOf(event) {
  return event.target.closest?.("tbody > tr") ?? null;
}

function unmark() {
  for (const row of table.querySelectorAll(".drop")) row.classList.remove("drop");
}

function moveTo(row) {
  const form = dragged.querySelector("form[data-move]");
  const place = [...row.parentElement.children].indexOf(row) + 1;
  const field = document.createElement("input");
  field.type = "hidden";
  field.name = "position";
  field.value = String(place);
  form.append(field);
  form.submit();
}

table?.addEventListener("dragstart", (event) => {
  dragged = rowOf(event);
  event.dataTransfer.effectAllowed = "move";
  event.dataTransfer.setData("text/plain", "");
});

table?.addEventListener("dragover", (event) => {
  const row = rowOf(event);
  if (!dragged || !row) return;
  event.preventDefault();
  unmark();
  row.classList.add("drop");
});

table?.addEventListener("drop", (event) => {
  const row = rowOf(event);
  event.preventDefault();
  if (dragged && row && row !== dragged) moveTo(row);
});

table?.addEventListener("dragend", () => {
  dragged = null;
  unmark();
});
