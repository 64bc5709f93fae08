// Open pages follow what happens elsewhere. What shows something that changes is marked with
// data-live: ids (`deal_…`) or sorts of things (`deal`). The server says that one of them has changed,
// nothing more; the page then asks for itself again and takes over the marked parts, except where
// somebody is typing. Without script, or without a connection, the page is right when it is loaded.
const CALM = 250, FIRST = 1000, LONGEST = 30000;
const status = document.getElementById("live-status");
let source, topics = "", wait = FIRST, retry, soon, running, missed = false, wake = () => {};

const asked = () => [...new Set([...document.querySelectorAll("#main [data-live]")].flatMap((el) => el.dataset.live.split(/[\s,]+/)).filter(Boolean))].slice(0, 200).sort().join(",");

function open() {
  close();
  if (document.hidden) return;
  topics = asked();
  source = new EventSource(`/events?topics=${encodeURIComponent(topics)}`);
  source.addEventListener("open", () => {
    wait = FIRST;
    // What happened while nobody listened is caught up with once.
    if (missed) refresh();
    missed = false;
  });
  for (const kind of ["changed", "notice"]) source.addEventListener(kind, refresh);
  source.addEventListener("error", () => {
    close();
    missed = true;
    retry = setTimeout(open, wait * (0.75 + Math.random() / 2));
    wait = Math.min(wait * 2, LONGEST);
  });
}
function close() {
  clearTimeout(retry);
  source?.close();
  source = null;
}

function refresh() {
  clearTimeout(soon);
  soon = setTimeout(take, CALM);
}
async function take() {
  // A card in the air, an open menu or a form with errors is not pulled away; it is asked again soon.
  if (document.querySelector("#main :is(.sortable-chosen, [popover]:popover-open, [aria-invalid=true])")) { soon = setTimeout(take, 2000); return; }
  running?.abort();
  running = new AbortController();
  try {
    const here = location.href;
    const answer = await fetch(here, { credentials: "same-origin", signal: running.signal, headers: { accept: "text/html" } });
    if (!answer.ok || answer.redirected || here !== location.href) return;
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    counts(page);
    let changed = false, left = false;
    for (const [now, next] of pairs(page)) {
      const done = patch(now, next);
      changed ||= done.changed;
      left ||= done.left;
    }
    if (changed || left) wake(document);
    if (status && (changed || left)) say(left ? status.dataset.left : status.dataset.changed);
  } catch (e) {
    if (e.name !== "AbortError") missed = true;
  }
}
function say(text) {
  status.textContent = "";
  requestAnimationFrame(() => { status.textContent = text; });
}

// The marked parts that are not inside another, each with its like on the page just fetched.
function pairs(page) {
  const outer = (doc) => [...doc.querySelectorAll("#main [data-live]")].filter((el) => !el.parentElement.closest("[data-live]"));
  const [mine, theirs] = [outer(document), outer(page)];
  const same = (a, b) => a.dataset.live === b.dataset.live && a.id === b.id;
  return mine.map((el, i) => [el, theirs[i] && same(el, theirs[i]) ? theirs[i] : theirs.find((other) => same(el, other))]).filter(([, other]) => other);
}
// The menu's counts and the bell's dot are no part of the page's text, but they change with it.
function counts(page) {
  for (const selector of [".side nav", ".tabbar"]) {
    const [now, next] = [document.querySelector(selector), page.querySelector(selector)];
    if (now && next && !now.isEqualNode(next) && !now.contains(document.activeElement)) now.replaceChildren(...next.childNodes);
  }
  const [now, next] = [document.getElementById("unread"), page.getElementById("unread")];
  if (!now || !next) return;
  now.hidden = next.hidden;
  now.parentElement.setAttribute("aria-label", next.parentElement.getAttribute("aria-label"));
}

const edited = (el) => (el.type === "checkbox" || el.type === "radio" ? el.checked !== el.defaultChecked
  : el.tagName === "SELECT" ? [...el.options].some((o) => o.selected !== o.defaultSelected) && el.selectedIndex !== Math.max(0, [...el.options].findIndex((o) => o.defaultSelected))
  : el.type !== "hidden" && el.value !== el.defaultValue);
const typing = (el) => el.matches("input, textarea, select") && (el === document.activeElement || edited(el));
const busy = (el) => typing(el) || [...el.querySelectorAll("input, textarea, select")].some(typing);
// The script's own marks are not news.
const own = /^(aria-busy|data-(awake|lead|sum|label|blank|sent|htmx.*))$/;
const bare = (el) => {
  const copy = el.cloneNode(true);
  for (const part of [copy, ...copy.querySelectorAll("*")]) for (const name of part.getAttributeNames()) if (own.test(name)) part.removeAttribute(name);
  return copy;
};
const key = (el) => el.id || el.dataset.live || el.querySelector("a[href]")?.getAttribute("href") || el.querySelector("form[action]")?.getAttribute("action") || "";

// Takes over `next` in place of `now` with as little disturbance as possible.
function patch(now, next) {
  if (bare(now).isEqualNode(bare(next))) return { changed: false, left: false };
  if (!busy(now)) {
    replace(now, next);
    return { changed: true, left: false };
  }
  // Somebody is typing in here: go down to what is beside it, and leave the form alone.
  const [mine, theirs] = [[...now.children], [...next.children]];
  const alike = mine.length === theirs.length && mine.every((el, i) => el.tagName === theirs[i].tagName);
  const matched = alike ? mine.map((el, i) => [el, theirs[i]]) : mine.map((el) => [el, key(el) && theirs.find((other) => other.tagName === el.tagName && key(other) === key(el))]).filter(([, other]) => other);
  if (now.matches("form, fieldset, .field") || !matched.length) return { changed: false, left: true };
  let [changed, left] = [false, !alike];
  for (const [a, b] of matched) {
    const done = patch(a, b);
    changed ||= done.changed;
    left ||= done.left;
  }
  return { changed, left };
}
function replace(now, next) {
  const focused = now.contains(document.activeElement) ? document.activeElement : null;
  const place = focused && [...now.querySelectorAll("a, button, summary, [tabindex]")].indexOf(focused);
  const opened = [...now.querySelectorAll("details")].map((d) => d.open);
  const scrolled = [now, ...now.querySelectorAll(".board, .scroller, .table-wrap")].map((el) => el.scrollLeft);
  const fresh = document.importNode(next, true);
  now.replaceWith(fresh);
  fresh.querySelectorAll("details").forEach((d, i) => { if (opened[i]) d.open = true; });
  [fresh, ...fresh.querySelectorAll(".board, .scroller, .table-wrap")].forEach((el, i) => { if (scrolled[i]) el.scrollLeft = scrolled[i]; });
  htmx?.process(fresh);
  if (!focused) return;
  const all = [...fresh.querySelectorAll("a, button, summary, [tabindex]")];
  const like = focused.id ? fresh.querySelector(`#${CSS.escape(focused.id)}`) : focused.href ? all.find((el) => el.href === focused.href) : all[place];
  (like ?? all[place] ?? fresh.closest("#main"))?.focus({ preventScroll: true });
}

let htmx;
export default function live(library, after) {
  if (!document.querySelector(".side-who")) return;
  [htmx, wake] = [library, after];
  const start = () => { retry = setTimeout(open, FIRST); };
  if (document.readyState === "complete") start();
  else addEventListener("load", start);
  addEventListener("pagehide", close);
  addEventListener("pageshow", (e) => { if (e.persisted) { missed = true; open(); } });
  document.addEventListener("visibilitychange", () => {
    if (document.hidden) { close(); missed = true; } else if (!source) open();
  });
  // Another filter shows other things.
  document.addEventListener("htmx:after:swap", () => { if (source && asked() !== topics) open(); });
}
