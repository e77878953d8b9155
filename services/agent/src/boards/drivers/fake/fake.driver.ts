import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { FailureClass } from '@npufarm/contracts';
import type { BoardCheck, BoardDriver, Quiescence } from '../../board-driver.js';
import type { BoardEvent } from '../../board-event.js';
import type { BoardFacts } from '../../board-facts.js';
import type { BoardOutcome } from '../../board-outcome.js';
import type { BoardAttempt, BoardPicture, BoardWork } from '../../board-work.js';
import { pixelsOf } from '../../pixels-of.js';
import { enlarge } from './enlarge.js';
import { FakeBoard, type FakeTime } from './fake-board.js';
import type { FakeConfig } from './fake.config.js';
import { fakeFacts } from './fake-facts.js';
import { fakeTiming } from './fake-timing.js';
import { refusalOf } from './refusal-of.js';

const STEP_MS = 20;

/** A stand-in for a board, for load, chaos and rehearsals: it takes time, talks, and claims numbers labelled `fake`. */
export class FakeDriver implements BoardDriver {
  #attempt: BoardAttempt | undefined;

  constructor(
    private readonly config: FakeConfig,
    private readonly board = new FakeBoard(),
  ) {}

  fingerprint(): Promise<BoardFacts> {
    return Promise.resolve(fakeFacts(this.config));
  }

  check(): Promise<BoardCheck> {
    return Promise.resolve({ reachable: true });
  }

  async prepare(attempt: BoardAttempt): Promise<void> {
    await this.recover();
    this.board.start();
    this.#attempt = attempt;
  }

  async *run(work: BoardWork, signal: AbortSignal): AsyncGenerator<BoardEvent> {
    if (this.#attempt === undefined) throw new Error(`${this.config.name} was not prepared`);
    const outcome = yield* this.#carryOut(work, this.#attempt, signal);
    const { proof } = await this.recover();
    yield { kind: 'outcome', outcome: outcome.kind === 'cancelled' ? { kind: 'cancelled', proof } : outcome };
  }

  recover(): Promise<Quiescence> {
    this.#attempt = undefined;
    this.board.reset();
    return Promise.resolve({ quiescent: true, proof: `${this.config.name} was reset` });
  }

  async *#carryOut(
    work: BoardWork,
    attempt: BoardAttempt,
    signal: AbortSignal,
  ): AsyncGenerator<BoardEvent, BoardOutcome> {
    yield { kind: 'stage', stage: 'compiling' };
    const issue = await refusalOf(work.compilation.modelPath);
    if (issue !== undefined) return { kind: 'rejected', issues: [issue] };
    yield { kind: 'stage', stage: 'measuring' };
    const limitMs = attempt.limits.measuringMs;
    const deadlineMs = performance.now() + limitMs;
    if (work.kind === 'timing') {
      const time = yield* this.#measure(deadlineMs, signal);
      return this.#failureOf(time, limitMs) ?? timing(this.config, work.runs);
    }
    const outputs: BoardPicture[] = [];
    for (const [index, picture] of work.pictures.entries()) {
      const failure = this.#failureOf(yield* this.#measure(deadlineMs, signal), limitMs);
      if (failure !== undefined) return failure;
      outputs.push(await this.#output(picture, join(attempt.directory, `output-${index}.rgb`)));
      yield { kind: 'progress', done: index + 1, total: work.pictures.length };
    }
    return { kind: 'fidelity', pictures: outputs, environment };
  }

  /** One measurement; its lines come bit by bit, as a real board's do. */
  async *#measure(deadlineMs: number, signal: AbortSignal): AsyncGenerator<BoardEvent, FakeTime> {
    const { measureMs, lines, lineCharacters, name } = this.config;
    const steps = Math.max(1, Math.ceil(measureMs / STEP_MS));
    let said = 0;
    for (let step = 1; step <= steps; step += 1) {
      const time = await this.board.work(measureMs / steps, deadlineMs - performance.now(), signal);
      if (time !== 'over') return time;
      const now: string[] = [];
      for (; said < (lines * step) / steps; said += 1)
        now.push(`${name} says line ${said + 1} `.padEnd(lineCharacters, '.'));
      if (now.length > 0) yield { kind: 'log', level: 'info', source: 'board', text: now.join('\n') };
    }
    return 'over';
  }

  async #output(picture: BoardPicture, outputPath: string): Promise<BoardPicture> {
    const { name, width, height } = picture;
    const { scale } = this.config;
    await writeFile(outputPath, enlarge(await pixelsOf(picture), width, height, scale));
    return { name, path: outputPath, width: width * scale, height: height * scale };
  }

  #failureOf(time: FakeTime, limitMs: number): BoardOutcome | undefined {
    const { name } = this.config;
    if (time === 'over') return undefined;
    if (time === 'aborted') return { kind: 'cancelled', proof: '' };
    return time === 'overdue'
      ? failed('TIMEOUT_MEASURING', `${name} said nothing for ${limitMs} ms`)
      : failed('BOARD_LOST', `${name} vanished while it measured`);
  }
}

const environment = {
  fidelity: 'fake',
  clock: 'predicted',
  numerics: 'tflite-reference',
  modelVersion: 'fake-1',
  compilerVersion: 'fake-1',
} as const;

function timing({ runtimeUs }: FakeConfig, runs: number): BoardOutcome {
  return { kind: 'timing', result: fakeTiming(runtimeUs, runs) };
}

function failed(failureClass: FailureClass, detail: string): BoardOutcome {
  return { kind: 'failed', failureClass, detail };
}
