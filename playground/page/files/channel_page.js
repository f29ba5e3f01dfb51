// A channel: its name, its messages and the message box.
import { Composer } from "./composer.js";
import { el } from "./dom.js";
import { icon } from "./icons.js";
import { MessageList } from "./message_list.js";

export class ChannelPage {
  #list = null;
  #shownId = null;

  constructor({ store, toolsFor, send, runShortcut }) {
    this.store = store;
    this.toolsFor = toolsFor;
    this.heading = el("h1", { class: "channel-name", tabindex: "-1" });
    this.scroller = el("div", { class: "scroller", tabindex: "0", role: "region", "aria-label": "Messages" });
    this.composer = new Composer({
      id: "composer-input",
      testid: "composer",
      label: "Message",
      send: (text) => {
        // Whoever writes wants to see what comes of it.
        this.scroller.scrollTop = this.scroller.scrollHeight;
        return send(this.#shownId, text);
      },
      command: () => store.state?.command,
      shortcuts: () => store.state.shortcuts.filter(({ type }) => type === "global"),
      runShortcut,
    });
    this.node = el("div", { class: "channel" },
      el("header", { class: "channel-head" }, this.heading), this.scroller, this.composer.node);
  }

  open(channel) {
    if (this.#shownId === channel.id) return;
    this.#shownId = channel.id;
    this.heading.replaceChildren(icon(channel.private ? "lock" : "hash"), channel.name);
    this.composer.setLabel(`Message ${channel.private ? "" : "#"}${channel.name}`);
    this.#list = new MessageList({
      label: `Messages in ${channel.name}`,
      scroller: this.scroller,
      toolsFor: this.toolsFor,
    });
    const { command, usage_hint: usage } = this.store.state.command;
    const welcome = el("p", { class: "welcome muted" },
      `This is ${channel.private ? "the private channel " : "#"}${channel.name}. Type `,
      el("code", {}, `${command} ${usage}`), " below, or choose a customer from the scenarios.");
    this.scroller.replaceChildren(welcome, this.#list.node);
    this.draw({ toEnd: true });
  }

  draw(options) {
    if (this.#shownId) this.#list.sync(this.store.inChannel(this.#shownId), options);
  }
}
