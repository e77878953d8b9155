import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { GraphTensor } from '../graph/graph.js';
import type { Operation, OperationList } from './operation-list.js';
import { planMemory } from './plan-memory.js';

/** A chain of steps, each reading the tensor before it and one earlier one. */
function chain(sizes: readonly number[], skips: readonly number[]): OperationList {
  const tensors = sizes.map((size, id): GraphTensor => ({
    id,
    name: `t${id}`,
    type: 'INT8',
    shape: [size],
    quantization: undefined,
    data: undefined,
  }));
  const operations = sizes.slice(1).map((_, index): Operation => ({
    kernel: 'add',
    parameters: {},
    inputs: [index, Math.min(skips[index] ?? 0, index)],
    outputs: [index + 1],
    unit: 'npu',
    origins: [index],
  }));
  return { tensors, operations, inputs: [0], outputs: [sizes.length - 1] };
}

function lastRead(list: OperationList, tensor: number): number {
  const reads = list.operations.flatMap(({ inputs }, step) => (inputs.includes(tensor) ? [step] : []));
  return list.outputs.includes(tensor) ? list.operations.length : Math.max(tensor - 1, ...reads);
}

describe('planMemory', () => {
  it('reuses memory: a plain chain needs two tensors at a time', () => {
    const plan = planMemory(chain([640, 640, 640, 640, 640], [0, 1, 2, 3]));

    expect(plan.arenaBytes).toBe(1280);
  });

  it('never lets tensors that are alive together share a byte', () => {
    const networks = fc
      .array(fc.integer({ min: 1, max: 500 }), { minLength: 2, maxLength: 12 })
      .chain((sizes) =>
        fc.tuple(
          fc.constant(sizes),
          fc.array(fc.nat(sizes.length), { minLength: sizes.length, maxLength: sizes.length }),
        ),
      );
    fc.assert(
      fc.property(networks, ([sizes, skips]) => {
        const list = chain(sizes, skips);
        const plan = planMemory(list);
        for (let a = 0; a < sizes.length; a++) {
          for (let b = a + 1; b < sizes.length; b++) {
            const overlapInTime = b - 1 <= lastRead(list, a);
            const startA = plan.offsets.get(a) ?? -1;
            const startB = plan.offsets.get(b) ?? -1;
            const overlapInSpace = startA < startB + (sizes[b] ?? 0) && startB < startA + (sizes[a] ?? 0);
            expect(overlapInTime && overlapInSpace, `tensors ${a} and ${b}`).toBe(false);
          }
        }
      }),
    );
  });
});
