import type { Graph } from '../graph/graph.js';
import type { Policy } from '../policy/policy.js';
import type { Issue } from '../reason.js';
import { enlargementOf } from './enlargement-of.js';
import { firstOperatorAt } from './first-operator-at.js';

/** The issue of a network that enlarges by another factor than the policy's, where no shapes of the policy say so. */
export function checkEnlargement(
  graph: Graph,
  { scale, input: wantedInput, output: wantedOutput }: Policy,
): readonly Issue[] {
  if (wantedInput !== undefined && wantedOutput !== undefined) return [];
  const actual = enlargementOf(graph);
  const [output] = graph.outputs;
  if (scale === undefined || actual === scale || output === undefined) return [];
  return [
    {
      id: 'io.scale',
      rule: `The output has ${scale} times the height and width of the input.`,
      detail: `the network enlarges ${actual === undefined ? 'no picture' : `${actual} times`}`,
      hint: `End the network with a convolution of ${3 * scale ** 2} channels and DEPTH_TO_SPACE with block size ${scale}.`,
      operator: firstOperatorAt(graph, output),
      tensor: output,
    },
  ];
}
