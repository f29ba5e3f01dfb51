// The workspace's channels and the app.
import { el, hiddenText } from "./dom.js";
import { icon } from "./icons.js";
import { avatar } from "./message.js";

export class Sidebar {
  constructor({ openChannel, openHome }) {
    this.openChannel = openChannel;
    this.openHome = openHome;
    this.node = document.getElementById("sidebar");
  }

  /** place: {channelId} or {isHome: true}; unread: a set of channel ids. */
  draw(state, place, unread) {
    const entry = ({ here, testid, id, news, open }, ...inside) =>
      el("li", {}, el("button",
        {
          type: "button",
          class: `place${news ? " unread" : ""}`,
          "aria-current": here ? "page" : null,
          "data-testid": testid,
          "data-channel-id": id,
          onclick: open,
        },
        inside, news && hiddenText(" (new messages)")));
    const focused = [...this.node.querySelectorAll("button")].indexOf(document.activeElement);
    this.node.replaceChildren(
      el("p", { class: "workspace" },
        el("span", { class: "workspace-mark", "aria-hidden": "true" }, [...state.team.name][0]), state.team.name),
      el("h2", {}, "Channels"),
      el("ul", {}, state.channels.map((channel) => entry(
        { here: place.channelId === channel.id, testid: "channel", id: channel.id, news: unread.has(channel.id),
          open: () => this.openChannel(channel.id) },
        icon(channel.private ? "lock" : "hash"), el("span", {}, channel.name)))),
      el("h2", {}, "Apps"),
      el("ul", {}, entry(
        { here: place.isHome, testid: "open-app", open: () => this.openHome() },
        avatar("bot", state.bot.name, true), el("span", {}, state.bot.name))),
      el("p", { class: "viewer" }, avatar("user", state.viewer.name, true),
        el("span", {}, `${state.viewer.name} (you)`)));
    if (focused >= 0) this.node.querySelectorAll("button")[focused]?.focus();
  }
}
