// The word under review: why it is doubtful, what the other recognizer read, and what can be done about it, each by one key.

import { element } from './element.js';
import { percent } from './words.js';

/** The words to review, the least certain first. */
export const worstFirst = words => [...words].sort((one, other) => one.confidence - other.confidence);

const reasons = {
  lowConfidence: () => 'low confidence',
  readersDiffer: word => `the recognizers differ${word.reader ? ', and the second one was chosen' : ''}`,
  notSeen: () => 'the second recognizer saw nothing here',
  besideMissedText: () => 'text beside it was missed',
};

export const reasonFor = word => word.review.map(reason => reasons[reason]?.(word) ?? reason).join('; ');

const alternativeOf = word => word.alternatives?.[0]?.content;

export class ReviewBar {
  #word = null;

  /** @param {{accept: Function, take: Function, edit: Function, ignore: Function, next: Function, undo: Function}} actions each gets the word */
  constructor(actions) {
    this.actions = actions;
    this.node = element('div', { class: 'review-bar', role: 'group', 'aria-label': 'Word under review', hidden: true });
  }

  show(word) {
    this.#word = word;
    this.node.hidden = word === null;
    if (word === null) return;
    this.node.replaceChildren(
      element('span', { class: 'what' }, element('strong', {}, word.content), ` ${percent(word.confidence)}: ${reasonFor(word)}`),
      ...this.#choices(word).map(([key, label, act]) => element('button', { type: 'button', 'aria-keyshortcuts': key, onclick: act }, `${label} `, element('kbd', {}, key))));
  }

  /** @param {KeyboardEvent} event @returns {boolean} whether it was a key of the review */
  press(event) {
    if (event.ctrlKey || event.metaKey || event.altKey) return false;
    const pressed = event.key.toUpperCase();
    if (pressed === 'N') return this.#did(() => this.actions.next());
    if (pressed === 'U') return this.#did(() => this.actions.undo());
    const choice = this.#word && this.#choices(this.#word).find(([key]) => key === pressed);
    return choice ? this.#did(choice[2]) : false;
  }

  #choices(word) {
    const alternative = alternativeOf(word);
    return [
      ['A', 'Accept', () => this.actions.accept(word)],
      ...(alternative ? [['T', `Take “${alternative}”`, () => this.actions.take(word, alternative)]] : []),
      ['E', 'Edit', () => this.actions.edit(word)],
      ['I', 'Ignore', () => this.actions.ignore(word)],
      ['N', 'Next', () => this.actions.next()],
      ['U', 'Undo', () => this.actions.undo()],
    ];
  }

  #did(action) {
    action();
    return true;
  }
}
