import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { attemptLifecycle } from './attempt.lifecycle.js';
import { boardHealthLifecycle } from './board-health.lifecycle.js';
import { boardLinkLifecycle } from './board-link.lifecycle.js';
import { boardOccupancyLifecycle } from './board-occupancy.lifecycle.js';
import { findTransition } from './find-transition.js';
import { IllegalTransitionError } from './illegal-transition.error.js';
import { jobLifecycle } from './job.lifecycle.js';
import { requireTransition } from './require-transition.js';

const lifecycles = [
  attemptLifecycle,
  jobLifecycle,
  boardOccupancyLifecycle,
  boardHealthLifecycle,
  boardLinkLifecycle,
];

describe.each(lifecycles.map((lifecycle) => [lifecycle.name, lifecycle] as const))(
  '%s',
  (_name, lifecycle) => {
    it('reaches every state from the initial one', () => {
      const reached = new Set<string>([lifecycle.initial]);
      for (let round = 0; round < lifecycle.states.length; round += 1) {
        for (const row of lifecycle.transitions)
          if (row.from.some((from) => reached.has(from))) reached.add(row.to);
      }

      expect(reached).toEqual(new Set(lifecycle.states));
    });

    it('never leaves a terminal state', () => {
      const terminal: readonly string[] = lifecycle.terminal;

      expect(lifecycle.transitions.filter((row) => row.from.some((from) => terminal.includes(from)))).toEqual(
        [],
      );
    });

    it('has no row that an unguarded earlier row hides', () => {
      const hidden = lifecycle.transitions.filter((row, index) =>
        lifecycle.transitions
          .slice(0, index)
          .some(
            (earlier) =>
              earlier.event === row.event &&
              earlier.when === undefined &&
              row.from.every((from) => (earlier.from as readonly string[]).includes(from)),
          ),
      );

      expect(hidden).toEqual([]);
    });
  },
);

describe('attempt and job together', () => {
  const attemptFacts = fc.record({
    current: fc.constant(true),
    cancelRequested: fc.boolean(),
    holdsBoard: fc.boolean(),
    leaseExpired: fc.boolean(),
    blamesBoard: fc.boolean(),
  });

  it('ends no current attempt without telling its job', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...attemptLifecycle.states),
        fc.constantFrom(...new Set(attemptLifecycle.transitions.map((row) => row.event))),
        attemptFacts,
        (state, event, facts) => {
          const row = findTransition(attemptLifecycle, state, event, facts);
          if (row === undefined || (row.to !== 'LOST' && !attemptLifecycle.terminal.includes(row.to))) return;

          expect(row.effects.some((effect) => effect.startsWith('job.'))).toBe(true);
        },
      ),
    );
  });

  it('gives up the board exactly when an attempt that holds it ends', () => {
    for (const row of attemptLifecycle.transitions) {
      const held = row.from.some((from) => from === 'OFFERED' || from === 'ACCEPTED');
      const ends = row.to !== 'OFFERED' && row.to !== 'ACCEPTED';
      const givesUp = row.effects.some(
        (effect) => effect === 'occupancy.release' || effect === 'occupancy.holder-lost',
      );

      expect(givesUp, `${row.from.join('|')} --${row.event}--> ${row.to}`).toBe(held && ends);
    }
  });

  it('refuses a result of an attempt that is no longer current', () => {
    const facts = {
      current: false,
      cancelRequested: false,
      holdsBoard: true,
      leaseExpired: false,
      blamesBoard: false,
    };

    expect(findTransition(attemptLifecycle, 'LOST', 'commit-success', facts)).toBeUndefined();
    expect(findTransition(attemptLifecycle, 'ACCEPTED', 'commit-success', facts)).toBeUndefined();
  });
});

describe('a job whose attempt was lost', () => {
  const facts = { cancelRequested: false, attemptsLeft: true, retryable: true };

  it('waits again while attempts are left, expires when none is, and is cancelled when that was asked for', () => {
    expect(findTransition(jobLifecycle, 'ACTIVE', 'attempt-lost', facts)?.to).toBe('QUEUED');
    expect(
      findTransition(jobLifecycle, 'ACTIVE', 'attempt-lost', { ...facts, attemptsLeft: false })?.to,
    ).toBe('EXPIRED');
    expect(
      findTransition(jobLifecycle, 'ACTIVE', 'attempt-lost', { ...facts, cancelRequested: true })?.to,
    ).toBe('CANCELLED');
  });

  it('takes no second verdict', () => {
    expect(() => requireTransition(jobLifecycle, 'j1', 'SUCCEEDED', 'attempt-succeeded', facts)).toThrow(
      IllegalTransitionError,
    );
  });
});
