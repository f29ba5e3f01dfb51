// The customers that the stand-in Gameball knows, one line each.
import { el, uniqueId } from "./dom.js";

export class Scenarios {
  constructor({ choose, reset }) {
    this.title = "Scenarios";
    this.choose = choose;
    this.list = el("div", {});
    this.node = el("div", { class: "panel-body scenarios" },
      el("p", { class: "muted" },
        "Customers of a made-up shop. Click one, then press ", el("kbd", {}, "Enter"), "."),
      this.list,
      el("button", { type: "button", class: "button button-plain", "data-testid": "reset", onclick: reset },
        "Clear the messages"));
  }

  show(scenarios) {
    const groups = [...new Set(scenarios.map(({ group }) => group))];
    this.list.replaceChildren(...groups.map((group) => {
      const id = uniqueId("group");
      return el("section", { "aria-labelledby": id },
        el("h3", { id }, group),
        el("ul", {}, scenarios.filter((one) => one.group === group).map((one) => el("li", {}, this.#entry(one)))));
    }));
  }

  #entry(scenario) {
    return el("button",
      {
        type: "button",
        class: "scenario",
        "data-testid": "scenario",
        "data-customer-id": scenario.customer_id,
        onclick: () => this.choose(scenario),
      },
      el("span", { class: "mono" }, scenario.customer_id), " ",
      el("span", { class: "scenario-summary" }, scenario.summary));
  }
}
