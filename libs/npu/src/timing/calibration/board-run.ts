/** What the timing model needs of one run of the board in one layout, in the order of `runColumns`. Microseconds. */
export interface BoardRun {
  /** Measured runtime of the network. */
  readonly totalUs: number;
  readonly convolutionUs: number;
  readonly convolutions: number;
  readonly firstConvolutionUs: number;
  readonly copyUs: number;
  /** Resizes, on the programmable shader. */
  readonly resizeUs: number;
  /** Layers that overlap with nothing: element-wise, real concatenations and whatever else is listed. */
  readonly serialUs: number;
  /** The last depth-to-space, as listed. */
  readonly reorganiseUs: number;
  /** 1 where the NN cores produce what the depth-to-space reads, else 0. */
  readonly isAfterNn: number;
  readonly activationAfterUs: number;
  readonly activationBeforeUs: number;
  readonly transposes: number;
}

export const runColumns = [
  'totalUs',
  'convolutionUs',
  'convolutions',
  'firstConvolutionUs',
  'copyUs',
  'resizeUs',
  'serialUs',
  'reorganiseUs',
  'isAfterNn',
  'activationAfterUs',
  'activationBeforeUs',
  'transposes',
] as const satisfies readonly (keyof BoardRun)[];

/** Runs of one upload. */
export interface Upload {
  readonly id: string;
  readonly team: string;
  readonly nchw: BoardRun | undefined;
  readonly nhwc: BoardRun | undefined;
}
