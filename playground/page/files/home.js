// The app's Home tab.
import { renderBlocks } from "./blocks.js";
import { el, rememberFocus, restoreFocus } from "./dom.js";
import { icon } from "./icons.js";
import { Inputs } from "./inputs.js";
import { makeAct } from "./interaction.js";

export class Home {
  #inputs = new Inputs();
  #signature = "";

  constructor({ names, inspect }) {
    this.names = names;
    this.inspect = inspect;
    this.node = el("div", { class: "home", id: "home-panel", role: "tabpanel", "aria-labelledby": "home-tab-button",
      "data-testid": "home-tab", tabindex: "-1" });
    this.waiting();
  }

  waiting() {
    if (!this.#signature) this.node.replaceChildren(el("p", { class: "empty" }, "Opening the Home tab…"));
  }

  failed(error) {
    if (!this.#signature) this.node.replaceChildren(el("p", { class: "empty" }, `The bot published no Home tab: ${error}`));
  }

  nothing() {
    if (!this.#signature) this.node.replaceChildren(el("p", { class: "empty" }, "The bot has published no Home tab yet."));
  }

  show(home) {
    if (!home) return;
    const signature = JSON.stringify([home.id, home.hash, home.view]);
    if (signature === this.#signature) return;
    this.#signature = signature;
    const memory = rememberFocus(this.node);
    const context = { surface: "home", names: this.names, inputs: this.#inputs };
    context.act = makeAct({ type: "view", view_id: home.id }, context);
    this.node.replaceChildren(
      el("div", { class: "home-page" },
        el("button", { type: "button", class: "json-button", "data-testid": "inspect-home", "aria-label": "JSON of the Home tab",
          onclick: () => this.inspect(home) }, icon("code", "icon icon-small"), el("span", {}, "JSON")),
        renderBlocks(home.view.blocks, context)));
    if (memory && !restoreFocus(this.node, memory)) this.node.focus({ preventScroll: true });
  }
}
