import { kernelTrait } from '../../../kernels/reference/index.js';
import { lookupTable } from './lookup-table.js';
import type { Operation } from '../../operation-list.js';
import type { Rewrite } from '../rewrite.js';

/** A look-up behind a step that only moves codes goes in front of it, where it can join the step that computed them. */
export const hoistLookups: Rewrite<Operation> = {
  name: 'hoist-lookups',
  match: ({ list, soleProducer, nextTensor: id }, position) => {
    const lookup = list.steps[position];
    const [moved] = lookup?.inputs ?? [];
    const [result] = lookup?.outputs ?? [];
    if (lookup === undefined || lookupTable(lookup) === undefined || moved === undefined) return undefined;
    const producer = soleProducer(moved);
    const move = producer === undefined ? undefined : list.steps[producer];
    const [source] = move?.inputs ?? [];
    if (
      producer === undefined ||
      move === undefined ||
      source === undefined ||
      kernelTrait(move.kernel) !== 'moves'
    ) {
      return undefined;
    }
    const from = list.tensors[source];
    const to = result === undefined ? undefined : list.tensors[result];
    if (from === undefined || to === undefined) return undefined;
    return {
      removed: [producer, position],
      inserted: [
        { ...lookup, inputs: [source], outputs: [id] },
        { ...move, inputs: [id], outputs: lookup.outputs },
      ],
      tensors: [{ ...from, id, type: to.type, quantization: to.quantization }],
    };
  },
};
