// A click or choice in a message, modal or the Home tab: confirmation, round trip, failure.
import { post } from "./connection.js";
import { askConfirmation, showFailure } from "./dialogs.js";
import { whileBusy } from "./dom.js";

/**
 * The `act` of a rendering context. container: {type: "message", ts, channel_id} or {type: "view", view_id};
 * `inputs` are those of a modal.
 */
export function makeAct(container, names, inputs = null) {
  return async (element, block, node, chosen) => {
    if (element.confirm && !(await askConfirmation(element.confirm, names))) return;
    const { action_id } = element;
    const { block_id } = block;
    const filled = inputs?.filled();
    const answer = await whileBusy(node, post("actions", { container, action_id, block_id, chosen, filled }));
    // When the app fails at a click in a message, Slack says so below it; in a view only this page can.
    const isTold = container.type === "message" && "round_trip_ms" in answer;
    if (!answer.ok && !isTold) showFailure(`That did not work: ${answer.error}`);
  };
}
