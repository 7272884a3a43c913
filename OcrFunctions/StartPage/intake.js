// Input of files: drag and drop of files and folders, the file button, the clipboard.

import { byId } from './element.js';

/** @param {(files: File[]) => void} take */
export function startIntake(take) {
  const input = byId('files');
  byId('choose').addEventListener('click', () => input.click());
  input.addEventListener('change', () => {
    take([...input.files]);
    input.value = '';
  });

  // The whole page, or a file dropped beside the frame would replace it.
  let depth = 0;
  const mark = () => byId('drop').classList.toggle('over', depth > 0);
  const hasFiles = event => event.dataTransfer?.types.includes('Files');
  addEventListener('dragenter', event => { if (hasFiles(event)) { depth++; mark(); event.preventDefault(); } });
  addEventListener('dragleave', event => { if (hasFiles(event)) { depth = Math.max(0, depth - 1); mark(); } });
  addEventListener('dragover', event => {
    if (!hasFiles(event)) return;
    event.preventDefault();
    event.dataTransfer.dropEffect = 'copy';
  });
  addEventListener('drop', async event => {
    if (!hasFiles(event)) return;
    event.preventDefault();
    depth = 0;
    mark();
    take(await filesOf(event.dataTransfer));
  });

  addEventListener('paste', event => {
    const files = [...(event.clipboardData?.files ?? [])];
    if (files.length > 0) take(files);
  });
}

/** Entries have to be asked for before the first wait: the transfer is empty after it. */
async function filesOf(transfer) {
  const entries = [...transfer.items].filter(item => item.kind === 'file').map(item => item.webkitGetAsEntry?.() ?? item.getAsFile());
  const found = [];
  for (const entry of entries) await collect(entry, found);
  return found;
}

async function collect(entry, found) {
  if (entry instanceof File) {
    found.push(entry);
  } else if (entry?.isFile) {
    found.push(await new Promise((resolve, reject) => entry.file(resolve, reject)));
  } else if (entry?.isDirectory) {
    const reader = entry.createReader();
    // It returns a hundred at a time, and none at the end.
    for (let part; (part = await new Promise((resolve, reject) => reader.readEntries(resolve, reject))).length > 0;)
      for (const one of part) if (!one.name.startsWith('.')) await collect(one, found);
  }
}
