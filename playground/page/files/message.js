// One message: who, when, what, and what can be done with it.
import { renderBlocks } from "./blocks.js";
import { clockTime, fullDate } from "./dates.js";
import { el, uniqueId } from "./dom.js";
import { icon } from "./icons.js";
import { makeAct } from "./interaction.js";
import { openMenu } from "./menu.js";
import { mrkdwn } from "./mrkdwn.js";


function initials(name) {
  return name.split(" ").slice(0, 2).map((word) => word[0].toUpperCase()).join("");
}

export function avatar(kind, name, small = false) {
  const drawn = { bot: icon("tag"), notice: icon("bot") }[kind] ?? initials(name);
  const size = small ? " avatar-small" : "";
  return el("span", { class: `avatar avatar-${kind}${size}`, "aria-hidden": "true" }, drawn);
}

function replySummary(message, replies, open) {
  const people = [...new Map(replies.map((reply) => [reply.user.id, reply])).values()].slice(0, 3);
  const last = replies.at(-1);
  return el("button",
    { type: "button", class: "replies", "data-testid": "replies", onclick: () => open(message) },
    people.map((reply) => avatar(reply.kind, reply.user.name, true)),
    el("span", { class: "replies-count" }, `${replies.length} ${replies.length === 1 ? "reply" : "replies"}`),
    el("span", { class: "muted" }, `Last reply at ${clockTime(last.ts)}`));
}

/** Slack's own notice of a refusal has the JSON that was refused. */
function hasJson({ kind, json }) {
  return kind === "bot" || (kind === "notice" && Object.keys(json).length > 0);
}

function toolbar(message, { inThread, openThread, shortcuts, runShortcut }) {
  const more = el("button",
    {
      type: "button",
      class: "icon-button",
      "aria-label": "More message actions",
      "aria-haspopup": "menu",
      "data-testid": "message-actions",
      onclick: () => openMenu(
        more,
        shortcuts.map((shortcut) => ({
          label: shortcut.name,
          description: shortcut.description,
          callbackId: shortcut.callback_id,
          choose: () => runShortcut(shortcut, message),
        })),
        { label: "Message shortcuts" },
      ),
    },
    icon("more"));
  return el("div", { class: "message-toolbar", role: "group", "aria-label": "Message actions" },
    !inThread && el("button",
      { type: "button", class: "icon-button", "aria-label": "Reply in thread", title: "Reply in thread",
        "data-testid": "reply-in-thread", onclick: () => openThread(message) },
      icon("comment")),
    shortcuts.length > 0 && more);
}

/**
 * tools: {names, inThread, replies, openThread(message), shortcuts, runShortcut(shortcut, message),
 * inspect(message)}
 */
export function renderMessage(message, tools) {
  const { kind, user, ephemeral } = message;
  const isNotice = kind === "notice";
  const nameId = uniqueId("name");
  const { names } = tools;
  const act = makeAct({ type: "message", ts: message.ts, channel_id: message.channel_id }, names);
  const words = message.blocks.length
    ? renderBlocks(message.blocks, { names, act })
    : el("div", { class: "text" }, mrkdwn(message.text, names));
  const body = el("div", { class: "message-body", "data-testid": isNotice ? "notice" : null }, words);

  return el("article",
    {
      class: `message${ephemeral ? " ephemeral" : ""}`,
      "data-testid": "message",
      "data-ts": message.ts,
      "data-kind": kind,
      "data-ephemeral": ephemeral ? "true" : "false",
      "aria-labelledby": nameId,
      tabindex: "-1",
    },
    avatar(kind, user.name),
    el("div", { class: "message-main" },
      ephemeral && el("p", { class: "ephemeral-label", "data-testid": "ephemeral-label" },
        icon("eye-open", "icon icon-small"), "Only visible to you"),
      el("header", { class: "message-head" },
        el("span", { class: "message-name", id: nameId }, user.name),
        kind === "bot" && el("span", { class: "badge" }, "APP"),
        el("time", { class: "message-time", title: fullDate(message.ts) }, clockTime(message.ts)),
        hasJson(message) && el("button",
          {
            type: "button",
            class: "json-button",
            "data-testid": "inspect",
            "aria-label": "JSON of this message",
            onclick: () => tools.inspect(message),
          },
          icon("code", "icon icon-small"), el("span", {}, "JSON"))),
      body,
      message.edited && el("span", { class: "muted edited" }, "(edited)"),
      !tools.inThread && tools.replies.length > 0 && replySummary(message, tools.replies, tools.openThread)),
    !ephemeral && toolbar(message, tools));
}
