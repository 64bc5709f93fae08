// The search palette: a combobox over a listbox in a native dialog; the server finds.
const palette = document.getElementById("palette");
const field = palette?.querySelector("input");
const list = palette?.querySelector("ul");
const status = palette?.querySelector("[role=status]");
let late, running;

const options = () => [...list.querySelectorAll('[role="option"]')];
const at = () => options().findIndex((o) => o.getAttribute("aria-selected") === "true");
function open() {
  palette.showModal();
  field.select();
  if (!list.children.length) ask();
}
function choose(i) {
  const all = options();
  field.setAttribute("aria-expanded", String(all.length > 0));
  if (!all.length) return field.removeAttribute("aria-activedescendant");
  const n = (i + all.length) % all.length;
  all.forEach((o, k) => { o.id ||= `po-${k}`; o.setAttribute("aria-selected", String(k === n)); });
  field.setAttribute("aria-activedescendant", all[n].id);
  all[n].scrollIntoView({ block: "nearest" });
}
// GET /search?q= answers <li role="option" data-href="…"> elements when it is asked for a part of a page.
async function ask() {
  running?.abort();
  running = new AbortController();
  try {
    const url = new URL("/search", location.href);
    url.searchParams.set("q", field.value);
    const answer = await fetch(url, { headers: { "HX-Request": "true", "HX-Request-Type": "partial", "HX-Target": "ul#palette-list" }, signal: running.signal, credentials: "same-origin" });
    if (!answer.ok) throw new Error(answer.statusText);
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    list.replaceChildren(...page.querySelectorAll('li[role="option"], li[role="presentation"]'));
    status.textContent = options().length || !field.value ? "" : status.dataset.none;
    choose(0);
  } catch (e) {
    if (e.name === "AbortError") return;
    list.replaceChildren();
    choose(0);
    status.textContent = status.dataset.failed;
  }
}
const go = (option) => { if (option?.dataset.href) location.href = option.dataset.href; };

if (palette) {
  field.addEventListener("input", () => { clearTimeout(late); late = setTimeout(ask, 150); });
  field.addEventListener("keydown", (e) => {
    if (e.key === "ArrowDown") { e.preventDefault(); choose(at() + 1); }
    if (e.key === "ArrowUp") { e.preventDefault(); choose(at() - 1); }
    // Without an option under the cursor, Enter sends the form to the search page.
    if (e.key === "Enter" && options()[at()]) { e.preventDefault(); go(options()[at()]); }
  });
  palette.addEventListener("click", (e) => go(e.target.closest('[role="option"]')));
  document.addEventListener("click", (e) => {
    if (e.target.closest?.("[data-palette]") && !e.ctrlKey && !e.metaKey) { e.preventDefault(); open(); }
  });
  document.addEventListener("keydown", (e) => {
    if ((e.metaKey || e.ctrlKey) && e.key.toLowerCase() === "k") { e.preventDefault(); palette.open ? palette.close() : open(); return; }
    const typing = e.target.closest?.("input, textarea, select, [contenteditable]");
    if (e.key === "/" && !typing && !e.ctrlKey && !e.metaKey && !e.altKey && !document.querySelector("dialog[open]")) { e.preventDefault(); open(); }
  });
}
