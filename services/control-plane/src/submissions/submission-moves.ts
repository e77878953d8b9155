import type { Reason, SubmissionId, SubmissionState } from '@npufarm/contracts';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { JobQueue } from '../jobs/index.js';
import { findTransition } from '../lifecycle/index.js';
import { Clock } from '../platform/clock/clock.js';
import { queryOne } from '../platform/database/query-one.js';
import { Quota } from './quota.js';
import { type SubmissionEvent, submissionLifecycle } from './submission.lifecycle.js';

export interface Move {
  readonly event: SubmissionEvent;
  readonly reason?: Reason;
  /** True when nobody but the farm is to blame. */
  readonly refundable?: boolean;
}

/** Every change of a submission's state after its upload. */
@Injectable()
export class SubmissionMoves {
  constructor(
    private readonly quota: Quota,
    private readonly jobs: JobQueue,
    private readonly clock: Clock,
  ) {}

  /**
   * Moves a submission along its table in the caller's transaction, with the row's effects on quota, jobs and score.
   *
   * Returns the new state, or undefined when the event means nothing in the state that it has by now.
   */
  async move(
    manager: EntityManager,
    id: SubmissionId,
    { event, reason, refundable = false }: Move,
  ): Promise<SubmissionState | undefined> {
    const row = await queryOne<{ state: SubmissionState }>(
      manager,
      'SELECT state FROM submissions WHERE id = $1 FOR UPDATE',
      [id],
    );
    if (row === undefined) return undefined;
    const transition = findTransition(submissionLifecycle, row.state, event, { refundable });
    if (transition === undefined) return undefined;
    const { to, effects } = transition;
    await manager.query('UPDATE submissions SET state = $2, state_reason = $3, ended_at = $4 WHERE id = $1', [
      id,
      to,
      reason === undefined ? null : JSON.stringify(reason),
      effects.includes('end') ? this.clock.now() : null,
    ]);
    if (effects.includes('refund')) await this.quota.refund(manager, id, reason?.detail ?? 'the farm failed');
    if (effects.includes('drop-score'))
      await manager.query('DELETE FROM scores WHERE submission_id = $1', [id]);
    if (effects.includes('cancel-jobs')) {
      await this.jobs.cancel(manager, id, reason?.detail ?? `the submission is ${to}`);
    }
    return to;
  }
}
