import { sumArithmetics, type AffineRescale, type SumForm } from './affine-rescale.js';
import { staysInt32, type ChannelRescale } from './channel-rescale.js';
import { proveAffine } from './prove-affine.js';
import { fitRescale, type RescaleFit } from './rescale-fit.js';

/** How vectors of four sums become codes; sums of the proven forms start from what the epilogue says. */
export interface EpilogueForm {
  /** `unsigned` and `signed` multiply floating-point numbers and are proven per channel; `integer` needs no proof. */
  readonly arithmetic: 'unsigned' | 'signed' | 'integer';
  /** How the proven forms make floating-point numbers of sums. */
  readonly sumForm: SumForm;
  /** Whether the bounds are narrower than a byte's. */
  readonly clamps: boolean;
}

export interface Epilogue {
  readonly form: EpilogueForm;
  /** One header for the layer, then one block per four channels. */
  readonly constants: Uint8Array;
}

/** Bytes into the header; the magic there is that of converted sums. */
export const epilogueHeader = { magic: 0, minimum: 16, maximum: 32, zeroPoint: 48, bytes: 64 } as const;

/** Bytes into a vector's constants, in the proven forms; converted sums have no magic there. */
export const epilogueVector = { scales: 0, start: 32, belowZero: 48, magic: 64 } as const;

/** Bytes of a vector's constants. */
export function epilogueVectorBytes({ arithmetic, sumForm }: EpilogueForm): number {
  if (arithmetic === 'integer') return 192;
  return sumForm === 'converted' ? 64 : 96;
}

/** Bytes from an epilogue's start to the constants of a vector. */
export function epilogueVectorOffset(form: EpilogueForm, vector: number): number {
  return epilogueHeader.bytes + vector * epilogueVectorBytes(form);
}

/**
 * Chooses the fastest epilogue that is proven for all channels of a layer and lays out its constants.
 *
 * `undefined` when even the integer form would not be exact: a left shift that can overflow in single rounding.
 * `factor` is what sums arrive multiplied by, `sumForms` what the kernel prefers: joined sums save instructions over
 * converted ones and take more registers.
 */
export function packEpilogue(
  channels: readonly ChannelRescale[],
  vectors: number,
  factor: number,
  sumForms: readonly SumForm[] = ['single', 'converted'],
): Epilogue | undefined {
  const [first] = channels;
  if (first === undefined) return undefined;
  const clamps = first.minimum > -128 || first.maximum < 127;
  const staysNarrow = channels.every(staysInt32);
  const fits = staysNarrow ? channels.map((channel) => fitRescale(channel, factor)) : [];
  for (const sumForm of staysNarrow ? sumForms : []) {
    const proven = proveAll(fits, sumForm);
    if (proven === undefined) continue;
    const arithmetic = proven.some(({ belowZero }) => belowZero < 0) ? 'signed' : 'unsigned';
    const form: EpilogueForm = { arithmetic, sumForm, clamps };
    const constants = allocate(form, first, vectors);
    proven.forEach((affine, index) => writeAffine(placeOf(constants, form, index), sumForm, affine));
    return { form, constants };
  }
  if (factor !== 1 || (!staysNarrow && first.rounding === 'builtin')) return undefined;
  const form: EpilogueForm = { arithmetic: 'integer', sumForm: 'converted', clamps };
  const constants = allocate(form, first, vectors);
  channels.forEach((channel, index) => writeInteger(placeOf(constants, form, index), channel));
  return { form, constants };
}

function proveAll(fits: readonly RescaleFit[], sumForm: SumForm): readonly AffineRescale[] | undefined {
  const proven: AffineRescale[] = [];
  for (const fit of fits) {
    const affine = proveAffine(fit, sumForm);
    if (affine === undefined) return undefined;
    proven.push(affine);
  }
  return proven;
}

function allocate(
  form: EpilogueForm,
  { outputZeroPoint, minimum, maximum }: ChannelRescale,
  vectors: number,
): Uint8Array {
  const at = epilogueHeader;
  const constants = new Uint8Array(epilogueVectorOffset(form, vectors));
  const { roundingMagic } = sumArithmetics.converted;
  new Float64Array(constants.buffer, at.magic, 2).fill(roundingMagic + outputZeroPoint);
  constants.fill(minimum & 255, at.minimum, at.minimum + 16);
  constants.fill(maximum & 255, at.maximum, at.maximum + 16);
  new Int32Array(constants.buffer, at.zeroPoint, 4).fill(outputZeroPoint);
  return constants;
}

/** A channel's lane in the constants of its vector. */
interface ChannelPlace {
  readonly vector: Uint8Array;
  readonly lane: number;
}

function placeOf(constants: Uint8Array, form: EpilogueForm, channel: number): ChannelPlace {
  const from = epilogueVectorOffset(form, channel >> 2);
  return { vector: constants.subarray(from, from + epilogueVectorBytes(form)), lane: channel & 3 };
}

function writeAffine(
  { vector, lane }: ChannelPlace,
  sumForm: SumForm,
  { scale, start, belowZero, codeOfZero }: AffineRescale,
): void {
  const { buffer, byteOffset } = vector;
  const integers = (offset: number) => new Int32Array(buffer, byteOffset + offset, 4);
  const numbers = (offset: number) =>
    sumForm === 'single'
      ? new Float32Array(buffer, byteOffset + offset, 4)
      : new Float64Array(buffer, byteOffset + offset, 4);
  numbers(epilogueVector.scales)[lane] = scale;
  integers(epilogueVector.start)[lane] = sumForm === 'joined' ? start + 2 ** 31 : start;
  integers(epilogueVector.belowZero)[lane] = belowZero;
  if (sumForm === 'converted') return;
  numbers(epilogueVector.magic)[lane] = sumArithmetics[sumForm].roundingMagic + codeOfZero;
}

/**
 * The 64-bit form: `(sum + bias) × left`, times multiplier, rounded and shifted right by 31, then a rounding
 * division by a power of two as a multiplication and a shift right by 32.
 */
function writeInteger({ vector, lane }: ChannelPlace, rescale: ChannelRescale): void {
  const left = Math.max(0, rescale.shift);
  const right = Math.max(0, -rescale.shift);
  const once = rescale.rounding === 'builtin';
  const words = new Int32Array(vector.buffer, vector.byteOffset, 12);
  words[lane] = rescale.bias;
  words[4 + lane] = 1 << left;
  words[8 + lane] = rescale.multiplier;
  const longs = new BigInt64Array(vector.buffer, vector.byteOffset + 48, 16);
  longs[lane] = once ? 1n << BigInt(30 + right) : 1n << 30n;
  longs[4 + lane] = once || right === 0 ? 0n : 1n << BigInt(right - 1);
  longs[8 + lane] = once || right === 0 ? 0n : -1n;
  longs[12 + lane] = 1n << BigInt(32 - right);
}
