import { setTimeout as sleep } from 'node:timers/promises';

/**
 * Polls until the condition gives something other than false or undefined.
 *
 * @returns that value, or undefined when the time ran out
 */
export async function waitUntil<Value>(
  condition: () => Value | false | undefined | Promise<Value | false | undefined>,
  {
    timeoutMs,
    pollMs = 25,
    signal,
  }: { timeoutMs: number; pollMs?: number; signal?: AbortSignal | undefined },
): Promise<Value | undefined> {
  const deadlineMs = performance.now() + timeoutMs;
  for (;;) {
    signal?.throwIfAborted();
    const value = await condition();
    if (value !== false && value !== undefined) return value;
    if (performance.now() >= deadlineMs) return undefined;
    await sleep(pollMs);
  }
}
