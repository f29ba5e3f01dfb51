// Block elements: what a block holds that can be clicked, chosen or typed into.
//
// Every function takes (element, place, context). place: {blockId, actionId, dispatch, label}. context: {names, inputs,
// act(element, place, extra, node)}; act resolves to false when the person cancelled the element's confirmation.
import { el, isBusy, uniqueId } from "./dom.js";
import { icon } from "./icons.js";
import { openMenu } from "./menu.js";
import { safeLink, textObject } from "./mrkdwn.js";

const hooks = ({ blockId, actionId }) => ({ "data-block-id": blockId, "data-action-id": actionId });
const wording = (text) => text?.text ?? "";

function button(element, place, context) {
  const url = element.url && safeLink(element.url);
  const style = ["primary", "danger"].includes(element.style) ? element.style : "plain";
  const node = el(
    url ? "a" : "button",
    {
      ...hooks(place),
      class: `button button-${style}`,
      "data-option": element.value,
      "aria-label": element.accessibility_label,
      ...(url ? { href: url, target: "_blank", rel: "noopener noreferrer" } : { type: "button" }),
      onclick: () => {
        if (isBusy(node)) return;
        context.act(element, place, { text: element.text, value: element.value, style: element.style }, node);
      },
    },
    textObject(element.text, context.names),
    url && icon("new-window", "icon icon-small"),
  );
  return node;
}

function options(element) {
  return element.option_groups ? element.option_groups.flatMap((group) => group.options ?? []) : element.options ?? [];
}

function staticSelect(element, place, context) {
  const all = options(element);
  const initial = { type: element.type, selected_option: element.initial_option ?? null };
  const drawn = context.inputs.draw(place.blockId, place.actionId, initial);
  const chosen = () => String(all.findIndex((one) => one.value === currentValue()));
  const currentValue = () => context.inputs.get(place.blockId, place.actionId)?.selected_option?.value;
  const option = (one) =>
    el("option", { value: all.indexOf(one), selected: one.value === drawn.selected_option?.value }, wording(one.text));
  const node = el(
    "select",
    {
      ...hooks(place),
      class: "select",
      id: place.inputId,
      "aria-label": place.inputId ? null : wording(element.placeholder) || place.label || "Choose",
      "aria-describedby": place.describedBy,
      onchange: async () => {
        const before = context.inputs.get(place.blockId, place.actionId);
        const selected = all[Number(node.value)] ?? null;
        context.inputs.set(place.blockId, place.actionId, { type: element.type, selected_option: selected });
        if (!place.dispatch) return;
        const went = await context.act(element, place, { selected_option: selected }, node);
        if (went !== false) return;
        context.inputs.set(place.blockId, place.actionId, before);
        node.value = chosen();
      },
    },
    el("option", { value: "-1", disabled: true, hidden: true, selected: !drawn.selected_option },
      wording(element.placeholder) || "Choose an option"),
    element.option_groups
      ? element.option_groups.map((group) =>
          el("optgroup", { label: wording(group.label) }, (group.options ?? []).map(option)))
      : all.map(option),
  );
  return el("span", { class: "select-frame" }, node, icon("caret-right", "icon icon-small select-arrow"));
}

function overflow(element, place, context) {
  const node = el(
    "button",
    {
      ...hooks(place),
      type: "button",
      class: "button button-plain button-square",
      "aria-label": "More actions",
      "aria-haspopup": "menu",
      onclick: () => {
        if (isBusy(node)) return;
        openMenu(node, (element.options ?? []).map((one) => ({
          label: wording(one.text),
          description: wording(one.description),
          href: one.url && safeLink(one.url),
          choose: () => context.act(element, place, { selected_option: one }, node),
        })));
      },
    },
    icon("more"),
  );
  return node;
}

function choices(element, place, context) {
  const many = element.type === "checkboxes";
  const field = many ? "selected_options" : "selected_option";
  const first = many ? element.initial_options ?? [] : element.initial_option ?? null;
  const drawn = context.inputs.draw(place.blockId, place.actionId, { type: element.type, [field]: first })[field];
  const isChosen = (one) => (many ? drawn : drawn ? [drawn] : []).some((other) => other.value === one.value);
  const name = uniqueId("choice");
  const group = el("div", {
    ...hooks(place),
    class: "choices",
    role: many ? "group" : "radiogroup",
    "aria-labelledby": place.labelId,
    "aria-label": place.labelId ? null : place.label || "Options",
    "aria-describedby": place.describedBy,
  });
  const changed = () => {
    const marked = [...group.querySelectorAll("input")].flatMap((input, at) => (input.checked ? [element.options[at]] : []));
    const value = many ? marked : marked[0] ?? null;
    context.inputs.set(place.blockId, place.actionId, { type: element.type, [field]: value });
    if (place.dispatch) context.act(element, place, { [field]: value }, group);
  };
  for (const one of element.options ?? []) {
    group.append(
      el("label", { class: "choice" },
        el("input", {
          ...hooks(place),
          "data-option": one.value,
          type: many ? "checkbox" : "radio",
          name,
          checked: isChosen(one),
          onchange: changed,
        }),
        el("span", {}, textObject(one.text, context.names),
          one.description && el("span", { class: "choice-more" }, textObject(one.description, context.names))),
      ),
    );
  }
  return group;
}

function plainTextInput(element, place, context) {
  const initial = { type: element.type, value: element.initial_value || null };
  const { value } = context.inputs.draw(place.blockId, place.actionId, initial);
  const dispatches = element.dispatch_action_config?.trigger_actions_on ?? ["on_enter_pressed"];
  const send = () => context.act(element, place, { value: node.value }, node);
  let pause;
  const node = el(element.multiline ? "textarea" : "input", {
    ...hooks(place),
    class: "text-input",
    id: place.inputId,
    type: element.multiline ? null : "text",
    rows: element.multiline ? 6 : null,
    autocomplete: "off",
    spellcheck: element.multiline ? null : "false",
    placeholder: wording(element.placeholder) || null,
    "aria-label": place.inputId ? null : place.label,
    "aria-describedby": place.describedBy,
    oninput: () => {
      context.inputs.set(place.blockId, place.actionId, { type: element.type, value: node.value || null });
      if (!place.dispatch || !dispatches.includes("on_character_entered")) return;
      clearTimeout(pause);
      pause = setTimeout(send, 300);
    },
    onkeydown: (event) => {
      if (event.key !== "Enter" || element.multiline || event.isComposing) return;
      if (!place.dispatch || !dispatches.includes("on_enter_pressed")) return;
      event.preventDefault();
      send();
    },
  });
  node.value = value ?? "";
  if (element.focus_on_load) node.dataset.focusOnLoad = "";
  return node;
}

/** Remote pictures are not loaded: this page talks to its own server only. */
export function picture(image, kind) {
  const words = image.alt_text || "Image";
  return el("span", { class: `picture picture-${kind}`, role: "img", "aria-label": words, title: image.image_url ?? "" },
    icon("image"), kind !== "icon" && kind !== "small" && el("span", {}, words));
}

function unknown(element) {
  return el("span", { class: "unknown-element" }, `Not drawn here: ${element?.type ?? "an element without a type"}`);
}

const DRAWN = {
  button,
  static_select: staticSelect,
  overflow,
  checkboxes: choices,
  radio_buttons: choices,
  plain_text_input: plainTextInput,
  image: (element) => picture(element, "accessory"),
};

export function renderElement(element, place, context) {
  const draw = DRAWN[element?.type];
  return draw ? draw(element, place, context) : unknown(element);
}

