import { FarmError } from '../platform/problems/farm-error.js';
import type { NamedPhase } from '../competitions/index.js';

/** How an upload is taken: late ones are marked on the leaderboard and take no rank. */
export interface Admission {
  readonly isLate: boolean;
}

/** @throws FarmError `phase.not-open`, `phase.closed` when the phase takes no submissions at `now` */
export function admit({ phase, competition, config }: NamedPhase, now: Date): Admission {
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
  const isOver = closesAt !== null && now >= closesAt;
  if (state === 'closed' || (isOver && config.late === 'refuse')) {
    const when = isOver ? ` at ${closesAt.toISOString()}` : '';
    throw refusal(
      'phase.closed',
      `The phase ${name} was closed${when}.`,
      'See "GET /api/v1/competitions" for open ones.',
    );
  }
  return { isLate: isOver };
}

function refusal(code: string, detail: string, hint: string): FarmError {
  return new FarmError({ code, fault: 'participant', status: 409, detail, hint });
}
