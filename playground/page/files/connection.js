// The only module that talks to the server: JSON over fetch, and server-sent events.

async function answer(response) {
  try {
    return await response.json();
  } catch {
    return { ok: false, error: `The playground answered HTTP ${response.status}` };
  }
}

/**
 * POSTs to /playground/<name>. Never throws: a failure is {ok: false, error}, with round_trip_ms when it was the
 * app that failed; {ok: false, errors} are a submission's field errors.
 */
export async function post(name, body = {}) {
  try {
    const response = await fetch(`/playground/${name}`, {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify({ ...HERE, ...body }),
    });
    return await answer(response);
  } catch {
    return { ok: false, error: "The playground cannot be reached" };
  }
}

const RETRY_MS = 1000;

/** Who acts, and in which page: the windows that are opened here are shown here alone. */
const HERE = { user_id: new URLSearchParams(window.location.search).get("as") ?? "", client: crypto.randomUUID() };
/** The server's time stamp of when this page was opened. */
let since = "";

/**
 * Keeps a stream of events open. Every stream begins with the whole state: no change is missed.
 * onState(state): at the start and after every interruption. onEvent(event): one change.
 * onConnected(boolean): whether what is on the screen is live.
 */
export function stayConnected({ onState, onEvent, onConnected }) {
  function open() {
    const source = new EventSource(`/playground/events?${new URLSearchParams({ ...HERE, since })}`);
    source.onmessage = ({ data }) => {
      const event = JSON.parse(data);
      if (event.type !== "state") {
        onEvent(event);
        return;
      }
      since = event.state.since;
      onConnected(true);
      onState(event.state);
    };
    source.onerror = () => {
      // The browser retries by itself after some interruptions only; this way it is always the same.
      source.close();
      onConnected(false);
      setTimeout(open, RETRY_MS);
    };
  }

  open();
}
