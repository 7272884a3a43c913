// Says something to those who do not see the page.

import { byId } from './element.js';

export function announce(sentence) {
  const place = byId('said');
  // The same sentence twice is said twice only if it is another node.
  place.replaceChildren(document.createTextNode(sentence));
}
