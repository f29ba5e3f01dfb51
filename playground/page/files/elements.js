// The elements of blocks: what can be clicked, chosen or typed into.
//
// context: {names, act(element, block, node, chosen)}, and in a modal {inputs}. field: {inputId, describedBy}, the ids
// that tie a control to its label and its hint.
import { el, isBusy } from "./dom.js";
import { icon } from "./icons.js";
import { safeLink, textObject } from "./mrkdwn.js";

const ids = (element, block) => ({ "data-block-id": block.block_id, "data-action-id": element.action_id });

export function button(element, block, context) {
  const url = element.url && safeLink(element.url);
  const link = { href: url, target: "_blank", rel: "noopener noreferrer" };
  const node = el(
    url ? "a" : "button",
    {
      ...ids(element, block),
      ...(url ? link : { type: "button" }),
      class: `button button-${element.style ?? "plain"}`,
      onclick: () => {
        if (!isBusy(node)) context.act(element, block, node);
      },
    },
    textObject(element.text, context.names),
    url && icon("new-window", "icon icon-small"),
  );
  return node;
}

function staticSelect(element, block, context, field) {
  const value = context.inputs.draw(block, element.initial_option?.value ?? null);
  const node = el(
    "select",
    {
      ...ids(element, block),
      class: "select",
      id: field.inputId,
      "aria-describedby": field.describedBy,
      onchange: () => {
        context.inputs.set(block, node.value);
        if (block.dispatch_action) context.act(element, block, node, node.value);
      },
    },
    el("option", { value: "", disabled: true, hidden: true, selected: value === null },
      element.placeholder?.text ?? "Choose an option"),
    element.options.map((one) =>
      el("option", { value: one.value, selected: one.value === value }, one.text.text)),
  );
  return node;
}

function plainTextInput(element, block, context, field) {
  const node = el(element.multiline ? "textarea" : "input", {
    ...ids(element, block),
    class: "text-input",
    id: field.inputId,
    type: element.multiline ? null : "text",
    rows: element.multiline ? 6 : null,
    autocomplete: "off",
    spellcheck: element.multiline ? null : "false",
    placeholder: element.placeholder?.text,
    "aria-describedby": field.describedBy,
    oninput: () => context.inputs.set(block, node.value || null),
  });
  node.value = context.inputs.draw(block, element.initial_value || null) ?? "";
  return node;
}

export const FIELDS = { plain_text_input: plainTextInput, static_select: staticSelect };
