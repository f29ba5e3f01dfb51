// A click or choice in a message, modal or Home: confirmation, round trip, failure.
import { post } from "./connection.js";
import { askConfirmation, showFailure } from "./dialogs.js";
import { whileBusy } from "./dom.js";

const given = (fields) => Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));

/** The `act` of a rendering context. container: {type: "message", ts, channel_id} or {type: "view", view_id}. */
export function makeAct(container, { names, inputs }) {
  return async (element, place, extra, node) => {
    if (element.confirm && !(await askConfirmation(element.confirm, names))) return false;
    const action = { type: element.type, action_id: place.actionId, block_id: place.blockId, ...given(extra) };
    const answer = await whileBusy(node, post("actions", { container, action, state: inputs.values() }));
    // When the bot fails at a click in a message, Slack says so below it; in a view only this page can.
    const isTold = container.type === "message" && "round_trip_ms" in answer;
    if (!answer.ok && !isTold) showFailure(`That did not work: ${answer.error}`);
    return true;
  };
}
