// Confirmations and brief failures. Native dialogs trap the focus, close on Escape and give the focus back.
import { el, uniqueId } from "./dom.js";
import { icon } from "./icons.js";
import { textObject } from "./mrkdwn.js";

/** Slack's confirm object as a dialog; resolves to whether it was confirmed. */
export function askConfirmation(confirm, names) {
  return new Promise((resolve) => {
    const title = el("h2", { id: uniqueId("confirm") }, textObject(confirm.title, names));
    const text = el("div", { class: "text confirm-text", id: uniqueId("confirm") }, textObject(confirm.text, names));
    const finish = (answer) => {
      dialog.close();
      dialog.remove();
      resolve(answer);
    };
    const dialog = el("dialog",
      {
        class: "dialog confirm",
        role: "alertdialog",
        "aria-labelledby": title.id,
        "aria-describedby": text.id,
        "data-testid": "confirm-dialog",
        oncancel: (event) => {
          event.preventDefault();
          finish(false);
        },
        onclose: () => finish(false),
      },
      el("div", { class: "dialog-body" }, title, text),
      el("div", { class: "dialog-foot" },
        el("button", { type: "button", class: "button button-plain", "data-testid": "confirm-cancel", onclick: () => finish(false) },
          confirm.deny?.text ?? "Cancel"),
        el("button", { type: "button", class: `button button-${confirm.style === "danger" ? "danger-filled" : "primary"}`,
          "data-testid": "confirm-ok", onclick: () => finish(true) }, confirm.confirm?.text ?? "OK")));
    document.body.append(dialog);
    dialog.showModal();
    dialog.querySelector("[data-testid=confirm-ok]").focus();
  });
}

/** Says briefly that something failed, above whatever is open. */
export function showFailure(text) {
  document.querySelector(".toast")?.remove();
  const toast = el("div", { class: "toast", role: "alert", "data-testid": "failure" },
    icon("warning"), el("span", {}, text),
    el("button", { type: "button", class: "icon-button", "aria-label": "Dismiss", onclick: () => toast.remove() }, icon("close")));
  ([...document.querySelectorAll("dialog[open]")].at(-1) ?? document.body).append(toast);
  setTimeout(() => toast.remove(), 12_000);
}
