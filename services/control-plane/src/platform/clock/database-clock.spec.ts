import { describe, expect, it } from 'vitest';
import { DatabaseClock } from './database-clock.js';

const hourMs = 3_600_000;

/** A clock on a database that is so far ahead of this machine. */
function clockAt(aheadMs: () => number): DatabaseClock {
  const query = (): Promise<unknown> => Promise.resolve([{ now: new Date(Date.now() + aheadMs()) }]);
  return new DatabaseClock({ query: query as never });
}

describe('the clock of the database', () => {
  it('is this machine’s until it is asked, and the database’s from then on, however far off', async () => {
    const clock = clockAt(() => 6 * hourMs);
    const before = clock.now().getTime() - Date.now();
    await clock.synchronise();
    const after = clock.now().getTime() - Date.now();

    expect(Math.abs(before)).toBeLessThan(hourMs);
    expect(Math.abs(after - 6 * hourMs)).toBeLessThan(hourMs);
  });

  it('is not moved by what the way of the answer may explain', async () => {
    let aheadMs = 0;
    const clock = clockAt(() => aheadMs);
    await clock.synchronise();
    const offset = (): number => clock.now().getTime() - clock.monotonicMs();
    const before = offset();
    aheadMs = 10;
    await clock.synchronise();

    expect(Math.abs(offset() - before)).toBeLessThan(9);
  });

  it('keeps its time while the database cannot be asked', async () => {
    const query = (): Promise<unknown> => Promise.reject(new Error('away'));
    const clock = new DatabaseClock({ query: query as never });

    await expect(clock.synchronise()).rejects.toThrow('away');

    expect(Math.abs(clock.now().getTime() - Date.now())).toBeLessThan(hourMs);
  });
});
