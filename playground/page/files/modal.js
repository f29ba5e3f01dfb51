// The stack of modals: the top one is shown, drawn from its view and drawn anew when the view changes.
import { renderBlocks } from "./blocks.js";
import { post } from "./connection.js";
import { closeDialog, showDialog } from "./dialogs.js";
import { el, isBusy, rememberFocus, restoreFocus, uniqueId, whileBusy } from "./dom.js";
import { icon } from "./icons.js";
import { Inputs } from "./inputs.js";
import { makeAct } from "./interaction.js";

const NOTHING_WRONG = { errors: {}, failure: null };

export class Modals {
  #views = [];
  #inputs = new Map();
  // What the last submission of the view with that id and hash met: {id, hash, errors, failure}.
  #refused = null;
  // A view closed here may still be in an answer that was on its way: it must not be shown again.
  #closed = new Set();
  #drawnId = null;
  #signature = "";
  #dialog = null;
  #isGoingBack = false;

  constructor(names) {
    this.names = names;
    window.addEventListener("popstate", () => this.#onPopState());
  }

  show(views) {
    this.#views = views.filter(({ id }) => !this.#closed.has(id));
    const known = new Set(this.#views.map(({ id }) => id));
    for (const id of this.#inputs.keys()) if (!known.has(id)) this.#inputs.delete(id);
    this.#draw();
    this.#markHistory();
  }

  /** While a window is open, the browser's history has an entry more: Back closes the window and leaves the page alone. */
  #markHistory() {
    if (this.#isGoingBack) return;
    const isMarked = Boolean(window.history.state?.hasWindow);
    if (this.#views.length && !isMarked) window.history.pushState({ hasWindow: true }, "");
    if (!this.#views.length && isMarked) {
      this.#isGoingBack = true;
      window.history.back();
    }
  }

  #onPopState() {
    const isOwn = this.#isGoingBack;
    this.#isGoingBack = false;
    if (!isOwn && this.#views.length && !window.history.state?.hasWindow) this.#close();
    this.#markHistory();
  }

  #draw() {
    const top = this.#views.at(-1);
    if (!top) {
      if (this.#dialog) closeDialog(this.#dialog);
      this.#dialog = null;
      this.#drawnId = null;
      this.#signature = "";
      return;
    }
    const isRefused = this.#refused?.id === top.id && this.#refused.hash === top.hash;
    const refused = isRefused ? this.#refused : NOTHING_WRONG;
    const signature = JSON.stringify([top, refused]);
    if (signature === this.#signature) return;
    this.#signature = signature;
    this.#dialog ??= this.#open();
    const isSame = this.#drawnId === top.id;
    const memory = isSame && rememberFocus(this.#dialog);
    const scrolled = isSame ? this.#dialog.querySelector(".modal-body").scrollTop : 0;
    this.#drawnId = top.id;
    this.#dialog.replaceChildren(this.#form(top, refused));
    this.#dialog.querySelector(".modal-body").scrollTop = scrolled;
    const invalid = this.#dialog.querySelector("[aria-invalid]");
    if (invalid) invalid.focus();
    else if (!memory || !restoreFocus(this.#dialog, memory)) this.#focusFirst();
  }

  #open() {
    const dialog = el("dialog", { class: "dialog modal", "data-testid": "modal" });
    showDialog(dialog, () => this.#close());
    return dialog;
  }

  #focusFirst() {
    const field = this.#dialog.querySelector(".modal-body :is(.text-input, .select)");
    (field ?? this.#dialog.querySelector("h2")).focus();
    if (!field?.matches(".text-input")) return;
    // A line is continued at its end; a longer text is read from its beginning.
    const at = field.matches("textarea") ? 0 : field.value.length;
    field.setSelectionRange(at, at);
  }

  #form(top, { errors, failure }) {
    const { view } = top;
    const inputs = this.#inputs.get(top.id) ?? new Inputs();
    this.#inputs.set(top.id, inputs);
    inputs.keepOnly(view.blocks);
    const act = makeAct({ type: "view", view_id: top.id }, this.names, inputs);
    const title = el("h2", { id: uniqueId("modal"), tabindex: "-1" }, view.title.text);
    this.#dialog.setAttribute("aria-labelledby", title.id);
    const close = () => this.#close();
    const submit = view.submit && el("button",
      { type: "submit", class: "button button-primary", "data-testid": "modal-submit" }, view.submit.text);
    return el("form",
      {
        class: "modal-form",
        novalidate: true,
        onsubmit: (event) => {
          event.preventDefault();
          if (submit && !isBusy(submit)) this.#submit(top, inputs, submit);
        },
      },
      el("header", { class: "modal-head" },
        el("span", { class: "avatar avatar-bot avatar-small", "aria-hidden": "true" }, icon("tag")), title,
        el("button",
          {
            type: "button",
            class: "icon-button",
            "aria-label": "Close",
            "data-testid": "modal-close",
            onclick: close,
          },
          icon("close"))),
      el("div", { class: "modal-body" },
        failure && el("p", { class: "modal-failure", role: "alert", "data-testid": "modal-failure" },
          icon("warning"), failure),
        renderBlocks(view.blocks, { names: this.names, inputs, errors, act })),
      el("footer", { class: "dialog-foot" },
        el("button",
          { type: "button", class: "button button-plain", "data-testid": "modal-cancel", onclick: close },
          view.close?.text ?? (view.submit ? "Cancel" : "Close")),
        submit));
  }

  async #submit({ id, hash }, inputs, button) {
    const trip = post("view_submissions", { view_id: id, filled: inputs.filled() });
    const { ok, errors = {}, error } = await whileBusy(button, trip);
    const failure = error ? `We had some trouble connecting. Try again? (${error})` : null;
    // `at` makes the view be drawn again where a second try meets the same.
    this.#refused = ok ? null : { id, hash, errors, failure, at: performance.now() };
    this.#draw();
  }

  #close() {
    const top = this.#views.at(-1);
    this.#closed.add(top.id);
    this.show(this.#views);
    post("view_closed", { view_id: top.id });
  }
}
