/** An operator of a published layer list. Sizes that the publication leaves open are absent. */
export interface ArchitectureOperator {
  /** TensorFlow Lite's name, a word of the list's own, or the board's name of a layer. */
  readonly op: string;
  readonly kernel?: number;
  readonly inputChannels?: number;
  readonly outputChannels?: number;
  readonly stride?: number;
  readonly groups?: number;
  readonly block?: number;
  readonly parts?: number;
  /** How often the network's input is repeated by a concatenation. */
  readonly repeats?: number;
  /** `[height, width, channels]` of the result. */
  readonly output?: readonly number[];
  /** Reads the network's input and is joined to the chain later. */
  readonly isBranch?: boolean;
}

/** A network or a single layer whose runtime on the board was published. */
export interface KnownArchitecture {
  readonly id: string;
  /** Networks with the same word are of one topology. */
  readonly topology: string;
  /** `published`: widths stated or named; `inferred`: read from the times of the layers themselves. */
  readonly evidence: 'published' | 'inferred';
  /** `[height, width, channels]`. */
  readonly input: readonly number[];
  readonly operators: readonly ArchitectureOperator[];
  readonly nchwUs: number | undefined;
  readonly nhwcUs: number | undefined;
  /** Listed times of the convolutions, in order; empty where they were not published. */
  readonly convolutionUs: readonly number[];
}
