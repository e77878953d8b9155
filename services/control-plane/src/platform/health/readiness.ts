import { Injectable } from '@nestjs/common';
import type { ReadinessView } from '@npufarm/contracts';

/** Asks one part of the farm whether it works; throwing means no. Returns a few words for an operator. */
export type ReadinessProbe = () => Promise<string>;

const probeLimitMs = 2_000;

/** Whether this copy can do its work: every part that was added must answer. */
@Injectable()
export class Readiness {
  private readonly probes = new Map<string, ReadinessProbe>();

  add(part: string, probe: ReadinessProbe): void {
    this.probes.set(part, probe);
  }

  async look(): Promise<ReadinessView> {
    const parts = await Promise.all(
      [...this.probes].map(async ([part, probe]) => [part, await ask(probe)] as const),
    );
    return { ready: parts.every(([, { ok }]) => ok), parts: Object.fromEntries(parts) };
  }
}

async function ask(probe: ReadinessProbe): Promise<{ ok: boolean; detail: string }> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error(`no answer within ${probeLimitMs} ms`)), probeLimitMs);
  });
  try {
    return { ok: true, detail: await Promise.race([probe(), late]) };
  } catch (cause) {
    return { ok: false, detail: cause instanceof Error ? cause.message : String(cause) };
  } finally {
    clearTimeout(timer);
  }
}
