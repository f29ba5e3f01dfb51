// The stack of modals: the top one is shown, drawn from its view and drawn anew when the view changes.
import { renderBlocks } from "./blocks.js";
import { post } from "./connection.js";
import { el, isBusy, rememberFocus, restoreFocus, uniqueId, whileBusy } from "./dom.js";
import { icon } from "./icons.js";
import { Inputs } from "./inputs.js";
import { makeAct } from "./interaction.js";
import { plainText } from "./mrkdwn.js";

const words = (text, otherwise) => (text ? plainText(text.text, { drawEmoji: text.emoji !== false }) : otherwise);

export class Modals {
  #views = [];
  #inputs = new Map();
  #local = new Map();
  // A view closed here may still be in an answer that was on its way: it must not pop up again.
  #closed = new Set();
  #shown = null;
  #signature = "";
  #dialog = null;

  constructor(names) {
    this.names = names;
  }

  show(views) {
    this.#views = views.filter(({ id }) => !this.#closed.has(id));
    const known = new Set(this.#views.map(({ id }) => id));
    for (const id of this.#inputs.keys()) if (!known.has(id)) this.#inputs.delete(id);
    for (const id of this.#local.keys()) if (!known.has(id)) this.#local.delete(id);
    this.#draw();
  }

  #draw() {
    const top = this.#views.at(-1);
    if (!top) {
      // close() gives the focus back to where it was before the modal opened.
      this.#dialog?.close();
      this.#dialog?.remove();
      this.#dialog = null;
      this.#shown = null;
      this.#signature = "";
      return;
    }
    const local = this.#local.get(top.id);
    const signature = JSON.stringify([top.id, top.hash, top.view, top.errors, local]);
    if (signature === this.#signature) return;
    this.#signature = signature;
    const isSame = this.#shown === top.id;
    this.#shown = top.id;
    this.#dialog ??= this.#open();
    const memory = isSame && rememberFocus(this.#dialog);
    const scrolled = isSame ? this.#dialog.querySelector(".modal-body")?.scrollTop : 0;
    this.#dialog.replaceChildren(this.#form(top, { ...top.errors, ...local?.errors }, local?.failure));
    this.#dialog.querySelector(".modal-body").scrollTop = scrolled;
    const invalid = this.#dialog.querySelector("[aria-invalid]");
    const hadErrors = Object.keys({ ...top.errors, ...local?.errors }).length > 0;
    if (hadErrors && invalid) (invalid.matches(".choices") ? invalid.querySelector("input") : invalid).focus();
    else if (!memory || !restoreFocus(this.#dialog, memory)) this.#focusFirst();
  }

  #open() {
    const dialog = el("dialog", {
      class: "dialog modal",
      "data-testid": "modal",
      oncancel: (event) => {
        // Escape is ours: the server must hear of it, and a confirmation on top of this closes first.
        if (event.target !== dialog) return;
        event.preventDefault();
        this.#close();
      },
      onclose: () => {
        // A browser closes a dialog by itself on a second Escape, whatever the first one's listener said.
        if (this.#dialog !== dialog) return;
        dialog.remove();
        this.#dialog = null;
        this.#signature = "";
        this.#close();
      },
    });
    document.body.append(dialog);
    dialog.showModal();
    return dialog;
  }

  #focusFirst() {
    const dialog = this.#dialog;
    const first = ".modal-body :is(.text-input, .select, .choices input)";
    const field = dialog.querySelector("[data-focus-on-load]") ?? dialog.querySelector(first);
    (field ?? dialog.querySelector("h2")).focus();
    if (!field?.matches(".text-input")) return;
    // A line is gone on with at its end; a longer text is read from its beginning.
    const at = field.matches("textarea") ? 0 : field.value.length;
    field.setSelectionRange(at, at);
  }

  #form(top, errors, failure) {
    const { view } = top;
    const inputs = this.#inputs.get(top.id) ?? new Inputs();
    this.#inputs.set(top.id, inputs);
    const context = { surface: "modal", names: this.names, inputs, errors };
    context.act = makeAct({ type: "view", view_id: top.id }, context);
    const title = el("h2", { id: uniqueId("modal"), tabindex: "-1" }, words(view.title, ""));
    this.#dialog.setAttribute("aria-labelledby", title.id);
    const closeWords = words(view.close, view.submit ? "Cancel" : "Close");
    const submit = view.submit && el("button",
      { type: "submit", class: "button button-primary", "data-testid": "modal-submit" }, words(view.submit, ""));
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
        el("button", { type: "button", class: "icon-button", "aria-label": "Close", "data-testid": "modal-close",
          onclick: () => this.#close() }, icon("close"))),
      el("div", { class: "modal-body" },
        failure && el("p", { class: "modal-failure", role: "alert", "data-testid": "modal-failure" }, icon("warning"), failure),
        renderBlocks(view.blocks, context)),
      el("footer", { class: "dialog-foot" },
        el("button", { type: "button", class: "button button-plain", "data-testid": "modal-cancel", onclick: () => this.#close() },
          closeWords),
        submit));
  }

  async #submit(top, inputs, button) {
    const values = inputs.values();
    const errors = faults(top.view.blocks, values);
    if (Object.keys(errors).length) return this.#tell(top.id, { errors });
    const answer = await whileBusy(button, post("view_submissions", { view_id: top.id, state: { values } }));
    if (answer.errors) return this.#tell(top.id, { errors: answer.errors });
    if (!answer.ok) return this.#tell(top.id, { failure: `We had some trouble connecting. Try again? (${answer.error})` });
    return this.#tell(top.id, null);
  }

  /** Errors and failures that only this page knows, until the next submission. */
  #tell(viewId, local) {
    if (local) this.#local.set(viewId, { ...local, at: performance.now() });
    else this.#local.delete(viewId);
    this.#draw();
  }

  #close() {
    const top = this.#views.at(-1);
    if (!top) return;
    this.#closed.add(top.id);
    this.show(this.#views);
    post("view_closed", { view_id: top.id });
  }
}

/** What Slack checks before it sends anything: required fields and lengths. */
function faults(blocks, values) {
  const found = {};
  (blocks ?? []).forEach((block, at) => {
    if (block.type !== "input") return;
    const id = block.block_id ?? `block-${at}`;
    const given = values[id]?.[block.element?.action_id ?? "action-0"] ?? {};
    const content = given.value ?? given.selected_option ?? given.selected_options;
    const isEmpty = content === null || content === undefined || content.length === 0;
    const { min_length: least, max_length: most } = block.element ?? {};
    if (isEmpty && !block.optional) found[id] = "Please complete this required field.";
    else if (!isEmpty && least && given.value?.length < least) found[id] = `Please write at least ${least} characters.`;
    else if (!isEmpty && most && given.value?.length > most) found[id] = `Please write at most ${most} characters.`;
  });
  return found;
}
