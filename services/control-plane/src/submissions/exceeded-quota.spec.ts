import { describe, expect, it } from 'vitest';
import { exceededQuota } from './exceeded-quota.js';

const usage = { usedToday: 2, usedTotal: 5, running: 1 };

describe('exceededQuota', () => {
  it('lets a team submit as long as every limit is above what it used', () => {
    expect(exceededQuota(usage, { perDay: 3, total: 6, atOnce: 2 })).toBeUndefined();
    expect(exceededQuota(usage, {})).toBeUndefined();
  });

  it.each([
    [{ perDay: 2 }, '2 submissions today'],
    [{ total: 5 }, '5 submissions; the phase allows 5 in total'],
    [{ atOnce: 1 }, 'the phase allows 1 at once'],
  ])('names the limit %o that is reached', (limits, words) => {
    const refusal = exceededQuota(usage, limits);

    expect(refusal).toMatchObject({ code: 'quota.exceeded', status: 429, fault: 'participant' });
    expect(refusal?.message).toContain(words);
  });
});
