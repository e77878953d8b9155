import type { Quotas } from '@npufarm/contracts';
import { FarmError } from '../platform/problems/farm-error.js';
import type { QuotaUsage } from './quota-usage.js';

interface Limit {
  readonly key: keyof Quotas;
  readonly used: (usage: QuotaUsage) => number;
  readonly sentence: (used: number, limit: number) => string;
  readonly hint: string;
}

const limits: readonly Limit[] = [
  {
    key: 'atOnce',
    used: ({ running }) => running,
    sentence: (used, limit) =>
      `${used} submissions of your team are running; the phase allows ${limit} at once.`,
    hint: 'Wait until one of them has ended.',
  },
  {
    key: 'perDay',
    used: ({ usedToday }) => usedToday,
    sentence: (used, limit) =>
      `Your team has made ${used} submissions today; the phase allows ${limit} per day.`,
    hint: 'The day ends at midnight UTC.',
  },
  {
    key: 'total',
    used: ({ usedTotal }) => usedTotal,
    sentence: (used, limit) => `Your team has made ${used} submissions; the phase allows ${limit} in total.`,
    hint: 'Check a model for free with "npufarm check".',
  },
];

/** The refusal by the first limit that is reached. */
export function exceededQuota(usage: QuotaUsage, quotas: Quotas): FarmError | undefined {
  for (const { key, used, sentence, hint } of limits) {
    const limit = quotas[key];
    if (limit !== undefined && used(usage) >= limit) {
      return new FarmError({
        code: 'quota.exceeded',
        fault: 'participant',
        status: 429,
        detail: sentence(used(usage), limit),
        hint,
      });
    }
  }
  return undefined;
}
