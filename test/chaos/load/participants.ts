import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { sampleModel } from '@npufarm/zoo';
import { z } from 'zod';
import type { ProcessFarm } from '../farm/process-farm.js';
import { pick } from '../nemesis/fault.js';

const answerSchema = z.object({ id: z.string() });
const requestTimeoutMs = 20_000;
const firstRetryMs = 300;
const longestRetryMs = 5_000;

export interface LoadOptions {
  readonly jobs: number;
  readonly perSecond: number;
  /** Share of the jobs that need an emulated board. */
  readonly emulatedShare: number;
  /** Share of the submissions that are sent once more although they were acknowledged. */
  readonly repeatedShare: number;
}

/** Hands in models as participants do: with a key each, again and again until it is acknowledged. */
export class Participants {
  /** Acknowledged submissions: id by idempotency key. */
  readonly acknowledged = new Map<string, string>();
  readonly #model = readFileSync(sampleModel('int8').path);

  constructor(
    private readonly farm: ProcessFarm,
    private readonly random: () => number,
    private readonly keyPrefix = 'job',
  ) {}

  /** Ends when every job is acknowledged, or at the signal with those that are. */
  async run(
    { jobs, perSecond, emulatedShare, repeatedShare }: LoadOptions,
    signal: AbortSignal,
  ): Promise<void> {
    const underWay: Promise<void>[] = [];
    for (let index = 0; index < jobs && !signal.aborted; index += 1) {
      const phase = this.random() < emulatedShare ? 'emulated' : 'fake';
      const isRepeated = this.random() < repeatedShare;
      underWay.push(this.#handIn(`${this.keyPrefix}-${index}`, phase, isRepeated, signal));
      await sleep(1000 / perSecond);
    }
    await Promise.all(underWay);
  }

  async #handIn(key: string, phase: string, isRepeated: boolean, signal: AbortSignal): Promise<void> {
    let retryMs = firstRetryMs;
    for (let sent = 0; sent < (isRepeated ? 2 : 1) && !signal.aborted;) {
      const id = await this.#send(key, phase);
      if (id === undefined) {
        await sleep(retryMs * (0.5 + Math.random() / 2));
        retryMs = Math.min(longestRetryMs, 2 * retryMs);
        continue;
      }
      retryMs = firstRetryMs;
      const known = this.acknowledged.get(key);
      if (known !== undefined && known !== id) throw new Error(`key ${key} is ${known} and ${id}`);
      this.acknowledged.set(key, id);
      sent += 1;
    }
  }

  async #send(key: string, phase: string): Promise<string | undefined> {
    const url = pick(this.farm.urls, this.random);
    if (url === undefined) return undefined;
    try {
      const query = new URLSearchParams({ competition: 'chaos', phase, fileName: 'model.tflite' });
      const response = await fetch(`${url}/api/v1/submissions?${query.toString()}`, {
        method: 'POST',
        headers: {
          authorization: `Bearer ${this.farm.tokens.team}`,
          'content-type': 'application/octet-stream',
          'idempotency-key': key,
        },
        body: new Uint8Array(this.#model),
        signal: AbortSignal.timeout(requestTimeoutMs),
      });
      if (response.status >= 400 && response.status < 500)
        throw new Refusal(`${response.status}: ${await response.text()}`);
      return response.ok ? answerSchema.parse(await response.json()).id : undefined;
    } catch (error) {
      if (error instanceof Refusal) throw error;
      return undefined;
    }
  }
}

/** The farm says that the participant is wrong; no later try would change that. */
class Refusal extends Error {
  override readonly name = 'Refusal';
}
