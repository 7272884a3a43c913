// The list of documents: one request keeps everything that is shown up to date.

import { arrange, byId, setText } from './element.js';
import { documentPath, json, request, Refusal, Unreachable } from './api.js';
import { adviceFor } from './advice.js';
import { announce } from './announce.js';
import { found, lost } from './connection.js';
import { ask, askForPassword, askWhetherToDelete } from './dialogs.js';
import { Polling } from './polling.js';
import { Row } from './row.js';
import { isFinal, state } from './words.js';

const partSize = 25;
const mostAtOnce = 200;
const soon = 1_000;
const later = 8_000;

const rows = new Map();
const states = new Map();
let shown = partSize;
let polling = null;
const watchers = new Set();

/** Asks for the list at once. */
export const refresh = () => polling?.now();

/** Called after each list with its documents. */
export const onList = watch => watchers.add(watch);

export function startList() {
  polling = new Polling(look);
  byId('filter').addEventListener('change', () => {
    shown = partSize;
    states.clear();
    refresh();
  });
  byId('older').addEventListener('click', () => {
    shown = Math.min(mostAtOnce, shown + partSize);
    refresh();
  });
  refresh();
}

async function look() {
  let list;
  const filter = byId('filter').value;
  try {
    list = await json('documents', { parameters: { top: shown, live: true, ...Object.fromEntries(new URLSearchParams(filter)) } });
  } catch (error) {
    if (error instanceof Unreachable) lost(refresh);
    else sayNothing(`The documents cannot be listed: ${error.message}`);
    throw error;
  }

  found();
  // The choice was changed meanwhile: what came belongs to the one before.
  if (filter !== byId('filter').value) return 0;
  show(list);
  for (const watch of watchers) watch(list.value);
  return list.value.some(document => !isFinal(document.status)) ? soon : later;
}

function show({ value, nextLink }) {
  for (const document of value) {
    const known = rows.get(document.id);
    if (known) known.update(document);
    else rows.set(document.id, new Row(document, actions));
    const before = states.get(document.id);
    if (before && before !== document.status) announce(`${document.name}: ${state(document.status)}`);
    states.set(document.id, document.status);
  }

  const ids = new Set(value.map(document => document.id));
  for (const id of rows.keys()) if (!ids.has(id)) rows.delete(id);
  arrange(byId('list'), value.map(document => rows.get(document.id).node));
  byId('older').hidden = !nextLink || shown >= mostAtOnce;
  if (value.length > 0) byId('nothing').hidden = true;
  else sayNothing(byId('filter').value ? 'No document is like that.' : 'Nothing here yet. Send the first one.');
}

function sayNothing(sentence) {
  setText(byId('nothing'), sentence);
  byId('nothing').hidden = false;
}

const actions = {
  cancel: (document, button) => act(button, `${document.name} is being canceled.`, () => request(documentPath(document.id, 'cancel'), { method: 'POST' })),

  async requeue(document, button) {
    const more = {};
    if (document.error?.code === 'EncryptedPdf') {
      const password = await askForPassword(document.name);
      if (password === null) return;
      // A header holds bytes: these are those of its UTF-8, which is what the server reads there.
      more['Ocr-Password'] = String.fromCharCode(...new TextEncoder().encode(password));
    }
    await act(button, `${document.name} is read again.`, () => request(documentPath(document.id, 'requeue'), { method: 'POST', more }));
  },

  async remove(document, button) {
    if (await askWhetherToDelete(document.name) === null) return;
    await act(button, `${document.name} was deleted.`, () => request(documentPath(document.id), { method: 'DELETE' }));
  },
};

async function act(button, success, action) {
  button.disabled = true;
  try {
    await action();
    announce(success);
  } catch (error) {
    if (error instanceof Unreachable) lost(refresh);
    else if (error instanceof Refusal) await ask({ title: 'The action failed', text: [error.message, adviceFor(error.code)].filter(Boolean).join(' '), yes: 'Well' });
    else throw error;
  } finally {
    button.disabled = false;
    refresh();
  }
}
