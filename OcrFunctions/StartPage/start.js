// Entry point: connects the parts of the page.

import { byId } from './element.js';
import { onKeyNeeded, Unreachable } from './api.js';
import { announce } from './announce.js';
import { lost, whenBack } from './connection.js';
import { askForKey } from './dialogs.js';
import { showHealth } from './health.js';
import { startIntake } from './intake.js';
import { loadLanguages, options, startOptions } from './languages.js';
import { onList, refresh, startList } from './list.js';
import { settings } from './settings.js';
import { startUploads, upload } from './uploads.js';
import { closeView, openView, updateView } from './view.js';

function route() {
  const id = location.hash.slice(1);
  const isDocument = /^[a-z2-7]{26}$/.test(id);
  byId('overview').hidden = isDocument;
  byId('view').hidden = !isDocument;
  if (isDocument) openView(id);
  else closeView();
}

async function loadServerState() {
  try {
    await Promise.all([loadLanguages(), showHealth()]);
  } catch (error) {
    if (error instanceof Unreachable) {
      lost(refresh);
      whenBack(loadServerState);
    } else {
      announce(`The languages cannot be listed: ${error.message}`);
    }
  }
}

onKeyNeeded(askForKey);
startOptions();
startUploads(settings.then(known => known.maxUploadBytes), refresh);
startIntake(files => {
  if (location.hash) location.hash = '';
  void upload(files, options());
});
onList(updateView);
addEventListener('hashchange', route);
route();
startList();
void loadServerState();
