// The customers that the stand-in Gameball knows, one line each, and the people as whom one can ask.
import { el } from "./dom.js";

const OPEN = "Coupons";

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

  show({ scenarios, people, viewer }) {
    const groups = [...new Set(scenarios.map(({ group }) => group))];
    this.list.replaceChildren(
      ...groups.map((group) =>
        this.#group(group, scenarios.filter((one) => one.group === group).map((one) => this.#entry(one)))),
      this.#group("Ask as somebody else", people.map((person) => this.#person(person, person.id === viewer.id))));
  }

  #group(name, entries) {
    return el("details", { open: name === OPEN, "data-testid": "group" },
      el("summary", {}, name, el("span", { class: "muted" }, ` ${entries.length}`)),
      el("ul", {}, entries.map((entry) => el("li", {}, entry))));
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
      el("bdi", { class: "mono" }, scenario.customer_id), " ",
      el("span", { class: "scenario-summary" }, scenario.summary));
  }

  /** Opens the page anew, as this person opens it. */
  #person({ id, name, title }, isViewer) {
    return el("a",
      { class: "scenario person", href: `/?as=${id}`, "data-testid": "person", "aria-current": isViewer ? "true" : null },
      el("bdi", {}, name), " ", el("span", { class: "scenario-summary" }, title));
  }
}
