// What stands left and right of the channel. In a narrow window both are drawers over it.
import { el, focusables } from "./dom.js";
import { icon } from "./icons.js";

const NARROW_SIDE = matchMedia("(max-width: 1099px)");
const NARROW_SIDEBAR = matchMedia("(max-width: 759px)");

/** A drawer while `query` matches, else a fixed part of the page. */
class Drawer {
  #opener = null;

  constructor({ node, query, button, behind, backdrop }) {
    Object.assign(this, { node, query, button, behind, backdrop });
    query.addEventListener("change", () => this.close({ refocus: false }));
    backdrop.addEventListener("click", () => this.close());
    node.addEventListener("keydown", (event) => {
      if (event.key === "Escape" && this.isDrawn) this.close();
    });
    this.close({ refocus: false });
  }

  /** Whether it lies over the page just now. */
  get isDrawn() {
    return this.query.matches && this.node.classList.contains("open");
  }

  open(opener = document.activeElement) {
    if (!this.query.matches) return;
    this.#opener ??= opener;
    this.node.classList.add("open");
    this.node.inert = false;
    this.backdrop.hidden = false;
    this.button.setAttribute("aria-expanded", "true");
    for (const other of this.behind) other.inert = true;
    focusables(this.node)[0]?.focus();
  }

  close({ refocus = true } = {}) {
    const was = this.isDrawn;
    this.node.classList.remove("open");
    this.node.inert = this.query.matches;
    this.button.setAttribute("aria-expanded", "false");
    const opener = this.#opener;
    this.#opener = null;
    if (!was && this.query.matches) return;
    this.backdrop.hidden = true;
    for (const other of this.behind) other.inert = false;
    if (was && refocus) opener?.focus();
  }
}

/** The panel at the right: one of several parts, {title, node}, with the first one as the resting state. */
export class SidePanel {
  #opener = null;

  constructor({ parts, onClose }) {
    const node = document.getElementById("side");
    this.parts = parts;
    this.onClose = onClose;
    this.heading = el("h2", { id: "side-title", tabindex: "-1" });
    this.closeButton = el("button", { type: "button", class: "icon-button", "aria-label": "Close the panel",
      "data-testid": "panel-close", onclick: () => this.close() }, icon("close"));
    node.append(el("div", { class: "panel-head" }, this.heading, this.closeButton), ...Object.values(parts).map((part) => part.node));
    node.addEventListener("keydown", (event) => {
      if (event.key === "Escape" && !event.defaultPrevented && !this.drawer.isDrawn) this.close();
    });
    this.button = document.getElementById("open-scenarios");
    this.drawer = new Drawer({
      node,
      query: NARROW_SIDE,
      button: this.button,
      behind: document.querySelectorAll(".top, .sidebar, .main"),
      backdrop: document.getElementById("backdrop"),
    });
    const closeDrawer = this.drawer.close.bind(this.drawer);
    this.drawer.close = (options) => {
      closeDrawer(options);
      this.#rest();
    };
    this.button.addEventListener("click", () => this.show("scenarios"));
    NARROW_SIDE.addEventListener("change", () => this.#rest());
    this.#rest();
  }

  show(name) {
    const opener = document.activeElement;
    if (name !== this.shown && this.shown === "scenarios") this.#opener = opener;
    this.#switchTo(name);
    this.drawer.open(opener);
    if (name === "inspector") this.heading.focus({ preventScroll: true });
  }

  close() {
    if (this.drawer.isDrawn) {
      this.drawer.close();
      return;
    }
    const opener = this.#opener;
    this.#rest();
    if (opener?.isConnected) opener.focus();
  }

  #rest() {
    this.#opener = null;
    const before = this.shown;
    this.#switchTo("scenarios");
    if (before && before !== "scenarios") this.onClose(before);
  }

  #switchTo(name) {
    this.shown = name;
    for (const [key, part] of Object.entries(this.parts)) part.node.hidden = key !== name;
    this.heading.textContent = this.parts[name].title;
    // In a wide window the scenarios always stand there: nothing to close.
    this.closeButton.hidden = name === "scenarios" && !NARROW_SIDE.matches;
  }
}

export function sidebarDrawer() {
  const button = document.getElementById("open-sidebar");
  button.append(icon("menu"));
  const drawer = new Drawer({
    node: document.getElementById("sidebar"),
    query: NARROW_SIDEBAR,
    button,
    behind: document.querySelectorAll(".top, .main"),
    backdrop: document.getElementById("backdrop"),
  });
  button.addEventListener("click", () => drawer.open(button));
  return drawer;
}
