// The words of a finished document to review, the least certain of all its pages first.

import { documentPath, request, Refusal } from './api.js';

/** @returns {Promise<{id: string, page: number}[]|null>} null where that export is not written */
export async function wordsToReview(id) {
  try {
    const rows = (await (await request(documentPath(id, 'words.csv'))).text()).split('\r\n').slice(1);
    return rows.filter(row => row !== '').map(row => {
      // Neither of the first two columns can hold a comma.
      const [word, page] = row.split(',', 2);
      return { id: word, page: Number(page) };
    });
  } catch (error) {
    if (error instanceof Refusal) return null;
    throw error;
  }
}
