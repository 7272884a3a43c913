// Links to results. Where the functions require a key a link cannot carry it (an address ends up in logs), so the page fetches it instead.

import { element } from './element.js';
import { documentPath, key, request, url } from './api.js';
import { settings } from './settings.js';
import { isFinal } from './words.js';

/** How each format is labeled; one that is not known yet is shown by its name. */
let formats = [];
void settings.then(known => { formats = known.exports ?? []; });

/**
 * Shows links to a finished document's results in each format that was written. They stay the same nodes while nothing changes.
 * @returns {boolean} whether there are any
 */
export function showExportLinks(node, document) {
  const { self, pages, ...exports } = document.links ?? {};
  const names = isFinal(document.status) && document.progress.pagesDone > 0 ? Object.values(exports).map(link => link.split('/').pop()) : [];
  const forms = names.map(name => formats.find(format => format.name === name) ?? { name, label: name, extension: '' });
  const shown = [document.name, ...forms.map(format => format.label)].join('/');
  if (node.dataset.shown !== shown) {
    node.dataset.shown = shown;
    node.replaceChildren(...forms.map(format => exportLink(document, format)));
  }
  return forms.length > 0;
}

function exportLink({ id, name }, format) {
  const path = documentPath(id, format.name);
  const file = `${name.split(/[\\/]/).pop()}${format.extension}`;
  return element('a', {
    href: url(path),
    download: file,
    onclick: event => {
      if (!key()) return;
      event.preventDefault();
      void save(path, file);
    },
  }, format.label);
}

async function save(path, file) {
  const blob = await (await request(path)).blob();
  const address = URL.createObjectURL(blob);
  element('a', { href: address, download: file }).click();
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}
