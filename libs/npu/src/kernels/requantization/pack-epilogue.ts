import { proveAffine, roundingMagic, type AffineRescale } from './affine-rescale.js';
import { staysInt32, type ChannelRescale } from './channel-rescale.js';

/** How vectors of four sums become codes; sums of the proven forms start from what the epilogue says. */
export interface EpilogueForm {
  /** `unsigned` and `signed` work in double precision and are proven per channel; `integer` needs no proof. */
  readonly arithmetic: 'unsigned' | 'signed' | 'integer';
  /** Whether the bounds are narrower than a byte's. */
  readonly clamps: boolean;
}

/** An epilogue's constants: one header for the layer, then one block per four channels. */
export interface Epilogue extends EpilogueForm {
  readonly constants: Uint8Array;
}

export const epilogueHeaderBytes = 64;
/** Bytes from a vector's constants to what its sums start from, in the proven forms. */
export const epilogueStartOffset = 32;
export const epilogueVectorBytes = { unsigned: 48, signed: 64, integer: 192 } as const;

/**
 * Chooses the fastest epilogue that is proven for all channels of a layer and lays out its constants.
 *
 * `undefined` when even the integer form would not be exact: a left shift that can overflow in single rounding.
 * `factor` is what sums arrive multiplied by.
 */
export function packEpilogue(
  channels: readonly ChannelRescale[],
  vectors: number,
  factor: number,
): Epilogue | undefined {
  const [first] = channels;
  if (first === undefined) return undefined;
  const clamps = first.minimum > -128 || first.maximum < 127;
  const fits = channels.every(staysInt32);
  const proven = fits ? proveAll(channels, factor) : undefined;
  if (proven !== undefined) {
    const arithmetic = proven.some(({ belowZero }) => belowZero < 0) ? 'signed' : 'unsigned';
    const constants = allocate(arithmetic, first, vectors);
    proven.forEach((affine, index) => writeAffine(constants, arithmetic, index, affine));
    return { arithmetic, clamps, constants };
  }
  if (factor !== 1 || (!fits && first.rounding === 'builtin')) return undefined;
  const constants = allocate('integer', first, vectors);
  channels.forEach((channel, index) => writeInteger(constants, index, channel));
  return { arithmetic: 'integer', clamps, constants };
}

function proveAll(channels: readonly ChannelRescale[], factor: number): readonly AffineRescale[] | undefined {
  const proven: AffineRescale[] = [];
  for (const channel of channels) {
    const affine = proveAffine(channel, factor);
    if (affine === undefined) return undefined;
    proven.push(affine);
  }
  return proven;
}

function allocate(
  arithmetic: EpilogueForm['arithmetic'],
  { outputZeroPoint, minimum, maximum }: ChannelRescale,
  vectors: number,
): Uint8Array {
  const constants = new Uint8Array(epilogueHeaderBytes + vectors * epilogueVectorBytes[arithmetic]);
  new Float64Array(constants.buffer, 0, 2).fill(roundingMagic + outputZeroPoint);
  constants.fill(minimum & 255, 16, 32);
  constants.fill(maximum & 255, 32, 48);
  new Int32Array(constants.buffer, 48, 4).fill(outputZeroPoint);
  return constants;
}

function writeAffine(
  constants: Uint8Array,
  arithmetic: 'unsigned' | 'signed',
  channel: number,
  { scale, start, belowZero }: AffineRescale,
): void {
  const from = epilogueHeaderBytes + (channel >> 2) * epilogueVectorBytes[arithmetic];
  const lane = channel & 3;
  new Float64Array(constants.buffer, from, 4)[lane] = scale;
  new Int32Array(constants.buffer, from + epilogueStartOffset, 4)[lane] = start;
  if (arithmetic === 'signed') new Int32Array(constants.buffer, from + 48, 4)[lane] = belowZero;
}

/**
 * The 64-bit form: `(sum + bias) × left`, times multiplier, rounded and shifted right by 31, then a rounding
 * division by a power of two as a multiplication and a shift right by 32.
 */
function writeInteger(constants: Uint8Array, channel: number, rescale: ChannelRescale): void {
  const start = epilogueHeaderBytes + (channel >> 2) * epilogueVectorBytes.integer;
  const lane = channel & 3;
  const left = Math.max(0, rescale.shift);
  const right = Math.max(0, -rescale.shift);
  const once = rescale.rounding === 'builtin';
  const words = new Int32Array(constants.buffer, start, 12);
  words[lane] = rescale.bias;
  words[4 + lane] = 1 << left;
  words[8 + lane] = rescale.multiplier;
  const longs = new BigInt64Array(constants.buffer, start + 48, 16);
  longs[lane] = once ? 1n << BigInt(30 + right) : 1n << 30n;
  longs[4 + lane] = once || right === 0 ? 0n : 1n << BigInt(right - 1);
  longs[8 + lane] = once || right === 0 ? 0n : -1n;
  longs[12 + lane] = 1n << BigInt(32 - right);
}
