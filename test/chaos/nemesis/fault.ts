import type { ProcessFarm } from '../farm/process-farm.js';

/** What a fault may use. */
export interface FaultContext {
  readonly farm: ProcessFarm;
  readonly random: () => number;
}

/** A fault that has begun. */
export interface Harm {
  /** Which part of the farm it hit. */
  readonly target: string;
  /** The agents that it took from the farm; empty when all should go on working. */
  readonly agents: readonly string[];
  /** How long it lasts. */
  readonly holdMs: number;
  /** Undoes it. */
  heal(): Promise<void>;
}

/** One kind of misfortune. */
export interface Fault {
  readonly name: string;
  /** Faults of one group never overlap; by default a fault does not overlap itself. */
  readonly group?: string;
  /** Undefined when there is nothing to hit at the moment. */
  begin(context: FaultContext): Promise<Harm | undefined>;
}

/** One of a list, by chance. */
export function pick<Item>(items: readonly Item[], random: () => number): Item | undefined {
  return items[Math.floor(random() * items.length)];
}
