import { setTimeout as sleep } from 'node:timers/promises';
import { awaitRecovery, type Recovery } from '../check/recovery.js';
import type { FarmTables } from '../check/farm-tables.js';
import type { ProcessFarm } from '../farm/process-farm.js';
import { type Fault, type Harm, pick } from './fault.js';

const recoveryLimitMs = 60_000;
const healTries = 5;

/** A fault that was made, and how the farm came over it. */
export interface Misfortune extends Recovery {
  readonly fault: string;
  readonly target: string;
  readonly agents: readonly string[];
  readonly began: Date;
  readonly healed: Date;
}

export interface NemesisOptions {
  /** From the beginning of a fault to that of the next one. */
  readonly everyMs: number;
  /** Faults in their order; without it chance decides. */
  readonly script?: readonly Fault[];
  readonly faults: readonly Fault[];
  readonly log: (line: string) => void;
}

/** Makes faults, one after the other by their beginnings; they may overlap, except on the same part of the farm. */
export class Nemesis {
  readonly misfortunes: Misfortune[] = [];
  readonly #busy = new Set<string>();
  readonly #begun: Promise<void>;
  #endBeginning = (): void => undefined;

  constructor(
    private readonly farm: ProcessFarm,
    private readonly tables: FarmTables,
    private readonly random: () => number,
    private readonly options: NemesisOptions,
  ) {
    this.#begun = new Promise((resolve) => {
      this.#endBeginning = resolve;
    });
  }

  /** Resolves when no more faults begin. */
  get begun(): Promise<void> {
    return this.#begun;
  }

  /**
   * Goes on until the signal or the end of the script; everything is healed when it resolves. At the signal nobody
   * waits for recoveries any more.
   */
  async run(signal: AbortSignal): Promise<void> {
    const { everyMs, script, faults } = this.options;
    const underWay: Promise<void>[] = [];
    for (let turn = 0; !signal.aborted && turn < (script?.length ?? Number.POSITIVE_INFINITY); turn += 1) {
      const fault = script?.[turn] ?? pick(faults, this.random);
      const begun = fault === undefined ? undefined : await this.#begin(fault);
      if (begun !== undefined) underWay.push(this.#see(begun.fault, begun.harm, begun.began, signal));
      await sleep(begun === undefined ? 500 : everyMs, undefined, { signal }).catch(() => undefined);
    }
    this.#endBeginning();
    await Promise.all(underWay);
  }

  async #begin(fault: Fault): Promise<{ fault: Fault; harm: Harm; began: Date } | undefined> {
    const group = fault.group ?? fault.name;
    if (this.#busy.has(group)) return undefined;
    const began = new Date();
    const harm = await fault.begin({ farm: this.farm, random: this.random });
    if (harm === undefined) return undefined;
    this.#busy.add(group);
    this.options.log(`${fault.name}: ${harm.target}`);
    return { fault, harm, began };
  }

  async #see(fault: Fault, harm: Harm, began: Date, signal: AbortSignal): Promise<void> {
    await sleep(harm.holdMs, undefined, { signal }).catch(() => undefined);
    await heal(harm);
    const healed = new Date();
    this.#busy.delete(fault.group ?? fault.name);
    const recovery = await awaitRecovery(this.tables, began, healed, harm.agents, recoveryLimitMs, signal);
    this.misfortunes.push({ fault: fault.name, ...harm, began, healed, ...recovery });
  }
}

/** Another fault may stand in the way of the healing. */
async function heal(harm: Harm): Promise<void> {
  for (let tried = 1; ; tried += 1) {
    try {
      await harm.heal();
      return;
    } catch (error) {
      if (tried === healTries) throw error;
      await sleep(1000);
    }
  }
}
