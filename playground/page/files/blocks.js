// Block Kit blocks to DOM nodes. A block that is not known is shown as a labelled box, never dropped.
import { el, hiddenText, uniqueId } from "./dom.js";
import { picture, renderElement } from "./elements.js";
import { hasIcon, icon } from "./icons.js";
import { textObject } from "./mrkdwn.js";
import { richText } from "./rich_text.js";

const place = (element, block, at, more = {}) => ({
  blockId: block.block_id,
  // Slack fills in ids that are missing; so does this page.
  actionId: element?.action_id ?? `action-${at}`,
  dispatch: true,
  ...more,
});

function elements(list, block, context) {
  return (list ?? []).map((element, at) => renderElement(element, place(element, block, at), context));
}

function section(block, context) {
  const { accessory } = block;
  return el("div", { class: accessory ? "block section with-accessory" : "block section" },
    el("div", { class: "section-words" },
      block.text && el("div", { class: "text" }, textObject(block.text, context.names)),
      block.fields && el("div", { class: "fields" },
        block.fields.map((field) => el("div", { class: "text" }, textObject(field, context.names))))),
    accessory && el("div", { class: "accessory" },
      renderElement(accessory, place(accessory, block, 0, { label: block.text?.text }), context)));
}

function header(block, context) {
  return el("h3", { class: `block header header-${context.surface}` }, textObject(block.text, context.names));
}

function contextBlock(block, context) {
  return el("div", { class: "block context" }, (block.elements ?? []).map((one) =>
    one.type === "image" ? picture(one, "small") : el("span", { class: "text" }, textObject(one, context.names))));
}

function actions(block, context) {
  return el("div", { class: "block actions" }, elements(block.elements, block, context));
}

/** Slack places a card's buttons itself: at the right, danger first, primary last. */
function cardActions(card, context) {
  const rank = ({ style }) => ({ danger: 0, primary: 2 })[style] ?? 1;
  const placed = card.actions.map((button, at) => ({ button, at })).sort((a, b) => rank(a.button) - rank(b.button));
  return el("div", { class: "card-actions" },
    placed.map(({ button, at }) => renderElement(button, place(button, card, at), context)));
}

function card(block, context) {
  const title = block.title && el("div", { class: "card-title text", id: uniqueId("card") }, textObject(block.title, context.names));
  const { slack_icon: slackIcon } = block;
  return el("article", { class: "block card", "data-testid": "card", "data-block-id": block.block_id, "aria-labelledby": title?.id },
    block.hero_image && picture(block.hero_image, "hero"),
    (title || block.subtitle || block.icon || slackIcon) && el("div", { class: "card-head" },
      block.icon && picture(block.icon, "icon"),
      slackIcon && el("span", { class: hasIcon(slackIcon.name) ? "card-icon" : "card-icon unknown-icon", title: slackIcon.name },
        icon(slackIcon.name)),
      el("div", { class: "card-titles" },
        title,
        block.subtitle && el("div", { class: "card-subtitle text" }, textObject(block.subtitle, context.names)))),
    block.body && el("div", { class: "card-body text" }, textObject(block.body, context.names)),
    block.subtext && el("div", { class: "card-subtext text" }, textObject(block.subtext, context.names)),
    block.actions?.length && cardActions(block, context));
}

function carousel(block, context) {
  return el("div", { class: "block carousel", role: "group", "aria-label": "Cards, scrolling sideways", tabindex: "0" },
    (block.elements ?? []).map((one, at) =>
      renderBlock({ ...one, block_id: one.block_id ?? `${block.block_id}-${at}` }, at, context)));
}

const ALERTS = { info: "info", success: "check", warning: "warning", error: "warning", default: "info" };

function alert(block, context) {
  const level = Object.hasOwn(ALERTS, block.level) ? block.level : "default";
  return el("div", { class: `block alert alert-${level}`, role: "note" },
    icon(ALERTS[level]), hiddenText(`${level}: `), el("div", { class: "text" }, textObject(block.text, context.names)));
}

function image(block, context) {
  return el("figure", { class: "block" },
    block.title && el("figcaption", { class: "muted" }, textObject(block.title, context.names)),
    picture(block, "large"));
}

function input(block, context) {
  const { element } = block;
  const inputId = uniqueId("input");
  const labelId = uniqueId("label");
  const error = context.errors?.[block.block_id];
  const errorNode = el("p", { class: "field-error", id: uniqueId("error"), "data-testid": error ? "field-error" : null }, error);
  errorNode.hidden = !error;
  const hint = block.hint && el("p", { class: "hint", id: uniqueId("hint") }, textObject(block.hint, context.names));
  const describedBy = [errorNode.id, hint?.id].filter(Boolean).join(" ");
  const isGroup = ["checkboxes", "radio_buttons"].includes(element?.type);
  const optional = block.optional && el("span", { class: "muted" }, " (optional)");
  const control = renderElement(
    element,
    place(element, block, 0, { inputId, labelId: isGroup ? labelId : null, describedBy, dispatch: Boolean(block.dispatch_action) }),
    context,
  );
  const field = isGroup ? control : control.matches("input, textarea, select") ? control : control.querySelector("select") ?? control;
  if (error) field.setAttribute("aria-invalid", "true");
  if (!block.optional) field.setAttribute("aria-required", "true");
  return el("div", { class: error ? "block input has-error" : "block input", "data-block-id": block.block_id },
    el(isGroup ? "span" : "label", { class: "input-label", id: labelId, for: isGroup ? null : inputId },
      textObject(block.label, context.names), optional),
    control, errorNode, hint);
}

function unknown(block) {
  return el("details", { class: "block unknown" },
    el("summary", {}, `Not drawn here: ${block?.type ?? "a block without a type"}`),
    el("pre", {}, JSON.stringify(block, null, 2)));
}

const DRAWN = {
  section,
  header,
  context: contextBlock,
  actions,
  card,
  carousel,
  alert,
  image,
  input,
  divider: () => el("hr", { class: "block divider" }),
  rich_text: (block, context) => richText(block, context.names),
};

function renderBlock(block, at, context) {
  const draw = Object.hasOwn(DRAWN, block?.type) ? DRAWN[block.type] : unknown;
  return draw({ ...block, block_id: block?.block_id ?? `block-${at}` }, context);
}

/** context: {surface: "message"|"modal"|"home", names, inputs, errors?, act(element, place, extra, node)} */
export function renderBlocks(blocks, context) {
  context.inputs.beginDrawing();
  const nodes = (blocks ?? []).map((block, at) => renderBlock(block, at, context));
  context.inputs.forgetOthers();
  return nodes;
}
