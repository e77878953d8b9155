/**
 * The shape of a board driver as the suite sees it. The agent's `BoardDriver` fits it; a driver whose port has
 * drifted away does not compile in its spec. `Work` stays opaque.
 */
export interface DriverUnderTest<Work> {
  fingerprint(): Promise<{
    readonly name: string;
    readonly driver: string;
    readonly fidelity: string;
    readonly environmentHash: string;
  }>;
  check(): Promise<{ readonly reachable: boolean }>;
  prepare(
    attempt: {
      readonly attempt: bigint;
      readonly directory: string;
      readonly limits: {
        readonly preparingMs: number;
        readonly compilingMs: number;
        readonly measuringMs: number;
      };
    },
    signal: AbortSignal,
  ): Promise<void>;
  run(work: Work, signal: AbortSignal): AsyncIterable<EventUnderTest>;
  recover(): Promise<{ readonly quiescent: boolean; readonly proof: string }>;
}

/** What the suite reads of a board's event. */
export interface EventUnderTest {
  readonly kind: string;
  readonly stage?: string;
  readonly outcome?: OutcomeUnderTest;
}

/** What the suite reads of an outcome. */
export interface OutcomeUnderTest {
  readonly kind: string;
  readonly failureClass?: string;
  readonly detail?: string;
  readonly proof?: string;
  readonly issues?: readonly { readonly id: string; readonly hint: string }[];
}
