import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import {
  attemptNumberSchema,
  isFinalAttemptState,
  isFinalJobState,
  isFinalSubmissionState,
  issueSchema,
  phaseConfigSchema,
  slugSchema,
  submissionStates,
  timingResultSchema,
} from './index.js';

describe('the contracts', () => {
  it('can be written as OpenAPI schemas, each under a name of its own', () => {
    const { schemas } = z.toJSONSchema(z.globalRegistry, { target: 'openapi-3.0' });

    expect(Object.keys(schemas)).toEqual(
      expect.arrayContaining(['SubmissionView', 'CheckReport', 'TimingResult']),
    );
  });

  it('ignore fields that a newer peer adds', () => {
    const issue = { id: 'a', rule: 'r', detail: 'd', hint: 'h', colour: 'red' };

    expect(issueSchema.parse(issue)).toEqual({
      id: 'a',
      rule: 'r',
      detail: 'd',
      hint: 'h',
      operator: null,
      tensor: null,
    });
  });

  it('give a phase the rules of the Mobile AI 2021 challenge by default', () => {
    expect(phaseConfigSchema.parse({})).toMatchObject({
      policy: 'mai2021',
      metric: 'mai',
      feeding: 'raw',
      scale: 3,
      scoreConstant: 2 ** 48,
      acceptedFidelity: 'emulated',
    });
  });

  it('let a phase be a rehearsal on fake boards, and not one of its own invention', () => {
    expect(phaseConfigSchema.safeParse({ acceptedFidelity: 'fake' }).success).toBe(true);
    expect(phaseConfigSchema.safeParse({ acceptedFidelity: 'imagined' }).success).toBe(false);
  });

  it('take no runtime of zero for a result', () => {
    const { shape } = timingResultSchema;

    expect(shape.inferenceUs.safeParse(0).success).toBe(false);
  });

  it.each(['', 'A', 'a--b', '-a', 'a b', 'ä'])('take "%s" for no slug', (text) => {
    expect(slugSchema.safeParse(text).success).toBe(false);
  });

  it('write attempt numbers as decimal text without leading zeros', () => {
    expect(['1', '9223372036854775807'].every((text) => attemptNumberSchema.safeParse(text).success)).toBe(
      true,
    );
    expect(['0', '01', '-1', '1e3', ''].some((text) => attemptNumberSchema.safeParse(text).success)).toBe(
      false,
    );
  });

  it('know what is final', () => {
    expect(submissionStates.filter(isFinalSubmissionState)).toEqual([
      'SCORED',
      'REJECTED',
      'FAILED',
      'WITHDRAWN',
    ]);
    expect([isFinalJobState('ACTIVE'), isFinalJobState('EXPIRED')]).toEqual([false, true]);
    expect([isFinalAttemptState('ACCEPTED'), isFinalAttemptState('LOST')]).toEqual([false, true]);
  });
});
