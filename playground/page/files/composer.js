// The message box: Enter sends, Shift+Enter breaks the line, Tab completes the command.
import { el, uniqueId } from "./dom.js";
import { icon } from "./icons.js";
import { openMenu } from "./menu.js";

export class Composer {
  #draft = "";

  /**
   * send(text) resolves to whether it arrived; a text that did not is put back.
   * command() and shortcuts() are left out in threads, where Slack offers neither.
   */
  constructor({ id, testid, label, send, command = () => null, shortcuts = null, runShortcut }) {
    this.send = send;
    this.command = command;
    this.hint = el("button",
      {
        type: "button",
        class: "command-hint",
        id: uniqueId("command-hint"),
        tabindex: "-1",
        "data-testid": "command-hint",
        onclick: () => this.#complete(),
      });
    this.hint.hidden = true;
    this.working = el("p", { class: "working", role: "status", "data-testid": "working" });
    this.input = el("textarea", {
      id,
      class: "composer-input",
      rows: "1",
      "data-testid": testid,
      "aria-describedby": this.hint.id,
      autocomplete: "off",
      spellcheck: "true",
      oninput: () => this.#changed(),
      onkeydown: (event) => this.#key(event),
    });
    this.setLabel(label);
    this.button = el("button",
      { type: "submit", class: "send", "aria-label": "Send", "data-testid": shortcuts ? "send" : "thread-send" },
      icon("send"));
    this.shortcuts = shortcuts;
    this.shortcutsButton = shortcuts && this.#shortcutsButton(shortcuts, runShortcut);
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
        el("div", { class: "composer-row" },
          this.shortcutsButton,
          el("span", { class: "composer-tip muted" },
            el("kbd", {}, "Enter"), " sends, ", el("kbd", {}, "Shift Enter"), " new line"),
          this.button)));
    this.#changed();
  }

  /** Shows what was written under that key and not sent. It survives a reload of the page. */
  openDraft(key) {
    this.#draft = `draft ${key}`;
    this.input.value = sessionStorage.getItem(this.#draft) ?? "";
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

  #shortcutsButton(shortcuts, runShortcut) {
    const button = el("button",
      {
        type: "button",
        class: "icon-button",
        "aria-label": "Shortcuts",
        title: "Shortcuts",
        "aria-haspopup": "menu",
        "data-testid": "open-shortcuts",
        onclick: () => openMenu(
          button,
          shortcuts().map((shortcut) => ({
            label: shortcut.name,
            description: shortcut.description,
            callbackId: shortcut.callback_id,
            choose: () => runShortcut(shortcut),
          })),
          { label: "Shortcuts" },
        ),
      },
      icon("bolt"));
    return button;
  }

  async #submit() {
    const text = this.input.value.trim();
    if (!text) return;
    this.input.value = "";
    this.#changed();
    const shown = text.length > 60 ? `${text.slice(0, 60)}…` : text;
    const hasArrived = await this.during(`Sending ${shown}`, this.send(text));
    if (!hasArrived && !this.input.value) {
      this.input.value = text;
      this.#changed();
    }
  }

  #key(event) {
    if (event.isComposing) return;
    const isPlain = !event.shiftKey && !event.altKey && !event.ctrlKey && !event.metaKey;
    if (event.key === "Enter" && isPlain) {
      event.preventDefault();
      if (this.#isPartial()) this.#complete();
      else this.#submit();
    } else if (event.key === "Tab" && isPlain && this.#isPartial()) {
      event.preventDefault();
      this.#complete();
    } else if (event.key === "Escape" && !this.hint.hidden) {
      event.stopPropagation();
      this.hint.hidden = true;
    }
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
    if (this.#draft) sessionStorage.setItem(this.#draft, input.value);
    if (this.shortcutsButton) this.shortcutsButton.hidden = !this.shortcuts().length;
    const command = this.command();
    const isPartial = this.#isPartial();
    hint.hidden = !command || !(isPartial || `${input.value} `.startsWith(`${command.command} `));
    if (hint.hidden) return;
    hint.replaceChildren(
      el("strong", {}, command.command), " ", el("span", { class: "mono" }, command.usage_hint),
      el("span", { class: "muted hint-more" }, command.description),
      isPartial ? el("span", { class: "muted hint-key" }, el("kbd", {}, "Tab")) : "");
  }
}
