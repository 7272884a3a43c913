// Uploads: a few at once, each with its progress; those that an unreachable server interrupts continue when it is back.

import { byId, element, setText } from './element.js';
import { failureOf, headers, renewKey, Refusal, Unreachable, url } from './api.js';
import { adviceFor } from './advice.js';
import { announce } from './announce.js';
import { lost, whenBack } from './connection.js';
import { bytes } from './words.js';

const atOnce = 3;
const queue = [];
let running = 0;
let limit = Promise.resolve(Number.POSITIVE_INFINITY);
let sent = () => {};

/** @param {Promise<number>} maxBytes maximum bytes of a file over HTTP @param {() => void} onSent called after each file that was accepted */
export function startUploads(maxBytes, onSent) {
  limit = maxBytes;
  sent = onSent;
}

/** Queues files, to be sent with these options. */
export async function upload(files, options) {
  const jobs = files.map(file => ({ file, options, row: new UploadRow(file) }));
  byId('uploads').append(...jobs.map(job => job.row.node));
  const most = await limit;
  for (const job of jobs) {
    const { file, row } = job;
    if (file.size > most) {
      row.fail(`The file has ${bytes(file.size)}; the limit over HTTP is ${bytes(most)}.`, adviceFor('FileTooLarge'));
      continue;
    }
    queue.push(job);
  }
  next();
}

function next() {
  while (running < atOnce && queue.length > 0) {
    running++;
    void send(queue.shift()).finally(() => {
      running--;
      next();
    });
  }
}

async function send(job) {
  const { file, options, row } = job;
  try {
    await post(file, options, row);
    row.done();
    announce(`${file.name} was sent.`);
    sent();
  } catch (error) {
    if (error instanceof Unreachable) {
      row.wait();
      whenBack(() => {
        queue.push(job);
        next();
      });
      lost(sent);
    } else if (error instanceof Refusal) {
      row.fail(`${error.message} (${error.code})`, adviceFor(error.code), () => retry(job));
    } else {
      // The file itself could not be read: it was moved, or is a folder.
      row.fail('The browser could not read this file.', 'Choose it again.');
    }
  }
}

function retry(job) {
  job.row.begin();
  queue.push(job);
  next();
}

/** By XMLHttpRequest, since fetch does not report the progress of an upload. */
async function post(file, options, row) {
  row.begin();
  const answer = await new Promise((resolve, reject) => {
    const call = new XMLHttpRequest();
    call.open('POST', url('documents', { name: file.webkitRelativePath || file.name, ...options }));
    for (const [name, value] of Object.entries(headers({ 'Content-Type': 'application/octet-stream' }))) call.setRequestHeader(name, value);
    call.upload.addEventListener('progress', event => row.progress(event.loaded, event.total));
    call.addEventListener('load', () => resolve(call));
    call.addEventListener('error', () => reject(new Unreachable('no answer')));
    call.addEventListener('abort', () => reject(new Unreachable('aborted')));
    row.onCancel = () => call.abort();
    call.send(file);
  });
  if (answer.status === 401 && await renewKey()) return post(file, options, row);
  const failure = failureOf(answer.status, answer.responseText);
  if (failure) throw failure;
  return JSON.parse(answer.responseText);
}

class UploadRow {
  constructor(file) {
    this.bar = element('progress', { max: '1', value: '0', 'aria-label': `Sending ${file.name}` });
    this.state = element('span', { class: 'state' }, 'waits');
    this.problem = element('div', { class: 'problem', hidden: true });
    this.close = element('button', { type: 'button', class: 'small', hidden: true, 'aria-label': `Dismiss ${file.name}`, onclick: () => this.node.remove() }, 'Dismiss');
    this.node = element('li', {}, element('span', { class: 'name' }, file.name), element('span', { class: 'size' }, bytes(file.size)), this.state, this.bar, this.problem, this.close);
  }

  begin() {
    this.problem.hidden = true;
    this.close.hidden = true;
    this.node.classList.remove('failed');
    this.bar.hidden = false;
    setText(this.state, 'is sent');
  }

  progress(loaded, total) {
    this.bar.value = total > 0 ? loaded / total : 1;
    setText(this.state, loaded < total ? `${Math.floor(100 * loaded / total)} %` : 'is stored');
  }

  wait() {
    setText(this.state, 'waits for the server');
  }

  done() {
    this.node.remove();
  }

  fail(what, advice, again) {
    this.node.classList.add('failed');
    this.bar.hidden = true;
    setText(this.state, 'was not sent');
    this.problem.replaceChildren(element('p', {}, what), ...(advice ? [element('p', { class: 'advice' }, advice)] : []),
      ...(again ? [element('button', { type: 'button', class: 'small', onclick: again }, 'Send again')] : []));
    this.problem.hidden = false;
    this.close.hidden = false;
    announce(`${this.node.querySelector('.name').textContent} was not sent: ${what}`);
  }
}
