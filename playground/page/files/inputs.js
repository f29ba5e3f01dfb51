// What a person has typed or chosen in one message or view, in the shape of Slack's state.values.

export class Inputs {
  #values = new Map();
  #drawn = new Set();

  /** Call before drawing the blocks anew, and forgetOthers() after it. */
  beginDrawing() {
    this.#drawn = new Set();
  }

  /**
   * The value to draw. What a person entered outlives an update of the view as long as block_id and action_id stay,
   * as in Slack; untouched fields follow the new initial value.
   */
  draw(blockId, actionId, initial) {
    const key = JSON.stringify([blockId, actionId]);
    this.#drawn.add(key);
    const kept = this.#values.get(key);
    if (kept?.touched && kept.value.type === initial.type) return kept.value;
    this.#values.set(key, { value: initial, touched: false });
    return initial;
  }

  set(blockId, actionId, value) {
    this.#values.set(JSON.stringify([blockId, actionId]), { value, touched: true });
  }

  get(blockId, actionId) {
    return this.#values.get(JSON.stringify([blockId, actionId]))?.value;
  }

  forgetOthers() {
    for (const key of this.#values.keys()) if (!this.#drawn.has(key)) this.#values.delete(key);
  }

  /** {block_id: {action_id: {type, value | selected_option | selected_options}}} */
  values() {
    const all = {};
    for (const [key, { value }] of this.#values) {
      const [blockId, actionId] = JSON.parse(key);
      (all[blockId] ??= {})[actionId] = value;
    }
    return all;
  }
}
