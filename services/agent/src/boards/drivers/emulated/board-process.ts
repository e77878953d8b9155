import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { type BoardAnswer, boardAnswerSchema, type BoardRequest } from '@npufarm/contracts';
import type { Deadline } from './deadline.js';
import { EventQueue } from './event-queue.js';
import { LineSplitter } from './line-splitter.js';

const ERROR_TAIL_CHARACTERS = 4096;

/** How a board process went away. */
export interface ProcessEnd {
  readonly code: number | undefined;
  readonly signal: NodeJS.Signals | undefined;
  /** The last characters it wrote to its standard error. */
  readonly errorTail: string;
}

/** What comes from a board process, in order. */
export type ProcessNews =
  | { readonly kind: 'answer'; readonly answer: BoardAnswer }
  | { readonly kind: 'garbage'; readonly detail: string }
  | { readonly kind: 'ended'; readonly end: ProcessEnd }
  | { readonly kind: 'overdue'; readonly deadline: Deadline }
  | { readonly kind: 'aborted' };

/** The command line and surroundings of a board process. */
export interface ProcessCommand {
  readonly command: readonly [string, ...string[]];
  readonly environment: Readonly<Record<string, string>>;
  readonly directory: string;
}

/** One `serve` process of the emulator, the leader of its own process group. */
export class BoardProcess {
  readonly #child: ChildProcessWithoutNullStreams;
  readonly #news = new EventQueue<ProcessNews>();
  #errorTail = '';

  constructor({ command: [file, ...args], environment, directory }: ProcessCommand) {
    this.#child = spawn(file, args, {
      cwd: directory,
      env: environment,
      detached: true,
      stdio: ['pipe', 'pipe', 'pipe'],
    });
    this.#listen();
  }

  /** Number of the process and of its group; undefined when it could not be started. */
  get groupId(): number | undefined {
    return this.#child.pid;
  }

  send(request: BoardRequest): void {
    this.#child.stdin.write(`${JSON.stringify(request)}\n`);
  }

  /** The next thing that happens: an answer, the end of the process, the deadline, or the abort. */
  async next(deadline: Deadline, signal: AbortSignal): Promise<ProcessNews> {
    const abort = (): void => this.#news.push({ kind: 'aborted' });
    const timer = setTimeout(() => this.#news.push({ kind: 'overdue', deadline }), deadline.remainingMs());
    signal.addEventListener('abort', abort, { once: true });
    try {
      for (;;) {
        if (signal.aborted) return { kind: 'aborted' };
        const news = await this.#news.next();
        // A timer that fired while an answer was already waiting speaks of an earlier deadline.
        if (news.kind !== 'overdue' || news.deadline === deadline) return news;
      }
    } finally {
      clearTimeout(timer);
      signal.removeEventListener('abort', abort);
    }
  }

  #listen(): void {
    const lines = new LineSplitter((line) => this.#news.push(readAnswer(line)));
    this.#child.stdout.setEncoding('utf8').on('data', (text: string) => {
      try {
        lines.push(text);
      } catch (error) {
        this.#news.push({ kind: 'garbage', detail: String(error) });
      }
    });
    this.#child.stderr.setEncoding('utf8').on('data', (text: string) => {
      this.#errorTail = (this.#errorTail + text).slice(-ERROR_TAIL_CHARACTERS);
    });
    // A write to a process that has just died; its end is reported by 'close'.
    this.#child.stdin.on('error', () => undefined);
    this.#child.on('error', (error) => {
      this.#errorTail += error.message;
      this.#end(undefined, undefined);
    });
    this.#child.on('close', (code, signal) => this.#end(code ?? undefined, signal ?? undefined));
  }

  #end(code: number | undefined, signal: NodeJS.Signals | undefined): void {
    this.#news.push({ kind: 'ended', end: { code, signal, errorTail: this.#errorTail.trim() } });
  }
}

function readAnswer(line: string): ProcessNews {
  try {
    return { kind: 'answer', answer: boardAnswerSchema.parse(JSON.parse(line)) };
  } catch {
    return { kind: 'garbage', detail: `the board said "${line.slice(0, 200)}", which is no answer` };
  }
}
