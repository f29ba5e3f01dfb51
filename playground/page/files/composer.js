// The message box: Enter sends, Shift+Enter breaks the line, arrow up recalls, Tab completes the command.
import { el, uniqueId } from "./dom.js";
import { icon } from "./icons.js";
import { openMenu } from "./menu.js";

const HISTORY_KEY = "playground.sent";
const HISTORY_LENGTH = 30;

const sentBefore = {
  read() {
    try {
      return JSON.parse(sessionStorage.getItem(HISTORY_KEY)) ?? [];
    } catch {
      return [];
    }
  },
  add(text) {
    const kept = [text, ...this.read().filter((other) => other !== text)].slice(0, HISTORY_LENGTH);
    try {
      sessionStorage.setItem(HISTORY_KEY, JSON.stringify(kept));
    } catch {
      // Without storage the recall forgets at the next reload; nothing else depends on it.
    }
  },
};

/**
 * send(text) resolves to whether it arrived; a text that did not is put back.
 * command() and shortcuts() are left out in threads, where Slack offers neither.
 */
export class Composer {
  #recalled = -1;

  constructor({ id, testid, label, send, command = () => null, shortcuts = null, runShortcut }) {
    this.send = send;
    this.command = command;
    const hintId = uniqueId("hint");
    this.hint = el("button",
      { type: "button", class: "command-hint", id: hintId, tabindex: "-1", "data-testid": "command-hint",
        onclick: () => this.#complete() });
    this.hint.hidden = true;
    this.working = el("p", { class: "working", role: "status", "data-testid": "working" });
    this.input = el("textarea", {
      id,
      class: "composer-input",
      rows: "1",
      "data-testid": testid,
      "aria-label": label,
      "aria-describedby": hintId,
      placeholder: label,
      autocomplete: "off",
      spellcheck: "true",
      oninput: () => {
        this.#recalled = -1;
        this.#changed();
      },
      onkeydown: (event) => this.#key(event),
    });
    this.button = el("button", { type: "submit", class: "send", "aria-label": "Send", "data-testid": shortcuts ? "send" : "thread-send" },
      icon("send"));
    const bolt = shortcuts && el("button",
      {
        type: "button",
        class: "icon-button",
        "aria-label": "Shortcuts",
        title: "Shortcuts",
        "aria-haspopup": "menu",
        "data-testid": "open-shortcuts",
        onclick: () => openMenu(
          bolt,
          shortcuts().map((shortcut) => ({
            label: shortcut.name,
            description: shortcut.description,
            callbackId: shortcut.callback_id,
            choose: () => runShortcut(shortcut),
          })),
          { label: "Shortcuts", testid: "shortcuts-menu", empty: "No global shortcuts" },
        ),
      },
      icon("bolt"));
    this.node = el("form",
      {
        class: "composer",
        onsubmit: (event) => {
          event.preventDefault();
          this.#submit();
        },
      },
      this.working, this.hint,
      el("div", { class: "composer-box" }, this.input,
        el("div", { class: "composer-row" }, bolt, el("span", { class: "composer-tip muted" },
          el("kbd", {}, "Enter"), " sends, ", el("kbd", {}, "Shift Enter"), " new line"), this.button)));
    this.#changed();
  }

  fill(text) {
    this.input.value = text;
    this.#changed();
    this.input.focus();
    this.input.setSelectionRange(text.length, text.length);
  }

  setLabel(label) {
    this.input.setAttribute("aria-label", label);
    this.input.setAttribute("placeholder", label);
  }

  /** Says that something is under way until the promise settles. */
  async during(words, promise) {
    this.working.textContent = words;
    try {
      return await promise;
    } finally {
      if (this.working.textContent === words) this.working.textContent = "";
    }
  }

  async #submit() {
    const text = this.input.value.trim();
    if (!text) return;
    sentBefore.add(text);
    this.#recalled = -1;
    this.input.value = "";
    this.#changed();
    const shown = text.length > 60 ? `${text.slice(0, 60)}…` : text;
    const arrived = await this.during(`Sending ${shown}`, this.send(text));
    if (!arrived && !this.input.value) {
      this.input.value = text;
      this.#changed();
    }
  }

  #key(event) {
    if (event.isComposing) return;
    const plain = !event.shiftKey && !event.altKey && !event.ctrlKey && !event.metaKey;
    if (event.key === "Enter" && plain) {
      event.preventDefault();
      if (this.#isPartial()) this.#complete();
      else this.#submit();
    } else if (event.key === "Tab" && plain && this.#isPartial()) {
      event.preventDefault();
      this.#complete();
    } else if (event.key === "Escape" && !this.hint.hidden) {
      event.stopPropagation();
      this.hint.hidden = true;
    } else if ((event.key === "ArrowUp" || event.key === "ArrowDown") && plain) {
      this.#recall(event);
    }
  }

  /** Only in an empty box or while recalling, so that the arrows still move within a text being written. */
  #recall(event) {
    if (this.#recalled < 0 && (this.input.value || event.key === "ArrowDown")) return;
    const sent = sentBefore.read();
    const at = this.#recalled + (event.key === "ArrowUp" ? 1 : -1);
    if (at >= sent.length) return;
    event.preventDefault();
    this.#recalled = at;
    this.fill(sent[at] ?? "");
  }

  #isPartial() {
    const command = this.command()?.command;
    const text = this.input.value;
    return Boolean(command) && text.startsWith("/") && text !== command && command.startsWith(text);
  }

  #complete() {
    if (this.#isPartial()) this.fill(`${this.command().command} `);
    else this.input.focus();
  }

  #changed() {
    const { input, hint } = this;
    input.style.height = "auto";
    // scrollHeight is 0 while the box is not on the page; the style sheet's height holds then.
    if (input.scrollHeight) input.style.height = `${Math.min(input.scrollHeight, 180)}px`;
    this.button.disabled = !input.value.trim();
    const command = this.command();
    const text = input.value;
    const fits = command && (this.#isPartial() || text === command.command || text.startsWith(`${command.command} `));
    hint.hidden = !fits;
    if (!fits) return;
    hint.replaceChildren(
      el("strong", {}, command.command), " ", el("span", { class: "mono" }, command.usage_hint ?? ""),
      el("span", { class: "muted hint-more" }, command.description ?? ""),
      this.#isPartial() ? el("span", { class: "muted hint-key" }, el("kbd", {}, "Tab")) : "");
  }
}
