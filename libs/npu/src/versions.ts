/** Versions that a result carries: a changed answer means a changed version. */
export const versions = {
  /** Mapping, lowering and binary layout. */
  compiler: '2',
  /** Predicted microseconds. */
  timingModel: 'vs680-2022.07-3',
  numerics: 'tflite-reference',
} as const;
