import { writeSync } from 'node:fs';
import type { BoardAnswer, EventLevel } from '@npufarm/contracts';
import type { ReportedIssue } from '@npufarm/npu';

const levels: readonly (readonly [RegExp, EventLevel])[] = [
  [/^ERROR/, 'error'],
  [/^WARNING/, 'warn'],
  [/^VERBOSE/, 'debug'],
];

/** Says what happens during one request, at once: a board that is killed in the middle has said what it did. */
export class Speaker {
  constructor(private readonly id: number) {}

  /** A line of the delegate's log; its first word gives the level. */
  log(text: string): void {
    const level = levels.find(([pattern]) => pattern.test(text))?.[1] ?? 'info';
    say({ id: this.id, event: 'log', level, source: 'board', text });
  }

  issue(issue: ReportedIssue): void {
    say({ id: this.id, event: 'issue', issue });
  }

  progress(done: number, total: number): void {
    say({ id: this.id, event: 'progress', done, total });
  }
}

/** Writes one answer as a line, all of it before it returns. */
export function say(answer: BoardAnswer): void {
  const line = Buffer.from(`${JSON.stringify(answer)}\n`);
  for (let written = 0; written < line.length;) {
    try {
      written += writeSync(1, line, written);
    } catch (error) {
      // The pipe is full: the reader is slow, and there is nothing to do before it has read.
      if ((error as NodeJS.ErrnoException).code !== 'EAGAIN') throw error;
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 1);
    }
  }
}
