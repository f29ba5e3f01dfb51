// Puts the page together and keeps it equal to what the server tells.
import { AppPage } from "./app_page.js";
import { Channel } from "./channel.js";
import { post, stayConnected } from "./connection.js";
import { showFailure } from "./dialogs.js";
import { el } from "./dom.js";
import { Home } from "./home.js";
import { Inspector } from "./inspector.js";
import { Modals } from "./modal.js";
import { mrkdwn } from "./mrkdwn.js";
import { SidePanel, sidebarDrawer } from "./panels.js";
import { Scenarios } from "./scenarios.js";
import { Sidebar } from "./sidebar.js";
import { keyOf, Store } from "./store.js";
import { Thread } from "./thread.js";

const PLACE_KEY = "playground.channel";
const store = new Store();
const main = document.getElementById("main");
const announcements = document.getElementById("announcements");
const unread = new Set();
let place = {};

const failed = (answer) => showFailure(`That did not work: ${answer.error}`);

/** Resolves to whether it arrived. What the bot then fails at is told in the channel, as Slack does. */
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
  replies: inThread ? [] : store.replies(message.channel_id, message.ts).filter(({ ephemeral }) => !ephemeral),
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
    if (place.app) openChannel(store.state.channels[0].id);
    side.drawer.close({ refocus: false });
    channel.composer.fill(`${store.state.command.command} ${id}`);
  },
  reset,
});
const thread = new Thread({
  store,
  toolsFor: toolsFor(true),
  send: (root, text) => write({ channel_id: root.channel_id, thread_ts: root.ts, text }),
});
const channel = new Channel({
  store,
  toolsFor: toolsFor(false),
  send: (channelId, text) => write({ channel_id: channelId, text }),
  runShortcut,
});
const home = new Home({
  names: store.names,
  inspect(view) {
    inspector.showHome(view);
    side.show("inspector");
  },
});
const app = new AppPage({
  home,
  async onHome() {
    home.waiting();
    const answer = await post("home");
    if (answer.ok) home.nothing();
    else home.failed(answer.error);
  },
});
const sidebar = new Sidebar({
  openChannel(id) {
    closeSidebar();
    openChannel(id);
    channel.composer.input.focus();
  },
  openApp() {
    closeSidebar();
    openApp();
  },
});
const side = new SidePanel({
  parts: { scenarios, thread, inspector },
  onClose: (name) => name === "thread" && thread.close(),
});
const drawer = sidebarDrawer();

function closeSidebar() {
  drawer.close({ refocus: false });
}

function openChannel(id) {
  place = { channelId: id };
  unread.delete(id);
  if (main.firstElementChild !== channel.node) main.replaceChildren(channel.node);
  channel.open(store.state.channels.find((one) => one.id === id));
  channel.draw({ toEnd: true });
  sidebar.draw(store.state, place, unread);
  try {
    sessionStorage.setItem(PLACE_KEY, id);
  } catch {
    // Only a reload's memory of the place.
  }
}

function openApp() {
  place = { app: true };
  main.replaceChildren(app.node);
  app.heading.textContent = store.state.bot.name;
  sidebar.draw(store.state, place, unread);
  app.open("home");
  app.heading.focus();
}

function lastPlace() {
  try {
    return sessionStorage.getItem(PLACE_KEY);
  } catch {
    return null;
  }
}

/** One line for screen readers: a message's `text` says the result, its cards would take minutes to hear. */
function announce(message) {
  const words = el("p", {}, message.user.name, message.ephemeral ? ", only visible to you: " : ": ");
  words.append(mrkdwn(message.text || "a message without text", store.names));
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
    const known = state.channels.some(({ id }) => id === lastPlace());
    openChannel(known ? lastPlace() : state.channels[0].id);
    channel.composer.input.focus();
  } else {
    sidebar.draw(state, place, unread);
    drawMessages();
  }
  modals.show(state.views);
}

function onMessage(message) {
  const isNew = store.put(message);
  const isElsewhere = place.channelId !== message.channel_id;
  if (isNew && isElsewhere) {
    unread.add(message.channel_id);
    sidebar.draw(store.state, place, unread);
  }
  drawMessages({ toEnd: isNew && message.user.id === store.state.viewer.id && message.kind === "user" && !message.thread_ts });
  if (inspector.shownMessage && keyOf(inspector.shownMessage) === keyOf(message)) inspector.showMessage(message);
  announce(message);
}

function onEvent(event) {
  switch (event.type) {
    case "message":
    case "message_replaced":
      onMessage(event.message);
      break;
    case "message_deleted":
      store.remove(event);
      drawMessages();
      break;
    case "views":
      store.state.views = event.views;
      modals.show(event.views);
      break;
    case "home":
      store.state.home = event.home;
      home.show(event.home);
      break;
    default:
      console.warn("The page does not know the event", event.type);
  }
}

stayConnected({
  onState,
  onEvent,
  onConnected(isLive) {
    document.querySelector(".reconnecting").hidden = isLive;
  },
});
