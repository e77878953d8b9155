import { readFileSync } from 'node:fs';
import { anActivation, anOperator } from '@npufarm/testing';
import { writeModel, type SubgraphSpec } from '@npufarm/tflite';
import { sampleModel } from '@npufarm/zoo';
import { afterAll, describe, expect, it, vi } from 'vitest';
import { differingBytes } from '../models/differing-bytes.js';
import { referenceStream } from '../models/reference-stream.js';
import { resizeModel } from '../models/resize-model.js';
import { groupConvolutions } from './group-convolutions.js';
import { Litert } from './litert.js';

vi.setConfig({ testTimeout: 120_000 });

const litert = new Litert();
afterAll(() => litert.close());

const relu = (inputShape: readonly number[]): SubgraphSpec =>
  anOperator({
    builtin: 'RELU',
    version: 2,
    inputs: [anActivation(inputShape)],
    outputs: [anActivation(inputShape)],
  });

describe('the LiteRT oracle', () => {
  it('gives two different answers: by optimised kernels and, with groups, by reference ones', async () => {
    const network = resizeModel(readFileSync(sampleModel('int8').path), [1, 12, 12, 3]);
    const inputs = [referenceStream(12 * 12 * 3)];
    const run = async (spec: SubgraphSpec) =>
      (await litert.run({ model: writeModel(spec), inputs, builtinKernels: true }))[0];

    const optimised = await run(network);
    const reference = await run(groupConvolutions(network));

    expect(differingBytes(optimised, reference)).toBeGreaterThan(100);
  });

  it('says what LiteRT refuses, and goes on with the next model', async () => {
    const unreadable = Uint8Array.of(1, 2, 3);
    const mixed = writeModel(
      anOperator({
        builtin: 'RELU',
        version: 2,
        inputs: [anActivation([4], { type: 'INT32' })],
        outputs: [anActivation([4], { type: 'INT8' })],
      }),
    );
    const input = Uint8Array.of(1, 255, 3, 128);

    await expect(litert.run({ model: unreadable, inputs: [], builtinKernels: true })).rejects.toThrow(/./);
    await expect(
      litert.run({ model: mixed, inputs: [new Uint8Array(16)], builtinKernels: true }),
    ).rejects.toThrow('ERROR');
    expect(await litert.run({ model: writeModel(relu([4])), inputs: [input], builtinKernels: true })).toEqual(
      [Uint8Array.of(1, 0, 3, 0)],
    );
  });

  it('refuses an input of another size', async () => {
    const model = writeModel(relu([4]));

    await expect(litert.run({ model, inputs: [new Uint8Array(5)], builtinKernels: true })).rejects.toThrow(
      'an input takes 4 bytes, 5 were given',
    );
  });
});
