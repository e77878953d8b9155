import { describe, expect, it } from 'vitest';
import { exitCodeOfProblem } from './problem-exit-codes.js';

describe('exitCodeOfProblem', () => {
  it.each([
    [401, 'auth.token-invalid', 'participant', 2],
    [403, 'auth.role-refused', 'participant', 2],
    [404, 'competition.not-found', 'participant', 2],
    [400, 'request.invalid', 'participant', 2],
    [413, 'request.too-large', 'participant', 10],
    [422, 'model.refused', 'participant', 10],
    [429, 'quota.exhausted', 'participant', 10],
    [507, 'storage.full', 'infrastructure', 20],
    [503, 'database.unavailable', 'infrastructure', 20],
    [500, 'internal', 'internal', 70],
  ] as const)('takes status %i %s (%s) for exit status %i', (status, code, fault, expected) => {
    expect(exitCodeOfProblem({ status, code, fault })).toBe(expected);
  });
});
