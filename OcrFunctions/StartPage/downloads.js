// Links to results. Where the functions are guarded a link cannot carry the key (an address ends up in logs), so the page fetches for it.

import { element } from './element.js';
import { documentPath, key, request, url } from './api.js';

const formats = [
  { name: 'text', label: 'Text', extension: 'txt' },
  { name: 'pdf', label: 'Searchable PDF', extension: 'pdf' },
  { name: 'pdfa', label: 'PDF/A', extension: 'pdf' },
  { name: 'markdown', label: 'Markdown', extension: 'md' },
  { name: 'json', label: 'JSON', extension: 'json' },
  { name: 'words.csv', label: 'Words to check (CSV)', extension: 'csv' },
  { name: 'hocr', label: 'hOCR', extension: 'hocr' },
  { name: 'alto', label: 'ALTO', extension: 'xml' },
  { name: 'tsv', label: 'TSV', extension: 'tsv' },
];

/** Links to the forms that there are of a document; some are written only where the settings ask for them. */
export function exportLinks(document) {
  const there = Object.values(document.links ?? {});
  return formats.filter(format => there.some(link => link.endsWith(`/${format.name}`))).map(format => exportLink(document, format));
}

function exportLink({ id, name }, format) {
  const path = documentPath(id, format.name);
  const file = `${name.split(/[\\/]/).pop()}.${format.extension}`;
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
