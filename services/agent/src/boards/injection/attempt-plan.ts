import type { Injection, OccasionalBehaviour } from './behaviour.js';
import { normal, seededRandom } from './seeded-random.js';

/** How one attempt on a misbehaving board will go. */
export interface AttemptPlan {
  readonly end: 'as-it-is' | 'crash' | 'hang' | 'refuse';
  readonly hasWrongOutput: boolean;
  readonly isThrottled: boolean;
  /** A clock factor for the next time that is measured; 1 is the board's own clock. */
  readonly nextFactor: () => number;
}

/** What has happened on the board before, as far as a behaviour depends on it. */
export interface BoardPast {
  /** Attempts that this process has begun on the board before. */
  readonly attempts: number;
  /** How many of the last ones followed each other without a pause of `restMs`. */
  attemptsWithoutRest(restMs: number): number;
}

/** Decides how an attempt goes; follows from the seed, the board's name, the attempt's number and the past alone. */
export function planAttempt(
  { seed, behaviour }: Injection,
  board: string,
  attempt: bigint,
  past: BoardPast,
): AttemptPlan {
  const random = seededRandom(seed, board, attempt);
  const showing = behaviour.filter(
    (entry): entry is OccasionalBehaviour => entry.kind !== 'flap' && isDue(entry, past.attempts, random),
  );
  const has = (kind: OccasionalBehaviour['kind']): boolean => showing.some((entry) => entry.kind === kind);
  const isThrottled = showing.some((entry) => isHot(entry, past));
  const factor = showing.reduce((product, entry) => product * factorOf(entry, past), 1);
  const deviations = showing.flatMap((entry) => (entry.kind === 'jitter' ? [entry.deviation] : []));
  return {
    end: has('crash') ? 'crash' : has('hang') ? 'hang' : has('refuse') ? 'refuse' : 'as-it-is',
    hasWrongOutput: has('wrong-output'),
    isThrottled,
    nextFactor: () =>
      deviations.reduce((product, deviation) => product * Math.exp(deviation * normal(random)), factor),
  };
}

function isDue(
  { from, until, probability }: OccasionalBehaviour,
  index: number,
  random: () => number,
): boolean {
  const drawn = random();
  return index >= from && (until === undefined || index < until) && drawn < probability;
}

function isHot(entry: OccasionalBehaviour, past: BoardPast): boolean {
  return entry.kind === 'throttle' && past.attemptsWithoutRest(entry.restMs) >= entry.afterAttempts;
}

function factorOf(entry: OccasionalBehaviour, past: BoardPast): number {
  if (entry.kind === 'slow') return entry.factor;
  if (entry.kind === 'drift') return (1 + entry.perAttempt) ** (past.attempts - entry.from);
  return entry.kind === 'throttle' && isHot(entry, past) ? entry.factor : 1;
}
