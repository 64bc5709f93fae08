import htmx from "htmx.org";
import "./shell.js";
import "./palette.js";
import "./forms.js";
import live from "./live.js";
import tables from "./tables.js";

// Extras that few pages need; each is fetched when such a page is there.
const extras = [
  ["#board", () => import("./board.js")],
  ["[data-sign]", () => import("./sign.js")],
];
function wake(root) {
  tables(root);
  for (const [selector, load] of extras) {
    const found = [...(root.matches?.(selector) ? [root] : []), ...root.querySelectorAll(selector)].filter((el) => !el.dataset.awake);
    if (!found.length) continue;
    for (const el of found) el.dataset.awake = "";
    load().then(({ default: start }) => found.forEach((el) => start(el, htmx)));
  }
}
wake(document);
document.addEventListener("htmx:after:swap", () => wake(document));
live(htmx, wake);
