// Slack's text formats to DOM nodes. Everything that is not known markup comes out as the text it is.
import { el } from "./dom.js";
import { formatDate, fullDate } from "./dates.js";
import { withDrawings } from "./emoji_art.js";

const MARKS = { "*": "strong", _: "em", "~": "s" };
const WORD = /[\p{L}\p{N}]/u;
const BARE_URL = /(?:https?:\/\/|www\.)[^\s<>|]+/y;
// Slack's longest text object. Without a limit, marks that are never closed would cost the square of their number.
const LONGEST_RUN = 3000;

const decode = (text) => text.replace(/&(amp|lt|gt);/g, (_, name) => ({ amp: "&", lt: "<", gt: ">" })[name]);

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

function mention(text, loud = false) {
  return el("span", { class: loud ? "mention mention-loud" : "mention" }, text);
}

function dateNode(timestamp, format, url, fallback) {
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
  const id = target.slice(1);
  if (/^@[UWB][A-Z0-9]+$/.test(target)) {
    return mention(`@${names.user(id) ?? label ?? id}`, id === names.viewer);
  }
  if (/^#[CGD][A-Z0-9]+$/.test(target)) return mention(`#${names.channel(id) ?? label ?? id}`);
  if (/^!(channel|here|everyone)$/.test(target)) return mention(`@${id}`, true);
  if (target.startsWith("!subteam^")) return mention(label ?? `@${target.slice(9)}`, true);
  if (target.startsWith("!date^")) {
    const [, timestamp, format = "", url] = target.split("^");
    return dateNode(timestamp, decode(format), url && decode(url), label ?? "");
  }
  const url = safeLink(decode(target));
  return url && link(url, label || decode(target).replace(/^mailto:|^tel:/, ""));
}

/** Where the mark at `start` is closed, or -1. */
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
    } else if (here === mark) {
      const isCloser = mark === "`" || !/\s/.test(source[at - 1]);
      if (isCloser && !WORD.test(source[at + 1] ?? "")) return at;
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

/** The markup that begins at `at`: {node, next}, or null where there is none. */
function markup(source, at, names) {
  const here = source[at];
  const atEdge = !WORD.test(source[at - 1] ?? "");
  if (here === "<") {
    const end = source.indexOf(">", at);
    const node = end > 0 && entity(source.slice(at + 1, end), names);
    return node ? { node, next: end + 1 } : null;
  }
  if (here === "`" || (MARKS[here] && atEdge)) {
    const end = closing(source, at);
    if (end < 0) return null;
    const inside = source.slice(at + 1, end);
    const node = here === "`" ? literal(inside, names, el("code")) : inline(inside, names, el(MARKS[here]));
    return { node, next: end + 1 };
  }
  if ("hw".includes(here) && atEdge && !names.verbatim) {
    BARE_URL.lastIndex = at;
    const bare = BARE_URL.exec(source)?.[0].replace(/[.,;:!?)\]'"*_~]+$/, "");
    const url = bare && safeLink(decode(bare.replace(/^www\./, "http://www.")));
    return url ? { node: link(url, decode(bare)), next: at + bare.length } : null;
  }
  return null;
}

function inline(source, names, out) {
  let plain = "";
  let at = 0;
  while (at < source.length) {
    const found = markup(source, at, names);
    if (found) {
      out.append(withDrawings(decode(plain)), found.node);
      plain = "";
      at = found.next;
    } else {
      plain += source[at];
      at += 1;
    }
  }
  out.append(withDrawings(decode(plain)));
  return out;
}

function quotesAndLines(source, names, out) {
  const lines = source.split("\n");
  for (let at = 0; at < lines.length; ) {
    const isQuote = /^(&gt;|>)/.test(lines[at]);
    let end = at + 1;
    while (end < lines.length && /^(&gt;|>)/.test(lines[end]) === isQuote) end += 1;
    const run = lines.slice(at, end);
    if (isQuote) {
      const text = run.map((line) => line.replace(/^(?:&gt;|>) ?/, "")).join("\n");
      out.append(inline(text, names, el("blockquote")));
    } else {
      inline(run.join("\n"), names, out);
    }
    at = end;
  }
}

/** mrkdwn as Slack draws it. `names` resolves ids: {viewer, user(id), channel(id)}, and has `verbatim` where bare addresses
 * are no links. */
export function mrkdwn(source, names) {
  const out = document.createDocumentFragment();
  const pieces = source.split(/\n?```\n?([\s\S]+?)\n?```\n?/);
  pieces.forEach((piece, index) => {
    if (index % 2) out.append(literal(piece, names, el("pre")));
    else if (piece) quotesAndLines(piece, names, out);
  });
  return out;
}

/** A Block Kit text object. */
export function textObject(text, names) {
  if (text.type !== "mrkdwn") return withDrawings(text.text);
  return mrkdwn(text.text, text.verbatim ? { ...names, verbatim: true } : names);
}
