import {
  type SubmissionLogEvent,
  submissionJobEventSchema,
  submissionLogEventSchema,
} from '@npufarm/contracts';
import { describe, expect, it } from 'vitest';
import { EvaluationProgress } from './evaluation-progress.js';

const first = '019a0000-0000-7000-8000-000000000011';
const second = '019a0000-0000-7000-8000-000000000012';

function aLog(jobId: string, stage: string, data: unknown = null): SubmissionLogEvent {
  return submissionLogEventSchema.parse({
    attempt: '7',
    seq: 1,
    at: '2026-01-02T03:04:07.000Z',
    stage,
    level: 'info',
    source: 'board',
    kind: data === null ? 'log' : 'progress',
    text: '',
    data,
    jobId,
    jobKind: 'fidelity',
  });
}

function aJob(jobId: string, state: string): ReturnType<typeof submissionJobEventSchema.parse> {
  return submissionJobEventSchema.parse({ jobId, kind: 'fidelity', state });
}

describe('EvaluationProgress', () => {
  it('adds up what the jobs report, a job that has ended counting in full', () => {
    const progress = new EvaluationProgress();

    progress.onState('EVALUATING');
    progress.onJob(aJob(first, 'ACTIVE'));
    progress.onJob(aJob(second, 'QUEUED'));
    progress.onLog(aLog(first, 'measuring', { done: 1, total: 4 }));
    progress.onJob(aJob(second, 'SUCCEEDED'));

    expect(progress.step()).toEqual({ stage: 'measuring', done: 1.25, total: 2, detail: '1 of 2 jobs done' });
  });

  it('never goes back to an earlier stage when a later job begins', () => {
    const progress = new EvaluationProgress();

    progress.onLog(aLog(first, 'measuring'));
    progress.onLog(aLog(second, 'preparing'));

    expect(progress.step().stage).toBe('measuring');
  });

  it('is scoring once every job has ended', () => {
    const progress = new EvaluationProgress();

    progress.onJob(aJob(first, 'SUCCEEDED'));

    expect(progress.step().stage).toBe('scoring');
  });
});
