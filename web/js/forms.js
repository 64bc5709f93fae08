// Forms: filters answer while one types, uploads show how far they are, a form is sent once.
import htmx from "htmx.org";

// A filter form asks again shortly after the last key; its selects do so at once (hx-trigger="change").
let late;
document.addEventListener("input", (e) => {
  const form = e.target.matches?.('.filters input[type="search"]') ? e.target.form : null;
  if (!form) return;
  clearTimeout(late);
  late = setTimeout(() => form.requestSubmit(), 400);
});

// What was typed has been asked for by then; leaving the field is no news.
document.addEventListener("change", (e) => { if (e.target.matches?.('.filters input[type="search"]')) e.stopPropagation(); }, true);

// A second press of the button does nothing until the answer is there.
document.addEventListener("submit", (e) => {
  const form = e.target;
  if (e.defaultPrevented || form.method !== "post" || form.hasAttribute("data-theme-form")) return;
  if (form.dataset.sent) { e.preventDefault(); return; }
  if (form.matches("[hx-post], [hx-put], [hx-patch], [hx-delete]")) return;
  form.dataset.sent = "";
  e.submitter?.setAttribute("aria-busy", "true");
});
addEventListener("pageshow", () => {
  for (const form of document.querySelectorAll("form[data-sent]")) delete form.dataset.sent;
  for (const button of document.querySelectorAll("[aria-busy=true]")) button.removeAttribute("aria-busy");
});

// A form with data-upload shows progress: fetch cannot tell how much has gone out, XMLHttpRequest can.
document.addEventListener("submit", (e) => {
  const form = e.target;
  const bar = form.matches?.("[data-upload]") ? form.querySelector("progress") : null;
  if (!bar || e.defaultPrevented) return;
  e.preventDefault();
  bar.hidden = false;
  const request = new XMLHttpRequest();
  request.upload.addEventListener("progress", (p) => { if (p.lengthComputable) { bar.max = p.total; bar.value = p.loaded; } });
  request.addEventListener("load", () => {
    // The answer to a good upload is a redirect, already followed, with a message that is said once; anything else is the form again.
    const moved = request.status < 400 && request.responseURL && request.responseURL !== form.action;
    if (moved && request.responseURL !== location.href) {
      history.replaceState({ upload: true }, "");
      history.pushState({ upload: true }, "", request.responseURL);
    }
    show(new DOMParser().parseFromString(request.responseText, "text/html"));
    if (moved) scrollTo(0, 0);
  });
  request.addEventListener("error", () => form.submit());
  request.open("POST", form.action);
  request.send(new FormData(form, e.submitter));
});

// The page that an upload led to was not loaded by the browser, so the way back is.
addEventListener("popstate", (e) => { if (e.state?.upload) location.reload(); });

function show(page) {
  const main = page.getElementById("main");
  if (!main) return location.reload();
  document.title = page.title;
  document.body.toggleAttribute("data-task", page.body.hasAttribute("data-task"));
  document.getElementById("main").replaceWith(main);
  const said = page.getElementById("toaster");
  if (said) document.getElementById("toaster")?.append(...said.children);
  htmx.process(main);
  main.dispatchEvent(new CustomEvent("htmx:after:swap", { bubbles: true }));
  (main.querySelector("[data-focus]") ?? main).focus({ preventScroll: true });
}
