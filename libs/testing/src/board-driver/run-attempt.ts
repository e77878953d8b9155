import { mkdtempSync } from 'node:fs';
import { join } from 'node:path';
import type { DriverBench } from './driver-bench.js';
import type { DriverUnderTest, EventUnderTest } from './driver-under-test.js';

/** Generous limits: a test that is not about time must not fail for lack of it. */
const AMPLE_LIMITS = { preparingMs: 120_000, compilingMs: 120_000, measuringMs: 600_000 };

/** How an attempt of the suite differs from the usual one. */
export interface AttemptOptions<Work> {
  readonly driver?: DriverUnderTest<Work>;
  readonly limits?: Partial<typeof AMPLE_LIMITS>;
  readonly signal?: AbortSignal;
  /** Called with every event while the board goes on. */
  readonly onEvent?: (event: EventUnderTest) => void;
}

/** Prepares and runs one attempt and returns everything that the board yielded. */
export async function runAttempt<Work>(
  bench: DriverBench<Work>,
  work: Work,
  options: AttemptOptions<Work> = {},
): Promise<readonly EventUnderTest[]> {
  const { driver = bench.driver, limits = {}, signal = new AbortController().signal, onEvent } = options;
  const directory = mkdtempSync(join(bench.directory, 'attempt-'));
  await driver.prepare({ attempt: 1n, directory, limits: { ...AMPLE_LIMITS, ...limits } }, signal);
  const events: EventUnderTest[] = [];
  for await (const event of driver.run(work, signal)) {
    events.push(event);
    onEvent?.(event);
  }
  return events;
}
