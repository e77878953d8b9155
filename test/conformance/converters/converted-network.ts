import type { ModelSpec } from '@npufarm/tflite';

/** A small x3 network as one generation of converters writes it, every habit of the file format included. */
export interface ConvertedNetwork {
  readonly converter: string;
  /** Where the habits of this converter can be read up. */
  readonly source: string;
  write(height: number, width: number): ModelSpec;
  /** Ids of the issues under the challenge's policy at 640x360; none for an accepted file. */
  readonly issues: readonly string[];
  /** What the first issue's hint has to name. */
  readonly hint?: string;
  /** Operators that are left once the converter's spelling is resolved. */
  readonly builtins: readonly string[];
  /** LiteRT rounds INT8 FULLY_CONNECTED once, whatever its operands, so that only builtin rounding can equal it. */
  readonly litertRoundsOnce?: boolean;
}
