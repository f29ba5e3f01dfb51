// The app's own place: Home and Messages tabs.
import { el } from "./dom.js";

export class AppPage {
  #tabs;

  /** onHome() is called whenever a person opens the Home tab. */
  constructor({ home, onHome }) {
    this.home = home;
    this.onHome = onHome;
    this.heading = el("h1", { class: "channel-name", tabindex: "-1" });
    const messages = el("div",
      { class: "home", id: "app-messages-panel", role: "tabpanel", "aria-labelledby": "messages-tab-button" },
      el("p", { class: "empty" },
        "Sending messages to this app has been turned off. Ask it in a channel, or from the Home tab."));
    const tab = (name, words, panel) => {
      const id = `${name}-tab-button`;
      const button = el("button",
        { type: "button", class: "tab", id, role: "tab", "aria-controls": panel.id, "data-testid": id,
          onclick: () => this.open(name) },
        words);
      return { button, panel };
    };
    this.#tabs = { home: tab("home", "Home", home.node), messages: tab("messages", "Messages", messages) };
    const list = el("div",
      {
        class: "tabs",
        role: "tablist",
        "aria-label": "App",
        onkeydown: (event) => {
          if (event.key !== "ArrowLeft" && event.key !== "ArrowRight") return;
          const other = document.activeElement.id.startsWith("home") ? "messages" : "home";
          this.open(other);
          this.#tabs[other].button.focus();
        },
      },
      Object.values(this.#tabs).map(({ button }) => button));
    this.node = el("div", { class: "channel" },
      el("header", { class: "channel-head" }, this.heading, list), home.node, messages);
  }

  open(name) {
    for (const [key, { button, panel }] of Object.entries(this.#tabs)) {
      panel.hidden = key !== name;
      button.setAttribute("aria-selected", String(key === name));
      button.tabIndex = key === name ? 0 : -1;
    }
    if (name === "home") this.onHome();
  }
}
