// A channel: its name, its messages and the message box.
import { Composer } from "./composer.js";
import { el } from "./dom.js";
import { icon } from "./icons.js";
import { MessageList } from "./message_list.js";

export class ChannelPage {
  #list = null;
  #shownId = null;

  /** tryOut(one) does what one of the state's `to_try` says. */
  constructor({ store, toolsFor, send, runShortcut, tryOut }) {
    this.tryOut = (one) => {
      this.#scrollToEnd();
      tryOut(one);
    };
    this.store = store;
    this.toolsFor = toolsFor;
    this.heading = el("h1", { class: "channel-name", tabindex: "-1" });
    this.scroller = el("div", { class: "scroller", tabindex: "0", role: "region", "aria-label": "Messages" });
    this.composer = new Composer({
      id: "composer-input",
      testid: "composer",
      label: "Message",
      send: (text) => {
        this.#scrollToEnd();
        return send(this.#shownId, text);
      },
      command: () => store.state?.command,
      shortcuts: () => store.shortcuts("global"),
      runShortcut,
    });
    this.toTry = el("div", { class: "to-try", role: "group", "aria-label": "Try this" });
    this.node = el("div", { class: "channel" },
      el("header", { class: "channel-head" }, this.heading), this.scroller, this.toTry, this.composer.node);
  }

  open(channel) {
    if (this.#shownId === channel.id) return;
    this.#shownId = channel.id;
    this.heading.replaceChildren(icon(channel.private ? "lock" : "hash"), channel.name);
    this.#drawToTry();
    this.composer.openDraft(`${this.store.state.viewer.id} ${channel.id}`);
    this.composer.setLabel(`Message ${channel.private ? "" : "#"}${channel.name}`);
    this.#list = new MessageList({
      label: `Messages in ${channel.name}`,
      scroller: this.scroller,
      toolsFor: this.toolsFor,
    });
    const { command: { command, usage_hint: usage }, opening } = this.store.state;
    const welcome = el("p", { class: "welcome muted" },
      `This is ${channel.private ? "the private channel " : "#"}${channel.name}. Type `,
      el("code", {}, `${command} ${usage}`), " below, or press a button there. When the playground opens, ",
      el("code", {}, `${command} ${opening}`), " is asked for you.");
    this.scroller.replaceChildren(welcome, this.#list.node);
    this.draw({ toEnd: true });
  }

  /** Whoever asks wants to see what comes of it. */
  #scrollToEnd() {
    this.scroller.scrollTop = this.scroller.scrollHeight;
  }

  #drawToTry() {
    const { command: { command }, to_try: all } = this.store.state;
    const [shortcut] = this.store.shortcuts("message");
    this.toTry.replaceChildren(...all.filter(({ text }) => text || shortcut).map((one) =>
      el("button", { type: "button", class: "try", "data-testid": "try", onclick: () => this.tryOut(one) },
        el("span", {}, one.title),
        el("bdi", { class: "muted mono" }, one.text ? `${command} ${one.text}` : `› ${shortcut.name}`))));
  }

  draw(options) {
    if (this.#shownId) this.#list.sync(this.store.inChannel(this.#shownId), options);
  }
}
