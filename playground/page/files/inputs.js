// What a person has typed or chosen in one view.

const keyOf = (block) => JSON.stringify([block.block_id, block.element.action_id]);

export class Inputs {
  #values = new Map();

  /** Forgets the fields that are not in the view any more. Call it before the view is drawn anew. */
  keepOnly(blocks) {
    const there = new Set(blocks.filter(({ type }) => type === "input").map(keyOf));
    for (const key of this.#values.keys()) if (!there.has(key)) this.#values.delete(key);
  }

  /**
   * The value to draw. As in Slack, a field keeps its value for as long as its block_id and action_id stay,
   * whatever initial value an update of the view brings. Source: slackapi/bolt-js#290.
   */
  draw(block, initial) {
    const key = keyOf(block);
    if (!this.#values.has(key)) this.#values.set(key, initial);
    return this.#values.get(key);
  }

  set(block, value) {
    this.#values.set(keyOf(block), value);
  }

  /** {block_id: text or option's value, null where it is empty} */
  filled() {
    return Object.fromEntries([...this.#values].map(([key, value]) => [JSON.parse(key)[0], value]));
  }
}
