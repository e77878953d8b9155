import { basename } from 'node:path';
import { createRuntime } from '@npufarm/npu';
import { describe, expect, it } from 'vitest';
import { differingBytes } from '../conformance/models/differing-bytes.js';
import { referenceStream } from '../conformance/models/reference-stream.js';
import { goldenModelPaths, programOfModel } from './golden-networks.js';

const crops = [
  { height: 25, width: 37 },
  { height: 12, width: 64 },
];

describe('whole networks on crops', () => {
  for (const path of goldenModelPaths()) {
    for (const { height, width } of crops) {
      const shape = [1, height, width, 3];
      const program = programOfModel(path, shape);
      if (program === undefined) continue;
      it.each([1, 2, 3])(
        `${basename(path)} at ${width}x${height} gives the scalar kernels’ bytes with %i threads`,
        async (threads) => {
          const input = referenceStream(height * width * 3);
          const scalar = await createRuntime(program, { kernels: 'reference' });
          const [expected = new Uint8Array()] = await scalar.run([input]);
          const fast = await createRuntime(program, { kernels: 'fast', threads });
          const [actual = new Uint8Array()] = await fast.run([input]);
          await fast.close();

          expect(differingBytes(actual, expected)).toBe(0);
        },
        30_000,
      );
    }
  }
});
