import { describe, expect, it } from 'vitest';
import { UploadGate } from './upload-gate.js';

/** Work that ends when it is told to. */
function someWork(): {
  readonly begun: () => number;
  readonly work: () => Promise<void>;
  readonly end: () => void;
} {
  const ends: (() => void)[] = [];
  let begun = 0;
  return {
    begun: () => begun,
    work: () =>
      new Promise((resolve) => {
        begun += 1;
        ends.push(resolve);
      }),
    end: () => ends.shift()?.(),
  };
}

const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

describe('UploadGate', () => {
  it('lets four in, and the next one when one is through', async () => {
    const gate = new UploadGate();
    const { begun, work, end } = someWork();
    const uploads = Array.from({ length: 6 }, () => gate.pass(work));
    await turn();
    expect(begun()).toBe(4);

    end();
    await turn();

    expect(begun()).toBe(5);
    for (let left = 5; left > 0; left -= 1) {
      end();
      await turn();
    }
    await Promise.all(uploads);
  });

  it('sends away what would wait too long, and says that it may come again', async () => {
    const gate = new UploadGate();
    const { work } = someWork();
    for (let index = 0; index < 68; index += 1) void gate.pass(work);

    await expect(gate.pass(work)).rejects.toMatchObject({ code: 'farm.busy', status: 503 });
    expect(() => gate.requireRoom()).toThrow('uploads wait already');
  });

  it('lets the next one in when the work of one fails', async () => {
    const gate = new UploadGate();
    const failures = Array.from({ length: 8 }, () => gate.pass(() => Promise.reject(new Error('no'))));

    const outcomes = await Promise.allSettled(failures);

    expect(outcomes.map(({ status }) => status)).toEqual(Array.from({ length: 8 }, () => 'rejected'));
    expect(await gate.pass(() => Promise.resolve('through'))).toBe('through');
  });
});
