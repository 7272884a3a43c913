// Asks again and again: soon while something happens, seldom otherwise, less and less often while nobody answers, and not at all while
// nobody looks.

const quietest = 30_000;

export class Polling {
  #ask; #timer = null; #running = false; #again = false; #failures = 0;

  /** @param {() => Promise<number>} ask asks once; gives the milliseconds until it wants to be asked again; throws when nobody answered */
  constructor(ask) {
    this.#ask = ask;
    document.addEventListener('visibilitychange', () => document.hidden ? this.#wait(null) : this.now());
  }

  /** Asks at once; while a question is on its way, once more after it. */
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
      pause = Math.min(quietest, 1000 * 2 ** this.#failures++);
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
