import { type InvariantView, invariantListSchema } from '@npufarm/contracts';
import type { FarmClient } from '../../connection/farm-client.js';
import { CommandError } from '../../output/command-error.js';
import { exitCodes } from '../../output/exit-code.js';
import type { Finding } from './finding.js';

/** What the farm finds when it checks its invariants. */
export interface InvariantCheck {
  readonly findings: readonly Finding[];
  readonly invariants: readonly InvariantView[];
}

const examplesShown = 3;

function findingOf({ id, sentence, violations, examples }: InvariantView): Finding {
  if (violations === 0) return { check: id, state: 'ok', detail: sentence };
  const shown = examples.slice(0, examplesShown).map(({ subject, detail }) => `${subject} ${detail}`);
  const more = violations > shown.length ? `; and ${violations - shown.length} more` : '';
  return {
    check: id,
    state: 'failed',
    exitCode: exitCodes.internal,
    detail: `${sentence} It does not hold: ${shown.join('; ')}${more}`,
    hint: 'this is a bug of the farm: keep its logs and its database, and report what the line above says',
  };
}

/** Asks a farm to check what must be true of its tables at every moment; takes an operator's token. */
export async function checkInvariants(client: FarmClient): Promise<InvariantCheck> {
  try {
    const { items } = await client.get('/api/v1/invariants', invariantListSchema);
    return { findings: items.map(findingOf), invariants: items };
  } catch (error) {
    if (!(error instanceof CommandError)) throw error;
    const { message, hint, exitCode } = error;
    return {
      findings: [{ check: 'invariants', state: 'failed', detail: message, hint, exitCode }],
      invariants: [],
    };
  }
}
