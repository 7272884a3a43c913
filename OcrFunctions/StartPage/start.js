// Where the page begins: puts the parts together.

import { byId } from './element.js';
import { onKeyNeeded, Unreachable } from './api.js';
import { announce } from './announce.js';
import { lost, whenBack } from './connection.js';
import { askForKey } from './dialogs.js';
import { showHealth } from './health.js';
import { startIntake } from './intake.js';
import { loadLanguages, options, startOptions } from './languages.js';
import { onList, refresh, startList } from './list.js';
import { startUploads, upload } from './uploads.js';
import { closeView, openView, updateView } from './view.js';

/** What the server lets its page know without a key. */
const settings = await (await fetch('page/settings.json')).json();

function route() {
  const id = decodeURIComponent(location.hash.slice(1));
  const isDocument = /^[a-z2-7]{26}$/.test(id);
  byId('overview').hidden = isDocument;
  byId('view').hidden = !isDocument;
  if (isDocument) openView(id, settings.reviewBelow);
  else closeView();
}

async function loadWhatTheServerKnows() {
  try {
    await Promise.all([loadLanguages(), showHealth()]);
  } catch (error) {
    if (error instanceof Unreachable) {
      lost(refresh);
      whenBack(loadWhatTheServerKnows);
    } else {
      announce(`The languages cannot be listed: ${error.message}`);
    }
  }
}

onKeyNeeded(askForKey);
startOptions();
startUploads(settings.maxUploadBytes, refresh);
startIntake(files => {
  if (location.hash) location.hash = '';
  upload(files, options());
});
onList(updateView);
addEventListener('hashchange', route);
route();
startList();
void loadWhatTheServerKnows();
