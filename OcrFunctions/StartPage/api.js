// The app's HTTP API. Paths are relative to this page, so that it works behind any proxy.

const keyName = 'ocrfunctions-key';
const timeout = 30_000;

/** The API refused the request. */
export class Refusal extends Error {
  constructor(status, code, detail) {
    super(detail);
    this.status = status;
    this.code = code;
  }
}

/** There was no response, or only one from a proxy in front of the app. */
export class Unreachable extends Error {}

let askForKey = null;

/** @param {() => Promise<string|null>} ask asks the user for the key of the functions; null: the user has none */
export const onKeyNeeded = ask => { askForKey = ask; };

export const key = () => sessionStorage.getItem(keyName);

export function headers(more = {}) {
  return key() ? { ...more, 'x-functions-key': key() } : more;
}

export const url = (path, parameters = {}) => {
  const query = new URLSearchParams(Object.entries(parameters).filter(([, value]) => value !== null && value !== undefined && value !== ''));
  return `api/${path}${query.size > 0 ? `?${query}` : ''}`;
};

export const documentPath = (id, ...rest) => ['documents', id, ...rest].map(encodeURIComponent).join('/');

/** What an answer of an XMLHttpRequest or of fetch means: nothing for success. */
export function failureOf(status, text) {
  if (status >= 200 && status < 300) return null;
  let problem = null;
  try {
    problem = JSON.parse(text);
  } catch {
    // A proxy's page, or nothing.
  }
  if (problem?.code) return new Refusal(status, problem.code, problem.detail ?? '');
  if (status === 0 || (status >= 502 && status <= 504)) return new Unreachable(`HTTP ${status}`);
  return new Refusal(status, `HTTP ${status}`, status === 401 || status === 403 ? 'The app requires another key.' : 'The app refused the request without a reason.');
}

/** @returns {Promise<Response>} a successful answer */
export async function request(path, { method = 'GET', parameters, more, body, signal } = {}) {
  const expired = AbortSignal.timeout(timeout);
  let answer;
  try {
    answer = await fetch(url(path, parameters), {
      method,
      headers: headers(body ? { ...more, 'Content-Type': 'application/json' } : more),
      body: body && JSON.stringify(body),
      signal: signal ? AbortSignal.any([signal, expired]) : expired,
    });
  } catch (error) {
    if (signal?.aborted) throw error;
    throw new Unreachable(error.message);
  }
  if (answer.status === 401 && await renewKey()) return request(path, { method, parameters, more, body, signal });
  if (answer.ok) return answer;
  throw failureOf(answer.status, await answer.text().catch(() => ''));
}

export async function json(path, options) {
  const answer = await request(path, options);
  try {
    return await answer.json();
  } catch (error) {
    throw new Unreachable(error.message);
  }
}

let asking = null;

/** One question, however many requests need the answer. */
export async function renewKey() {
  asking ??= askForKey?.().finally(() => { asking = null; });
  const given = await asking;
  if (!given) return false;
  sessionStorage.setItem(keyName, given);
  return true;
}
