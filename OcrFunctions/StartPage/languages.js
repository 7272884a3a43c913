// The choice of languages and of the other options; remembered by this browser.

import { byId, element, setText } from './element.js';
import { json } from './api.js';

const memory = 'ocrfunctions-options';
const fields = ['pages', 'priority', 'mode'];
let names = new Map();
let byDefault = '';

function remembered() {
  try {
    return JSON.parse(localStorage.getItem(memory)) ?? {};
  } catch {
    return {};
  }
}

function remember() {
  try {
    localStorage.setItem(memory, JSON.stringify({ language: chosen(), priority: byId('priority').value, mode: byId('mode').value }));
  } catch {
    // A browser without storage does not remember it.
  }
}

const chosen = () => [...byId('languages').querySelectorAll('input:checked')].map(box => box.value).join('+');

/** Options that are sent with a file. */
export function options() {
  const language = chosen();
  const { pages, priority, mode } = Object.fromEntries(fields.map(id => [id, byId(id).value.trim()]));
  return {
    language: language === byDefault ? '' : language,
    pages,
    priority: priority === 'normal' ? '' : priority,
    mode: mode === 'auto' ? '' : mode,
  };
}

function summarise() {
  const languages = (chosen() || byDefault).split('+').map(code => names.get(code) ?? code).join(' and ');
  const { pages, priority, mode } = options();
  const more = [pages && `pages ${pages}`, priority && `${priority} priority`, mode === 'force' && 'every page anew', mode === 'skip' && 'existing text only'].filter(Boolean);
  setText(byId('options-summary'), [languages, ...more].join(', '));
}

export async function loadLanguages() {
  const list = await json('languages');
  byDefault = list.default;
  names = new Map(list.value.map(language => [language.code, language.name]));
  const before = chosen() || remembered().language || byDefault;
  const wanted = new Set(before.split('+'));
  byId('languages').replaceChildren(...list.value.map(language => element('label', { title: language.code },
    element('input', { type: 'checkbox', value: language.code, checked: wanted.has(language.code), onchange: () => { summarise(); remember(); } }), ' ', language.name)));
  summarise();
}

export function startOptions() {
  const before = remembered();
  for (const id of ['priority', 'mode'])
    if ([...byId(id).options].some(option => option.value === before[id])) byId(id).value = before[id];
  for (const id of fields) byId(id).addEventListener('input', () => { summarise(); remember(); });
}
