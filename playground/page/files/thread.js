// A thread: the message it hangs on, its replies and a message box of its own.
import { Composer } from "./composer.js";
import { el } from "./dom.js";
import { MessageList } from "./message_list.js";

export class Thread {
  #root = null;

  /** toolsFor(message) as for MessageList; send(root, text) resolves to whether it arrived. */
  constructor({ store, toolsFor, send }) {
    this.title = "Thread";
    this.store = store;
    const scroller = el("div", { class: "panel-body", tabindex: "-1" });
    this.list = new MessageList({ label: "Thread", scroller, toolsFor });
    this.composer = new Composer({
      id: "thread-input",
      testid: "thread-composer",
      label: "Reply…",
      send: (text) => send(this.#root, text),
    });
    scroller.append(this.list.node);
    this.node = el("div", { class: "thread", "data-testid": "thread-panel" }, scroller, this.composer.node);
  }

  open(root) {
    this.#root = { channel_id: root.channel_id, ts: root.thread_ts ?? root.ts };
    this.composer.openDraft(`${this.store.state.viewer.id} ${root.channel_id} ${this.#root.ts}`);
    this.draw({ toEnd: true });
    this.composer.input.focus();
  }

  /** False when the message it hung on is gone. */
  draw(options) {
    if (!this.#root) return true;
    const { channel_id, ts } = this.#root;
    const root = this.store.get(channel_id, ts);
    if (!root) return false;
    this.list.sync([root, ...this.store.replies(root)], options);
    return true;
  }

  close() {
    this.#root = null;
    this.list.sync([]);
  }
}
