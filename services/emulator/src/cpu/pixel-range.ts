/** The real numbers that black and white have for a network. */
export interface PixelRange {
  readonly black: number;
  readonly white: number;
}

/** How networks take pictures in: as bytes, as fractions, around zero, and as signed bytes. */
const usual: readonly PixelRange[] = [
  { black: 0, white: 255 },
  { black: 0, white: 1 },
  { black: -1, white: 1 },
  { black: -128, white: 127 },
];

/**
 * The usual range nearest to the one that an 8-bit tensor of the same network can hold. Calibration cuts a range short
 * or widens it a little; a network of floats does not tell its own.
 *
 * @param lowest real value of the tensor's lowest code
 * @param highest real value of its highest code
 */
export function pixelRange(lowest: number, highest: number): PixelRange {
  const distance = ({ black, white }: PixelRange): number =>
    Math.abs(Math.log((highest - lowest) / (white - black))) + Math.abs(lowest - black) / (white - black);
  const [nearest] = usual.toSorted((left, right) => distance(left) - distance(right));
  return nearest ?? { black: 0, white: 255 };
}
