// The JSON of a message or of the Home tab, how long it took and how it came.
import { el } from "./dom.js";
import { icon } from "./icons.js";

const SOURCES = {
  http_response: "in the HTTP response",
  response_url: "through the response_url",
  user: "written by a person",
  slack: "from Slack itself",
};
const BUILDER = "https://app.slack.com/block-kit-builder/#";
const TOKEN = /("(?:\\.|[^"\\])*")(\s*:)?|\b(?:true|false|null)\b|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/g;

/** JSON with its parts coloured; the text content is the JSON, unchanged. */
function coloured(json) {
  const out = document.createDocumentFragment();
  let rest = 0;
  for (const match of json.matchAll(TOKEN)) {
    const kind = match[1] ? (match[2] ? "key" : "string") : "value";
    out.append(json.slice(rest, match.index), el("span", { class: `json-${kind}` }, match[1] ?? match[0]), match[2] ?? "");
    rest = match.index + match[0].length;
  }
  out.append(json.slice(rest));
  return out;
}

async function copy(text, button, pre) {
  try {
    await navigator.clipboard.writeText(text);
    button.lastChild.textContent = "Copied";
  } catch {
    // Browsers may refuse the clipboard; a selection leaves only Ctrl+C to do.
    getSelection().selectAllChildren(pre);
    button.lastChild.textContent = "Selected";
  }
  setTimeout(() => (button.lastChild.textContent = "Copy"), 2000);
}

function facts(rows) {
  return el("dl", { class: "facts" }, rows.filter(([, value]) => value !== null).map(([name, value, testid]) =>
    el("div", {}, el("dt", {}, name), el("dd", { "data-testid": testid }, value))));
}

export class Inspector {
  #target = null;

  constructor() {
    this.title = "JSON";
    this.node = el("div", { class: "panel-body inspector", "data-testid": "inspector" });
  }

  get shownMessage() {
    return this.#target;
  }

  showMessage(message) {
    this.#target = message;
    const { round_trip_ms: took, json, source, ephemeral } = message;
    const blocks = json?.blocks ?? message.blocks;
    this.#draw(json ?? message, { blocks: blocks ?? [] }, [
      ["Round trip", typeof took === "number" ? `${Math.round(took)} ms` : "unknown", "round-trip"],
      ["Arrived", SOURCES[source] ?? source, "source"],
      ["Seen by", ephemeral ? "only you" : "everyone in the channel"],
      ["Blocks", String(blocks?.length ?? 0)],
    ]);
  }

  showHome(home) {
    this.#target = null;
    this.#draw(home.view, { type: "home", blocks: home.view.blocks ?? [] }, [
      ["Arrived", "through views.publish", "source"],
      ["Blocks", String(home.view.blocks?.length ?? 0)],
    ]);
  }

  #draw(json, forBuilder, rows) {
    const text = JSON.stringify(json, null, 2);
    const pre = el("pre", { class: "json", "data-testid": "inspector-json", tabindex: "0", "aria-label": "JSON" }, coloured(text));
    const copyButton = el("button", { type: "button", class: "button button-plain", "data-testid": "inspector-copy",
      onclick: () => copy(text, copyButton, pre) }, icon("copy", "icon icon-small"), el("span", { role: "status" }, "Copy"));
    const builder = el("a",
      { class: "button button-plain", href: BUILDER + encodeURIComponent(JSON.stringify(forBuilder)), target: "_blank",
        rel: "noopener noreferrer", "data-testid": "inspector-builder" },
      "Open in Block Kit Builder", icon("new-window", "icon icon-small"));
    this.node.replaceChildren(facts(rows), el("div", { class: "inspector-tools" }, copyButton, builder), pre);
  }
}
