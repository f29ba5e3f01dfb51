// The workspace's channels and the app.
import { el } from "./dom.js";
import { icon } from "./icons.js";
import { avatar } from "./message.js";

export class Sidebar {
  constructor({ openChannel, openHome }) {
    this.openChannel = openChannel;
    this.openHome = openHome;
    this.node = document.getElementById("sidebar");
  }

  /** here: a channel's id, or "home". */
  draw(state, here) {
    const focused = [...this.node.querySelectorAll("button")].indexOf(document.activeElement);
    const channels = state.channels.map((channel) => this.#entry(
      { isHere: here === channel.id, open: () => this.openChannel(channel.id) },
      icon(channel.private ? "lock" : "hash"), el("span", {}, channel.name)));
    const app = this.#entry(
      { isHere: here === "home", testid: "open-app", open: () => this.openHome() },
      avatar("bot", state.bot.name, true), el("span", {}, state.bot.name));
    const { name } = state.team;
    this.node.replaceChildren(
      el("p", { class: "workspace" },
        el("span", { class: "workspace-mark", "aria-hidden": "true" }, name[0]), name),
      el("h2", {}, "Channels"),
      el("ul", {}, channels),
      el("h2", {}, "Apps"),
      el("ul", {}, app),
      el("p", { class: "viewer" }, avatar("user", state.viewer.name, true),
        el("span", {}, el("bdi", {}, state.viewer.name), " (you)")));
    if (focused >= 0) this.node.querySelectorAll("button")[focused]?.focus();
  }

  #entry({ isHere, testid = "channel", open }, ...inside) {
    return el("li", {}, el("button",
      {
        type: "button",
        class: "place",
        "aria-current": isHere ? "page" : null,
        "data-testid": testid,
        onclick: open,
      },
      inside));
  }
}
