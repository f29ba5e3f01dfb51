// Block Kit blocks to DOM nodes: those that the app sends. The stand-in Slack refuses all others.
import { el, uniqueId } from "./dom.js";
import { button, FIELDS } from "./elements.js";
import { icon } from "./icons.js";
import { textObject } from "./mrkdwn.js";

function text(object, context, className = "text") {
  return el("div", { class: className }, textObject(object, context.names));
}

function section(block, context) {
  const { accessory } = block;
  return el("div", { class: accessory ? "block section with-accessory" : "block section" },
    el("div", { class: "section-words" },
      block.text && text(block.text, context),
      block.fields && el("div", { class: "fields" }, block.fields.map((field) => text(field, context)))),
    accessory && el("div", { class: "accessory" }, button(accessory, block, context)));
}

function header(block, context) {
  return el("h3", { class: "block header" }, textObject(block.text, context.names));
}

function contextBlock(block, context) {
  return el("div", { class: "block context" },
    block.elements.map((one) => el("span", { class: "text" }, textObject(one, context.names))));
}

function actions(block, context) {
  return el("div", { class: "block actions" }, block.elements.map((one) => button(one, block, context)));
}

/** Slack places a card's buttons itself: at the right, danger first, primary last. */
function cardActions(block, context) {
  const rank = ({ style }) => ({ danger: 0, primary: 2 })[style] ?? 1;
  const placed = [...block.actions].sort((one, other) => rank(one) - rank(other));
  return el("div", { class: "card-actions" }, placed.map((one) => button(one, block, context)));
}

function card(block, context) {
  const title = block.title && text(block.title, context, "card-title text");
  if (title) title.id = uniqueId("card");
  const { slack_icon: slackIcon, subtitle } = block;
  return el("article",
    {
      class: "block card",
      "data-testid": "card",
      "data-block-id": block.block_id,
      "aria-labelledby": title?.id,
    },
    (title || subtitle || slackIcon) && el("div", { class: "card-head" },
      slackIcon && el("span", { class: "card-icon", title: slackIcon.name }, icon(slackIcon.name)),
      el("div", { class: "card-titles" }, title, subtitle && text(subtitle, context, "card-subtitle text"))),
    block.body && text(block.body, context, "card-body text"),
    block.subtext && text(block.subtext, context, "card-subtext text"),
    block.actions && cardActions(block, context));
}

function input(block, context) {
  const inputId = uniqueId("input");
  const error = context.errors[block.block_id];
  const note = (className, ...words) =>
    el("p", { class: className, id: uniqueId(className), "data-testid": className }, ...words);
  const errorNode = error && note("field-error", error);
  const hint = block.hint && note("hint", textObject(block.hint, context.names));
  const describedBy = [errorNode?.id, hint?.id].filter(Boolean).join(" ") || null;
  const field = FIELDS[block.element.type](block.element, block, context, { inputId, describedBy });
  if (error) field.setAttribute("aria-invalid", "true");
  if (!block.optional) field.setAttribute("aria-required", "true");
  return el("div", { class: error ? "block input has-error" : "block input" },
    el("label", { class: "input-label", for: inputId }, textObject(block.label, context.names),
      block.optional && el("span", { class: "muted" }, " (optional)")),
    block.element.type === "static_select"
      ? el("span", { class: "select-frame" }, field, icon("caret-down", "icon icon-small"))
      : field,
    errorNode, hint);
}

const divider = () => el("hr", { class: "block divider" });

const DRAWN = { actions, card, context: contextBlock, divider, header, input, section };

/** context: {names, act(element, block, node, chosen)}, and in a modal {inputs, errors} too. */
export function renderBlocks(blocks, context) {
  return blocks.map((block) => DRAWN[block.type](block, context));
}
