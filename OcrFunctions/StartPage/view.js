// One document: its pages, each as text beside its picture.

import { byId, element, setText } from './element.js';
import { documentPath, json, request, Refusal, Unreachable } from './api.js';
import { adviceFor } from './advice.js';
import { announce } from './announce.js';
import { lost, whenBack } from './connection.js';
import { askForWord } from './dialogs.js';
import { showExportLinks } from './downloads.js';
import { refresh } from './list.js';
import { doubtful, textOf } from './pagetext.js';
import { Picture } from './picture.js';
import { isFinal, percent, plural, state } from './words.js';

let open = null;

/** @param {string} id the document @param {Promise<number>} reviewBelow confidence below which words are marked */
export function openView(id, reviewBelow) {
  closeView();
  open = new View(id, reviewBelow);
  byId('view').replaceChildren(open.node);
  void open.start();
}

export function closeView() {
  open?.close();
  open = null;
  byId('view').replaceChildren();
}

/** The list entry of the document that is open. */
export function updateView(documents) {
  const document = documents.find(one => one.id === open?.id);
  if (document) open.update(document);
}

class View {
  #document = null; #page = 0; #marks = []; #current = null; #turning = false; #closed = false;

  constructor(id, reviewBelow) {
    this.id = id;
    this.reviewBelow = reviewBelow;
    this.title = element('h1', { tabindex: '-1' }, '…');
    this.facts = element('p', { class: 'facts' });
    this.links = element('div', { class: 'links' });
    this.number = element('input', { type: 'number', min: '1', value: '1', 'aria-label': 'Page', onchange: () => this.#go(Number(this.number.value)) });
    this.of = element('span', {});
    this.before = element('button', { type: 'button', 'aria-label': 'Previous page', onclick: () => this.#go(this.#page - 1) }, '‹');
    this.after = element('button', { type: 'button', 'aria-label': 'Next page', onclick: () => this.#next() }, '›');
    this.review = element('button', { type: 'button', class: 'check', hidden: true, title: 'Goes to the next word to review', onclick: () => this.#nextWord() });
    this.problem = element('div', { class: 'problem', hidden: true });
    this.text = element('div', { class: 'pane' });
    this.picture = new Picture();
    this.node = element('article', {},
      element('a', { class: 'back', href: '#' }, '‹ All documents'),
      this.title, this.facts, this.links,
      element('div', { class: 'pager' }, this.before, this.number, this.of, this.after, this.review),
      this.problem,
      element('div', { class: 'panes' }, this.text, this.picture.node));
  }

  async start() {
    await this.#guarded(async () => {
      this.update(await json(documentPath(this.id)));
      this.title.focus({ preventScroll: true });
      scrollTo(0, 0);
      await this.#next();
    });
  }

  close() {
    this.#closed = true;
    this.picture.close();
  }

  update(document) {
    const isFirst = this.#document === null;
    const finishedNow = !isFirst && !isFinal(this.#document.status) && isFinal(document.status);
    this.#document = document;
    setText(this.title, document.name);
    const { pagesTotal, pagesDone } = document.progress;
    setText(this.facts, [
      state(document.status),
      pagesTotal && `${pagesDone} of ${plural(pagesTotal, 'page')}`,
      document.confidence && plural(document.confidence.words, 'word'),
      document.confidence?.mean !== undefined && document.confidence && `${percent(document.confidence.mean)} confidence`,
      document.confidence?.worstPageNumber && pagesTotal > 1 && `lowest on page ${document.confidence.worstPageNumber}`,
    ].filter(Boolean).join(' · '));
    setText(this.of, pagesTotal ? `of ${pagesTotal.toLocaleString()}` : '');
    this.number.max = String(pagesTotal ?? '');
    showExportLinks(this.links, document);
    if (!isFirst && this.#page === 0 && (finishedNow || pagesDone > 0)) void this.#guarded(() => this.#next());
  }

  async #go(number) {
    if (!(number >= 1)) return;
    await this.#guarded(async () => this.#show(await json(documentPath(this.id, 'pages', number))));
  }

  /** The next page that has come to its end: not every number need be among those that were asked for. */
  async #next() {
    // One at a time, or the page that is being fetched would come twice, and take the focus from what it replaces.
    if (this.#turning) return;
    this.#turning = true;
    await this.#guarded(() => this.#turn()).finally(() => { this.#turning = false; });
  }

  async #turn() {
    const { value } = await json(documentPath(this.id, 'pages'), { parameters: { top: 1, after: this.#page } });
    if (value.length > 0) await this.#show(value[0]);
    else if (this.#page === 0) this.text.replaceChildren(element('p', { class: 'note' }, isFinal(this.#document?.status ?? '') ? 'No page was read.' : 'The first page will show here.'));
    else announce('There is no later page.');
  }

  async #show(page) {
    const reviewBelow = await this.reviewBelow;
    if (this.#closed) return;
    this.#page = page.page;
    this.number.value = String(page.page);
    this.before.disabled = page.page <= 1;
    this.after.disabled = page.page >= (this.#document?.progress.pagesTotal ?? Number.POSITIVE_INFINITY);
    const words = page.width && page.height ? doubtful(page, reviewBelow) : [];
    const frames = this.picture.frame(page, words);
    const look = (at, on) => frames.forEach((frame, n) => frame.classList.toggle('looked', on && n === at));
    const { node, marks } = textOf(page, words, look, word => this.#correct(page, word));
    this.#marks = marks;
    this.#current = null;
    this.text.replaceChildren(node);
    this.review.hidden = marks.length === 0;
    setText(this.review, `Check ${plural(marks.length, 'word')}`);
    this.#explain(page.error);
    void this.picture.draw(this.id, page);
    announce(`Page ${page.page}`);
  }

  async #correct(page, { id, content, confidence }) {
    const text = await askForWord(content, percent(confidence));
    if (text === null) return;
    await this.#guarded(async () => {
      await request(documentPath(this.id, 'corrections'), { method: 'POST', body: { corrections: [{ page: page.page, word: id, content, text: text.trim() }] } });
      announce(`Corrected to ${text}. The results are being updated.`);
      await this.#show(await json(documentPath(this.id, 'pages', page.page)));
    });
  }

  #nextWord() {
    const next = this.#marks[(this.#marks.indexOf(this.#current) + 1) % this.#marks.length];
    this.#current = next;
    for (const mark of this.#marks) mark.classList.toggle('current', mark === next);
    // As if it were focused, but the focus stays on the button, so that the next press leads on.
    next.dispatchEvent(new Event('focus'));
    next.scrollIntoView({ block: 'center' });
    announce(next.getAttribute('aria-label'));
  }

  #explain(error) {
    this.problem.hidden = !error;
    this.problem.replaceChildren(...(error ? [
      element('p', {}, error.message, ' ', element('code', {}, error.code)),
      adviceFor(error.code) && element('p', { class: 'advice' }, adviceFor(error.code)),
    ].filter(Boolean) : []));
  }

  async #guarded(action) {
    try {
      await action();
    } catch (error) {
      if (this.#closed) return;
      if (error instanceof Unreachable) {
        lost(refresh);
        whenBack(() => { if (!this.#closed) void (this.#page === 0 ? this.start() : this.#go(this.#page)); });
      } else if (error instanceof Refusal) {
        this.#explain({ message: error.message, code: error.code });
      } else {
        throw error;
      }
    }
  }
}
