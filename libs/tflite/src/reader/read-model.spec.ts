import { describe, expect, it } from 'vitest';
import { ModelFormatError } from '../model-format-error.js';
import type { ModelSpec, OperatorSpec, TensorSpec } from '../model-spec.js';
import { aSmallModel, aTensor } from '../testing/a-small-model.js';
import { writeModel } from '../writer/write-model.js';
import { readModel } from './read-model.js';
import type { ReaderLimits } from './reader-limits.js';

const text = (content: string) => new TextEncoder().encode(content);

const withTensor = (tensor: Partial<TensorSpec>) => {
  const { tensors } = aSmallModel();
  return aSmallModel({ tensors: [...tensors, aTensor(tensor)] });
};

const withOperator = (operator: Partial<OperatorSpec>) =>
  aSmallModel({ operators: [{ builtin: 'RELU', inputs: [0], outputs: [3], ...operator }] });

function refusalOf(bytes: Uint8Array, limits?: Partial<ReaderLimits>): ModelFormatError {
  try {
    readModel(bytes, limits);
  } catch (error) {
    if (error instanceof ModelFormatError) return error;
    throw error;
  }
  throw new Error('The file was read, not refused');
}

describe('readModel', () => {
  it('reads tensors, constants, quantisation and options', () => {
    const [subgraph] = readModel(writeModel(aSmallModel())).subgraphs;

    expect(subgraph?.tensors[1]).toMatchObject({
      name: 'filter',
      type: 'INT8',
      shape: [2, 1, 1, 3],
      data: Uint8Array.of(1, 254, 3, 252, 5, 250),
      quantization: { scale: [0.5, 0.25], zeroPoint: [0, 0], quantizedDimension: 0 },
    });
    expect(subgraph?.operators[0]).toMatchObject({
      builtin: 'CONV_2D',
      builtinCode: 3,
      version: 3,
      inputs: [0, 1, 2],
      options: { padding: 'VALID', strideW: 1, fusedActivation: 'RELU6', dilationWFactor: 1 },
    });
  });

  it('takes an absent optional input', () => {
    const model = readModel(writeModel(withOperator({ inputs: [0, -1] })));

    expect(model.subgraphs[0]?.operators[0]?.inputs).toEqual([0, -1]);
  });

  it('leaves scales that make no sense to the delegate', () => {
    const scale = [0, -1, Number.NaN];
    const tensor = { shape: [3], quantization: { scale, zeroPoint: [0, 0, 0] } };

    expect(readModel(writeModel(withTensor(tensor))).subgraphs[0]?.tensors[4]?.quantization?.scale).toEqual(
      scale,
    );
  });

  it('keeps constants as views into the file', () => {
    const file = writeModel(aSmallModel());

    expect(readModel(file).subgraphs[0]?.tensors[1]?.data?.buffer).toBe(file.buffer);
  });

  it.each<[string, Uint8Array, string, RegExp]>([
    ['an empty file', new Uint8Array(0), 'tflite.empty-file', /the file is empty/],
    ['a text file', text('hello, world'), 'tflite.not-a-tflite-file', /not the identifier "TFL3"/],
    ['a header alone', text('\0\0\0\0TFL3').subarray(0, 6), 'tflite.file-truncated', /ends after 6 bytes/],
    [
      'a root outside the file',
      text('zzzzTFL3'),
      'tflite.offset-out-of-range',
      /outside the file of 8 bytes/,
    ],
  ])('refuses %s', (_, bytes, code, message) => {
    const refusal = refusalOf(bytes);

    expect(refusal).toMatchObject({ code, place: 'file', fault: 'participant' });
    expect(refusal.message).toMatch(message);
  });

  it.each<[string, ModelSpec, string, string, RegExp]>([
    [
      'an operator input that names no tensor',
      withOperator({ inputs: [99] }),
      'tflite.index-out-of-range',
      'subgraphs[0].operators[0].inputs',
      /index 99 names no tensor; the file has 4/,
    ],
    [
      'an absent output',
      withOperator({ outputs: [-1] }),
      'tflite.index-out-of-range',
      'subgraphs[0].operators[0].outputs',
      /index -1/,
    ],
    [
      'a model input that names no tensor',
      aSmallModel({ inputs: [4] }),
      'tflite.index-out-of-range',
      'subgraphs[0].inputs',
      /index 4/,
    ],
    [
      'a signature of another subgraph',
      { ...aSmallModel(), signatures: [{ key: 'serve', subgraph: 1, inputs: [], outputs: [] }] },
      'tflite.index-out-of-range',
      'signature_defs[0].subgraph_index',
      /index 1 names no subgraph/,
    ],
    [
      'a signature entry that names no tensor',
      {
        ...aSmallModel(),
        signatures: [{ key: 'serve', subgraph: 0, inputs: [{ name: 'x', tensor: 9 }], outputs: [] }],
      },
      'tflite.index-out-of-range',
      'signature_defs[0].inputs[0].tensor_index',
      /index 9/,
    ],
    ['no subgraph', { subgraphs: [] }, 'tflite.no-subgraph', 'subgraphs', /no subgraph/],
    [
      'an older schema',
      { ...aSmallModel(), version: 2 },
      'tflite.unsupported-version',
      'version',
      /schema version 2/,
    ],
    [
      'a negative builtin code',
      withOperator({ builtinCode: -5 }),
      'tflite.enum-out-of-range',
      'operator_codes[0].builtin_code',
      /-5 is negative/,
    ],
    [
      "another operator's options",
      withOperator({ builtin: 'ADD', builtinCode: 3 }),
      'tflite.options-mismatch',
      'subgraphs[0].operators[0].builtin_options_type',
      /CONV_2D carries an options table of type 11 where 1 belongs/,
    ],
    [
      'rank 9',
      withTensor({ shape: [1, 1, 1, 1, 1, 1, 1, 1, 1] }),
      'tflite.rank-too-high',
      'subgraphs[0].tensors[4].shape',
      /9 dimensions/,
    ],
    [
      'a negative dimension',
      withTensor({ shape: [1, -3] }),
      'tflite.negative-dimension',
      'subgraphs[0].tensors[4].shape',
      /dimension -3/,
    ],
    [
      'a signature below -1',
      withTensor({ shape: [1], shapeSignature: [-2] }),
      'tflite.negative-dimension',
      'subgraphs[0].tensors[4].shape_signature',
      /dimension -2/,
    ],
    [
      'a shape signature of another rank',
      withTensor({ shape: [1], shapeSignature: [1, -1] }),
      'tflite.signature-mismatch',
      'subgraphs[0].tensors[4].shape_signature',
      /differ in rank/,
    ],
    [
      'a shape whose product overflows',
      withTensor({ shape: [2 ** 31 - 1, 2 ** 31 - 1, 2 ** 31 - 1] }),
      'tflite.tensor-too-large',
      'subgraphs[0].tensors[4].shape',
      /more than \d+ elements/,
    ],
    [
      'data that is too short for its shape',
      withTensor({ name: 'weights', type: 'INT32', shape: [3], data: new Uint8Array(8) }),
      'tflite.data-length-mismatch',
      'subgraphs[0].tensors[4].buffer',
      /tensor "weights" of type INT32 and shape \[3\] needs 12 bytes, its buffer has 8/,
    ],
    [
      'packed data of the wrong length',
      withTensor({ type: 'INT4', shape: [3], data: new Uint8Array(3) }),
      'tflite.data-length-mismatch',
      'subgraphs[0].tensors[4].buffer',
      /needs 2 bytes/,
    ],
    [
      'scales without zero points',
      withTensor({ quantization: { scale: [1], zeroPoint: [] } }),
      'tflite.quantization-mismatch',
      'subgraphs[0].tensors[4].quantization.zero_point',
      /1 scales but 0 zero points/,
    ],
    [
      'a scale per index of a dimension that has another size',
      withTensor({
        shape: [1, 3],
        quantization: { scale: [1, 1], zeroPoint: [0, 0], quantizedDimension: 1 },
      }),
      'tflite.quantization-mismatch',
      'subgraphs[0].tensors[4].quantization.scale',
      /2 scales do not fit dimension 1 of shape \[1, 3\]/,
    ],
    [
      'a zero point beyond 32 bits',
      withTensor({ quantization: { scale: [1], zeroPoint: [2 ** 40] } }),
      'tflite.zero-point-out-of-range',
      'subgraphs[0].tensors[4].quantization.zero_point',
      /1099511627776/,
    ],
  ])('refuses %s and names the place', (_, spec, code, place, message) => {
    const refusal = refusalOf(writeModel(spec));

    expect(refusal).toMatchObject({ code, place });
    expect(refusal.message).toMatch(message);
    expect(refusal.message).toContain(place);
  });

  it('refuses data behind the flatbuffer that the file does not hold', () => {
    const file = writeModel({ ...aSmallModel(), dataPlacement: 'behind' });

    expect(refusalOf(file.subarray(0, file.length - 16))).toMatchObject({
      code: 'tflite.external-data-out-of-range',
      place: 'buffers[2].offset',
    });
  });

  it('refuses a file over the size limit', () => {
    expect(refusalOf(writeModel(aSmallModel()), { maxBytes: 100 })).toMatchObject({
      code: 'tflite.file-too-large',
      place: 'file',
    });
  });

  it('refuses a file with more tables than allowed', () => {
    expect(refusalOf(writeModel(aSmallModel()), { maxTables: 5 })).toMatchObject({
      code: 'tflite.too-many-tables',
    });
  });
});
