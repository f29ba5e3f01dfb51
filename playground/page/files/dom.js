// Builds DOM nodes. Text only ever becomes text nodes: nothing on this page parses HTML.

/**
 * el("button", {class: "x", type: "button", "aria-label": "…", onclick: f}, "text", node, …)
 * A property that starts with "on" is a listener; false, null and undefined are left out; true is an empty
 * attribute.
 */
export function el(tag, props = {}, ...children) {
  const isLeftOut = (value) => value === false || value === null || value === undefined;
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(props)) {
    if (isLeftOut(value)) continue;
    if (name.startsWith("on")) node.addEventListener(name.slice(2), value);
    else node.setAttribute(name, value === true ? "" : String(value));
  }
  node.append(...children.flat(Infinity).filter((child) => !isLeftOut(child)));
  return node;
}

let nextId = 0;

/** An id for aria-labelledby and the like, unique on the page. */
export function uniqueId(prefix) {
  nextId += 1;
  return `${prefix}-${nextId}`;
}

/** Marks a control as working until the promise settles. It stays focusable: the focus is not lost. */
export async function whileBusy(node, promise) {
  node.setAttribute("aria-busy", "true");
  node.setAttribute("aria-disabled", "true");
  const working = el("span", { class: "visually-hidden" }, " (working…)");
  if (node.tagName === "BUTTON" || node.tagName === "A") node.append(working);
  try {
    return await promise;
  } finally {
    node.removeAttribute("aria-busy");
    node.removeAttribute("aria-disabled");
    working.remove();
  }
}

export function isBusy(node) {
  return node.getAttribute("aria-busy") === "true";
}

const FOCUSABLE = "button, a[href], input, select, textarea, [tabindex]:not([tabindex='-1'])";

/** Where the keyboard is inside `root`, in terms that survive drawing it anew; null when it is elsewhere. */
export function rememberFocus(root) {
  const active = document.activeElement;
  if (!active || active === root || !root.contains(active)) return null;
  return {
    block: active.dataset.blockId,
    action: active.dataset.actionId,
    label: active.textContent,
    testid: active.dataset.testid,
    selection: "selectionStart" in active ? [active.selectionStart, active.selectionEnd] : null,
  };
}

/** Puts the keyboard back on the same control or the likeliest one. False when there is none. */
export function restoreFocus(root, memory) {
  const candidates = [...root.querySelectorAll(FOCUSABLE)];
  const same = memory.action
    ? candidates.filter((node) => node.dataset.actionId === memory.action)
    : candidates.filter((node) => memory.testid && node.dataset.testid === memory.testid);
  const found =
    same.find((node) => node.dataset.blockId === memory.block) ??
    same.find((node) => node.textContent === memory.label) ??
    same[0];
  if (!found) return false;
  found.focus({ preventScroll: true });
  if (memory.selection?.[0] != null && "setSelectionRange" in found) found.setSelectionRange(...memory.selection);
  return true;
}
