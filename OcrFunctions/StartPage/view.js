// One document: its pages, each as text beside its picture.

import { byId, element, setText } from './element.js';
import { documentPath, json, request, Refusal, Unreachable } from './api.js';
import { adviceFor } from './advice.js';
import { announce } from './announce.js';
import { lost, whenBack } from './connection.js';
import { askForWord } from './dialogs.js';
import { showExportLinks } from './downloads.js';
import { refresh } from './list.js';
import { textOf } from './pagetext.js';
import { Picture } from './picture.js';
import { ReviewBar, worstFirst } from './review.js';
import { wordsToReview } from './reviewlist.js';
import { ReviewQueue } from './reviewqueue.js';
import { isFinal, percent, plural, state } from './words.js';

let open = null;

/** @param {string} id the document */
export function openView(id) {
  closeView();
  open = new View(id);
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
  #document = null; #page = 0; #shown = null; #marks = new Map(); #words = []; #current = null; #turning = false; #closed = false;
  #queue = new ReviewQueue();

  constructor(id) {
    this.id = id;
    this.title = element('h1', { tabindex: '-1' }, '…');
    this.facts = element('p', { class: 'facts' });
    this.links = element('div', { class: 'links' });
    this.number = element('input', { type: 'number', min: '1', value: '1', 'aria-label': 'Page', onchange: () => this.#go(Number(this.number.value)) });
    this.of = element('span', {});
    this.before = element('button', { type: 'button', 'aria-label': 'Previous page', onclick: () => this.#go(this.#page - 1) }, '‹');
    this.after = element('button', { type: 'button', 'aria-label': 'Next page', onclick: () => this.#next() }, '›');
    this.review = element('button', { type: 'button', class: 'check', hidden: true, title: 'Goes to the next word to review, the least certain first', onclick: () => void this.#nextWord() });
    this.bar = new ReviewBar({
      accept: word => this.#store(word, word.content, `Accepted ${word.content}.`),
      take: (word, text) => this.#store(word, text, `Corrected to ${text}. The results are being updated.`),
      edit: word => this.#correct(word),
      ignore: word => this.#ignore(word),
      next: () => this.#nextWord(),
      undo: () => this.#undo(),
    });
    this.keys = event => {
      // Keys that are typed into a field or a question are text.
      if (event.target.closest?.('input, textarea, select') || document.querySelector('dialog[open]') || (this.#left() === 0 && !this.#queue.last)) return;
      if (this.bar.press(event)) event.preventDefault();
    };
    document.addEventListener('keydown', this.keys);
    this.problem = element('div', { class: 'problem', hidden: true });
    this.text = element('div', { class: 'pane' });
    this.picture = new Picture();
    this.node = element('article', {},
      element('a', { class: 'back', href: '#' }, '‹ All documents'),
      this.title, this.facts, this.links,
      element('div', { class: 'pager' }, this.before, this.number, this.of, this.after, this.review, this.bar.node),
      this.problem,
      element('div', { class: 'panes' }, this.text, this.picture.node));
  }

  async start() {
    await this.#guarded(async () => {
      this.update(await json(documentPath(this.id)));
      this.title.focus({ preventScroll: true });
      scrollTo(0, 0);
      if (isFinal(this.#document.status)) await this.#loadList();
      await this.#next();
    });
  }

  close() {
    this.#closed = true;
    document.removeEventListener('keydown', this.keys);
    this.picture.close();
  }

  update(document) {
    const isFirst = this.#document === null;
    const wasFinal = !isFirst && isFinal(this.#document.status), finishedNow = !isFirst && !wasFinal && isFinal(document.status);
    // It was requeued: its pages will have other words under the same ids.
    if (wasFinal && !isFinal(document.status)) this.#queue = new ReviewQueue();
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
    if (finishedNow) void this.#guarded(() => this.#loadList());
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
    if (value.length > 0) this.#show(value[0]);
    else if (this.#page === 0) this.text.replaceChildren(element('p', { class: 'note' }, isFinal(this.#document?.status ?? '') ? 'No page was read.' : 'The first page will show here.'));
    else announce('There is no later page.');
  }

  async #loadList() {
    this.#queue.list = await wordsToReview(this.id);
    this.#count();
  }

  #show(page) {
    if (this.#closed) return;
    this.#page = page.page;
    this.number.value = String(page.page);
    this.before.disabled = page.page <= 1;
    this.after.disabled = page.page >= (this.#document?.progress.pagesTotal ?? Number.POSITIVE_INFINITY);
    this.#shown = page;
    const words = page.width && page.height ? this.#toReview(page) : [];
    const frames = this.picture.frame(page, words);
    const look = (at, on, isChosen) => {
      frames.forEach((frame, n) => frame.classList.toggle('looked', on && n === at));
      if (isChosen) this.#look(words[at]);
    };
    const { node, marks } = textOf(page, words, look, word => this.#correct(word));
    this.#marks = marks;
    this.#words = worstFirst(words.filter(word => marks.has(word.id)));
    this.#look(null);
    this.text.replaceChildren(node);
    this.#count();
    this.#explain(page.error);
    void this.picture.draw(this.id, page);
    announce(`Page ${page.page}`);
  }

  /** The words of a page that are to be reviewed, and among those that were asked for. */
  #toReview(page) {
    return (page.words ?? []).filter(({ id, review }) => review && this.#queue.has(id));
  }

  /** Number of words that are left to review: of a finished document, before that of the page. */
  #left() {
    return this.#queue.left(this.#words);
  }

  #count() {
    this.review.hidden = this.#left() === 0;
    setText(this.review, `Check ${plural(this.#left(), 'word')}`);
  }

  async #correct(word) {
    const text = await askForWord(word.content, percent(word.confidence), word.alternatives?.[0]?.content);
    if (text !== null) await this.#store(word, text.trim(), `Corrected to ${text}. The results are being updated.`);
  }

  /** A word that is stored as it stands is accepted: it needs no further review. */
  async #store({ id, content, polygon }, text, said) {
    const page = this.#shown.page, wasReviewed = this.#current !== null;
    await this.#guarded(async () => {
      await request(documentPath(this.id, 'corrections'), { method: 'POST', body: { corrections: [{ page, word: id, content, text }] } });
      this.#queue.settle({ id, page, polygon });
      this.#show(await json(documentPath(this.id, 'pages', page)));
      if (wasReviewed) await this.#nextWord();
      announce(said);
    });
  }

  async #ignore({ id, content }) {
    this.#queue.settle({ id, page: this.#page });
    this.#show(this.#shown);
    await this.#nextWord();
    announce(`Ignored ${content}.`);
  }

  async #undo() {
    const { last } = this.#queue;
    if (!last) return announce('There is nothing to undo.');
    await this.#guarded(async () => {
      if (last.polygon) {
        const { value } = await json(documentPath(this.id, 'corrections'));
        const same = value.filter(one => one.page === last.page && one.polygon.join() === last.polygon.join());
        if (same.length > 0) await request(documentPath(this.id, 'corrections', same.at(-1).key), { method: 'DELETE' });
      }
      this.#queue.undo();
      this.#show(await json(documentPath(this.id, 'pages', last.page)));
      announce('Undone.');
    });
  }

  /** Goes to the next word to review, on whatever page it is: from the last one on, and then from the first. */
  async #nextWord() {
    for (const { id, page } of this.#queue.following(this.#words.map(({ id }) => ({ id, page: this.#page })))) {
      if (page !== this.#page) await this.#go(page);
      if (page !== this.#page) return;
      if (this.#marks.has(id)) return this.#mark(id);
      // It was reviewed elsewhere since the list was written.
      this.#queue.skip(id);
      this.#count();
    }
  }

  #mark(id) {
    const mark = this.#marks.get(id);
    // As if it were focused, but the focus stays on the button, so that the next press leads on.
    mark.dispatchEvent(new Event('focus'));
    mark.scrollIntoView({ block: 'center' });
    announce(mark.getAttribute('aria-label'));
  }

  /** @param {Object|null} word the word under review */
  #look(word) {
    this.#current = word;
    if (word) this.#queue.position = word.id;
    for (const [id, mark] of this.#marks) mark.classList.toggle('current', id === word?.id);
    this.bar.show(word);
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
