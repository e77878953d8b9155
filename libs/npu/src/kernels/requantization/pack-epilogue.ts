import { magicOf, proveAffine, roundingMagic, type AffineRescale, type SumForm } from './affine-rescale.js';
import { staysInt32, type ChannelRescale } from './channel-rescale.js';

/** How vectors of four sums become codes; sums of the proven forms start from what the epilogue says. */
export interface EpilogueForm {
  /** `unsigned` and `signed` work in double precision and are proven per channel; `integer` needs no proof. */
  readonly arithmetic: 'unsigned' | 'signed' | 'integer';
  /** How the proven forms make doubles of sums. */
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

/** Bytes into a vector's constants, in the proven forms; the magic there is that of joined sums. */
export const epilogueVector = { scales: 0, start: 32, belowZero: 48, magic: 64 } as const;

/** Bytes of a vector's constants. */
export function epilogueVectorBytes({ arithmetic, sumForm }: EpilogueForm): number {
  if (arithmetic === 'integer') return 192;
  return sumForm === 'joined' ? 96 : 64;
}

/** Bytes from an epilogue's start to the constants of a vector. */
export function epilogueVectorOffset(form: EpilogueForm, vector: number): number {
  return epilogueHeader.bytes + vector * epilogueVectorBytes(form);
}

/**
 * Chooses the fastest epilogue that is proven for all channels of a layer and lays out its constants.
 *
 * `undefined` when even the integer form would not be exact: a left shift that can overflow in single rounding.
 * `factor` is what sums arrive multiplied by, `sumForms` what the kernel prefers: joined sums save instructions and take
 * more registers.
 */
export function packEpilogue(
  channels: readonly ChannelRescale[],
  vectors: number,
  factor: number,
  sumForms: readonly SumForm[] = ['converted'],
): Epilogue | undefined {
  const [first] = channels;
  if (first === undefined) return undefined;
  const clamps = first.minimum > -128 || first.maximum < 127;
  const fits = channels.every(staysInt32);
  for (const sumForm of fits ? sumForms : []) {
    const proven = proveAll(channels, factor, sumForm);
    if (proven === undefined) continue;
    const arithmetic = proven.some(({ belowZero }) => belowZero < 0) ? 'signed' : 'unsigned';
    const form: EpilogueForm = { arithmetic, sumForm, clamps };
    const constants = allocate(form, first, vectors);
    proven.forEach((affine, index) => writeAffine(placeOf(constants, form, index), form, first, affine));
    return { form, constants };
  }
  if (factor !== 1 || (!fits && first.rounding === 'builtin')) return undefined;
  const form: EpilogueForm = { arithmetic: 'integer', sumForm: 'converted', clamps };
  const constants = allocate(form, first, vectors);
  channels.forEach((channel, index) => writeInteger(placeOf(constants, form, index), channel));
  return { form, constants };
}

function proveAll(
  channels: readonly ChannelRescale[],
  factor: number,
  sumForm: SumForm,
): readonly AffineRescale[] | undefined {
  const proven: AffineRescale[] = [];
  for (const channel of channels) {
    const affine = proveAffine(channel, factor, sumForm);
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
  { sumForm }: EpilogueForm,
  { outputZeroPoint }: ChannelRescale,
  affine: AffineRescale,
): void {
  const { scale, start, belowZero } = affine;
  const isJoined = sumForm === 'joined';
  const integers = (offset: number) => new Int32Array(vector.buffer, vector.byteOffset + offset, 4);
  const doubles = (offset: number) => new Float64Array(vector.buffer, vector.byteOffset + offset, 4);
  doubles(epilogueVector.scales)[lane] = scale;
  integers(epilogueVector.start)[lane] = isJoined ? start + 2 ** 31 : start;
  integers(epilogueVector.belowZero)[lane] = belowZero;
  if (isJoined) doubles(epilogueVector.magic)[lane] = magicOf(affine, outputZeroPoint);
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
