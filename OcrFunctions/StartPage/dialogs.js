// Questions to the user.

import { element } from './element.js';

/**
 * @param {{title: string, text: string, yes: string, danger?: boolean, field?: {label: string, type: string, value?: string, optional?: boolean}}} question
 * @returns {Promise<string|null>} what was typed, an empty string where nothing was asked for; null when they would rather not
 */
export function ask({ title, text, yes, danger = false, field = null }) {
  // One for each question: a dialog reports its end a little later, when the next one may be open.
  const dialog = element('dialog', { 'aria-labelledby': 'dialog-title' });
  const input = field && element('input', { type: field.type, value: field.value, autocomplete: 'off', maxlength: '500', required: !field.optional });
  const form = element('form', { method: 'dialog' },
    element('h2', { id: 'dialog-title' }, title),
    element('p', {}, text),
    field && element('label', {}, field.label, input),
    element('div', { class: 'buttons' },
      element('button', { type: 'button', onclick: () => dialog.close('') }, 'Back'),
      element('button', { type: 'submit', value: 'yes', class: danger ? 'danger' : 'primary' }, yes)));
  dialog.append(form);
  document.body.append(dialog);
  dialog.showModal();
  input?.select();
  return new Promise(resolve => dialog.addEventListener('close', () => {
    const answer = dialog.returnValue === 'yes' ? input?.value ?? '' : null;
    dialog.remove();
    resolve(answer);
  }, { once: true }));
}

export const askForKey = () => ask({
  title: 'A key, please',
  text: 'This app requires a key. Copy a function key or host key from the Azure portal (“App keys”). It is kept until this tab is closed.',
  yes: 'Use it',
  field: { label: 'Key', type: 'password' },
});

export const askForPassword = name => ask({
  title: 'Password of the PDF',
  text: `“${name}” is encrypted. The password is stored encrypted until the document is finished.`,
  yes: 'Read it',
  field: { label: 'Password', type: 'password' },
});

export const askForWord = (content, sure, alternative) => ask({
  title: 'Correct the word',
  text: `Recognized as “${content}” with ${sure} confidence.${alternative ? ` The other recognizer read “${alternative}”.` : ''} Leave the field empty to remove the word.`,
  yes: 'Correct it',
  field: { label: 'The word', type: 'text', value: content, optional: true },
});

export const askWhetherToDelete = name => ask({
  title: 'Delete this document?',
  text: `“${name}” and all its results will be deleted. This cannot be undone.`,
  yes: 'Delete',
  danger: true,
});
