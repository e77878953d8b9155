import { codeRange, type CodeRange } from '../../../arithmetic/activation-range.js';
import { clamp } from '../../../kernels/reference/clamp.js';
import { kernelTrait } from '../../../kernels/reference/index.js';
import { lookupTable } from './lookup-table.js';
import type { Operation } from '../../operation-list.js';
import type { Rewrite } from '../rewrite.js';

/** A look-up that only shifts and bounds joins the step before it, whose own bounds it narrows. */
export const foldClips: Rewrite<Operation> = {
  name: 'fold-clips',
  match: ({ list, soleProducer }, position) => {
    const lookup = list.steps[position];
    const table = lookupTable(lookup);
    const [source] = lookup?.inputs ?? [];
    const [result] = lookup?.outputs ?? [];
    if (lookup === undefined || table === undefined || source === undefined || result === undefined)
      return undefined;
    const producer = soleProducer(source);
    const before = producer === undefined ? undefined : list.steps[producer];
    if (producer === undefined || before === undefined || kernelTrait(before.kernel) !== 'clamps')
      return undefined;
    const { outputZeroPoint, minimum, maximum } = before.parameters;
    if (typeof outputZeroPoint !== 'number' || typeof minimum !== 'number' || typeof maximum !== 'number')
      return undefined;
    const to = codeRange(list.tensors[result]?.type ?? '');
    const clip = shiftAndBound(table, { minimum, maximum }, to);
    if (clip === undefined) return undefined;
    const parameters = {
      ...before.parameters,
      outputZeroPoint: outputZeroPoint + clip.shift,
      minimum: clip.minimum,
      maximum: clip.maximum,
    };
    const origins = [...before.origins, ...lookup.origins];
    return {
      removed: [producer, position],
      inserted: [{ ...before, parameters, outputs: [result], origins }],
    };
  },
};

/** The table as `clamp(code + shift, minimum, maximum)` over the codes that reach it; `undefined` when it is none. */
function shiftAndBound(
  table: Uint8Array,
  reached: CodeRange,
  to: CodeRange,
): (CodeRange & { readonly shift: number }) | undefined {
  const signed = to.minimum < 0;
  const valueAt = (code: number): number => {
    const byte = table[code & 255] ?? 0;
    return signed && byte > 127 ? byte - 256 : byte;
  };
  const minimum = valueAt(reached.minimum);
  const maximum = valueAt(reached.maximum);
  const codes = Array.from({ length: reached.maximum - reached.minimum + 1 }, (_, i) => reached.minimum + i);
  const inner = codes.find((code) => valueAt(code) > minimum && valueAt(code) < maximum) ?? reached.minimum;
  const shift = valueAt(inner) - inner;
  const fits = codes.every((code) => valueAt(code) === clamp(code + shift, minimum, maximum));
  return fits ? { shift, minimum, maximum } : undefined;
}
