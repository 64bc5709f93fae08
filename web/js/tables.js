// On a phone a row of a table is a small card (kit.css); each cell then says the name of its column.
export default function tables(root) {
  for (const table of root.querySelectorAll("table.table")) {
    const names = [...(table.tHead?.rows[0]?.cells ?? [])].map((th) => th.textContent.trim());
    for (const body of [...table.tBodies, ...(table.tFoot ? [table.tFoot] : [])]) for (const row of body.rows) label(row, names);
  }
}
function label(row, names) {
  if (row.querySelector("[data-lead]")) return;
  let at = 0, lead = null, sum = null;
  for (const cell of row.cells) {
    const name = names[at];
    at += cell.colSpan;
    if (!cell.textContent.trim() && !cell.querySelector("input:not([type=hidden]), select, textarea, progress, svg")) { cell.dataset.blank = ""; continue; }
    // A box to tick before the name does not make a title.
    if (!lead && !cell.querySelector(":scope > input")) { lead = cell; cell.dataset.lead = ""; continue; }
    if (name) cell.dataset.label = name;
    sum = cell.matches("[data-num]:not(:has(input))") ? cell : null;
  }
  if (sum && !sum.querySelector(".sub")) sum.dataset.sum = "";
}
