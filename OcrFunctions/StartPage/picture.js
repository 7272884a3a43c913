// A page as a picture, with frames around words. It is drawn on a canvas: the policy of this page lets images come from files of the
// server only, and a link to one could not carry a key.

import { element } from './element.js';
import { documentPath, request } from './api.js';

const widest = 1600;

export class Picture {
  #drawing = new AbortController();

  constructor() {
    this.canvas = element('canvas', { role: 'img', width: '0', height: '0' });
    this.frames = element('div', { class: 'frames', 'aria-hidden': 'true' });
    this.note = element('p', { class: 'note' }, 'Rendering the page image…');
    this.node = element('div', { class: 'picture' }, this.note, element('div', { class: 'sheet' }, this.canvas, this.frames));
  }

  async draw(id, page) {
    this.#drawing.abort();
    const drawing = this.#drawing = new AbortController();
    this.note.hidden = false;
    this.note.textContent = 'Rendering the page image…';
    this.canvas.setAttribute('aria-label', `Image of page ${page.page}`);
    if (page.width && page.height) {
      // Its space is reserved before it is loaded, so that the layout does not move.
      this.canvas.width = 800;
      this.canvas.height = Math.round(800 * page.height / page.width);
    }
    try {
      const blob = await (await request(documentPath(id, 'pages', page.page, 'image'), { signal: drawing.signal })).blob();
      const whole = await createImageBitmap(blob);
      if (drawing.signal.aborted) return;
      const scale = Math.min(1, widest / whole.width);
      this.canvas.width = Math.round(whole.width * scale);
      this.canvas.height = Math.round(whole.height * scale);
      const context = this.canvas.getContext('2d');
      context.imageSmoothingQuality = 'high';
      context.drawImage(whole, 0, 0, this.canvas.width, this.canvas.height);
      whole.close();
      this.canvas.dataset.drawn = String(page.page);
      this.note.hidden = true;
    } catch (error) {
      if (drawing.signal.aborted) return;
      this.note.textContent = `The page image could not be rendered. ${error.message}`;
    }
  }

  /** Marks words of a page. @param {{polygon: number[]}[]} words @returns {HTMLElement[]} a frame for each word */
  frame(page, words) {
    const frames = words.map(({ polygon }) => {
      const xs = polygon.filter((_, at) => at % 2 === 0), ys = polygon.filter((_, at) => at % 2 === 1);
      const left = Math.min(...xs), top = Math.min(...ys);
      const made = element('span', {});
      made.style.left = `${100 * left / page.width}%`;
      made.style.top = `${100 * top / page.height}%`;
      made.style.width = `${100 * (Math.max(...xs) - left) / page.width}%`;
      made.style.height = `${100 * (Math.max(...ys) - top) / page.height}%`;
      return made;
    });
    this.frames.replaceChildren(...frames);
    return frames;
  }

  close() {
    this.#drawing.abort();
  }
}
