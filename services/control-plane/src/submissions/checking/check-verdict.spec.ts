import type { CheckReport } from '@npufarm/contracts';
import { describe, expect, it } from 'vitest';
import { checkTriesLimit, checkVerdict } from './check-verdict.js';

const issue = { id: 'tensor.type', rule: 'r', detail: 'd', hint: 'h', operator: 1, tensor: 2 };

function aReport(changes: Partial<CheckReport>): CheckReport {
  return {
    accepted: true,
    policy: 'challenge',
    elapsedUs: 1,
    model: { sha256: 'a'.repeat(64), bytes: 1, inputs: [], outputs: [], operators: 1 },
    operators: [],
    issues: [],
    warnings: [],
    partitions: 1,
    coverage: { nodes: 1, macs: 1, time: 1 },
    log: [],
    networkHash: null,
    ...changes,
  };
}

describe('checkVerdict', () => {
  it('follows the report', () => {
    const accepted = checkVerdict({ kind: 'report', report: aReport({}) }, 1);
    const refused = checkVerdict(
      { kind: 'report', report: aReport({ accepted: false, issues: [issue] }) },
      1,
    );

    expect(accepted.kind).toBe('accepted');
    expect(refused).toEqual({
      kind: 'refused',
      reason: { id: 'tensor.type', rule: 'r', detail: 'd', hint: 'h' },
    });
  });

  it.each(['time-limit', 'memory-limit', 'crashed'] as const)(
    'tries again before it blames anybody: %s',
    (kind) => {
      expect(checkVerdict({ kind, detail: 'd' }, checkTriesLimit - 1)).toEqual({ kind: 'try-again' });
    },
  );

  it('blames the model for broken limits and the farm for a crash', () => {
    const kinds = (['time-limit', 'memory-limit', 'crashed'] as const).map(
      (kind) => checkVerdict({ kind, detail: 'd' }, checkTriesLimit).kind,
    );

    expect(kinds).toEqual(['refused', 'refused', 'failed']);
  });
});
