// Puts the page together and keeps it equal to what the server tells.
import { placeNow, setPlace } from "./address.js";
import { ChannelPage } from "./channel_page.js";
import { post, stayConnected } from "./connection.js";
import { showFailure } from "./dialogs.js";
import { el } from "./dom.js";
import { HomePage } from "./home_page.js";
import { Inspector } from "./inspector.js";
import { Modals } from "./modal.js";
import { mrkdwn } from "./mrkdwn.js";
import { makeSidebarButton, showPane, SidePanel } from "./panels.js";
import { Scenarios } from "./scenarios.js";
import { Sidebar } from "./sidebar.js";
import { keyOf, Store } from "./store.js";
import { Thread } from "./thread.js";

const store = new Store();
const main = document.getElementById("main");
const announcements = document.getElementById("announcements");
/** The place that is drawn; see address.js. */
let shown = {};

const failed = (answer) => showFailure(`That did not work: ${answer.error}`);

/** Resolves to whether it arrived. What the app then fails at is told in the channel, as Slack does. */
async function write(body) {
  const answer = await post("messages", body);
  const hasArrived = answer.ok || "round_trip_ms" in answer;
  if (!hasArrived) failed(answer);
  return hasArrived;
}

async function runShortcut(shortcut, message) {
  const about = message && { message: { channel_id: message.channel_id, ts: message.ts } };
  const trip = post("shortcuts", { callback_id: shortcut.callback_id, ...about });
  const answer = await channel.composer.during(`Running ${shortcut.name}`, trip);
  if (!answer.ok) failed(answer);
}

async function tryOut({ text }) {
  const { channels, command } = store.state;
  const words = `${command.command} ${text}`;
  if (text) await channel.composer.during(`Sending ${words}`, write({ channel_id: shown.main, text: words }));
  else await runShortcut(store.shortcuts("message")[0], store.inChannel(channels[0].id)[0]);
}

async function reset() {
  const answer = await post("reset");
  if (!answer.ok) failed(answer);
}

const toolsFor = (inThread) => (message) => ({
  names: store.names,
  inThread,
  replies: inThread ? [] : store.replies(message).filter(({ ephemeral }) => !ephemeral),
  openThread: ({ ts }) => go({ main: shown.main, beside: "thread", about: ts }),
  shortcuts: store.shortcuts("message"),
  runShortcut,
  inspect: ({ ts }) => go({ main: shown.main, beside: "json", about: ts }),
});

const modals = new Modals(store.names);
const inspector = new Inspector();
const scenarios = new Scenarios({
  choose({ customer_id: id }) {
    go({ main: shown.main === "home" ? store.state.channels[0].id : shown.main });
    channel.composer.fill(`${store.state.command.command} ${id}`);
  },
  reset,
});
const thread = new Thread({
  store,
  toolsFor: toolsFor(true),
  send: (root, text) => write({ channel_id: root.channel_id, thread_ts: root.ts, text }),
});
const channel = new ChannelPage({
  store,
  toolsFor: toolsFor(false),
  send: (channelId, text) => write({ channel_id: channelId, text }),
  runShortcut,
  tryOut,
});
const home = new HomePage({
  names: store.names,
  inspect: () => go({ main: "home", beside: "json" }),
});
const sidebar = new Sidebar({
  openChannel(id) {
    go({ main: id });
    channel.composer.input.focus();
  },
  openHome: () => go({ main: "home" }),
});
const close = () => go({ main: shown.main });
const side = new SidePanel({ parts: { scenarios, thread, json: inspector }, close });
document.getElementById("open-scenarios")
  .addEventListener("click", () => go({ main: shown.main, beside: "scenarios" }));
makeSidebarButton(() => go({ main: shown.main, beside: shown.beside === "channels" ? "" : "channels" }));
window.addEventListener("popstate", draw);

function go(place) {
  setPlace(place);
  draw();
}

function isThere({ main: middle, beside, about }) {
  if (about) return ["thread", "json"].includes(beside) && Boolean(store.get(middle, about));
  const isHomesJson = beside === "json" && middle === "home" && Boolean(store.state.home);
  return isHomesJson || ["", "channels", "scenarios"].includes(beside);
}

/** Draws what the address says; what it names and is not there is left out of it. */
function draw() {
  let place = placeNow();
  const { channels } = store.state;
  if (place.main !== "home" && !channels.some(({ id }) => id === place.main)) place = { main: channels[0].id };
  else if (!isThere(place)) place = { main: place.main };
  setPlace(place, { instead: true });
  const { main: middle, beside = "", about = "" } = place;
  const isElsewhere = middle !== shown.main;
  const isOther = isElsewhere || beside !== shown.beside || about !== shown.about;
  shown = { main: middle, beside, about };
  showPane({ "": "main", channels: "sidebar" }[beside] ?? "side");
  if (isElsewhere) {
    if (middle === "home") openHome();
    else openChannel(middle);
  }
  if (isOther) drawBeside(shown);
}

function drawBeside({ main: middle, beside, about }) {
  thread.close();
  inspector.message = null;
  if (!beside || beside === "channels") {
    side.rest();
    return;
  }
  side.show(beside);
  if (beside === "thread") thread.open(store.get(middle, about));
  if (beside === "json" && about) inspector.showMessage(store.get(middle, about));
  if (beside === "json" && !about) inspector.showHome(store.state.home);
}

function openChannel(id) {
  if (main.firstElementChild !== channel.node) main.replaceChildren(channel.node);
  channel.open(store.state.channels.find((one) => one.id === id));
  channel.draw({ toEnd: true });
  sidebar.draw(store.state, id);
}

async function openHome() {
  main.replaceChildren(home.node);
  home.heading.textContent = store.state.bot.name;
  sidebar.draw(store.state, "home");
  home.say("Opening the Home tab…");
  home.heading.focus();
  const answer = await post("home");
  home.say(`The app has published no Home tab${answer.ok ? " yet." : `: ${answer.error}`}`);
}

/** One line for screen readers: a message's `text` says the result, its cards would take minutes to hear. */
function announce(message) {
  const words = el("p", {}, message.user.name, message.ephemeral ? ", only visible to you: " : ": ");
  words.append(mrkdwn(message.text, store.names));
  announcements.append(words);
  while (announcements.childElementCount > 5) announcements.firstElementChild.remove();
}

function drawMessages(options) {
  channel.draw(options);
  if (shown.about && !store.get(shown.main, shown.about)) draw();
  thread.draw();
}

function onState(state) {
  const isFirst = store.state === null;
  store.replaceAll(state);
  document.title = `${state.bot.name} · Playground`;
  scenarios.show(state);
  home.show(state.home);
  if (isFirst) start(state);
  else {
    sidebar.draw(state, shown.main);
    drawMessages();
  }
  modals.show(state.views);
}

/** An address without a place is the playground's own: there one answer shows at once what this is about. */
function start({ channels, command: { command }, opening }) {
  const isFresh = !placeNow().main;
  draw();
  if (!shown.beside && shown.main !== "home") channel.composer.input.focus();
  if (isFresh) write({ channel_id: channels[0].id, text: `${command} ${opening}` });
}

function onMessage(message) {
  const isNew = store.put(message);
  const isOwn = message.kind === "user" && message.user.id === store.state.viewer.id;
  drawMessages({ toEnd: isNew && isOwn && !message.thread_ts });
  if (inspector.message && keyOf(inspector.message) === keyOf(message)) inspector.showMessage(message);
  announce(message);
}

function onEvent(event) {
  switch (event.type) {
    case "message":
    case "message_replaced":
      onMessage(event.message);
      break;
    case "views":
      modals.show(event.views);
      break;
    case "home":
      store.state.home = event.home;
      home.show(event.home);
      break;
    default:
      throw new Error(`The page does not know the event ${event.type}`);
  }
}

stayConnected({
  onState,
  onEvent,
  onConnected(isLive) {
    document.querySelector(".reconnecting").hidden = isLive;
  },
});
