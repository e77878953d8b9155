import type { Feeding, Layout } from '@npufarm/contracts';

/** Longest time of the stages that a driver is responsible for. */
export interface BoardLimits {
  readonly preparingMs: number;
  readonly compilingMs: number;
  readonly measuringMs: number;
}

/** One attempt as a driver sees it. */
export interface BoardAttempt {
  /** The attempt's number. */
  readonly attempt: bigint;
  /** A directory of the attempt's own; outputs go there and live until the result is final. */
  readonly directory: string;
  readonly limits: BoardLimits;
}

/** A model that lies on the agent's disk, and how to map it. */
export interface BoardCompilation {
  readonly modelPath: string;
  /** A preset's name or a policy as JSON. */
  readonly policy: string;
  readonly layout: Layout;
}

/** A picture of raw interleaved RGB bytes on the agent's disk. */
export interface BoardPicture {
  readonly name: string;
  readonly path: string;
  /** 32 bytes when the file is sealed by this key; see `sealedPicture`. */
  readonly sealKey?: Uint8Array;
  /** Pixels. */
  readonly width: number;
  /** Pixels. */
  readonly height: number;
}

/** What a board has to do in one attempt. */
export type BoardWork =
  | {
      readonly kind: 'timing';
      readonly compilation: BoardCompilation;
      readonly warmup: number;
      readonly runs: number;
    }
  | {
      readonly kind: 'fidelity';
      readonly compilation: BoardCompilation;
      readonly feeding: Feeding;
      readonly pictures: readonly BoardPicture[];
    };
