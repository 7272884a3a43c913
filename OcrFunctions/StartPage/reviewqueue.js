// Which words of a document are left to review, in which order, and what was done with the others.

export class ReviewQueue {
  #list = null; #listed = null; #position = null; #settled = new Set(); #done = [];

  /** @param {{id: string, page: number}[]|null} list the words of the whole document, the least certain first; null before they are known */
  set list(list) {
    this.#list = list;
    this.#listed = list && new Set(list.map(({ id }) => id));
  }

  /** @param {string} id the word that is shown */
  set position(id) { this.#position = id; }

  /** The word that was settled last; undefined if there is none. */
  get last() { return this.#done.at(-1); }

  /** Whether a word is to be reviewed: nothing was done with it, and it is among those that were asked for. */
  has(id) {
    return !this.#settled.has(id) && (this.#listed?.has(id) ?? true);
  }

  /** @param {{id: string}[]} ofPage the page's words, where those of the document are not known */
  left(ofPage) {
    return (this.#list ?? ofPage).filter(({ id }) => !this.#settled.has(id)).length;
  }

  /** The words that are left, from the last one on, and then from the first. */
  * following(ofPage) {
    const list = this.#list ?? ofPage;
    const at = list.findIndex(({ id }) => id === this.#position);
    for (const word of [...list.slice(at + 1), ...list.slice(0, at + 1)]) if (!this.#settled.has(word.id)) yield word;
  }

  /** A word that was reviewed elsewhere since the list was written. */
  skip(id) { this.#settled.add(id); }

  /** @param {{id: string, page: number, polygon?: number[]}} word one that was stored has its polygon, one that was ignored has none */
  settle(word) {
    this.#done.push(word);
    this.#settled.add(word.id);
  }

  /** The last word is to be reviewed again. */
  undo() {
    this.#settled.delete(this.#done.pop().id);
    this.#position = null;
  }
}
