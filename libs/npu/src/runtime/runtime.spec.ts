import { describe, expect, it } from 'vitest';
import { createRuntime } from './create-runtime.js';
import { programOf } from './testing/program-of.js';
import { randomBytes } from './testing/random-bytes.js';

const shape = [1, 9, 5, 7];
const program = programOf(
  [
    { type: 'INT8', shape },
    { type: 'INT8', shape },
  ],
  [{ kernel: 'copy', parameters: {}, inputs: [0], outputs: [1] }],
  [1],
);
const bytes = 9 * 5 * 7;

describe.each(['fast', 'reference'] as const)('the runtime on %s kernels', (kernels) => {
  it('hands out results that a later run leaves alone', async () => {
    const sut = await createRuntime(program, { kernels });
    const [first, second] = [randomBytes(bytes, 1), randomBytes(bytes, 2)];

    const [result] = await sut.run([first]);
    await sut.run([second]);

    expect(result).toEqual(first);
    await sut.close();
  });

  it('writes into the caller’s arrays, and refuses those of another size', async () => {
    const sut = await createRuntime(program, { kernels });
    const input = randomBytes(bytes, 3);
    const results = [new Uint8Array(bytes)];

    const [result] = await sut.run([input], results);

    expect(result).toBe(results[0]);
    expect(result).toEqual(input);
    await expect(sut.run([input], [new Uint8Array(bytes + 1)])).rejects.toThrow('its array has 316');
    await sut.close();
  });
});
