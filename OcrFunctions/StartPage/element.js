// Elements are made here and nowhere else. A string among the children becomes a text node: whatever a file is called and whatever stands
// in it stays text.

/**
 * @param {string} tag
 * @param {Object} attributes names as in HTML; `on…` are listeners; null, undefined and false are left out
 * @param {...(Node|string|number|null|undefined|false)} children
 */
export function element(tag, attributes = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === null || value === undefined || value === false) continue;
    if (name.startsWith('on')) made.addEventListener(name.slice(2), value);
    else made.setAttribute(name, value === true ? '' : String(value));
  }
  made.append(...children.filter(child => child !== null && child !== undefined && child !== false).map(child => child instanceof Node ? child : String(child)));
  return made;
}

/** Changes a text only where it is another one, so that screen readers and selections are left alone. */
export function setText(node, text) {
  if (node.textContent !== text) node.textContent = text;
}

/** Puts children into an order while touching only what stands elsewhere, so that focus stays where it is. */
export function arrange(parent, children) {
  children.forEach((child, at) => {
    if (parent.children[at] !== child) parent.insertBefore(child, parent.children[at] ?? null);
  });
  while (parent.children.length > children.length) parent.lastElementChild.remove();
}

export const byId = id => document.getElementById(id);
