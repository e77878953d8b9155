import { setTimeout as sleep } from 'node:timers/promises';
import { invariantListSchema, type InvariantView } from '@npufarm/contracts';
import type { ProcessFarm } from '../farm/process-farm.js';

const everyMs = 5000;

/** Asks every copy of the control plane again and again whether the invariants hold; keeps what did not. */
export class InvariantWatch {
  /** One line per violation, however often it was seen. */
  readonly violations = new Set<string>();
  checks = 0;

  constructor(private readonly farm: ProcessFarm) {}

  async run(signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      await this.check();
      await sleep(everyMs, undefined, { signal }).catch(() => undefined);
    }
  }

  /** One check by every copy that answers; returns how many did. */
  async check(): Promise<number> {
    const answers = await Promise.all(this.farm.urls.map((url) => this.#ask(url)));
    const views = answers.flatMap((answer) => answer ?? []);
    for (const { id, violations, examples } of views) {
      if (violations === 0) continue;
      for (const { subject, detail } of examples) this.violations.add(`${id}: ${subject} ${detail}`);
    }
    const answered = answers.filter((answer) => answer !== undefined).length;
    this.checks += answered;
    return answered;
  }

  async #ask(url: string): Promise<readonly InvariantView[] | undefined> {
    try {
      const response = await fetch(`${url}/api/v1/invariants`, {
        headers: { authorization: `Bearer ${this.farm.tokens.operator}` },
        signal: AbortSignal.timeout(10_000),
      });
      if (!response.ok) return undefined;
      return invariantListSchema.parse(await response.json()).items;
    } catch {
      return undefined;
    }
  }
}
