import { setTimeout as sleep } from 'node:timers/promises';

const patienceMs = 20_000;

/** Looks until `look` gives something; for what other parts of the farm do in their own time. */
export async function eventually<Found>(
  look: () => Promise<Found | undefined> | Found | undefined,
): Promise<Found> {
  const deadline = performance.now() + patienceMs;
  for (;;) {
    const found = await look();
    if (found !== undefined && found !== false) return found;
    if (performance.now() > deadline) throw new Error('It did not happen within 20 s.');
    await sleep(10);
  }
}
