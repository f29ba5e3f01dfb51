// The JSON of a message or of the Home tab, how long it took and how it came.
import { el } from "./dom.js";
import { icon } from "./icons.js";

const SOURCES = {
  http_response: "in the HTTP response",
  response_url: "through the response_url",
  slack: "from Slack itself",
};
const BUILDER = "https://app.slack.com/block-kit-builder/#";

function facts(rows) {
  return el("dl", { class: "facts" }, rows.map(([name, value, testid]) =>
    el("div", {}, el("dt", {}, name), el("dd", { "data-testid": testid }, value))));
}

export class Inspector {
  /** The message that is shown, if it is one. */
  message = null;

  constructor() {
    this.title = "JSON";
    this.node = el("div", { class: "panel-body inspector", "data-testid": "inspector" });
  }

  showMessage(message) {
    this.message = message;
    const { round_trip_ms: took, json, source, ephemeral } = message;
    const blocks = json.blocks ?? [];
    this.#draw(json, { blocks }, [
      ["Round trip", `${Math.round(took)} ms`, "round-trip"],
      ["Arrived", SOURCES[source], "source"],
      ["Seen by", ephemeral ? "only you" : "everyone in the channel"],
      ["Blocks", String(blocks.length)],
    ]);
  }

  showHome({ view }) {
    this.message = null;
    this.#draw(view, { type: "home", blocks: view.blocks }, [
      ["Arrived", "through views.publish", "source"],
      ["Blocks", String(view.blocks.length)],
    ]);
  }

  #draw(json, forBuilder, rows) {
    const text = JSON.stringify(json, null, 2);
    const pre = el("pre",
      { class: "json", "data-testid": "inspector-json", tabindex: "0", "aria-label": "JSON" }, text);
    const builder = el("a",
      { class: "button button-plain", href: BUILDER + encodeURIComponent(JSON.stringify(forBuilder)),
        target: "_blank", rel: "noopener noreferrer" },
      "Open in Block Kit Builder", icon("new-window", "icon icon-small"));
    this.node.replaceChildren(facts(rows), el("p", {}, builder), pre);
  }
}
