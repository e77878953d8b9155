import { checkModel, mapModel, policyPresets, resolvePolicy } from '@npufarm/npu';
import { readModel, writeModel, type ModelSpec, type SubgraphSpec } from '@npufarm/tflite';
import { randomCodes } from '@npufarm/testing';
import { afterAll, describe, expect, it, vi } from 'vitest';
import { backends, runOnBackend } from '../backends.js';
import { groupConvolutions } from '../litert/group-convolutions.js';
import { Litert } from '../litert/litert.js';
import { differingBytes } from '../models/differing-bytes.js';
import { convertedNetworks } from './index.js';
import { toco } from './toco.network.js';

vi.setConfig({ testTimeout: 120_000 });

const height = 9;
const width = 14;
const inputs = [randomCodes(height * width * 3, 7)];

const litert = new Litert();
afterAll(() => litert.close());

function subgraphOf(spec: ModelSpec): SubgraphSpec {
  if ('subgraphs' in spec) throw new Error('these networks are one subgraph');
  return spec;
}

describe.each(convertedNetworks)('a file of $converter', (network) => {
  const spec = network.write(height, width);
  const file = writeModel(spec);

  it('is read as it was written', () => {
    const { description, signatures, metadata, subgraphs } = readModel(file);
    const { tensors, operators } = subgraphOf(spec);

    expect({ description, signatures }).toEqual({
      description: spec.description,
      signatures: spec.signatures ?? [],
    });
    expect(metadata.map(({ name }) => name)).toEqual((spec.metadata ?? []).map(({ name }) => name));
    expect(subgraphs[0]?.tensors.map(({ name, shape }) => [name, shape])).toEqual(
      tensors.map(({ name, shape }) => [name, shape]),
    );
    expect(subgraphs[0]?.operators.map(({ builtin, version }) => [builtin, version])).toEqual(
      operators.map(({ builtin, version }) => [builtin, version ?? 1]),
    );
  });

  it('gets the verdict that its ends deserve, and the option that changes it', () => {
    const report = checkModel(writeModel(network.write(360, 640)), resolvePolicy('challenge'));

    expect(report.issues.map(({ id }) => id)).toEqual(network.issues);
    expect(report.issues[0]?.hint ?? '').toContain(network.hint ?? '');
    expect(report.operators.map(({ unit }) => unit)).toEqual(report.operators.map(() => 'npu'));
  });

  it('is judged by what it computes, not by how it was exported', () => {
    const mapping = mapModel(readModel(file), policyPresets['permissive'] ?? resolvePolicy('permissive'));

    expect(mapping.issues).toEqual([]);
    expect(mapping.graph.nodes.map(({ builtin }) => builtin)).toEqual(network.builtins);
  });

  describe.each(backends)('on $name', (backend) => {
    it('equals TensorFlow Lite’s optimised kernels with builtin rounding', async () => {
      const [expected] = await litert.run({ model: file, inputs, builtinKernels: true });

      const [computed] = await runOnBackend(backend, file, inputs, { rounding: 'builtin' });

      expect(differingBytes(computed, expected)).toBe(0);
    });
  });

  it('gives the same bytes on every backend', async () => {
    const outputs = await Promise.all(backends.map((backend) => runOnBackend(backend, file, inputs)));

    for (const [output] of outputs) expect(differingBytes(output, outputs[0]?.[0])).toBe(0);
    expect(new Set(outputs[0]?.[0]).size).toBeGreaterThan(20);
  });
});

describe.each(convertedNetworks.filter(({ litertRoundsOnce }) => litertRoundsOnce !== true))(
  'a file of $converter',
  (network) => {
    const spec = network.write(height, width);

    it.each(backends)('equals TensorFlow Lite’s reference kernels on $name', async (backend) => {
      const model = writeModel(groupConvolutions(subgraphOf(spec)));
      const [expected] = await litert.run({ model, inputs, builtinKernels: true });

      const [computed] = await runOnBackend(backend, writeModel(spec), inputs);

      expect(differingBytes(computed, expected)).toBe(0);
    });
  },
);

describe('a file with calibrated ranges but no scales, as a float export with FakeQuant has', () => {
  it('is refused by the first operator whose tensor lacks them', () => {
    const spec = subgraphOf(toco.write(height, width));
    const tensors = spec.tensors.map((tensor) => ({
      ...tensor,
      quantization: tensor.quantization && { ...tensor.quantization, scale: [], zeroPoint: [] },
    }));

    const report = checkModel(writeModel({ ...spec, tensors }), resolvePolicy('permissive'));

    expect(report.issues[0]).toMatchObject({ id: 'tensor.quantization', operator: 0, tensor: 0 });
  });
});
