// A pop-up menu beside the control that opened it: arrow keys, Home, End, Escape. The focus goes back at the end.
import { el } from "./dom.js";

/** The menu on show, if any: {anchor, close(refocus)}. */
let shown = null;

/** items: [{label, description, callbackId, choose()}]. Opening it again on the same control closes it. */
export function openMenu(anchor, items, { label }) {
  const wasHere = shown?.anchor === anchor;
  shown?.close(false);
  if (wasHere) return;

  const menu = el("div",
    { class: "menu", role: "menu", "aria-label": label, "data-testid": "shortcuts-menu" });
  const close = (refocus) => {
    menu.remove();
    anchor.setAttribute("aria-expanded", "false");
    document.removeEventListener("pointerdown", outside, true);
    window.removeEventListener("resize", resized);
    shown = null;
    if (refocus && anchor.isConnected) anchor.focus();
  };
  const outside = (event) => {
    if (!menu.contains(event.target) && !anchor.contains(event.target)) close(false);
  };
  const resized = () => close(true);
  const entries = items.map((item) =>
    el("button",
      {
        type: "button",
        class: "menu-item",
        role: "menuitem",
        tabindex: "-1",
        "data-callback-id": item.callbackId,
        onclick: () => {
          close(true);
          item.choose();
        },
      },
      el("span", {}, item.label),
      el("span", { class: "menu-more" }, item.description)));
  menu.append(...entries);
  menu.addEventListener("keydown", (event) => {
    const at = entries.indexOf(document.activeElement);
    const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: -1 }[event.key];
    if (to !== undefined) entries.at(to % entries.length).focus();
    else if (event.key === "Escape" || event.key === "Tab") close(true);
    else return;
    event.preventDefault();
    event.stopPropagation();
  });

  document.body.append(menu);
  anchor.setAttribute("aria-expanded", "true");
  const box = anchor.getBoundingClientRect();
  const { offsetWidth: width, offsetHeight: height } = menu;
  const fitsBelow = box.bottom + 4 + height <= window.innerHeight;
  menu.style.left = `${Math.max(8, Math.min(box.left, window.innerWidth - width - 8))}px`;
  menu.style.top = `${fitsBelow ? box.bottom + 4 : Math.max(8, box.top - height - 4)}px`;
  document.addEventListener("pointerdown", outside, true);
  window.addEventListener("resize", resized);
  shown = { anchor, close };
  entries[0].focus();
}
