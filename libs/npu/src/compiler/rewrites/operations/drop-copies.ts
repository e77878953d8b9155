import { sameShape } from '../../../graph/shape.js';
import type { Operation } from '../../operation-list.js';
import type { Rewrite } from '../rewrite.js';

/** A copy that keeps the shape vanishes, such as what two transposes leave that undo each other. */
export const dropCopies: Rewrite<Operation> = {
  name: 'drop-copies',
  match: ({ list, soleProducer }, position) => {
    const copy = list.steps[position];
    const [source = -1] = copy?.inputs ?? [];
    const [result = -1] = copy?.outputs ?? [];
    const from = list.tensors[source];
    const to = list.tensors[result];
    if (copy?.kernel !== 'copy' || from === undefined || to === undefined) return undefined;
    if (from.type !== to.type || !sameShape(from.shape, to.shape)) return undefined;
    const producer = soleProducer(source);
    const before = producer === undefined ? undefined : list.steps[producer];
    if (producer === undefined || before === undefined) return undefined;
    const origins = [...before.origins, ...copy.origins];
    return { removed: [producer, position], inserted: [{ ...before, outputs: [result], origins }] };
  },
};
