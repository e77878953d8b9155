import { join } from 'node:path';
import {
  type FidelityEnvironment,
  loadResultSchema,
  type PictureResult,
  pictureResultSchema,
  timingResultSchema,
} from '@npufarm/contracts';
import type { BoardEvent } from '../../board-event.js';
import type { BoardOutcome } from '../../board-outcome.js';
import type { BoardAttempt, BoardPicture, BoardWork } from '../../board-work.js';
import type { BoardProcess } from './board-process.js';
import { converse, type ExchangeTerms } from './conversation.js';
import { Deadline } from './deadline.js';

/** What a run on a board process needs. */
export interface RunContext {
  readonly board: BoardProcess;
  readonly attempt: BoardAttempt;
  readonly environment: FidelityEnvironment;
  readonly signal: AbortSignal;
}

/** Compiles and measures on a board process that is ready; returns how it ended. */
export async function* runWork(
  work: BoardWork,
  context: RunContext,
): AsyncGenerator<BoardEvent, BoardOutcome> {
  yield { kind: 'stage', stage: 'compiling' };
  const { compilation } = work;
  const terms: ExchangeTerms = {
    deadline: new Deadline(context.attempt.limits.compilingMs),
    overdue: 'TIMEOUT_COMPILING',
    signal: context.signal,
  };
  const load = yield* converse(context.board, { id: 1, do: 'load', ...compilation }, terms);
  if (!load.ok) return load.outcome;
  const { operations, compileUs } = loadResultSchema.parse(load.result);
  const compiled = `compiled to ${operations} operations in ${(compileUs / 1000).toFixed(1)} ms`;
  yield { kind: 'log', level: 'info', source: 'board', text: compiled };
  yield { kind: 'stage', stage: 'measuring' };
  return work.kind === 'timing' ? yield* time(work, context) : yield* pictures(work, context);
}

function measuring({ attempt, signal }: RunContext): ExchangeTerms {
  return { deadline: new Deadline(attempt.limits.measuringMs), overdue: 'TIMEOUT_MEASURING', signal };
}

async function* time(
  work: Extract<BoardWork, { kind: 'timing' }>,
  context: RunContext,
): AsyncGenerator<BoardEvent, BoardOutcome> {
  const request = { id: 2, do: 'time', warmup: work.warmup, runs: work.runs } as const;
  const timed = yield* converse(context.board, request, measuring(context));
  if (!timed.ok) return timed.outcome;
  return { kind: 'timing', result: timingResultSchema.parse(timed.result) };
}

async function* pictures(
  work: Extract<BoardWork, { kind: 'fidelity' }>,
  context: RunContext,
): AsyncGenerator<BoardEvent, BoardOutcome> {
  const terms = measuring(context);
  const outputs: BoardPicture[] = [];
  for (const [index, picture] of work.pictures.entries()) {
    const path = join(context.attempt.directory, `output-${index}.rgb`);
    const ran = yield* converse(
      context.board,
      {
        id: 2 + index,
        do: 'picture',
        inputPath: picture.path,
        ...(picture.sealKey === undefined
          ? {}
          : { inputKey: Buffer.from(picture.sealKey).toString('base64') }),
        width: picture.width,
        height: picture.height,
        outputPath: path,
        feeding: work.feeding,
      },
      terms,
    );
    if (!ran.ok) return ran.outcome;
    const result = pictureResultSchema.parse(ran.result);
    outputs.push({ name: picture.name, path, width: result.width, height: result.height });
    yield { kind: 'log', level: 'info', source: 'board', text: describePicture(picture, result) };
    yield { kind: 'progress', done: index + 1, total: work.pictures.length };
  }
  return { kind: 'fidelity', pictures: outputs, environment: context.environment };
}

function describePicture(input: BoardPicture, output: PictureResult): string {
  const sizes = `${input.width}x${input.height} to ${output.width}x${output.height}`;
  return `${input.name}: ${sizes} in ${(output.hostUs / 1000).toFixed(0)} ms on the host`;
}
