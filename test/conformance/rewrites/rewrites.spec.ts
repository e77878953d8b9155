import {
  buildProgram,
  createRuntime,
  decodeProgram,
  encodeProgram,
  graphRewrites,
  mapModel,
  operationRewrites,
  policyPresets,
  type Program,
} from '@npufarm/npu';
import { readModel, writeModel } from '@npufarm/tflite';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { rewriteExamples } from './examples.js';

const { permissive } = policyPresets;

interface Compiled {
  readonly program: Program;
  readonly builtins: readonly string[];
}

function compile(file: Uint8Array, isRewritten: boolean): Compiled {
  if (permissive === undefined) throw new Error('there is a permissive policy');
  const mapping = mapModel(readModel(file), permissive, { rewrites: isRewritten ? graphRewrites : [] });
  if (mapping.issues.length > 0) throw new Error(mapping.issues.map(({ detail }) => detail).join('\n'));
  const program = buildProgram(mapping, isRewritten ? operationRewrites : []);
  return {
    program: decodeProgram(encodeProgram(program)),
    builtins: mapping.graph.nodes.map(({ builtin }) => builtin),
  };
}

async function run(program: Program, inputs: readonly Uint8Array[]): Promise<readonly Uint8Array[]> {
  const runtime = await createRuntime(program, { kernels: 'reference' });
  try {
    return await runtime.run(inputs);
  } finally {
    await runtime.close();
  }
}

const named = [...graphRewrites, ...operationRewrites].map(({ name }) => name);

describe('rewrites', () => {
  it('all have an example below', () => {
    expect(rewriteExamples.map(({ rewrite }) => rewrite).toSorted()).toEqual(named.toSorted());
  });

  describe.each(rewriteExamples)('$rewrite', ({ models, expected }) => {
    it('changes no byte of the outputs', async () => {
      await fc.assert(
        fc.asyncProperty(models, fc.integer(), async (spec, seed) => {
          const file = writeModel(spec);
          const plain = compile(file, false);
          const rewritten = compile(file, true);
          const inputs = plain.program.inputs.map((position, index) =>
            randomBytes(plain.program.tensors[position]?.shape ?? [], seed + index),
          );
          expect(expected(rewritten), 'the rewrite applies').toBe(true);
          expect(expected(plain), 'the example needs the rewrite').toBe(false);
          expect(await run(rewritten.program, inputs)).toEqual(await run(plain.program, inputs));
        }),
        { numRuns: 40 },
      );
    });
  });
});

function randomBytes(shape: readonly number[], seed: number): Uint8Array {
  let state = (seed ^ 0x9e3779b9) >>> 0 || 1;
  return Uint8Array.from({ length: shape.reduce((a, b) => a * b, 1) }, () => {
    state ^= state << 13;
    state >>>= 0;
    state ^= state >>> 17;
    state ^= state << 5;
    state >>>= 0;
    return state & 255;
  });
}
