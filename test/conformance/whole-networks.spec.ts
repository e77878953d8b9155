import { existsSync, readFileSync } from 'node:fs';
import { writeModel, type SubgraphSpec } from '@npufarm/tflite';
import { sampleModel } from '@npufarm/zoo';
import { afterAll, describe, expect, it, vi } from 'vitest';
import { backends, runOnBackend } from './backends.js';
import { groupConvolutions } from './litert/group-convolutions.js';
import { Litert } from './litert/litert.js';
import { differingBytes } from './models/differing-bytes.js';
import { referenceStream } from './models/reference-stream.js';
import { resizeModel } from './models/resize-model.js';

const height = 36;
const width = 64;

const networks = [
  { name: 'the bundled int8 network', path: sampleModel('int8').path },
  ...['ncnet_x3_360x640_uint8', 'etds_abpn_m4c28_x3_uint8', 'etds_plain_m4c32_x3_uint8'].map((name) => ({
    name,
    path: `../shared/models/${name}.tflite`,
  })),
].map(({ name, path }) => {
  const isPresent = existsSync(path);
  return {
    name,
    path,
    isPresent,
    title: `${name}, cropped to 64x36${isPresent ? '' : ` (skipped: no ${path})`}`,
  };
});

/** First bytes of TFLite 2.9's outputs at 640x360 for the reference stream, as the models' notes print them. */
const printedBytes: Readonly<Record<string, string>> = {
  ncnet_x3_360x640_uint8: '0034ef000cca000088850d3a9b22248c',
  etds_abpn_m4c28_x3_uint8: '1a56da1958da1756d98d274089283f8b',
  etds_plain_m4c32_x3_uint8: '000818000000003e0c00000802000000',
};

vi.setConfig({ testTimeout: 120_000 });

const litert = new Litert();
afterAll(() => litert.close());

describe.each(networks)('$title', ({ name, path, isPresent }) => {
  const crop = isPresent ? resizeModel(readFileSync(path), [1, height, width, 3]) : undefined;
  const inputs = [referenceStream(height * width * 3)];

  describe.each(backends)('on $name', (backend) => {
    it.skipIf(crop === undefined)('equals TensorFlow Lite’s reference kernels on every byte', async () => {
      const [expected] = await litert.run({
        model: file(groupConvolutions(present(crop))),
        inputs,
        builtinKernels: true,
      });

      const [computed] = await runOnBackend(backend, file(crop), inputs);

      expect(differingBytes(computed, expected)).toBe(0);
    });

    it.skipIf(crop === undefined)(
      'equals its optimised kernels on every byte with builtin rounding',
      async () => {
        const [expected] = await litert.run({ model: file(crop), inputs, builtinKernels: true });

        const [computed] = await runOnBackend(backend, file(crop), inputs, { rounding: 'builtin' });

        expect(differingBytes(computed, expected)).toBe(0);
      },
    );

    const printed = printedBytes[name];
    if (printed === undefined) return;
    it.skipIf(crop === undefined)(
      'gives the first bytes that TFLite 2.9 gives at 640x360, up to its rounding',
      async () => {
        const picture = referenceStream(640 * 360 * 3);
        const corner = async (rows: number, columns: number): Promise<Buffer> => {
          const model = file(resizeModel(readFileSync(path), [1, rows, columns, 3]));
          const [output] = await runOnBackend(backend, model, [cut(picture, rows, columns)]);
          return Buffer.from(output?.subarray(0, 16) ?? []);
        };
        const reach = receptiveRadius(present(crop));
        const smallest = await corner(1 + reach, 2 + reach);

        expect(smallest.toString('hex')).toBe((await corner(6 + reach, 7 + reach)).toString('hex'));
        const differences = [...Buffer.from(printed, 'hex')].map((byte, at) =>
          Math.abs(byte - (smallest[at] ?? 0)),
        );
        expect(Math.max(...differences)).toBeLessThanOrEqual(3);
      },
    );
  });
});

function present<Value>(value: Value | undefined): Value {
  if (value === undefined) throw new Error('the model is present');
  return value;
}

function file(spec: SubgraphSpec | undefined): Uint8Array {
  return writeModel(present(spec));
}

/** The upper left corner of a picture of 640 pixels per row. */
function cut(picture: Uint8Array, rows: number, columns: number): Uint8Array {
  return Buffer.concat(
    Array.from({ length: rows }, (_, row) => picture.subarray(row * 640 * 3, (row * 640 + columns) * 3)),
  );
}

/** How many pixels away an input can still change an output, for convolutions of stride 1 in a row. */
function receptiveRadius({ operators, tensors }: SubgraphSpec): number {
  return operators
    .filter(({ builtin }) => builtin === 'CONV_2D')
    .reduce((sum, { inputs }) => sum + ((tensors[inputs[1] ?? -1]?.shape[1] ?? 1) - 1) / 2, 0);
}
