import type { JobId } from '@npufarm/contracts';
import { describe, expect, it } from 'vitest';
import type { JobStanding } from '../../jobs/index.js';
import { evaluate } from './evaluation.js';

function aJob(id: string, changes: Partial<JobStanding> = {}): JobStanding {
  return { id: id as JobId, kind: 'fidelity', state: 'SUCCEEDED', outcome: undefined, ...changes };
}

const timing = aJob('t', { kind: 'timing' });

function failed(failureClass: string): unknown {
  return evaluate({
    jobs: [aJob('f', { state: 'EXPIRED', outcome: { failureClass, detail: 'd' } })],
    scoredJobs: new Set(),
    scoringFailures: [],
    isDropPending: false,
  });
}

describe('evaluate', () => {
  it('scores once every job has succeeded and every output is scored', () => {
    const jobs = [timing, aJob('f1'), aJob('f2')];

    const partly = evaluate({ jobs, scoredJobs: new Set(['f1']), scoringFailures: [], isDropPending: false });
    const wholly = evaluate({
      jobs,
      scoredJobs: new Set(['f1', 'f2']),
      scoringFailures: [],
      isDropPending: false,
    });

    expect([partly.kind, wholly.kind]).toEqual(['wait', 'score']);
  });

  it('waits for the float model of an archive, which decides nothing', () => {
    const facts = { jobs: [timing, aJob('f')], scoredJobs: new Set(['f']), scoringFailures: [] };

    expect(evaluate({ ...facts, isDropPending: true }).kind).toBe('wait');
  });

  it('waits while a job is open, and when there is none yet', () => {
    const open = evaluate({
      jobs: [timing, aJob('f', { state: 'ACTIVE' })],
      scoredJobs: new Set(['f']),
      scoringFailures: [],
      isDropPending: false,
    });
    const none = evaluate({ jobs: [], scoredJobs: new Set(), scoringFailures: [], isDropPending: false });

    expect([open.kind, none.kind]).toEqual(['wait', 'wait']);
  });

  it('rejects with the delegate’s first finding while other jobs still run', () => {
    const issue = { id: 'op.type', rule: 'r', detail: 'd', hint: 'h', operator: 3, tensor: null };
    const jobs = [
      aJob('t', { kind: 'timing', state: 'REJECTED', outcome: { issues: [issue] } }),
      aJob('f', { state: 'QUEUED' }),
    ];

    expect(
      evaluate({ jobs, scoredJobs: new Set(), scoringFailures: [], isDropPending: false }),
    ).toMatchObject({
      kind: 'end',
      event: 'rejected',
      refundable: false,
      reason: { id: 'op.type', detail: 'd' },
    });
  });

  it('gives quota back when the farm failed, and not when the model did', () => {
    expect(failed('BOARD_LOST')).toMatchObject({
      event: 'failed',
      refundable: true,
      reason: { id: 'job.board-lost' },
    });
    expect(failed('MEMORY_LIMIT')).toMatchObject({ event: 'failed', refundable: false });
  });

  it('rejects an output of the wrong size and fails one that was lost', () => {
    const reason = { id: 'x', rule: 'r', detail: 'd', hint: 'h' };
    const withFailure = (fault: 'participant' | 'infrastructure'): unknown =>
      evaluate({
        jobs: [timing, aJob('f')],
        scoredJobs: new Set(),
        scoringFailures: [{ fault, reason }],
        isDropPending: false,
      });

    expect(withFailure('participant')).toMatchObject({ event: 'rejected', refundable: false });
    expect(withFailure('infrastructure')).toMatchObject({ event: 'failed', refundable: true });
  });

  it('takes a cancelled job for a withdrawal', () => {
    const jobs = [
      aJob('f', {
        state: 'CANCELLED',
        outcome: { failureClass: 'CANCELLED_USER', detail: 'changed my mind' },
      }),
    ];

    expect(
      evaluate({ jobs, scoredJobs: new Set(), scoringFailures: [], isDropPending: false }),
    ).toMatchObject({
      event: 'cancelled',
    });
  });
});
