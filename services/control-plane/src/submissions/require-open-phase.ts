import { FarmError } from '../platform/problems/farm-error.js';
import type { NamedPhase } from '../competitions/index.js';

/** @throws FarmError `phase.closed` when the phase takes no submissions at `now` */
export function requireOpenPhase({ phase, competition }: NamedPhase, now: Date): void {
  const name = `${competition.slug}/${phase.slug}`;
  const { state, opensAt, closesAt } = phase;
  if (state === 'draft' || (state === 'open' && opensAt !== null && now < opensAt)) {
    const when = opensAt === null ? '' : ` It opens at ${opensAt.toISOString()}.`;
    throw refusal(
      'phase.not-open',
      `The phase ${name} is not open yet.${when}`,
      'Submit after it has opened.',
    );
  }
  if (state === 'closed' || (closesAt !== null && now >= closesAt)) {
    const when = closesAt === null ? '' : ` at ${closesAt.toISOString()}`;
    throw refusal(
      'phase.closed',
      `The phase ${name} was closed${when}.`,
      'See "GET /api/v1/competitions" for open ones.',
    );
  }
}

function refusal(code: string, detail: string, hint: string): FarmError {
  return new FarmError({ code, fault: 'participant', status: 409, detail, hint });
}
