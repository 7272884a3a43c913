// Reports when the server is unreachable and when it is back.

import { byId, element } from './element.js';

let away = false;
const waiting = new Set();

export const isAway = () => away;

/** Called once when the server is back. */
export const whenBack = action => waiting.add(action);

export function lost(tryNow) {
  if (away) return;
  away = true;
  const bar = byId('connection');
  bar.replaceChildren('The server does not answer. This page tries again by itself. ', element('button', { type: 'button', onclick: tryNow }, 'Try now'));
  bar.hidden = false;
  document.title = 'Away – OcrFunctions';
}

export function found() {
  if (!away) return;
  away = false;
  const bar = byId('connection');
  bar.hidden = true;
  bar.replaceChildren();
  document.title = 'OcrFunctions';
  const actions = [...waiting];
  waiting.clear();
  for (const action of actions) action();
}
