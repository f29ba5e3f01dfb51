// The rich_text block.
import { el } from "./dom.js";
import { withDrawings } from "./emoji_art.js";
import { dateNode, mention, plainText, safeLink } from "./mrkdwn.js";

function styled(node, style = {}) {
  const wraps = { code: "code", bold: "strong", italic: "em", strike: "s", underline: "u" };
  return Object.entries(wraps).reduce((inner, [name, tag]) => (style[name] ? el(tag, {}, inner) : inner), node);
}

function leaf(element, names) {
  switch (element.type) {
    case "text": return withDrawings(element.text ?? "");
    case "emoji": return plainText(`:${element.name}:`);
    case "user": return mention(`@${names.user(element.user_id) ?? element.user_id}`, element.user_id === names.viewer);
    case "channel": return mention(`#${names.channel(element.channel_id) ?? element.channel_id}`);
    case "usergroup": return mention(`@${element.usergroup_id}`, true);
    case "broadcast": return mention(`@${element.range}`, true);
    case "color": return el("code", {}, element.value ?? "");
    case "date": return dateNode(element.timestamp, element.format ?? "", element.url, element.fallback ?? "");
    case "link": {
      const url = safeLink(element.url);
      const text = element.text || element.url || "";
      return url ? el("a", { href: url, target: "_blank", rel: "noopener noreferrer" }, text) : document.createTextNode(text);
    }
    default: return el("span", { class: "unknown-element" }, `Not drawn here: ${element.type}`);
  }
}

function part(element, names) {
  const inside = () => (element.elements ?? []).map((one) => styled(leaf(one, names), one.style));
  switch (element.type) {
    case "rich_text_section": return el("div", { class: "rich-section" }, inside());
    case "rich_text_quote": return el("blockquote", {}, inside());
    case "rich_text_preformatted": return el("pre", {}, inside());
    case "rich_text_list": {
      const items = (element.elements ?? []).map((one) => el("li", {}, part(one, names)));
      return el(element.style === "ordered" ? "ol" : "ul", { class: `rich-list indent-${Math.min(element.indent ?? 0, 5)}` }, items);
    }
    default: return leaf(element, names);
  }
}

export function richText(block, names) {
  return el("div", { class: "block rich-text" }, (block.elements ?? []).map((one) => part(one, names)));
}
