// One line about the app itself: its engine, or what is wrong.

import { byId, setText } from './element.js';
import { request, Refusal } from './api.js';

export async function showHealth() {
  const line = byId('health');
  try {
    const { checks } = await (await request('health/ready')).json();
    setText(line, checks.find(check => check.name === 'engine')?.detail.replace(/,.*|\.$/, '') ?? '');
    line.classList.remove('ill');
  } catch (error) {
    // An unreachable server is reported elsewhere.
    if (!(error instanceof Refusal)) return;
    setText(line, error.message);
    line.classList.add('ill');
  }
}
