// What the server has told. Every part of the page draws from it.

const byTime = (one, other) => (one.ts < other.ts ? -1 : one.ts > other.ts ? 1 : 0);

export const keyOf = ({ channel_id, ts }) => `${channel_id}/${ts}`;

export class Store {
  #messages = new Map();
  state = null;

  replaceAll(state) {
    this.state = state;
    this.names.viewer = state.viewer.id;
    this.#messages = new Map(state.messages.map((message) => [keyOf(message), message]));
  }

  /** type: "message" or "global" */
  shortcuts(type) {
    return (this.state?.shortcuts ?? []).filter((one) => one.type === type);
  }

  /** True when the message was not there before. */
  put(message) {
    const isNew = !this.#messages.has(keyOf(message));
    this.#messages.set(keyOf(message), message);
    return isNew;
  }

  get(channelId, ts) {
    return this.#messages.get(keyOf({ channel_id: channelId, ts }));
  }

  /** The channel's own messages; replies are in their threads. */
  inChannel(channelId) {
    return [...this.#messages.values()]
      .filter(({ channel_id, thread_ts, ts }) => channel_id === channelId && (!thread_ts || thread_ts === ts))
      .sort(byTime);
  }

  /** The replies in the thread of a message. */
  replies(root) {
    return [...this.#messages.values()]
      .filter((message) => message.channel_id === root.channel_id && message.thread_ts === root.ts)
      .filter((message) => message.ts !== root.ts)
      .sort(byTime);
  }

  /** How ids are written out in text. */
  names = {
    user: (id) => {
      if (id === this.state.viewer.id) return this.state.viewer.name;
      return [...this.#messages.values()].find(({ user }) => user?.id === id)?.user.name;
    },
    channel: (id) => this.state.channels.find((channel) => channel.id === id)?.name,
  };
}
