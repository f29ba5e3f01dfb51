// Puts the page together and keeps it equal to what the server tells.
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
/** What stands in the middle: {channelId}, or {isHome: true}. */
let place = {};

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

async function reset() {
  const answer = await post("reset");
  if (!answer.ok) failed(answer);
}

const toolsFor = (inThread) => (message) => ({
  names: store.names,
  inThread,
  replies: inThread ? [] : store.replies(message).filter(({ ephemeral }) => !ephemeral),
  openThread(root) {
    side.show("thread");
    thread.open(root);
  },
  shortcuts: store.state.shortcuts.filter(({ type }) => type === "message"),
  runShortcut,
  inspect(inspected) {
    inspector.showMessage(inspected);
    side.show("inspector");
  },
});

const modals = new Modals(store.names);
const inspector = new Inspector();
const scenarios = new Scenarios({
  choose({ customer_id: id }) {
    if (place.isHome) openChannel(store.state.channels[0].id);
    showPane("main");
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
});
const home = new HomePage({
  names: store.names,
  inspect(view) {
    inspector.showHome(view);
    side.show("inspector");
  },
});
const sidebar = new Sidebar({
  openChannel(id) {
    openChannel(id);
    channel.composer.input.focus();
  },
  openHome,
});
const side = new SidePanel({
  parts: { scenarios, thread, inspector },
  onClose: (name) => name === "thread" && thread.close(),
});
makeSidebarButton();

function openChannel(id) {
  place = { channelId: id };
  showPane("main");
  if (main.firstElementChild !== channel.node) main.replaceChildren(channel.node);
  channel.open(store.state.channels.find((one) => one.id === id));
  channel.draw({ toEnd: true });
  sidebar.draw(store.state, place);
}

async function openHome() {
  place = { isHome: true };
  showPane("main");
  main.replaceChildren(home.node);
  home.heading.textContent = store.state.bot.name;
  sidebar.draw(store.state, place);
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
  if (!thread.draw()) side.close();
}

function onState(state) {
  const isFirst = store.state === null;
  store.replaceAll(state);
  document.title = `${state.bot.name} · Playground`;
  scenarios.show(state.scenarios);
  home.show(state.home);
  if (isFirst) {
    openChannel(state.channels[0].id);
    channel.composer.input.focus();
  } else {
    sidebar.draw(state, place);
    drawMessages();
  }
  modals.show(state.views);
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
