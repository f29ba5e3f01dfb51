// Small line drawings, 20 by 20: Slack's icon names for cards first, then the page's own.

const DRAWINGS = {
  archive: "M3 4h14v3H3zM4 7v9h12V7M8 10h4",
  book: "M4 4.5A1.5 1.5 0 0 1 5.5 3H16v11H5.5A1.5 1.5 0 0 0 4 15.5zM4 15.5A1.5 1.5 0 0 0 5.5 17H16v-3",
  bookmark: "M5.5 3h9v14L10 13.5 5.5 17z",
  bot: "M4 7.5h12v8H4zM10 4v3.5M7.5 11v1M12.5 11v1M2 10.5v2M18 10.5v2M10 4h.01",
  bug: "M6.5 9a3.5 3.5 0 0 1 7 0v4a3.5 3.5 0 0 1-7 0zM10 8v8M7.5 6 6 4M12.5 6 14 4M6.5 11H3M17 11h-3.5M6.700 14 4 16M13.300 14 16 16",
  calendar: "M3 5h14v12H3zM3 8.5h14M7 3v3.5M13 3v3.5",
  call: "M6.5 3 8.5 7l-2 1.5a9 9 0 0 0 5 5l1.5-2 4 2v3c0 .6-.4 1-1 1A13.5 13.5 0 0 1 2.5 4c0-.6.4-1 1-1z",
  "caret-left": "M12.5 4.5 7 10l5.5 5.5",
  "caret-right": "M7.5 4.5 13 10l-5.5 5.5",
  check: "M4 10.5 8 14.5 16 5.5",
  clipboard: "M5 4.5h10V17H5zM7.5 3h5v3h-5z",
  code: "M7 5.5 2.5 10 7 14.5M13 5.5 17.5 10 13 14.5",
  comment: "M3 4h14v10H9l-4 3v-3H3z",
  compass: "M10 2.5a7.5 7.5 0 1 1 0 15 7.5 7.5 0 0 1 0-15zM12.800 7.200l-1.600 4-4 1.600 1.600-4z",
  copy: "M7 7h10v10H7zM13 7V3H3v10h4",
  cube: "M10 2.5 16.5 6v8L10 17.5 3.5 14V6zM3.5 6 10 9.5 16.5 6M10 9.5v8",
  download: "M10 3v9.5M6 9l4 4 4-4M3.5 16.5h13",
  edit: "M4 16l.8-3.5L13.5 4 16 6.5 7.5 15.200zM11.5 6 14 8.5",
  email: "M2.5 4.5h15v11h-15zM2.5 5.5 10 11l7.5-5.5",
  "eye-closed": "M2.5 8c3.5 4.5 11.5 4.5 15 0M10 11.5V14M5.5 10.5 4 12.5M14.5 10.5 16 12.5",
  "eye-open": "M2 10c3.5-6 12.5-6 16 0-3.5 6-12.5 6-16 0zM10 7.700a2.300 2.300 0 1 1 0 4.600 2.300 2.300 0 0 1 0-4.600z",
  file: "M5 2.5h6.5L15 6v11.5H5zM11.5 2.5V6H15",
  flag: "M4.5 17.5v-15M4.5 3.5h11l-2.5 3.5 2.5 3.5h-11",
  folder: "M2.5 5h5l1.5 2h8.5v9h-15z",
  gear: "M10 7.300a2.700 2.700 0 1 1 0 5.400 2.700 2.700 0 0 1 0-5.400zM10 2.5v2.300M10 15.200v2.300M2.5 10h2.300M15.200 10h2.300M4.700 4.700l1.600 1.600M13.700 13.700l1.600 1.600M15.300 4.700l-1.600 1.600M6.300 13.700l-1.600 1.600",
  globe: "M10 2.5a7.5 7.5 0 1 1 0 15 7.5 7.5 0 0 1 0-15zM2.5 10h15M10 2.5c4 4.5 4 10.5 0 15M10 2.5c-4 4.5-4 10.5 0 15",
  heart: "M10 16.5C-1.5 9 5.5 0 10 6c4.5-6 11.5 3 0 10.5z",
  help: "M10 2.5a7.5 7.5 0 1 1 0 15 7.5 7.5 0 0 1 0-15zM7.800 8a2.200 2.200 0 1 1 3.200 2c-.7.4-1 .8-1 1.600M10 14v.2",
  image: "M2.5 4h15v12h-15zM2.5 14l4.5-4.5L11 13l2.5-2.5 4 4M13 7.5h.01",
  info: "M10 2.5a7.5 7.5 0 1 1 0 15 7.5 7.5 0 0 1 0-15zM10 9v5M10 6v.2",
  key: "M6.5 8.5a4 4 0 1 1 0 8 4 4 0 0 1 0-8zM9.5 9.700 17 2.5M13.5 6l2.5 2.5",
  lightbulb: "M7.5 14c0-2.5-2.5-3-2.5-6.5a5 5 0 0 1 10 0c0 3.5-2.5 4-2.5 6.5zM8 17h4",
  link: "M8.5 11.5a3 3 0 0 0 4.300.2l3-3a3 3 0 0 0-4.300-4.300l-1.200 1.200M11.5 8.5a3 3 0 0 0-4.300-.2l-3 3a3 3 0 0 0 4.300 4.300l1.200-1.200",
  map: "M2.5 5 7.5 3l5 2 5-2v12l-5 2-5-2-5 2zM7.5 3v12M12.5 5v12",
  mobile: "M6 2h8v16H6zM9 15.5h2",
  "new-window": "M11 3h6v6M17 3l-8 8M14.5 12v5H3V5.5h5",
  pin: "M7 2.5h6M8 2.5V8l-2.5 3h9L12 8V2.5M10 11v6.5",
  plus: "M10 3.5v13M3.5 10h13",
  refine: "M3 5h14M5.5 10h9M8 15h4",
  refresh: "M16.5 8.5A7 7 0 0 0 4 6.5L3 8M3.5 11.5a7 7 0 0 0 12.5 2l1-1.5M3 3.5V8h4.5M17 16.5V12h-4.5",
  rocket: "M10 13 7 10c1-4 4-7 9.5-7.5C16 8 13 11 9.5 12.5zM7 10H4l2-3.5h2.5M10 13v3l3.5-2v-2.5M4.5 13.5 3 17l3.5-1.5",
  save: "M3.5 3.5h10.5l2.5 2.5v10.5h-13zM6.5 3.5v4h6v-4M6 16.5v-5h8v5",
  screen: "M2.5 3.5h15v10h-15zM10 13.5V17M6.5 17h7",
  share: "M11 5V2.5L17.5 8 11 13.5V11c-4 0-6.5 1.5-8.5 5 0-6 3.5-10.5 8.5-11z",
  sparkle: "M10 2.5 11.800 8.200 17.5 10l-5.700 1.800L10 17.5l-1.800-5.700L2.5 10l5.700-1.800z",
  star: "M10 2.5l2.300 4.900 5.200.7-3.800 3.700.9 5.300L10 14.5l-4.600 2.600.9-5.300L2.5 8.100l5.200-.7z",
  "star-filled": "M10 2.5l2.300 4.900 5.200.7-3.800 3.700.9 5.300L10 14.5l-4.600 2.600.9-5.300L2.5 8.100l5.200-.7z",
  tag: "M3 3.5h7l7 7a1 1 0 0 1 0 1.400L12 17a1 1 0 0 1-1.400 0L3 9.5zM6.800 7.200h.01",
  "thumbs-down": "M6.5 11.5 9.5 17.5c1.5 0 2-1 1.5-2.5l-.5-2.5h5c1 0 1.700-.8 1.5-1.800l-1-5c-.2-.8-.8-1.200-1.5-1.200h-8zM6.5 11.5H3v-7h3.5z",
  "thumbs-up": "M6.5 8.5 9.5 2.5c1.5 0 2 1 1.5 2.5l-.5 2.5h5c1 0 1.700.8 1.5 1.800l-1 5c-.2.8-.8 1.200-1.5 1.200h-8zM6.5 8.5H3v7h3.5z",
  trash: "M3.5 5.5h13M7.5 5.5V3h5v2.5M5 5.5l.8 12h8.400l.8-12M8.300 8.5v6M11.700 8.5v6",
  upload: "M10 13V3.5M6 7l4-4 4 4M3.5 16.5h13",
  user: "M10 3a3.5 3.5 0 1 1 0 7 3.5 3.5 0 0 1 0-7zM3.5 17c.5-6 12.5-6 13 0z",
  warning: "M10 3 18 16.5H2zM10 8v4.5M10 14.5v.2",

  bolt: "M11.5 2 4 11.5h5L8 18l8-10h-5.200z",
  close: "M5 5l10 10M15 5 5 15",
  hash: "M7.5 3 6 17M14 3l-1.5 14M3.5 7.5h13.5M3 12.5h13.5",
  home: "M3 9.5 10 3.5l7 6V17h-5v-4.5H8V17H3z",
  lock: "M4.5 9h11v8h-11zM7 9V6.5a3 3 0 0 1 6 0V9",
  menu: "M3 5h14M3 10h14M3 15h14",
  more: "M10 4.5h.01M10 10h.01M10 15.5h.01",
  send: "M3 3.5 17.5 10 3 16.5 5.5 10zM5.5 10H11",
};
const FILLED = new Set(["star-filled"]);
const DOTTED = new Set(["more"]);

export function icon(name, className = "icon") {
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  const path = document.createElementNS("http://www.w3.org/2000/svg", "path");
  path.setAttribute("d", DRAWINGS[name] ?? DRAWINGS.cube);
  svg.append(path);
  const attributes = { viewBox: "0 0 20 20", "aria-hidden": "true", focusable: "false" };
  for (const [attribute, value] of Object.entries(attributes)) svg.setAttribute(attribute, value);
  svg.setAttribute("class", `${className}${FILLED.has(name) ? " filled" : ""}${DOTTED.has(name) ? " dotted" : ""}`);
  return svg;
}

export function hasIcon(name) {
  return Object.hasOwn(DRAWINGS, name);
}
