// On a phone a row of a table is a small card (kit.css); each cell then says the name of its column.
export default function tables(root) {
  for (const table of root.querySelectorAll("table.table")) {
    const heads = [...(table.tHead?.rows[0]?.cells ?? [])].map((th) => ({ name: named(th), alike: "alike" in th.dataset }));
    for (const body of [...table.tBodies, ...(table.tFoot ? [table.tFoot] : [])]) for (const row of body.rows) label(row, heads);
  }
}
// What stands small beside a name, or is said of it, is no part of it.
function named(th) {
  const own = th.cloneNode(true);
  for (const more of own.querySelectorAll(".sub, .badge")) more.remove();
  return own.textContent.trim();
}
function label(row, heads) {
  if (row.querySelector("[data-lead]")) return;
  let at = 0, lead = null, sum = null;
  for (const cell of row.cells) {
    const head = heads[at];
    at += cell.colSpan;
    if (!cell.textContent.trim() && !cell.querySelector("input:not([type=hidden]), select, textarea, progress, svg")) { cell.dataset.blank = ""; continue; }
    // A box to tick before the name does not make a title.
    if (!lead && !cell.querySelector(":scope > input")) { lead = cell; cell.dataset.lead = ""; continue; }
    if (head?.name) cell.dataset.label = head.name;
    // Of columns that are alike none is what the row comes to: each keeps its name.
    sum = !head?.alike && cell.matches("[data-num]:not(:has(input))") ? cell : null;
  }
  if (sum && !sum.querySelector(".sub")) sum.dataset.sum = "";
}
