// A pop-up menu beside the control that opened it: arrow keys, Home, End, Escape; the focus goes back where it was.
import { el } from "./dom.js";

let close = null;

/** items: [{label, description?, href?, choose()}]. Opening it again on the same control closes it. */
export function openMenu(anchor, items, { label = "Actions", testid = null, empty = "Nothing here" } = {}) {
  if (close) {
    const wasHere = close.anchor === anchor;
    close(false);
    if (wasHere) return;
  }
  const menu = el("div", { class: "menu", role: "menu", "aria-label": label, "data-testid": testid });
  const shut = (refocus = true) => {
    menu.remove();
    anchor.setAttribute("aria-expanded", "false");
    document.removeEventListener("pointerdown", outside, true);
    window.removeEventListener("resize", shut);
    close = null;
    if (refocus && anchor.isConnected) anchor.focus();
  };
  const outside = (event) => {
    if (!menu.contains(event.target) && !anchor.contains(event.target)) shut(false);
  };
  for (const item of items) {
    menu.append(
      el(item.href ? "a" : "button",
        {
          class: "menu-item",
          role: "menuitem",
          tabindex: "-1",
          ...(item.href ? { href: item.href, target: "_blank", rel: "noopener noreferrer" } : { type: "button" }),
          "data-callback-id": item.callbackId,
          onclick: () => {
            shut();
            item.choose();
          },
        },
        el("span", {}, item.label),
        item.description && el("span", { class: "menu-more" }, item.description)),
    );
  }
  if (!items.length) menu.append(el("p", { class: "menu-empty" }, empty));
  menu.addEventListener("keydown", (event) => {
    const all = [...menu.querySelectorAll("[role=menuitem]")];
    const at = all.indexOf(document.activeElement);
    const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: -1 }[event.key];
    if (to !== undefined && all.length) all.at(to % all.length).focus();
    else if (event.key === "Escape" || event.key === "Tab") shut();
    else return;
    event.preventDefault();
    event.stopPropagation();
  });

  // Inside an open dialog everything outside of it is inert, so the menu must be part of it.
  (anchor.closest("dialog") ?? document.body).append(menu);
  anchor.setAttribute("aria-expanded", "true");
  const box = anchor.getBoundingClientRect();
  const { offsetWidth: width, offsetHeight: height } = menu;
  const below = box.bottom + 4 + height <= window.innerHeight;
  menu.style.left = `${Math.max(8, Math.min(box.left, window.innerWidth - width - 8))}px`;
  menu.style.top = `${below ? box.bottom + 4 : Math.max(8, box.top - height - 4)}px`;
  document.addEventListener("pointerdown", outside, true);
  window.addEventListener("resize", shut);
  close = shut;
  close.anchor = anchor;
  menu.querySelector("[role=menuitem]")?.focus();
}
