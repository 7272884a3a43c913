// The text of a page, its doubtful words marked.

import { element } from './element.js';
import { reasonFor } from './review.js';
import { percent } from './words.js';

/**
 * @param {Object} page @param {Object[]} words the words to mark
 * @param {(at: number, on: boolean, isChosen?: boolean) => void} onLook a word is looked at, or no more; chosen, not just pointed at
 * @param {(word: Object) => void} onCorrect a word is to be corrected
 * @returns {{node: HTMLElement, marks: Map<string, HTMLElement>}} the text, and the mark of each word by its id
 */
export function textOf(page, words, onLook, onCorrect) {
  const text = page.text ?? '';
  const node = element('div', { class: 'text', tabindex: '0', role: 'region', 'aria-label': `Text of page ${page.page}` });
  const marks = new Map();
  let at = 0;
  // Spans count UTF-16 code units, as JavaScript does.
  for (const word of [...words].sort((one, other) => one.span.offset - other.span.offset)) {
    const { offset, length } = word.span;
    if (offset < at) continue;
    const n = words.indexOf(word);
    const mark = element('mark', {
      role: 'button', tabindex: '0', title: `${percent(word.confidence)}, ${reasonFor(word)}: press to correct it`, 'aria-label': `${word.content}, ${percent(word.confidence)} confidence, ${reasonFor(word)}`,
      onclick: () => onCorrect(word),
      onkeydown: event => {
        if (event.key !== 'Enter' && event.key !== ' ') return;
        event.preventDefault();
        onCorrect(word);
      },
      onfocus: () => onLook(n, true, true), onblur: () => onLook(n, false), onmouseenter: () => onLook(n, true), onmouseleave: () => onLook(n, false),
    }, text.slice(offset, offset + length));
    node.append(text.slice(at, offset), mark);
    marks.set(word.id, mark);
    at = offset + length;
  }
  node.append(text.slice(at));
  if (text === '') node.append(element('span', { class: 'note' }, page.status === 'Failed' ? 'This page was not read.' : 'No text on this page.'));
  return { node, marks };
}
