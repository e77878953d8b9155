import { cutText } from './cut-text.js';
import { printable } from './printable.js';

/** Where a long command stands. */
export interface ProgressStep {
  /** What is going on: "uploading", "measuring". */
  readonly stage: string;
  readonly done?: number | undefined;
  readonly total?: number | undefined;
  readonly detail?: string | undefined;
}

interface ProgressStream {
  readonly isTTY?: boolean;
  readonly columns?: number;
  write(text: string): unknown;
}

const barWidth = 24;
const redrawEveryMs = 500;
/** Also for a terminal that was never given a size and reports 0. */
const defaultColumns = 80;

/** One line of a progress bar. */
export function progressLine(step: ProgressStep, elapsedSeconds: number): string {
  const stage = step.stage.padEnd(10);
  const detail = step.detail === undefined ? '' : `  ${printable(step.detail)}`;
  const seconds = `${elapsedSeconds.toFixed(0).padStart(3)} s`;
  if (step.total === undefined || step.total <= 0) return `${stage} ${seconds}${detail}`;
  const share = Math.min(1, (step.done ?? 0) / step.total);
  const filled = Math.round(share * barWidth);
  const bar = '█'.repeat(filled) + '░'.repeat(barWidth - filled);
  return `${stage} ${bar} ${String(Math.round(share * 100)).padStart(3)} % ${seconds}${detail}`;
}

/** Shows progress on stderr: a line that renews itself on a terminal, a line per stage elsewhere. */
export class Progress {
  readonly #stream: ProgressStream;
  readonly #now: () => number;
  readonly #startedAtMs: number;
  #step: ProgressStep | undefined;
  #ticker: NodeJS.Timeout | undefined;

  constructor(stream: ProgressStream, now: () => number = () => performance.now()) {
    this.#stream = stream;
    this.#now = now;
    this.#startedAtMs = now();
  }

  show(step: ProgressStep): void {
    const isNewStage = step.stage !== this.#step?.stage;
    this.#step = step;
    if (this.#stream.isTTY === true) {
      this.#draw();
      this.#ticker ??= setInterval(() => this.#draw(), redrawEveryMs).unref();
    } else if (isNewStage) {
      this.#stream.write(`${step.stage}\n`);
    }
  }

  /** Prints a line above the bar. */
  log(line: string): void {
    this.#erase();
    this.#stream.write(`${line}\n`);
    this.#draw();
  }

  /** Removes the bar for good. */
  end(): void {
    clearInterval(this.#ticker);
    this.#ticker = undefined;
    this.#erase();
    this.#step = undefined;
  }

  #draw(): void {
    if (this.#step === undefined || this.#stream.isTTY !== true) return;
    const line = progressLine(this.#step, (this.#now() - this.#startedAtMs) / 1000);
    const room = (this.#stream.columns || defaultColumns) - 1;
    this.#stream.write(`\r\u001B[2K${cutText(line, room)}`);
  }

  #erase(): void {
    if (this.#step !== undefined && this.#stream.isTTY === true) this.#stream.write('\r\u001B[2K');
  }
}
