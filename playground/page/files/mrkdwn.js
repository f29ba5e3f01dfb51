// Slack's text formats to DOM nodes. Everything that is not known markup comes out as the text it is.
import { el } from "./dom.js";
import { formatDate, fullDate } from "./dates.js";
import { emoji } from "./emoji.js";
import { withDrawings } from "./emoji_art.js";

const MARKS = { "*": "strong", _: "em", "~": "s" };
const WORD = /[\p{L}\p{N}]/u;
const EMOJI = /:([a-z0-9_+'-]{1,60})(?:::skin-tone-[2-6])?:/y;
const BARE_URL = /https?:\/\/[^\s<>|]+/y;
// Slack's longest text object; keeps a hostile run of unclosed marks from costing the square of its length.
const LONGEST_RUN = 3000;

const decode = (text) => text.replace(/&(amp|lt|gt);/g, (_, name) => ({ amp: "&", lt: "<", gt: ">" })[name]);

function emojiNode(name) {
  const character = emoji(name);
  return character && el("span", { class: "emoji", role: "img", "aria-label": name, title: `:${name}:` }, withDrawings(character));
}

/** plain_text: only :emoji: is drawn, and not even that with `emoji: false`. */
export function plainText(text, { drawEmoji = true } = {}) {
  const out = document.createDocumentFragment();
  if (!drawEmoji) return withDrawings(text);
  let rest = 0;
  for (const match of text.matchAll(/:([a-z0-9_+'-]{1,60}):/g)) {
    const node = match.index >= rest && emojiNode(match[1]);
    if (!node) continue;
    out.append(withDrawings(text.slice(rest, match.index)), node);
    rest = match.index + match[0].length;
  }
  out.append(withDrawings(text.slice(rest)));
  return out;
}

/** A link the page may offer; anything but the web, mail and telephone is refused. */
export function safeLink(url) {
  try {
    return ["http:", "https:", "mailto:", "tel:"].includes(new URL(url).protocol) ? url : null;
  } catch {
    return null;
  }
}

function link(url, label) {
  return el("a", { href: url, target: "_blank", rel: "noopener noreferrer" }, label);
}

export function mention(text, loud = false) {
  return el("span", { class: loud ? "mention mention-loud" : "mention" }, text);
}

export function dateNode(timestamp, format, url, fallback) {
  const text = formatDate(timestamp, format);
  if (text === null) return document.createTextNode(fallback);
  const iso = new Date(Number(timestamp) * 1000).toISOString();
  const time = el("time", { datetime: iso, title: fullDate(timestamp) }, text);
  return url && safeLink(url) ? link(url, time) : time;
}

/** What stands between < and >, or null when it is no Slack markup and must be shown as typed. */
function entity(body, names) {
  const bar = body.indexOf("|");
  const target = bar < 0 ? body : body.slice(0, bar);
  const label = bar < 0 ? null : decode(body.slice(bar + 1));
  if (/^@[UWB][A-Z0-9]+$/.test(target)) {
    return mention(`@${names.user(target.slice(1)) ?? label ?? target.slice(1)}`, target.slice(1) === names.viewer);
  }
  if (/^#[CGD][A-Z0-9]+$/.test(target)) return mention(`#${names.channel(target.slice(1)) ?? label ?? target.slice(1)}`);
  if (/^!(channel|here|everyone)$/.test(target)) return mention(`@${target.slice(1)}`, true);
  if (target.startsWith("!subteam^")) return mention(label ?? `@${target.slice(9)}`, true);
  if (target.startsWith("!date^")) {
    const [, timestamp, format = "", url] = target.split("^");
    return dateNode(timestamp, decode(format), url && decode(url), label ?? "");
  }
  const url = safeLink(decode(target));
  return url && link(url, label || decode(target).replace(/^mailto:|^tel:/, ""));
}

function closing(source, start) {
  const mark = source[start];
  const next = source[start + 1];
  if (next === undefined || /\s/.test(next) || next === mark) return -1;
  const end = Math.min(source.length, start + LONGEST_RUN);
  for (let at = start + 1; at < end; at += 1) {
    const here = source[at];
    if (here === "\n") return -1;
    if (here === "<") {
      const close = source.indexOf(">", at);
      if (close > 0) at = close;
    } else if (here === "`" && mark !== "`") {
      const close = source.indexOf("`", at + 1);
      if (close > 0) at = close;
    } else if (here === mark && (mark === "`" || !/\s/.test(source[at - 1])) && !WORD.test(source[at + 1] ?? "")) {
      return at;
    }
  }
  return -1;
}

/** Code and preformatted text: entities are resolved, nothing else is. */
function literal(source, names, out) {
  for (const piece of source.split(/(<[^<>]+>)/)) {
    const known = piece.startsWith("<") && entity(piece.slice(1, -1), names);
    out.append(known || decode(piece));
  }
  return out;
}

function inline(source, names, out, verbatim) {
  let plain = "";
  let at = 0;
  const add = (node, next) => {
    out.append(withDrawings(decode(plain)), node);
    plain = "";
    at = next;
  };
  while (at < source.length) {
    const here = source[at];
    const atEdge = !WORD.test(source[at - 1] ?? "");
    if (here === "<") {
      const end = source.indexOf(">", at);
      const node = end > 0 && entity(source.slice(at + 1, end), names);
      if (node) {
        add(node, end + 1);
        continue;
      }
    } else if (here === "`") {
      const end = closing(source, at);
      if (end > 0) {
        add(literal(source.slice(at + 1, end), names, el("code")), end + 1);
        continue;
      }
    } else if (MARKS[here] && atEdge) {
      const end = closing(source, at);
      if (end > 0) {
        add(inline(source.slice(at + 1, end), names, el(MARKS[here]), verbatim), end + 1);
        continue;
      }
    } else if (here === ":") {
      EMOJI.lastIndex = at;
      const match = EMOJI.exec(source);
      const node = match && emojiNode(match[1]);
      if (node) {
        add(node, at + match[0].length);
        continue;
      }
    } else if (here === "h" && atEdge && !verbatim) {
      BARE_URL.lastIndex = at;
      const match = BARE_URL.exec(source)?.[0].replace(/[.,;:!?)\]'"*_~]+$/, "");
      const url = match && safeLink(decode(match));
      if (url) {
        add(link(url, url), at + match.length);
        continue;
      }
    }
    plain += here;
    at += 1;
  }
  out.append(withDrawings(decode(plain)));
  return out;
}

function quotesAndLines(source, names, out, verbatim) {
  const lines = source.split("\n");
  for (let at = 0; at < lines.length; ) {
    const isQuote = /^(&gt;|>)/.test(lines[at]);
    let end = at + 1;
    while (end < lines.length && /^(&gt;|>)/.test(lines[end]) === isQuote) end += 1;
    const run = lines.slice(at, end);
    if (isQuote) {
      const text = run.map((line) => line.replace(/^(?:&gt;|>) ?/, "")).join("\n");
      out.append(inline(text, names, el("blockquote"), verbatim));
    } else {
      inline(run.join("\n"), names, out, verbatim);
    }
    at = end;
  }
}

/**
 * mrkdwn as Slack draws it. `names` resolves ids: {viewer, user(id), channel(id)}.
 * `verbatim` only stops bare addresses from becoming links, as in Slack.
 */
export function mrkdwn(source, names, { verbatim = false } = {}) {
  const out = document.createDocumentFragment();
  const pieces = source.split(/\n?```\n?([\s\S]+?)\n?```\n?/);
  pieces.forEach((piece, index) => {
    if (index % 2) out.append(literal(piece, names, el("pre")));
    else if (piece) quotesAndLines(piece, names, out, verbatim);
  });
  return out;
}

/** A Block Kit text object. */
export function textObject(text, names) {
  if (!text || typeof text.text !== "string") return document.createTextNode("");
  return text.type === "mrkdwn"
    ? mrkdwn(text.text, names, text)
    : plainText(text.text, { drawEmoji: text.emoji !== false });
}
