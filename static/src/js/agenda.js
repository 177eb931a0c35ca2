// An agenda's rows are dragged as well as moved by arrows; focus stays on the arrow that was pressed,
// and what was done is read out. Everything works without this.
const table = document.querySelector("[data-agenda]");
const FOCUS = "agenda-focus";

function announce() {
  const said = document.querySelector(".last-step p");
  const region = document.querySelector("[data-announcements]");
  const again = sessionStorage.getItem(FOCUS);
  if (!again) return;
  sessionStorage.removeItem(FOCUS);
  const place = document.getElementById(again);
  const other = again.startsWith("up-") ? again.replace("up-", "down-") : again.replace("down-", "up-");
  const target = place?.disabled ? document.getElementById(other) : place;
  // After the jump to the row's place in the page, which takes the focus away.
  window.setTimeout(() => {
    target?.focus();
    if (said && region) region.textContent = said.firstChild.textContent;
  }, 150);
}

function remember(event) {
  if (event.submitter?.id) sessionStorage.setItem(FOCUS, event.submitter.id);
}

// Sends the row's own form: "before" names the row that it was dropped on.
function drop(row, before) {
  const form = row.querySelector("form");
  for (const [name, value] of [["to", "before"], ["before", before ?? ""]]) {
    const input = document.createElement("input");
    input.type = "hidden";
    input.name = name;
    input.value = value;
    form.append(input);
  }
  sessionStorage.setItem(FOCUS, `up-${row.dataset.item}`);
  form.submit();
}

function startDragging(body) {
  let held = null;
  const rows = [...body.querySelectorAll("tr[data-item]")];
  const clear = () => rows.forEach((row) => row.classList.remove("is-over"));
  for (const row of rows) {
    const handle = row.querySelector(".handle");
    if (!handle) continue;
    handle.hidden = false;
    handle.addEventListener("pointerdown", () => (row.draggable = true));
    row.addEventListener("dragstart", (event) => {
      held = row;
      event.dataTransfer.effectAllowed = "move";
    });
    row.addEventListener("dragend", () => {
      row.draggable = false;
      held = null;
      clear();
    });
    row.addEventListener("dragover", (event) => {
      if (!held || held === row || held.dataset.above !== row.dataset.above) return;
      event.preventDefault();
      clear();
      row.classList.add("is-over");
    });
    row.addEventListener("drop", (event) => {
      event.preventDefault();
      if (!held || held === row) return;
      // Below its middle, the last row means the end.
      const box = row.getBoundingClientRect();
      const last = row === rows.at(-1) && event.clientY > box.top + box.height / 2;
      drop(held, last ? null : row.dataset.item);
    });
  }
}

if (table) {
  table.addEventListener("submit", remember);
  startDragging(table.tBodies[0]);
  const hint = document.querySelector(".agenda-drag");
  if (hint && table.querySelector(".handle")) hint.hidden = false;
  window.addEventListener("load", announce);
}
