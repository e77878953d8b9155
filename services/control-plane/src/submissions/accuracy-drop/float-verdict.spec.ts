import { describe, expect, it } from 'vitest';
import { floatTriesLimit, floatVerdict } from './float-verdict.js';

describe('floatVerdict', () => {
  it('gives the reason of a refusal as it is', () => {
    const reason = { id: 'float.output-size', rule: 'r', detail: 'd', hint: 'h' };

    expect(floatVerdict({ kind: 'refused', reason }, 1)).toBe(reason);
  });

  it('gives up at once on a model that exceeds its limits', () => {
    expect(floatVerdict({ kind: 'time-limit', detail: 'slow' }, 1)).toMatchObject({ id: 'float.time-limit' });
    expect(floatVerdict({ kind: 'memory-limit', detail: 'big' }, 1)).toMatchObject({ detail: 'big' });
  });

  it('tries a crash again, and gives up at the limit', () => {
    const crashed = { kind: 'crashed', detail: 'exit 70' } as const;

    expect(floatVerdict(crashed, floatTriesLimit - 1)).toBeUndefined();
    expect(floatVerdict(crashed, floatTriesLimit)).toMatchObject({ id: 'float.crashed' });
  });
});
