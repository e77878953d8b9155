import { codeRange } from '../arithmetic/activation-range.js';
import type { Graph, GraphTensor } from '../graph/graph.js';
import type { Issue } from '../reason.js';
import { firstOperatorAt } from './first-operator-at.js';

/** What a network may have been trained on: the value of a black and of a white pixel. */
const pixelRanges = [
  { black: 0, white: 255 },
  { black: 0, white: 1 },
  { black: -1, white: 1 },
] as const;

const hint =
  'Clip to 0..255 as the last operator, and put a pure white and a pure black patch into the calibration set.';

/** Warnings for inputs and outputs whose bytes do not stand for pixels 0..255, so that raw feeding shifts the picture. */
export function checkPortScales(graph: Graph): readonly Issue[] {
  const check = (name: 'input' | 'output', ids: readonly number[]): readonly Issue[] =>
    ids.flatMap((id) => {
      const detail = pixelMappingFault(name, graph.tensors[id]);
      if (detail === undefined) return [];
      return [
        {
          id: `io.${name}-not-0-255`,
          rule: `The ${name}'s bytes map linearly to pixels 0..255.`,
          detail,
          hint,
          operator: firstOperatorAt(graph, id),
          tensor: id,
        },
      ];
    });
  return [...check('input', graph.inputs), ...check('output', graph.outputs)];
}

/** The mapping in words; `undefined` when it covers a pixel range to within half a step. */
function pixelMappingFault(name: 'input' | 'output', tensor: GraphTensor | undefined): string | undefined {
  const scale = tensor?.quantization?.scale[0];
  if (tensor === undefined || scale === undefined || (tensor.type !== 'INT8' && tensor.type !== 'UINT8'))
    return undefined;
  const zeroPoint = tensor.quantization?.zeroPoint[0] ?? 0;
  const { minimum, maximum } = codeRange(tensor.type);
  const darkest = scale * (minimum - zeroPoint);
  const brightest = scale * (maximum - zeroPoint);
  const fits = ({ black, white }: { readonly black: number; readonly white: number }): boolean =>
    Math.abs(darkest - black) <= scale / 2 && Math.abs(brightest - white) <= scale / 2;
  if (pixelRanges.some(fits)) return undefined;
  // Networks for pixels 0..1 reach about 1, those for 0..255 far more.
  const unit = brightest > 2 ? 1 : 255;
  const pixel = (value: number): string => (value * unit).toFixed(1);
  return `${name} "${tensor.name}" stands for ${scale} x (code ${zeroPoint < 0 ? '+' : '-'} ${Math.abs(zeroPoint)}): the darkest reachable pixel is ${pixel(darkest)}, the brightest ${pixel(brightest)}`;
}
