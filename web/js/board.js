// Dragging cards is an extra: each card's menu does the same by keyboard or one tap.
import Sortable from "sortablejs/modular/sortable.core.esm.js";

/** Lists are <ul data-stage="…">; a card's menu is a form with buttons named `stage`. */
export default function board(el) {
  if (!matchMedia("(pointer: fine)").matches) return;
  for (const list of el.querySelectorAll("ul[data-stage]")) {
    Sortable.create(list, {
      group: el.id, animation: matchMedia("(prefers-reduced-motion: reduce)").matches ? 0 : 150, draggable: ".deal", filter: "button, form", preventOnFilter: false,
      onEnd({ item, from, to }) {
        if (from === to) return;
        // Dropping presses the button that the menu has for that column.
        const button = item.querySelector(`form button[name="stage"][value="${CSS.escape(to.dataset.stage)}"]`);
        if (button && !button.disabled) button.form.requestSubmit(button);
        else from.append(item);
      },
    });
  }
}
