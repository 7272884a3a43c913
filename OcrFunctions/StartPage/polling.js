// Polls: often while something happens, seldom otherwise, at growing intervals while the server does not respond, and not at all while the
// page is hidden.

const maxPause = 30_000;

export class Polling {
  #ask; #timer = null; #running = false; #again = false; #failures = 0;

  /** @param {() => Promise<number>} ask polls once; returns the milliseconds until the next time; throws when there is no response */
  constructor(ask) {
    this.#ask = ask;
    document.addEventListener('visibilitychange', () => document.hidden ? this.#wait(null) : this.now());
  }

  /** Polls at once; while a request is in flight, once more after it. */
  now() {
    if (this.#running) this.#again = true;
    else void this.#run();
  }

  async #run() {
    this.#wait(null);
    this.#running = true;
    let pause;
    try {
      pause = await this.#ask();
      this.#failures = 0;
    } catch {
      pause = Math.min(maxPause, 1000 * 2 ** this.#failures++);
    }
    this.#running = false;
    if (this.#again) {
      this.#again = false;
      void this.#run();
    } else if (!document.hidden) {
      this.#wait(pause);
    }
  }

  #wait(milliseconds) {
    clearTimeout(this.#timer);
    this.#timer = milliseconds === null ? null : setTimeout(() => this.now(), milliseconds);
  }
}
