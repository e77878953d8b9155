import { mkdirSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Assignment, PictureOutput } from '@npufarm/agent-protocol';
import { type FailureClass, failureClasses, failureClassSchema } from '@npufarm/contracts';
import type { Logger } from 'pino';
import type { BoardOutcome } from '../boards/board-outcome.js';
import type { BoardSlot } from '../boards/board-slot.js';
import type { BoardLimits } from '../boards/board-work.js';
import type { AttemptSpool } from '../spool/attempt-spool.js';
import { EventRecorder } from './event-recorder.js';
import { type BlobSources, fetchWork } from './fetch-work.js';
import type { HeldAttempt } from './held-attempt.js';
import { OutputStore } from './output-store.js';
import { describeOutcome, failedOutcome, toWireOutcome, type WireOutcome } from './wire-outcome.js';

/** An attempt with everything that belongs to it. */
export interface AttemptContext {
  readonly assignment: Assignment;
  readonly held: HeldAttempt;
  readonly spool: AttemptSpool;
  readonly board: BoardSlot;
}

/** Carries out attempts on boards: every way it can go ends with a result in the spool. */
export class AttemptRunner {
  constructor(
    private readonly sources: BlobSources,
    private readonly nowUs: () => bigint,
    private readonly logger: Logger,
  ) {}

  /**
   * Runs an attempt and stores its result. `onRest` gets the proof that the board is at rest when the control plane
   * may doubt it: after a fence, or later than the attempt's end. When `stop` is aborted the agent goes down: nothing
   * is stored, and its next process reports the attempt as interrupted.
   */
  async run(context: AttemptContext, stop: AbortSignal, onRest: (proof: string) => void): Promise<void> {
    const { held, spool, board, assignment } = context;
    const log = this.logger.child({
      attemptId: String(held.attempt),
      jobId: assignment.jobId,
      board: board.name,
    });
    log.info('attempt accepted');
    const recorder = new EventRecorder(held, spool, this.nowUs);
    const work = workDirectory(spool);
    const outcome = await board.use(async () => {
      const ended = await this.#attempt(context, recorder, work).catch(failureOf);
      const rest = await board.settle(onRest);
      if (held.isFenced && rest.quiescent) onRest(rest.proof);
      if (ended.kind !== 'cancelled') return ended;
      if (!rest.quiescent) return failed('BOARD_LOST', rest.proof);
      return held.isLeaseLost ? failed('AGENT_LOST', held.stopReason ?? '') : { ...ended, proof: rest.proof };
    });
    if (stop.aborted) return;
    const wire = await this.#keepOutputs(outcome, spool);
    if (held.stopReason !== undefined) recorder.log('warn', 'farm', held.stopReason);
    recorder.stage('uploading');
    recorder.log(wire.$case === 'failed' ? 'error' : 'info', 'agent', describeOutcome(wire));
    if (!(await spool.finish(wire))) log.error('result could not be stored on the disk');
    await removeWork(spool);
    log.info({ outcome: wire.$case, detail: describeOutcome(wire) }, 'attempt ended');
  }

  /** Ends an attempt that an earlier process of this agent has begun and not finished. */
  async interrupted(held: HeldAttempt, spool: AttemptSpool): Promise<void> {
    const recorder = new EventRecorder(held, spool, this.nowUs);
    recorder.log('error', 'agent', failureClasses.AGENT_RESTARTED.text);
    await spool.finish(failedOutcome('AGENT_RESTARTED'));
    await removeWork(spool);
  }

  async #attempt(
    { assignment, held, board }: AttemptContext,
    recorder: EventRecorder,
    directory: string,
  ): Promise<BoardOutcome> {
    const limits = limitsOf(assignment);
    const overdue = new AbortController();
    const timer = setTimeout(() => overdue.abort(), limits.preparingMs);
    const signal = AbortSignal.any([held.signal, overdue.signal]);
    try {
      recorder.stage('preparing');
      mkdirSync(directory, { recursive: true });
      const [work, ready] = await Promise.allSettled([
        fetchWork(assignment, directory, this.sources, signal),
        board.driver.prepare({ attempt: held.attempt, directory, limits }, signal),
      ]);
      if (work.status === 'rejected') throw work.reason;
      if (ready.status === 'rejected') throw ready.reason;
      signal.throwIfAborted();
      clearTimeout(timer);
      for await (const event of board.driver.run(work.value, held.signal)) {
        if (event.kind === 'outcome') return event.outcome;
        recorder.board(event);
      }
      return failed('BUG', `the driver of ${board.name} ended without an outcome`);
    } catch (error) {
      if (held.signal.aborted) return { kind: 'cancelled', proof: '' };
      if (!overdue.signal.aborted) throw error;
      const detail = `${board.name} and its data were not ready within ${limits.preparingMs} ms`;
      return failed('TIMEOUT_PREPARING', detail);
    } finally {
      clearTimeout(timer);
    }
  }

  async #keepOutputs(outcome: BoardOutcome, spool: AttemptSpool): Promise<WireOutcome> {
    let pictures: readonly PictureOutput[] = [];
    try {
      if (outcome.kind === 'fidelity')
        pictures = await new OutputStore(spool.directory).keep(outcome.pictures);
      return toWireOutcome(outcome, pictures);
    } catch (error) {
      return failedOutcome('STORAGE', `the outputs could not be kept: ${String(error)}`);
    }
  }
}

function workDirectory(spool: AttemptSpool): string {
  return join(spool.directory, 'work');
}

/** Pictures may belong to a hidden test set: they leave the disk as soon as they have been used. */
async function removeWork(spool: AttemptSpool): Promise<void> {
  await rm(workDirectory(spool), { recursive: true, force: true });
}

const DEFAULT_LIMIT_MS = 120_000;

/** The limits of an assignment; 0 stands for "not given". */
function limitsOf({ limits }: Assignment): BoardLimits {
  return {
    preparingMs: limits?.preparingMs || DEFAULT_LIMIT_MS,
    compilingMs: limits?.compilingMs || DEFAULT_LIMIT_MS,
    measuringMs: limits?.measuringMs || DEFAULT_LIMIT_MS,
  };
}

function failed(failureClass: FailureClass, detail: string): BoardOutcome {
  return { kind: 'failed', failureClass, detail };
}

/** The outcome of an error: its own class if it carries one, the full disk, or a bug of ours. */
function failureOf(error: unknown): BoardOutcome {
  const detail = error instanceof Error ? error.message : String(error);
  if (error instanceof Error && 'failureClass' in error) {
    const { success, data } = failureClassSchema.safeParse(error.failureClass);
    return failed(success ? data : 'BUG', detail);
  }
  const isDiskFull = error instanceof Error && 'code' in error && error.code === 'ENOSPC';
  return failed(isDiskFull ? 'STORAGE' : 'BUG', detail);
}
