import { existsSync, readFileSync } from 'node:fs';
import { type Model, readModel, type Tensor, toSpec, writeModel } from '@npufarm/tflite';
import { sampleModel } from '@npufarm/zoo';
import { describe, expect, it } from 'vitest';
import { compareNetworks } from './compare-networks.js';
import { findIntegerActivation } from './find-integer-activation.js';
import { networkOf } from './network.js';

const sample = readModel(readFileSync(sampleModel('int8').path));
const dynamic = readModel(readFileSync(sampleModel('int8-dynamic').path));
const float = readModel(readFileSync(sampleModel('fp32-dynamic').path));
const fixedShape = [[1, 360, 640, 3]];

/** The model with some tensors changed, written and read again. */
function changed(model: Model, change: (tensor: Tensor) => Partial<Tensor>): Model {
  const spec = toSpec(model);
  const subgraphs = spec.subgraphs.map((subgraph) => ({
    ...subgraph,
    tensors: subgraph.tensors.map((tensor) => ({ ...tensor, ...change(tensor) })),
  }));
  return readModel(writeModel({ ...spec, subgraphs }));
}

function operandOf(model: Model, operator: number, input: number): number {
  return model.subgraphs[0]?.operators[operator]?.inputs[input] ?? -1;
}

const secondFilter = ((): number => {
  const operators = sample.subgraphs[0]?.operators ?? [];
  const convolutions = operators.filter(({ builtin }) => builtin === 'CONV_2D');
  return convolutions[1]?.inputs[1] ?? -1;
})();

describe('the network hash', () => {
  it('is the same for the fixed and the dynamic export of one network', () => {
    const comparison = compareNetworks(networkOf(sample), networkOf(dynamic, fixedShape));

    expect(comparison).toEqual({ isSame: true, issue: undefined, warnings: [] });
  });

  it('survives writing the file anew', () => {
    expect(networkOf(changed(sample, () => ({}))).hash).toBe(networkOf(sample).hash);
  });

  it('does not depend on biases', () => {
    const bias = operandOf(
      sample,
      sample.subgraphs[0]?.operators.findIndex(({ builtin }) => builtin === 'CONV_2D') ?? -1,
      2,
    );

    const other = changed(sample, ({ index, data }) =>
      index === bias && data !== undefined ? { data: data.map((byte) => byte ^ 1) } : {},
    );

    expect(networkOf(other).hash).toBe(networkOf(sample).hash);
  });

  it('does not depend on activation scales, which yield a warning with both', () => {
    const input = sample.subgraphs[0]?.inputs[0];
    const other = changed(sample, ({ index, quantization }) =>
      index === input && quantization !== undefined
        ? { quantization: { ...quantization, scale: [0.5] } }
        : {},
    );

    const { isSame, warnings } = compareNetworks(networkOf(sample), networkOf(other));

    expect(isSame).toBe(true);
    expect(warnings).toMatchObject([{ id: 'archive.other-scales' }]);
    expect(warnings[0]?.detail).toContain('0.5 in model_none.tflite');
  });

  it.each<[string, (tensor: Tensor) => Partial<Tensor>]>([
    ['filter bytes', ({ data }) => (data === undefined ? {} : { data: data.map((byte) => byte ^ 1) })],
    [
      'filter scales',
      ({ quantization }) =>
        quantization === undefined
          ? {}
          : { quantization: { ...quantization, scale: quantization.scale.map((scale) => scale * 2) } },
    ],
  ])('changes with %s, and the first operator that differs is named', (_what, change) => {
    const other = changed(sample, (tensor) => (tensor.index === secondFilter ? change(tensor) : {}));

    const { isSame, issue } = compareNetworks(networkOf(sample), networkOf(other));

    const operator = sample.subgraphs[0]?.operators.find(({ inputs }) => inputs[1] === secondFilter)?.index;
    expect(isSame).toBe(false);
    expect(issue).toMatchObject({ id: 'archive.not-one-network', operator });
    expect(issue?.detail).toContain(
      `operator ${operator} (CONV_2D) of model.tflite has other filter bytes or filter scales`,
    );
  });

  it('tells a float model by its tensors', () => {
    expect(findIntegerActivation(float)).toBeUndefined();
    expect(findIntegerActivation(dynamic)).toMatchObject({ type: expect.stringMatching(/INT8/) });
  });
});

const shared = '../shared/models';
describe.skipIf(!existsSync(shared))('the shared NCNet files (../shared/models)', () => {
  const load = (name: string): Model => readModel(readFileSync(`${shared}/${name}`));

  it('are one network with two calibrations', () => {
    const fixed = networkOf(load('ncnet_x3_360x640_uint8.tflite'));
    const free = networkOf(load('ncnet_x3_dynamic_uint8.tflite'), fixedShape);

    const { isSame, warnings } = compareNetworks(fixed, free);

    expect(isSame).toBe(true);
    expect(warnings[0]?.detail).toMatch(/at the input: 0\.976\d+ in model\.tflite, 1 in model_none\.tflite/);
  });

  it('hold no float model, whatever the third one is called', () => {
    expect(findIntegerActivation(load('ncnet_x3_dynamic_floatio.tflite'))?.type).toBe('INT8');
    expect(findIntegerActivation(load('etds_abpn_m4c28_x3_float32.tflite'))).toBeUndefined();
  });

  it('differ from ABPN', () => {
    const { isSame, issue } = compareNetworks(
      networkOf(load('ncnet_x3_360x640_uint8.tflite')),
      networkOf(load('etds_abpn_m4c28_x3_uint8.tflite')),
    );

    expect(isSame).toBe(false);
    expect(issue?.operator).toBeDefined();
  });
});
