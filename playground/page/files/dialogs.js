// Windows over the page, and brief failures. Native dialogs keep the focus inside, and give it back at the end.
import { el, uniqueId } from "./dom.js";
import { icon } from "./icons.js";
import { textObject } from "./mrkdwn.js";

/** The dialogs on show, the top one last: [{node, dismiss}]. */
const onShow = [];

// Each Escape closes one window. A dialog's own `cancel` event would not do: Chromium lets a page prevent it only
// once, and closes the dialog by itself at the next Escape.
document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape" || event.isComposing || !onShow.length) return;
  event.preventDefault();
  if (!event.repeat) onShow.at(-1).dismiss();
});

/** Shows a dialog on top of all others. dismiss() is called at an Escape, and may call closeDialog(). */
export function showDialog(node, dismiss) {
  onShow.push({ node, dismiss });
  document.body.append(node);
  node.showModal();
}

export function closeDialog(node) {
  onShow.splice(onShow.findIndex((one) => one.node === node), 1);
  node.close();
  node.remove();
}

/** Slack's confirm object as a dialog; resolves to whether it was confirmed. */
export function askConfirmation(confirm, names) {
  return new Promise((resolve) => {
    const title = el("h2", { id: uniqueId("confirm") }, textObject(confirm.title, names));
    const text = el("div",
      { class: "text confirm-text", id: uniqueId("confirm") }, textObject(confirm.text, names));
    const finish = (answer) => {
      closeDialog(dialog);
      resolve(answer);
    };
    const choice = (words, style, testid, answer) =>
      el("button",
        {
          type: "button",
          class: `button button-${style}`,
          "data-testid": testid,
          onclick: () => finish(answer),
        },
        words.text);
    const ok = choice(confirm.confirm, "primary", "confirm-ok", true);
    const dialog = el("dialog",
      {
        class: "dialog confirm",
        role: "alertdialog",
        "aria-labelledby": title.id,
        "aria-describedby": text.id,
        "data-testid": "confirm-dialog",
      },
      el("div", { class: "dialog-body" }, title, text),
      el("div", { class: "dialog-foot" }, choice(confirm.deny, "plain", "confirm-cancel", false), ok));
    showDialog(dialog, () => finish(false));
    ok.focus();
  });
}

/** Says briefly that something failed, above whatever is open. */
export function showFailure(text) {
  document.querySelector(".toast")?.remove();
  const toast = el("div", { class: "toast", role: "alert", "data-testid": "failure" },
    icon("warning"), el("span", {}, text),
    el("button",
      { type: "button", class: "icon-button", "aria-label": "Dismiss", onclick: () => toast.remove() },
      icon("close")));
  (onShow.at(-1)?.node ?? document.body).append(toast);
  setTimeout(() => toast.remove(), 12_000);
}
