// What stands left and right of the middle. Where the window is too narrow for all three, one of them is shown at a time:
// style.css looks at the body's data-pane.
import { el } from "./dom.js";
import { icon } from "./icons.js";

/** name: "main", "sidebar" or "side". Changes nothing where there is room for all. */
export function showPane(name) {
  document.body.dataset.pane = name;
}

/** The panel at the right: one of several parts, {title, node}; it rests at the first one. */
export class SidePanel {
  #opener = null;

  /** close() is called where somebody wants it closed, and leads to rest(). */
  constructor({ parts, close }) {
    this.node = document.getElementById("side");
    this.parts = parts;
    this.heading = el("h2", { tabindex: "-1" });
    this.node.append(
      el("div", { class: "panel-head" }, this.heading,
        el("button",
          { type: "button", class: "icon-button", "aria-label": "Close the panel", "data-testid": "panel-close",
            onclick: close },
          icon("close"))),
      ...Object.values(parts).map((part) => part.node));
    this.node.addEventListener("keydown", (event) => {
      if (event.key === "Escape") close();
    });
    this.#switchTo("scenarios");
  }

  show(name) {
    if (!this.node.contains(document.activeElement)) this.#opener = document.activeElement;
    this.#switchTo(name);
    this.heading.focus({ preventScroll: true });
  }

  rest() {
    this.#switchTo("scenarios");
    if (this.#opener?.isConnected) this.#opener.focus();
    this.#opener = null;
  }

  #switchTo(name) {
    this.node.dataset.part = name;
    for (const [key, part] of Object.entries(this.parts)) part.node.hidden = key !== name;
    this.heading.textContent = this.parts[name].title;
  }
}

/** Makes the button at the top show the sidebar, and hide it again: toggle() does so. */
export function makeSidebarButton(toggle) {
  const button = document.getElementById("open-sidebar");
  const sidebar = document.getElementById("sidebar");
  button.append(icon("menu"));
  button.addEventListener("click", () => {
    toggle();
    if (document.body.dataset.pane === "sidebar") sidebar.querySelector("button").focus();
  });
  sidebar.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || document.body.dataset.pane !== "sidebar") return;
    toggle();
    button.focus();
  });
}
