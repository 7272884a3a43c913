// Numbers and states as text.

const number = new Intl.NumberFormat(undefined, { maximumFractionDigits: 1 });

export const plural = (count, one, many = one + 's') => `${count.toLocaleString()} ${count === 1 ? one : many}`;

export const percent = share => `${Math.round(share * 100)} %`;

export function bytes(count) {
  if (count < 1000) return plural(count, 'byte');
  const units = ['kB', 'MB', 'GB', 'TB'];
  let at = -1;
  do { count /= 1000; at++; } while (count >= 1000 && at < units.length - 1);
  return `${number.format(count)} ${units[at]}`;
}

export function seconds(count) {
  if (count < 1) return 'less than a second';
  if (count < 90) return `${Math.round(count)} s`;
  if (count < 5400) return `${Math.round(count / 60)} min`;
  return `${number.format(count / 3600)} h`;
}

const clock = new Intl.DateTimeFormat(undefined, { timeStyle: 'short' });
const day = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'short' });

export function moment(iso) {
  const at = new Date(iso);
  return at.toDateString() === new Date().toDateString() ? clock.format(at) : day.format(at);
}

const states = {
  NotStarted: 'Waiting',
  Running: 'Reading',
  Succeeded: 'Done',
  PartiallySucceeded: 'Partially completed',
  Failed: 'Failed',
  Canceled: 'Canceled',
  Expired: 'Expired',
};

export const state = status => states[status] ?? status;

export const isFinal = status => status !== 'NotStarted' && status !== 'Running';
