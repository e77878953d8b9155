/** The virtual time of one account in one capability class. */
export interface FairShareEntry {
  readonly capabilityClass: string;
  readonly account: string;
  readonly virtualTime: number;
}

/** The account under which a class keeps its own clock: what the least served waiting account has had. */
export const classClock = '';

/**
 * Virtual time per (capability class, account): the account with the least goes first.
 *
 * An account that was away starts at the clock of its class, so that it neither catches up nor pays for the
 * time when it was alone.
 * Source: Goyal, Vin, Cheng, "Start-time Fair Queueing", 1996 (start tag = max(virtual time, finish tag)).
 */
export class FairShare {
  readonly #times: Map<string, FairShareEntry>;
  readonly #changed = new Set<string>();

  constructor(entries: readonly FairShareEntry[]) {
    this.#times = new Map(entries.map((entry) => [key(entry.capabilityClass, entry.account), entry]));
  }

  /** Where the account stands, never behind the clock of its class. */
  of(capabilityClass: string, account: string): number {
    return Math.max(this.#read(capabilityClass, account), this.#read(capabilityClass, classClock));
  }

  /** Moves the clock of a class to the least of its waiting accounts. */
  advance(capabilityClass: string, waitingAccounts: Iterable<string>): void {
    let least = Number.POSITIVE_INFINITY;
    for (const account of waitingAccounts) least = Math.min(least, this.of(capabilityClass, account));
    if (least > this.#read(capabilityClass, classClock) && least < Number.POSITIVE_INFINITY) {
      this.#write(capabilityClass, classClock, least);
    }
  }

  charge(capabilityClass: string, account: string, cost: number): void {
    this.#write(capabilityClass, account, this.of(capabilityClass, account) + cost);
  }

  /** What has changed, in a fixed order. */
  changes(): FairShareEntry[] {
    return [...this.#changed].toSorted().flatMap((name) => this.#times.get(name) ?? []);
  }

  #read(capabilityClass: string, account: string): number {
    return this.#times.get(key(capabilityClass, account))?.virtualTime ?? 0;
  }

  #write(capabilityClass: string, account: string, virtualTime: number): void {
    const name = key(capabilityClass, account);
    this.#times.set(name, { capabilityClass, account, virtualTime });
    this.#changed.add(name);
  }
}

function key(capabilityClass: string, account: string): string {
  return `${capabilityClass}\n${account}`;
}
