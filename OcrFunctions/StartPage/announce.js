// Announcements for screen readers.

import { byId } from './element.js';

export function announce(sentence) {
  const place = byId('said');
  // A repeated sentence is read again only if it is another node.
  place.replaceChildren(document.createTextNode(sentence));
}
