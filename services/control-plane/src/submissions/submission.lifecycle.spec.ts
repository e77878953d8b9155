import { isFinalSubmissionState, submissionStates } from '@npufarm/contracts';
import { describe, expect, it } from 'vitest';
import { findTransition } from '../lifecycle/index.js';
import { submissionLifecycle } from './submission.lifecycle.js';

const { transitions, initial } = submissionLifecycle;

function failed(refundable: boolean): readonly string[] {
  return findTransition(submissionLifecycle, 'EVALUATING', 'failed', { refundable })?.effects ?? [];
}

describe('the life of a submission', () => {
  it('ends exactly in the final states', () => {
    const wrong = transitions.filter(
      ({ to, effects }) => effects.includes('end') !== isFinalSubmissionState(to),
    );

    expect(wrong).toEqual([]);
  });

  it('reaches every state from the upload', () => {
    const reached = new Set([initial]);
    for (let round = 0; round < submissionStates.length; round += 1) {
      for (const { from, to } of transitions) if (from.some((state) => reached.has(state))) reached.add(to);
    }

    expect([...reached].toSorted()).toEqual([...submissionStates].toSorted());
  });

  it('gives quota back only when the farm is to blame', () => {
    expect(failed(true)).toContain('refund');
    expect(failed(false)).not.toContain('refund');
  });

  it('drops the score when jobs are run again', () => {
    expect(findTransition(submissionLifecycle, 'SCORED', 'run-again', { refundable: false })).toMatchObject({
      to: 'EVALUATING',
      effects: ['drop-score'],
    });
  });

  it('does not score what was rejected', () => {
    expect(findTransition(submissionLifecycle, 'REJECTED', 'scored', { refundable: false })).toBeUndefined();
  });
});
