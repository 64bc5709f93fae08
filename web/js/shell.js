// Theme, dialogs, messages. Everything here improves pages that already work without it.
import htmx from "htmx.org";

const root = document.documentElement;

// The button posts its choice either way; with script the page changes at once and stays where it is.
document.addEventListener("submit", (e) => {
  const form = e.target;
  if (!form.matches?.("[data-theme-form]")) return;
  e.preventDefault();
  const body = new URLSearchParams(new FormData(form));
  const dark = root.dataset.theme === "dark" || (root.dataset.theme === "system" && matchMedia("(prefers-color-scheme: dark)").matches);
  const theme = dark ? "light" : "dark";
  body.set("theme", theme);
  root.dataset.theme = theme;
  for (const field of document.querySelectorAll("[data-theme-form] [name=theme]")) field.value = dark ? "dark" : "light";
  fetch(form.action, { method: "POST", body, redirect: "manual", credentials: "same-origin" }).catch(() => {});
});
document.addEventListener("change", (e) => {
  if (e.target.form?.matches("[data-language-form]")) e.target.form.requestSubmit();
});

// Linked pages open in a dialog, named dialogs open where they are; both close by button, Esc and a click beside them.
const modal = document.getElementById("modal");
const plainClick = (e) => e.button === 0 && !e.ctrlKey && !e.metaKey && !e.shiftKey && !e.altKey;
document.addEventListener("click", (e) => {
  const t = e.target.closest?.("[data-open],[data-modal],[data-close],[data-dismiss],[data-copy],dialog");
  if (!t) return;
  if (t.matches("[data-open]") && plainClick(e)) {
    const dialog = document.getElementById(t.dataset.open);
    if (dialog) { e.preventDefault(); dialog.showModal(); }
  } else if (t.matches("[data-modal]") && modal && plainClick(e)) {
    e.preventDefault();
    openModal(t.href);
  } else if (t.matches("[data-close]")) t.closest("dialog")?.close();
  else if (t.matches("[data-dismiss]")) t.parentElement.remove();
  else if (t.matches("[data-copy]")) copy(t);
  else if (t === e.target && t.matches("dialog")) t.close();
});
async function openModal(href) {
  await htmx.ajax("GET", href, { target: "#modal-body", select: "#main > *", swap: "innerHTML" });
  const title = modal.querySelector("h1, h2");
  if (!title) { location.href = href; return; }
  title.id ||= "modal-title";
  modal.setAttribute("aria-labelledby", title.id);
  if (!modal.open) modal.showModal();
}
async function copy(button) {
  const field = document.getElementById(button.dataset.copy);
  field.select();
  try { await navigator.clipboard.writeText(field.value); } catch { document.execCommand("copy"); }
  button.lastChild.textContent = button.dataset.done;
}

// Messages that only confirm go after a while, unless somebody is reading them; the others stay.
const toaster = document.getElementById("toaster");
function timeOut(toast) {
  if (toast.dataset.timed || !["success", "info", "neutral"].includes(toast.dataset.tone) || toast.querySelector("a, form")) return;
  toast.dataset.timed = "";
  const wait = () => setTimeout(() => (toast.matches(":hover, :focus-within") ? wait() : toast.remove()), 8000);
  wait();
}
if (toaster) {
  [...toaster.children].forEach(timeOut);
  new MutationObserver((records) => records.forEach((r) => r.addedNodes.forEach((n) => n.dataset && timeOut(n)))).observe(toaster, { childList: true });
}

// After a swap: errors get the focus, a new page's heading gets it otherwise.
function land(target) {
  const errors = target?.querySelector?.("[data-focus]") ?? (target?.matches?.("[data-focus]") ? target : null);
  if (errors) return errors.focus();
  if (target?.id === "main" || target === document.body) document.querySelector("h1[tabindex]")?.focus({ preventScroll: true });
}
document.addEventListener("htmx:after:swap", (e) => land(e.detail?.ctx?.target ?? e.target));
document.querySelector("[data-focus]")?.focus();

// The phone's sheet closes when it has led somewhere.
document.getElementById("more")?.addEventListener("click", (e) => { if (e.target.closest("a")) e.currentTarget.hidePopover?.(); });

const mac = /Mac|iP/.test(navigator.platform);
for (const key of document.querySelectorAll("[data-mod-key]")) if (mac) key.textContent = "⌘K";
