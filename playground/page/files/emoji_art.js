// Drawings of the emoji that the app sends, so that they look the same on machines without an emoji font.
import { el } from "./dom.js";

const INK = "#1b2121";
const line = (d, stroke, width = 2) => {
  const round = { "stroke-linecap": "round", "stroke-linejoin": "round" };
  return ["path", { d, fill: "none", stroke, "stroke-width": width, ...round }];
};
const shape = (d, fill) => ["path", { d, fill }];
const tilted = ([name, attributes]) => [name, { ...attributes, transform: "rotate(35 10 10)" }];
const circle = (fill, r = 9) => ["circle", { cx: 10, cy: 10, r, fill }];

const ART = {
  "✅": [
    ["rect", { x: 1, y: 1, width: 18, height: 18, rx: 4, fill: "#3f9d4c" }],
    line("M5.5 10.5l3 3 6-7", "#ffffff", 2.4),
  ],
  "⛔": [circle("#d3372d"), shape("M4.5 8h11v4h-11z", "#ffffff")],
  "⚠": [
    shape("M10 1.5 19 17.5a1 1 0 0 1-.9 1.5H1.9a1 1 0 0 1-.9-1.5z", "#f6c344"),
    line("M10 7v5", INK, 2),
    line("M10 15.5v.1", INK, 2.2),
  ],
  "⏳": [
    shape("M5 2h10v3c0 3-3.5 4-3.5 5s3.5 2 3.5 5v3H5v-3c0-3 3.5-4 3.5-5S5 8 5 5z", "#bcd7e6"),
    shape("M7 6h6c-.5 2-3 2.5-3 4 0 1.5 3 2.5 3.5 6h-7C7 12.5 10 11.5 10 10c0-1.5-2.5-2-3-4z", "#e0a63f"),
    line("M4.5 2h11M4.5 18h11", "#8a5a2b", 2),
  ],
  "🕓": [circle("#5d7383"), circle("#ffffff", 7), line("M10 4.5V10L13.5 12", INK, 1.6)],
  "🧪": [
    shape("M7 1.5v14a3 3 0 0 0 6 0v-14z", "#bcd7e6"),
    shape("M7 8v7.5a3 3 0 0 0 6 0V8z", "#3f9d4c"),
    line("M6 1.5h8", "#5d7383", 2),
  ].map(tilted),
  "❔": [line("M6 6.5a4 4 0 1 1 5.5 3.8c-1 .4-1.5 1.2-1.5 2.7M10 17v.1", "#7f8a8a", 2.6)],
};

const DRAWN = new RegExp(`(${Object.keys(ART).join("|")})\\uFE0F?`, "gu");

function draw(shapes) {
  const make = (name, attributes) => {
    const node = document.createElementNS("http://www.w3.org/2000/svg", name);
    for (const [attribute, value] of Object.entries(attributes)) node.setAttribute(attribute, value);
    return node;
  };
  const svg = make("svg", { viewBox: "0 0 20 20", "aria-hidden": "true", focusable: "false" });
  svg.append(...shapes.map(([name, attributes]) => make(name, attributes)));
  return svg;
}

/** The text, with the known emoji characters drawn. The characters stay in it, for copying and searching. */
export function withDrawings(text) {
  const out = document.createDocumentFragment();
  let rest = 0;
  for (const match of text.matchAll(DRAWN)) {
    out.append(text.slice(rest, match.index),
      el("span", { class: "drawn-emoji" },
        draw(ART[match[1]]), el("span", { class: "visually-hidden" }, match[0])));
    rest = match.index + match[0].length;
  }
  out.append(text.slice(rest));
  return out;
}
