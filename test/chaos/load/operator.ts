import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import type { ProcessFarm } from '../farm/process-farm.js';

const everyMs = 3000;
const boardsSchema = z.object({ items: z.array(z.object({ name: z.string(), health: z.string() })) });

/** Looks after the boards as a person would: whatever was quarantined is released. */
export async function operate(farm: ProcessFarm, signal: AbortSignal): Promise<void> {
  const call = (url: string, path: string, method: 'GET' | 'POST'): Promise<Response> =>
    fetch(`${url}/api/v1/${path}`, {
      method,
      headers: { authorization: `Bearer ${farm.tokens.operator}` },
      signal: AbortSignal.timeout(5000),
    });
  while (!signal.aborted) {
    const [url] = farm.urls;
    try {
      if (url !== undefined) {
        const { items } = boardsSchema.parse(await (await call(url, 'boards', 'GET')).json());
        for (const { name } of items.filter(({ health }) => health === 'quarantined'))
          await (await call(url, `boards/${name}/release`, 'POST')).text();
      }
    } catch {
      // The copy is away; the next round asks another one.
    }
    await sleep(everyMs, undefined, { signal }).catch(() => undefined);
  }
}
