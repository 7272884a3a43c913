// One document of the list. A row is made once and changed in place, so that focus, open menus and selections live through updates.

import { element, setText } from './element.js';
import { adviceFor } from './advice.js';
import { showExportLinks } from './downloads.js';
import { isFinal, moment, percent, plural, seconds, state } from './words.js';

export class Row {
  #document;

  /** @param {Object} document @param {Object} actions cancel, requeue and remove, each called with the document and its button */
  constructor(document, actions) {
    const act = (name, label, type = '') => element('button', { type: 'button', class: `small ${type}`, onclick: event => actions[name](this.#document, event.currentTarget) }, label);
    this.name = element('a', { class: 'name', href: `#${document.id}` });
    // The name is the link for assistive technology; this button repeats it for the eye.
    this.open = element('a', { class: 'open', href: `#${document.id}`, tabindex: '-1', 'aria-hidden': 'true' }, 'Open');
    this.state = element('span', { class: 'state' });
    this.review = element('span', { class: 'review', hidden: true });
    this.bar = element('progress', { max: '100' });
    this.facts = element('p', { class: 'facts' });
    this.problem = element('div', { class: 'problem', hidden: true });
    this.cancel = act('cancel', 'Cancel');
    this.requeue = act('requeue', 'Read again');
    this.remove = act('remove', 'Delete', 'danger');
    this.links = element('div', { class: 'links' });
    this.exports = element('details', { class: 'exports' }, element('summary', {}, 'Results'), this.links);
    this.node = element('li', { 'data-id': document.id },
      element('div', { class: 'head' }, this.name, this.review, this.state),
      this.bar, this.facts, this.problem,
      element('div', { class: 'actions' }, this.open, this.exports, this.cancel, this.requeue, this.remove));
    this.update(document);
  }

  update(document) {
    this.#document = document;
    const final = isFinal(document.status);
    this.node.dataset.status = document.status;
    setText(this.name, document.name);
    setText(this.state, state(document.status));
    for (const button of [this.cancel, this.requeue, this.remove]) button.setAttribute('aria-label', `${button.textContent}: ${document.name}`);

    const review = document.confidence?.wordsToReview ?? 0;
    this.review.hidden = review === 0;
    setText(this.review, `${plural(review, 'word')} to review`);

    this.bar.hidden = final;
    this.bar.setAttribute('aria-label', `Progress of ${document.name}`);
    // Without a value the bar is indeterminate.
    if (document.progress.pagesTotal) this.bar.value = document.progress.percent;
    else this.bar.removeAttribute('value');

    setText(this.facts, facts(document));
    this.#explain(document);
    this.cancel.hidden = final;
    this.requeue.hidden = !['Failed', 'PartiallySucceeded', 'Canceled', 'Expired'].includes(document.status);
    this.exports.hidden = !showExportLinks(this.links, document);
    this.open.hidden = document.progress.pagesDone === 0;
  }

  #explain({ error, warnings = [] }) {
    const lines = [
      error && element('p', {}, error.page ? `Page ${error.page}: ` : '', error.message, ' ', element('code', {}, error.code)),
      error && adviceFor(error.code) && element('p', { class: 'advice' }, adviceFor(error.code)),
      ...warnings.map(warning => element('p', {}, warning.message, ' ', element('code', {}, warning.code))),
    ].filter(Boolean);
    const text = lines.map(line => line.textContent).join('\n');
    if (this.problem.dataset.text !== text) {
      this.problem.dataset.text = text;
      this.problem.replaceChildren(...lines);
    }
    this.problem.hidden = lines.length === 0;
  }
}

function facts({ status, progress, confidence, createdAt, startedAt, completedAt }) {
  const { pagesTotal, pagesDone, pagesFailed, secondsLeft } = progress;
  const parts = [];
  if (!pagesTotal) parts.push(isFinal(status) ? null : 'inspecting');
  else if (isFinal(status)) parts.push(pagesDone === pagesTotal ? plural(pagesTotal, 'page') : `${pagesDone} of ${plural(pagesTotal, 'page')}`);
  else parts.push(`${pagesDone + pagesFailed} of ${plural(pagesTotal, 'page')}`);
  if (pagesFailed > 0) parts.push(`${pagesFailed} failed`);
  if (!isFinal(status) && secondsLeft) parts.push(`${seconds(secondsLeft)} left`);
  if (confidence) parts.push(plural(confidence.words, 'word'), confidence.mean !== undefined && `${percent(confidence.mean)} confidence`);
  if (completedAt && startedAt) parts.push(`read in ${seconds((new Date(completedAt) - new Date(startedAt)) / 1000)}`);
  parts.push(moment(createdAt));
  return parts.filter(Boolean).join(' · ');
}
