import { spawn, type ChildProcessWithoutNullStreams } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { boardAnswerSchema, type BoardAnswer } from '@npufarm/contracts';

/** What became of one request to a board. */
export type BoardOutcome =
  | { readonly kind: 'done' }
  | { readonly kind: 'refused'; readonly who: string; readonly detail: string }
  | { readonly kind: 'died' | 'hung' };

/** The emulated board as a real process, asked one thing at a time. */
export class BoardProcess {
  readonly #child: ChildProcessWithoutNullStreams;
  readonly #answers: BoardAnswer[] = [];
  #wake: () => void = () => {};
  #isAlive = true;
  #lastId = 0;

  constructor(program: string) {
    this.#child = spawn(process.execPath, [program, 'serve']);
    this.#child.stderr.resume();
    this.#child.on('close', () => {
      this.#isAlive = false;
      this.#wake();
    });
    createInterface({ input: this.#child.stdout }).on('line', (line) => {
      this.#answers.push(boardAnswerSchema.parse(JSON.parse(line)));
      this.#wake();
    });
  }

  /** Largest resident memory so far. */
  peakResidentBytes(): number {
    const status = readFileSync(`/proc/${this.#child.pid}/status`, 'utf8');
    return Number(/VmHWM:\s+(\d+) kB/.exec(status)?.[1] ?? 0) * 1024;
  }

  /** Sends a request and waits for its end, for at most `limitMs`. */
  async ask(request: Readonly<Record<string, unknown>>, limitMs: number): Promise<BoardOutcome> {
    const id = ++this.#lastId;
    this.#child.stdin.write(`${JSON.stringify({ id, ...request })}\n`);
    const deadline = performance.now() + limitMs;
    for (;;) {
      for (let answer = this.#answers.shift(); answer !== undefined; answer = this.#answers.shift()) {
        if (!('ok' in answer) || answer.id !== id) continue;
        return answer.ok
          ? { kind: 'done' }
          : { kind: 'refused', who: answer.fault.who, detail: answer.fault.detail };
      }
      if (!this.#isAlive) return { kind: 'died' };
      const leftMs = deadline - performance.now();
      if (leftMs <= 0) return { kind: 'hung' };
      await this.#nextEvent(leftMs);
    }
  }

  async stop(): Promise<void> {
    if (!this.#isAlive) return;
    const closed = new Promise((resolve) => this.#child.once('close', resolve));
    this.#child.kill('SIGKILL');
    await closed;
  }

  #nextEvent(limitMs: number): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, limitMs);
      this.#wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }
}
