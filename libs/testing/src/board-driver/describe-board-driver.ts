import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { DriverBench } from './driver-bench.js';
import type { EventUnderTest, OutcomeUnderTest } from './driver-under-test.js';
import { runAttempt } from './run-attempt.js';

const AMPLE_MS = 180_000;

const outcomeOf = (events: readonly EventUnderTest[]): OutcomeUnderTest | undefined => events.at(-1)?.outcome;
const isMeasuring = (event: EventUnderTest): boolean => event.kind === 'stage' && event.stage === 'measuring';

/** The suite that every board driver passes: what an agent may rely on, whatever the board is. */
export function describeBoardDriver<Work>(name: string, open: () => Promise<DriverBench<Work>>): void {
  describe(`${name} as a board driver`, () => {
    let bench: DriverBench<Work>;
    beforeAll(async () => {
      bench = await open();
    }, AMPLE_MS);
    afterAll(() => bench.close());

    it('gives the same fingerprint until the agent restarts', async () => {
      const first = await bench.driver.fingerprint();

      expect(await bench.driver.fingerprint()).toEqual(first);
      expect(first.environmentHash).toMatch(/^[0-9a-f]{64}$/);
      expect(first.name).not.toBe('');
    });

    it('is reachable', async () => {
      expect(await bench.driver.check()).toMatchObject({ reachable: true });
    });

    it.each(['timing', 'fidelity'] as const)(
      'compiles, measures and ends %s work with one outcome, the last thing it says',
      async (kind) => {
        const events = await runAttempt(bench, bench[kind]);

        expect(events.flatMap(({ stage }) => stage ?? [])).toEqual(['compiling', 'measuring']);
        expect(events.filter((event) => event.kind === 'outcome')).toHaveLength(1);
        expect(outcomeOf(events)).toMatchObject({ kind });
        expect(await bench.isRunning()).toBe(false);
      },
      AMPLE_MS,
    );

    it(
      'answers a model that the delegate does not take with a verdict that names rule and remedy',
      async () => {
        const outcome = outcomeOf(await runAttempt(bench, bench.refused));

        expect(outcome?.kind).toBe('rejected');
        expect(outcome?.issues?.[0]?.id).toMatch(/./);
        expect(outcome?.issues?.[0]?.hint).toMatch(/./);
      },
      AMPLE_MS,
    );

    it(
      'stops when it is cancelled, says that nothing runs, and that is true',
      async () => {
        const cancel = new AbortController();

        const events = await runAttempt(bench, bench.long, {
          signal: cancel.signal,
          onEvent: (event) => {
            if (isMeasuring(event)) cancel.abort();
          },
        });

        expect(outcomeOf(events)?.kind).toBe('cancelled');
        expect(outcomeOf(events)?.proof).toMatch(/./);
        expect(await bench.isRunning()).toBe(false);
      },
      AMPLE_MS,
    );

    it(
      'ends a board that hangs by the limit of the stage, with a class of its own',
      async () => {
        const outcome = outcomeOf(
          await runAttempt(bench, bench.long, {
            limits: { measuringMs: 300 },
            onEvent: (event) => {
              if (isMeasuring(event)) void bench.hang();
            },
          }),
        );

        expect(outcome).toMatchObject({ kind: 'failed', failureClass: 'TIMEOUT_MEASURING' });
        expect(await bench.isRunning()).toBe(false);
      },
      AMPLE_MS,
    );

    it(
      'takes a board that vanishes for a failed attempt and works again after it',
      async () => {
        const outcome = outcomeOf(
          await runAttempt(bench, bench.long, {
            onEvent: (event) => {
              if (isMeasuring(event)) void bench.kill();
            },
          }),
        );

        expect(outcome).toMatchObject({ kind: 'failed', failureClass: 'BOARD_LOST' });
        expect(outcomeOf(await runAttempt(bench, bench.timing))?.kind).toBe('timing');
      },
      AMPLE_MS,
    );

    it(
      'proves quiescence for what an earlier agent process left running',
      async () => {
        const limits = { preparingMs: AMPLE_MS, compilingMs: AMPLE_MS, measuringMs: AMPLE_MS };
        const attempt = { attempt: 2n, directory: bench.directory, limits };
        await bench.driver.prepare(attempt, new AbortController().signal);
        expect(await bench.isRunning()).toBe(true);

        const rest = await bench.reopen().recover();

        expect(rest).toMatchObject({ quiescent: true });
        expect(rest.proof).toMatch(/./);
        expect(await bench.isRunning()).toBe(false);
      },
      AMPLE_MS,
    );
  });
}
