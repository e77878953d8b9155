/** An interpolation filter for {@link resample}. */
export interface ResampleFilter<Name extends string = string> {
  readonly name: Name;
  /** Distance from the centre beyond which the filter is zero, in source pixels when enlarging. */
  readonly support: number;
  readonly weight: (distance: number) => number;
}

/** Declares an interpolation filter, keeping its name as a literal type. */
export function defineFilter<const Name extends string>(filter: ResampleFilter<Name>): ResampleFilter<Name> {
  return filter;
}
