// The app's page: its Home tab.
import { renderBlocks } from "./blocks.js";
import { el, rememberFocus, restoreFocus } from "./dom.js";
import { icon } from "./icons.js";
import { makeAct } from "./interaction.js";

export class HomePage {
  #signature = "";

  constructor({ names, inspect }) {
    this.names = names;
    this.inspect = inspect;
    this.heading = el("h1", { class: "channel-name", tabindex: "-1" });
    this.body = el("div", { class: "home", "data-testid": "home-tab", tabindex: "-1" });
    this.node = el("div", { class: "channel" },
      el("header", { class: "channel-head" }, this.heading, el("span", { class: "muted" }, "Home")), this.body);
  }

  /** Shows `words` as long as the app has published no Home tab. */
  say(words) {
    if (!this.#signature) this.body.replaceChildren(el("p", { class: "empty" }, words));
  }

  show(home) {
    if (!home) return;
    const signature = JSON.stringify(home);
    if (signature === this.#signature) return;
    this.#signature = signature;
    const memory = rememberFocus(this.body);
    const context = { names: this.names, act: makeAct({ type: "view", view_id: home.id }, this.names) };
    this.body.replaceChildren(
      el("div", { class: "home-page" },
        el("button",
          {
            type: "button",
            class: "json-button",
            "data-testid": "inspect-home",
            "aria-label": "JSON of the Home tab",
            onclick: () => this.inspect(home),
          },
          icon("code", "icon icon-small"), el("span", {}, "JSON")),
        renderBlocks(home.view.blocks, context)));
    if (memory && !restoreFocus(this.body, memory)) this.body.focus({ preventScroll: true });
  }
}
