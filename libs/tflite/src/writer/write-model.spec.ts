import { describe, expect, it } from 'vitest';
import type { OperatorSpec } from '../model-spec.js';
import { readModel } from '../reader/read-model.js';
import { aSmallModel } from '../testing/a-small-model.js';
import { writeModel } from './write-model.js';

const operatorOf = (operator: Partial<OperatorSpec>) => {
  const spec = aSmallModel({
    operators: [{ builtin: 'RELU', inputs: [0], outputs: [3], ...operator }],
  });
  return readModel(writeModel(spec)).subgraphs[0]?.operators[0];
};

describe('writeModel', () => {
  it('gives the same bytes for the same spec', () => {
    expect(writeModel(aSmallModel())).toEqual(writeModel(aSmallModel()));
  });

  it('starts constants on a multiple of 16', () => {
    const model = readModel(writeModel(aSmallModel()));
    const constants = model.subgraphs[0]?.tensors.flatMap(({ data }) => (data === undefined ? [] : [data]));

    expect(constants?.map(({ byteOffset }) => byteOffset % 16)).toEqual([0, 0]);
  });

  it('stores a constant that two tensors share once', () => {
    const { tensors } = aSmallModel();
    const data = new Uint8Array(10_000);
    const twice = tensors.map((tensor) => ({ ...tensor, shape: [10_000], quantization: undefined, data }));

    expect(writeModel(aSmallModel({ tensors: twice })).length).toBeLessThan(12_000);
  });

  it('places constants behind the flatbuffer when asked to', () => {
    const inside = readModel(writeModel(aSmallModel()));
    const behind = readModel(writeModel({ ...aSmallModel(), dataPlacement: 'behind' }));

    expect(behind.subgraphs).toEqual(inside.subgraphs);
    expect(behind.subgraphs[0]?.tensors[2]?.data?.byteOffset).toBe(behind.bytes - 16);
  });

  it.each([126, 127, 128, 152, 209])('writes builtin code %i so that it is read back', (builtinCode) => {
    expect(operatorOf({ builtinCode })).toMatchObject({ builtinCode });
  });

  it('writes codes into the one-byte field alone, as converters did before TensorFlow 2.4', () => {
    const file = writeModel(aSmallModel({ operators: [{ builtin: 'CONV_2D', inputs: [0], outputs: [3] }] }));
    const old = writeModel({
      ...aSmallModel({ operators: [{ builtin: 'CONV_2D', inputs: [0], outputs: [3] }] }),
      operatorCodeFields: 'one-byte',
    });

    expect(old).not.toEqual(file);
    expect(readModel(old).subgraphs[0]?.operators[0]).toMatchObject({ builtin: 'CONV_2D', builtinCode: 3 });
  });

  it('gives tensors without data empty buffers of their own, and ranges beside their scales', () => {
    const { tensors, ...rest } = aSmallModel();
    const calibrated = tensors.map((tensor) => ({
      ...tensor,
      quantization: tensor.quantization && { ...tensor.quantization, minimum: [-1], maximum: [1] },
    }));

    const plain = readModel(writeModel({ ...rest, tensors }));
    const dressed = readModel(writeModel({ ...rest, tensors: calibrated, emptyBuffers: 'own' }));

    expect(dressed.bytes).toBeGreaterThan(plain.bytes);
    expect(dressed.subgraphs).toEqual(plain.subgraphs);
  });

  it('writes a builtin of a newer schema', () => {
    expect(operatorOf({ builtin: 'BUILTIN_300' })).toMatchObject({
      builtin: 'BUILTIN_300',
      builtinCode: 300,
    });
  });

  it('writes a custom operator with its name and raw options', () => {
    const customOptions = Uint8Array.of(7, 8, 9);

    expect(operatorOf({ builtin: 'CUSTOM', customCode: 'FlexErf', customOptions })).toMatchObject({
      builtin: 'CUSTOM',
      customCode: 'FlexErf',
      customOptions,
    });
  });

  it.each<[string, Partial<OperatorSpec>, string]>([
    ['an unknown option', { builtin: 'ADD', options: { axis: 1 } }, 'ADD has no option axis; it has'],
    ['options of a builtin without any', { options: { axis: 1 } }, 'RELU has no options table; got axis'],
    [
      'a value outside the enumeration',
      { builtin: 'CONV_2D', options: { padding: 'FULL' } },
      'Option padding of CONV_2D is of kind padding and cannot be "FULL"',
    ],
    [
      'a value of another type',
      { builtin: 'CONCATENATION', options: { axis: [1] } },
      'Option axis of CONCATENATION is of kind int32 and cannot be [1]',
    ],
  ])('refuses %s by name', (_, operator, message) => {
    expect(() => operatorOf(operator)).toThrow(message);
  });
});
