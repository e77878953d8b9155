import { existsSync, readFileSync } from 'node:fs';
import { sampleModel } from '@npufarm/zoo';
import { writeModel, type ModelSpec } from '@npufarm/tflite';
import { describe, expect, it } from 'vitest';
import { resolvePolicy } from '../policy/resolve-policy.js';
import { checkModel } from './check-model.js';

const challenge = resolvePolicy('challenge');
const permissive = resolvePolicy('permissive');
const shared = '../shared/models';
const isPresent = existsSync(shared);

const refusals: readonly (readonly [file: string, cause: string, operator: number | null])[] = [
  ['etds_abpn_m4c28_x3_float32.tflite', 'model.float', 0],
  ['litert_broken_flatbuffer.bin', 'tflite.not-a-tflite-file', null],
  ['litert_conv_float16weights.tflite', 'model.float16-weights', 0],
  ['mlperf_edsr_f32b5_x2_540x960_int8.tflite', 'io.input-shape', 0],
  ['mlperf_tiny_toycar_dynamicrange.tflite', 'model.dynamic-range', 0],
  ['ncnet_x3_dynamic_floatio.tflite', 'model.float-input-or-output', 0],
  ['ncnet_x3_dynamic_uint8.tflite', 'io.input-dynamic', 0],
  ['tflm_person_detect_vela_customop.tflite', 'operator.custom', 0],
];

const accepted = [
  'etds_abpn_m4c28_x3_uint8.tflite',
  'etds_bilinear_x3_uint8.tflite',
  'etds_ecbsr_m4c16_x3_uint8.tflite',
  'etds_espcn_x3_uint8.tflite',
  'etds_fsrcnn_x3_uint8.tflite',
  'etds_plain_m4c32_x3_uint8.tflite',
  'ncnet_x3_360x640_uint8.tflite',
];

describe('checkModel', () => {
  it('accepts the bundled int8 network with every operator on the NPU', () => {
    const report = checkModel(readFileSync(sampleModel('int8').path), challenge);

    expect(report).toMatchObject({ accepted: true, partitions: 1, coverage: { nodes: 1, macs: 1, time: 1 } });
    expect(report.operators).toHaveLength(14);
    expect(report.operators.every(({ unit }) => unit === 'npu')).toBe(true);
    expect(report.log).toContain(
      'INFO: Explicitly applied EXTERNAL delegate, and the model graph will be completely executed by the delegate.',
    );
  });

  it('gives an unreadable file the same keys, empty or null', () => {
    const report = checkModel(new Uint8Array(0), challenge);

    expect(report).toMatchObject({ accepted: false, operators: [], partitions: null, coverage: null });
    expect(report.model).toMatchObject({ bytes: 0, inputs: [], outputs: [], operators: null });
    expect(report.issues).toHaveLength(1);
  });

  it('names both the mapping and the reachable pixels when output bytes are no pixels', () => {
    const report = checkModel(copyModel({ outputScale: 0.5 }), permissive);

    const warning = report.warnings.find(({ id }) => id === 'io.output-not-0-255');
    expect(warning?.detail).toContain(
      '0.5 x (code - 0): the darkest reachable pixel is 0.0, the brightest 127.5',
    );
  });

  it('knows the pixel range that a scale is meant for, and leaves scores of classifiers alone', () => {
    const check = (scale: number, zeroPoint: number, shape: readonly number[] = [1, 2, 2, 3]) =>
      checkModel(copyModel({ outputScale: scale, outputZeroPoint: zeroPoint, shape }), permissive).warnings;

    expect(check(Math.fround(2 / 255), 127)).toEqual([]);
    expect(check(Math.fround(1 / 255), 0)).toEqual([]);
    expect(check(Math.fround(1.9 / 255), 127)[0]?.detail).toContain(
      'the darkest reachable pixel is 6.8, the brightest 249.1',
    );
    expect(check(0.5, 0, [1, 12])).toEqual([]);
  });

  it('says what a detour over the shader or the CPU costs', () => {
    const shader = checkModel(mirrored('MUL'), permissive);
    const cpu = checkModel(mirrored('MIRROR_PAD'), permissive);

    expect(shader.operators[0]?.reasons).toMatchObject([
      { id: 'engine.ppu', detail: expect.stringMatching(/^costs \d+\.\d ms of \d+\.\d ms on the PPU$/) },
    ]);
    expect(cpu.operators[0]?.reasons).toMatchObject([
      { id: 'mirror-pad.off-npu' },
      { id: 'engine.cpu', detail: expect.stringContaining('of it for the copies') },
    ]);
  });

  it.each([
    ['a one-channel network', [1, 360, 640, 1], [1, 1080, 1920, 1], 'grouped convolution with 3 groups'],
    ['a network that enlarges twice', [1, 540, 960, 3], [1, 1080, 1920, 3], 'block size 3'],
    ['channels first', [1, 3, 360, 640], [1, 3, 1080, 1920], 'to_channel_last_io'],
    ['another picture', [1, 100, 100, 3], [1, 300, 300, 3], '--policy permissive'],
  ] as const)('gives %s a hint of its own', (_, input, output, hint) => {
    const { issues } = checkModel(resized(input, output), challenge);

    expect(issues[0]).toMatchObject({ id: 'io.input-shape', hint: expect.stringContaining(hint) });
  });

  it('asks for the enlargement of a policy that names no shapes', () => {
    const policy = { ...permissive, scale: 3 };

    expect(checkModel(resized([1, 4, 4, 3], [1, 12, 12, 3]), policy).issues).toEqual([]);
    expect(checkModel(resized([1, 4, 4, 3], [1, 8, 8, 3]), policy).issues).toMatchObject([
      { id: 'io.scale', detail: 'the network enlarges 2 times' },
    ]);
  });

  it('places an operator off the NPU on the CPU only where the policy allows it', () => {
    const model = minus128Weights();

    expect(checkModel(model, permissive)).toMatchObject({ accepted: true, operators: [{ unit: 'cpu' }] });
    const strict = checkModel(model, { ...permissive, cpuFallback: false });
    expect(strict).toMatchObject({ accepted: false, operators: [{ unit: 'none' }] });
    expect(strict.issues[0]).toMatchObject({ id: 'weights.minus-128', operator: 0, tensor: 1 });
  });

  describe.skipIf(!isPresent)(`on real models${isPresent ? '' : ` (skipped: no ${shared})`}`, () => {
    it.each(refusals)('refuses %s because of %s', (file, cause, operator) => {
      const report = checkModel(readFileSync(`${shared}/${file}`), challenge);

      expect(report.accepted).toBe(false);
      expect(report.issues[0]).toMatchObject({ id: cause, operator });
      expect(report.issues[0]?.hint).not.toBe('');
    });

    it.each(accepted)('accepts %s', (file) => {
      const report = checkModel(readFileSync(`${shared}/${file}`), challenge);

      expect(report.issues).toEqual([]);
      expect(report.accepted).toBe(true);
    });
  });
});

const pixels = { scale: [1], zeroPoint: [0] };

function copyModel({
  outputScale,
  outputZeroPoint = 0,
  shape = [1, 2, 2, 3],
}: {
  readonly outputScale: number;
  readonly outputZeroPoint?: number;
  readonly shape?: readonly number[];
}): Uint8Array {
  const quantization = { scale: [outputScale], zeroPoint: [outputZeroPoint] };
  const spec: ModelSpec = {
    tensors: [
      { name: 'in', type: 'UINT8', shape, quantization: pixels },
      { name: 'out', type: 'UINT8', shape, quantization },
    ],
    operators: [{ builtin: 'QUANTIZE', inputs: [0], outputs: [1] }],
    inputs: [0],
    outputs: [1],
  };
  return writeModel(spec);
}

/** A nearest-neighbour resize or, for other ranks of picture, whatever leads from one shape to the other. */
function resized(input: readonly number[], output: readonly number[]): Uint8Array {
  const isChannelsFirst = input[1] === 3;
  const tensor = (name: string, shape: readonly number[]) =>
    ({ name, type: 'UINT8', shape, quantization: pixels }) as const;
  const size = { name: 'size', type: 'INT32', shape: [2] } as const;
  const repeats = { name: 'repeats', type: 'INT32', shape: [4], data: Int32Array.of(1, 1, 3, 3) } as const;
  return writeModel({
    tensors: [
      tensor('in', input),
      isChannelsFirst ? repeats : { ...size, data: Int32Array.of(output[1] ?? 0, output[2] ?? 0) },
      tensor('out', output),
    ],
    operators: [
      { builtin: isChannelsFirst ? 'TILE' : 'RESIZE_NEAREST_NEIGHBOR', inputs: [0, 1], outputs: [2] },
    ],
    inputs: [0],
    outputs: [2],
  });
}

/** A picture with itself multiplied, which the shader does, or mirrored at its edges, which only the CPU does. */
function mirrored(builtin: 'MUL' | 'MIRROR_PAD'): Uint8Array {
  const size = builtin === 'MUL' ? 300 : 302;
  const paddings = Int32Array.of(0, 0, 1, 1, 1, 1, 0, 0);
  return writeModel({
    tensors: [
      { name: 'in', type: 'UINT8', shape: [1, 300, 300, 3], quantization: pixels },
      { name: 'paddings', type: 'INT32', shape: [4, 2], data: paddings },
      { name: 'out', type: 'UINT8', shape: [1, size, size, 3], quantization: pixels },
    ],
    operators: [{ builtin, inputs: builtin === 'MUL' ? [0, 0] : [0, 1], outputs: [2] }],
    inputs: [0],
    outputs: [2],
  });
}

function minus128Weights(): Uint8Array {
  const quantization = { scale: [1], zeroPoint: [0] };
  return writeModel({
    tensors: [
      { name: 'in', type: 'INT8', shape: [1, 2, 2, 1], quantization },
      { name: 'weights', type: 'INT8', shape: [1, 1, 1, 1], data: Int8Array.of(-128), quantization },
      { name: 'bias', type: 'INT32', shape: [1], data: Int32Array.of(0), quantization },
      { name: 'out', type: 'INT8', shape: [1, 2, 2, 1], quantization },
    ],
    operators: [{ builtin: 'CONV_2D', inputs: [0, 1, 2], outputs: [3], options: { strideW: 1, strideH: 1 } }],
    inputs: [0],
    outputs: [3],
  });
}
