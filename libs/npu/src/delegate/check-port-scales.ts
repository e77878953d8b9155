import { codeRange } from '../arithmetic/activation-range.js';
import type { Graph, GraphTensor } from '../graph/graph.js';
import type { Issue } from '../reason.js';
import { firstOperatorAt } from './first-operator-at.js';
import { portRules } from './port-rules.js';

/** What a network may have been trained on: the value of a black and of a white pixel. */
const pixelRanges = [
  { black: 0, white: 255 },
  { black: 0, white: 1 },
  { black: -1, white: 1 },
] as const;

/** Raw bytes are fed and taken, whatever the scales say. */
const hints = {
  input:
    'Put a pure white and a pure black patch into the calibration set, so that the scale of the input covers all of 0..255: pictures are fed as raw bytes, and the network takes them for other brightnesses than it was trained on.',
  output: portRules.range.hint,
};

/** How far the ends of a range may be off: half a step, and what float32 scales are off themselves. */
const tolerance = 0.5001;

/** Warnings for inputs and outputs whose bytes do not stand for pixels 0..255, so that raw feeding shifts the picture. */
export function checkPortScales(graph: Graph): readonly Issue[] {
  const check = (name: 'input' | 'output', ids: readonly number[]): readonly Issue[] =>
    ids.flatMap((id) => {
      const detail = pixelMappingFault(name, graph.tensors[id]);
      if (detail === undefined) return [];
      return [
        {
          id: `io.${name}-${portRules.range.id}`,
          rule: `The ${name}'s bytes map linearly to pixels 0..255.`,
          detail,
          hint: hints[name],
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
  // Scores of a classifier are no pictures.
  if (tensor.shape.length !== 4) return undefined;
  const zeroPoint = tensor.quantization?.zeroPoint[0] ?? 0;
  const { minimum, maximum } = codeRange(tensor.type);
  const darkest = scale * (minimum - zeroPoint);
  const brightest = scale * (maximum - zeroPoint);
  const fits = ({ black, white }: { readonly black: number; readonly white: number }): boolean =>
    Math.abs(darkest - black) <= scale * tolerance && Math.abs(brightest - white) <= scale * tolerance;
  if (pixelRanges.some(fits)) return undefined;
  const { black, white } = nearestRange(darkest, brightest);
  const pixel = (value: number): string => ((255 * (value - black)) / (white - black)).toFixed(1);
  return `${name} "${tensor.name}" stands for ${scale} x (code ${zeroPoint < 0 ? '+' : '-'} ${Math.abs(zeroPoint)}): the darkest reachable pixel is ${pixel(darkest)}, the brightest ${pixel(brightest)}`;
}

/** Networks for pixels 0..1 and -1..1 reach about 1, those for 0..255 far more. */
function nearestRange(darkest: number, brightest: number): (typeof pixelRanges)[number] {
  if (brightest > 2) return pixelRanges[0];
  return darkest < -brightest / 2 ? pixelRanges[2] : pixelRanges[1];
}
