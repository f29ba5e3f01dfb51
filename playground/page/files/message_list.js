// A list of messages kept equal to the store: only what changed is drawn anew, so that the focus is not lost.
import { el, rememberFocus, restoreFocus } from "./dom.js";
import { renderMessage } from "./message.js";
import { keyOf } from "./store.js";

const NEAR_END = 80;

export class MessageList {
  #drawn = new Map();

  /** scroller: what scrolls; toolsFor(message): what renderMessage needs. */
  constructor({ label, scroller, toolsFor }) {
    this.node = el("div", { class: "messages", role: "group", "aria-label": label });
    this.scroller = scroller;
    this.toolsFor = toolsFor;
  }

  sync(messages, { toEnd = false } = {}) {
    const { scrollHeight, scrollTop, clientHeight } = this.scroller;
    const wasAtEnd = scrollHeight - scrollTop - clientHeight < NEAR_END;
    const before = this.#drawn;
    this.#drawn = new Map();
    const wanted = [];
    let added = null;
    let refocus = null;
    for (const message of messages) {
      const tools = this.toolsFor(message);
      const signature = JSON.stringify([message, tools.replies]);
      const old = before.get(keyOf(message));
      let node = old?.node;
      if (old?.signature !== signature) {
        const memory = node && rememberFocus(node);
        node = renderMessage(message, tools);
        if (memory) refocus = { node, memory };
        if (!old) added = node;
      }
      this.#drawn.set(keyOf(message), { node, signature });
      wanted.push(node);
    }
    this.#place(wanted);
    if (refocus && !restoreFocus(refocus.node, refocus.memory)) refocus.node.focus({ preventScroll: true });
    // Who is reading further up is not disturbed.
    if (toEnd || (added && wasAtEnd)) this.#showEnd(toEnd ? null : added);
  }

  #place(wanted) {
    const keep = new Set(wanted);
    for (const child of [...this.node.children]) if (!keep.has(child)) child.remove();
    wanted.forEach((node, at) => {
      if (this.node.children[at] !== node) this.node.insertBefore(node, this.node.children[at] ?? null);
    });
  }

  /** To the end; but to the start of a new message that is taller than the window: reading begins there. */
  #showEnd(added) {
    const tall = added && added.offsetHeight > this.scroller.clientHeight;
    if (tall) added.scrollIntoView({ block: "start" });
    else this.scroller.scrollTop = this.scroller.scrollHeight;
  }
}
