// A list of messages kept equal to the store: only what changed is drawn anew, so that the focus is not lost.
import { dayOf } from "./dates.js";
import { el, rememberFocus, restoreFocus } from "./dom.js";
import { renderMessage } from "./message.js";
import { keyOf } from "./store.js";

const NEAR_END = 80;

export function isAtEnd(scroller) {
  return scroller.scrollHeight - scroller.scrollTop - scroller.clientHeight < NEAR_END;
}

export class MessageList {
  #drawn = new Map();

  /**
   * scroller: what scrolls; toolsFor(message): what renderMessage needs; onHidden(): a new message stands below what
   * is in sight, and was not scrolled to because the person is reading further up.
   */
  constructor({ label, scroller, toolsFor, dividers = true, onHidden = () => {} }) {
    this.node = el("div", { class: "messages", role: "group", "aria-label": label });
    this.scroller = scroller;
    this.toolsFor = toolsFor;
    this.dividers = dividers;
    this.onHidden = onHidden;
  }

  sync(messages, { toEnd = false } = {}) {
    const wasAtEnd = isAtEnd(this.scroller);
    const before = this.#drawn;
    this.#drawn = new Map();
    const wanted = [];
    let day = null;
    let added = null;
    let refocus = null;
    for (const message of messages) {
      const itsDay = dayOf(message.ts);
      if (this.dividers && itsDay !== day) wanted.push(this.#divider(before, itsDay));
      day = itsDay;
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
    const hadFocus = this.node.contains(document.activeElement);
    this.#place(wanted);
    if (refocus && !restoreFocus(refocus.node, refocus.memory)) refocus.node.focus({ preventScroll: true });
    // A message that is deleted takes the focus with it.
    if (hadFocus && !this.node.contains(document.activeElement)) this.scroller.focus({ preventScroll: true });
    if (toEnd || (added && wasAtEnd)) this.#showEnd(toEnd ? null : added);
    else if (added && !isAtEnd(this.scroller)) this.onHidden();
  }

  #divider(before, day) {
    const key = `day/${day}`;
    const node = before.get(key)?.node ?? el("div", { class: "day", role: "separator" }, el("span", {}, day));
    this.#drawn.set(key, { node });
    return node;
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
