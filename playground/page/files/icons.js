// Small line drawings, 20 by 20.

const DRAWINGS = {
  // Slack's icons that the app puts on cards.
  bookmark: "M5.5 3h9v14L10 13.5 5.5 17z",
  file: "M5 2.5h6.5L15 6v11.5H5zM11.5 2.5V6H15",
  help: "M10 2.5a7.5 7.5 0 1 1 0 15 7.5 7.5 0 0 1 0-15zM7.800 8a2.200 2.200 0 1 1 3.200 2c-.7.4-1 .8-1 1.600M10 14v.2",
  refresh: "M16.5 8.5A7 7 0 0 0 4 6.5L3 8M3.5 11.5a7 7 0 0 0 12.5 2l1-1.5M3 3.5V8h4.5M17 16.5V12h-4.5",
  rocket: "M10 13 7 10c1-4 4-7 9.5-7.5C16 8 13 11 9.5 12.5zM7 10H4l2-3.5h2.5M10 13v3l3.5-2v-2.5M4.5 13.5 3 17l3.5-1.5",
  sparkle: "M10 2.5 11.800 8.200 17.5 10l-5.700 1.800L10 17.5l-1.800-5.700L2.5 10l5.700-1.800z",
  "star-filled": "M10 2.5l2.300 4.900 5.200.7-3.800 3.700.9 5.300L10 14.5l-4.600 2.600.9-5.300L2.5 8.100l5.200-.7z",
  tag: "M3 3.5h7l7 7a1 1 0 0 1 0 1.400L12 17a1 1 0 0 1-1.400 0L3 9.5zM6.800 7.200h.01",

  // The page's own.
  bolt: "M11.5 2 4 11.5h5L8 18l8-10h-5.200z",
  close: "M5 5l10 10M15 5 5 15",
  hash: "M7.5 3 6 17M14 3l-1.5 14M3.5 7.5h13.5M3 12.5h13.5",
  lock: "M4.5 9h11v8h-11zM7 9V6.5a3 3 0 0 1 6 0V9",
  menu: "M3 5h14M3 10h14M3 15h14",
  more: "M10 4.5h.01M10 10h.01M10 15.5h.01",
  send: "M3 3.5 17.5 10 3 16.5 5.5 10zM5.5 10H11",
  bot: "M4 7.5h12v8H4zM10 4v3.5M7.5 11v1M12.5 11v1M2 10.5v2M18 10.5v2M10 4h.01",
  code: "M7 5.5 2.5 10 7 14.5M13 5.5 17.5 10 13 14.5",
  comment: "M3 4h14v10H9l-4 3v-3H3z",
  "eye-open": "M2 10c3.5-6 12.5-6 16 0-3.5 6-12.5 6-16 0zM10 7.700a2.300 2.300 0 1 1 0 4.600 2.300 2.300 0 0 1 0-4.600z",
  "new-window": "M11 3h6v6M17 3l-8 8M14.5 12v5H3V5.5h5",
  warning: "M10 3 18 16.5H2zM10 8v4.5M10 14.5v.2",
  "caret-down": "M4.5 7.5 10 13l5.5-5.5",
};

/** An icon of Slack's that is not drawn here looks like "help". */
export function icon(name, className = "icon") {
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  const path = document.createElementNS("http://www.w3.org/2000/svg", "path");
  path.setAttribute("d", DRAWINGS[name] ?? DRAWINGS.help);
  svg.append(path);
  const attributes = { viewBox: "0 0 20 20", "aria-hidden": "true", focusable: "false" };
  for (const [attribute, value] of Object.entries(attributes)) svg.setAttribute(attribute, value);
  svg.setAttribute("class", className);
  svg.classList.toggle("filled", name === "star-filled");
  svg.classList.toggle("dotted", name === "more");
  return svg;
}
