import { readdirSync, readFileSync } from 'node:fs';
import { createRuntime } from '@npufarm/npu';
import { describe, expect, it } from 'vitest';
import { referenceStream } from '../conformance/models/reference-stream.js';
import { pathOfModel, programOfModel, sha256, type Golden } from './golden-networks.js';

const goldens = readdirSync('test/goldens')
  .filter((name) => name.endsWith('.json'))
  .map((name) => JSON.parse(readFileSync(`test/goldens/${name}`, 'utf8')) as Golden);

for (const golden of goldens) {
  const path = pathOfModel(golden.model);
  const absence = path === undefined ? ' (skipped: the model is not here)' : '';
  describe.skipIf(path === undefined)(`${golden.model} at 640x360${absence}`, () => {
    it('is the model that the golden was made from', () => {
      expect(sha256(readFileSync(path ?? ''))).toBe(golden.model_sha256);
    });

    it.each([1, 2, 3])(
      'gives the scalar kernels’ bytes on the fast kernels with %i threads',
      async (threads) => {
        const program = programOfModel(path ?? '', golden.input_shape);
        if (program === undefined) throw new Error('the golden’s model has a program');
        const runtime = await createRuntime(program, { kernels: 'fast', threads });
        const [output] = await runtime.run([
          referenceStream(golden.input_shape.reduce((product, size) => product * size, 1)),
        ]);
        await runtime.close();

        expect(sha256(output ?? new Uint8Array())).toBe(golden.output_sha256);
      },
      60_000,
    );
  });
}
