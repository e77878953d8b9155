import type { ArchitectureOperator, KnownArchitecture } from './architecture.js';
import { operatorKind } from './architecture-layers.js';

/**
 * Reads a list of networks and single layers with measured times (`known-architectures.json`).
 *
 * Sizes that a row leaves open stay open; throws RangeError for another document.
 */
export function readArchitectures(document: unknown): readonly KnownArchitecture[] {
  if (!Array.isArray(document)) throw new RangeError('known architectures are a list');
  return document.map((row: unknown, index) => readRow(asFields(row), index));
}

/** Whether a document is a list of architectures, going by its rows. */
export function isArchitectures(document: unknown): boolean {
  return Array.isArray(document) && document.some((row) => Array.isArray(asFields(row)['architecture']));
}

function readRow(row: Fields, index: number): KnownArchitecture {
  const operators = Array.isArray(row['architecture']) ? row['architecture'].map(readOperator) : [];
  const io =
    operators.length === 1 ? sizesOf(asFields((row['architecture'] as unknown[])[0])['io']) : undefined;
  return {
    id: textOf(row['id']) ?? `row ${index}`,
    topology: textOf(row['topology']) ?? topologyOf(operators),
    evidence: row['evidence'] === 'inferred' ? 'inferred' : 'published',
    input: io?.input ?? sizesIn(row['input']) ?? [360, 640, 3],
    operators: operators.map((one) => (io?.output === undefined ? one : { output: io.output, ...one })),
    nchwUs: microseconds(row['runtime_nchw_ms']),
    nhwcUs: microseconds(row['runtime_nhwc_ms']),
    convolutionUs: convolutionTimes(row),
  };
}

function readOperator(value: unknown): ArchitectureOperator {
  const fields = asFields(value);
  const op = textOf(fields['op']) ?? '?';
  const named = /(\d+)x\d+ (\d+)\s*->\s*(\d+)/.exec(op);
  const repeats = /repeated (\d+)/.exec(textOf(fields['note']) ?? '')?.[1];
  const block = countOf(fields['block']) ?? countOf(/(\d+)x\b/.exec(op)?.[1]);
  return defined({
    op,
    kernel: countOf(fields['kernel']) ?? countOf(named?.[1]),
    inputChannels: countOf(fields['cin']) ?? countOf(named?.[2]),
    outputChannels: countOf(fields['cout']) ?? countOf(named?.[3]),
    stride: countOf(fields['stride']),
    groups: countOf(fields['groups']),
    block: operatorKind(op) === 'convolution' ? undefined : block,
    parts: countOf(fields['n']) ?? countOf(fields['parts']),
    repeats: countOf(repeats),
    output: sizesIn(fields['out']),
    isBranch: fields['branch'] === undefined || fields['branch'] === null ? undefined : true,
  }) as unknown as ArchitectureOperator;
}

/** One word per topology: operators and widths, whatever the weights are. */
function topologyOf(operators: readonly ArchitectureOperator[]): string {
  return operators
    .map(({ op, kernel, outputChannels }) =>
      [operatorKind(op) ?? op, kernel, outputChannels].join(' ').trim(),
    )
    .join(', ');
}

function convolutionTimes(row: Fields): readonly number[] {
  const own = row['convolution_us'];
  if (Array.isArray(own)) return own.filter((us): us is number => typeof us === 'number');
  const listed = row['layer_us_nchw'];
  if (!Array.isArray(listed)) return [];
  const times = listed.flatMap((layer: unknown) => {
    const [type, us] = Array.isArray(layer) ? (layer as unknown[]) : [];
    return type === 'ConvolutionReluPoolingLayer2' && typeof us === 'number' ? [us] : [];
  });
  return times.slice(0, times.findLastIndex((us) => us > remainderUs) + 1);
}

/** Convolutions that list less at the end of a profile are remains of fused layers. */
const remainderUs = 60;

type Fields = Readonly<Record<string, unknown>>;

function asFields(value: unknown): Fields {
  return typeof value === 'object' && value !== null ? (value as Fields) : {};
}

function defined(fields: Fields): Fields {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}

/** A positive number; lists of two equal sizes (`[3, 3]`, `"3x3"`) count as one. */
function countOf(value: unknown): number | undefined {
  if (Array.isArray(value)) return countOf(value[0]);
  const number = typeof value === 'string' ? Number(/^\d+/.exec(value)?.[0]) : value;
  return typeof number === 'number' && Number.isFinite(number) && number > 0 ? number : undefined;
}

function sizesIn(value: unknown): readonly number[] | undefined {
  if (!Array.isArray(value)) return undefined;
  const sizes = value.map(countOf).slice(-3);
  return sizes.length === 3 && sizes.every((size) => size !== undefined) ? sizes : undefined;
}

/** `640x360x27 -> 1920x1080x3`, width first. */
function sizesOf(
  io: unknown,
): { readonly input: readonly number[]; readonly output?: readonly number[] } | undefined {
  const shapes = [...(textOf(io) ?? '').matchAll(/(\d+)x(\d+)(?:x~?(\d+))?/g)].map(
    ([, width, height, channels]) => [Number(height), Number(width), Number(channels ?? 3)],
  );
  const [input, output] = shapes;
  if (input === undefined) return undefined;
  return output === undefined ? { input } : { input, output };
}

function microseconds(milliseconds: unknown): number | undefined {
  return typeof milliseconds === 'number' && milliseconds > 0 ? milliseconds * 1000 : undefined;
}
