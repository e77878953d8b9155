import type { Factsheet, PhaseConfig } from '@npufarm/contracts';
import { FarmError } from '../platform/problems/farm-error.js';

/** @throws FarmError `submission.factsheet-missing` where the phase wants authors and framework and nobody named them */
export function requireFactsheet(
  { factsheet: rule }: Pick<PhaseConfig, 'factsheet'>,
  said: Factsheet | undefined,
): void {
  if (rule === 'optional') return;
  const missing = [
    ...((said?.authors.length ?? 0) > 0 ? [] : ['authors']),
    ...((said?.framework ?? '') === '' ? ['framework'] : []),
  ];
  if (missing.length === 0) return;
  throw new FarmError({
    code: 'submission.factsheet-missing',
    fault: 'participant',
    status: 422,
    detail: `The phase asks for a factsheet; yours lacks ${missing.join(' and ')}. Nothing was stored.`,
    hint: 'Hand one in with "npufarm factsheet FILE", or put factsheet.json into the archive.',
  });
}
