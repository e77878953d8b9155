import type { CompositionLaw } from '../coefficients.js';
import type { BoardRun } from './board-run.js';

/** Names of the law's parameters, in the order in which they are fitted. */
export const lawParameters = [
  'convolution',
  'perConvolutionUs',
  'copy',
  'resize',
  'reorganiseAfterNnUs',
  'reorganiseAfterTpUs',
  'activationBefore',
  'untiledReorganiseUs',
  'inputTransposeUs',
] as const satisfies readonly (keyof CompositionLaw)[];

/** A depth-to-space that lists longer ran over tiles that had left SRAM. */
const untiledReorganiseUs = 8300;
/** A first convolution that lists longer was badly tiled. */
const untiledFirstConvolutionUs = 850;
/** The profile now and then books a part of the last activation under the depth-to-space before it. */
const shortestActivationUs = 7000;

/** The run in terms of the law: its parameters' factors, and the part that they do not touch. */
export function lawTerms(
  run: BoardRun,
  layout: 'nchw' | 'nhwc',
): { readonly factors: readonly number[]; readonly fixedUs: number } {
  const afterNn = run.isAfterNn;
  const untiled = isUntiled(run, layout) ? 1 : 0;
  const factors: Record<(typeof lawParameters)[number], number> = {
    convolution: run.convolutionUs,
    perConvolutionUs: (1 - untiled) * run.convolutions,
    copy: run.copyUs,
    resize: run.resizeUs,
    reorganiseAfterNnUs: afterNn,
    reorganiseAfterTpUs: 1 - afterNn,
    activationBefore: run.activationBeforeUs,
    untiledReorganiseUs: layout === 'nchw' ? afterNn * untiled : 0,
    inputTransposeUs: layout === 'nhwc' && run.transposes > 1 ? 1 : 0,
  };
  const after = run.activationAfterUs === 0 ? 0 : Math.max(run.activationAfterUs, shortestActivationUs);
  return { factors: lawParameters.map((name) => factors[name]), fixedUs: run.serialUs + after };
}

/** The runtime that the law gives for a run. Microseconds. */
export function composeRun(run: BoardRun, layout: 'nchw' | 'nhwc', law: CompositionLaw): number {
  const { factors, fixedUs } = lawTerms(run, layout);
  return lawParameters.reduce((sum, name, index) => sum + law[name] * (factors[index] ?? 0), fixedUs);
}

/** With NHWC at its ends a network lists what its tiles cost; nothing stays hidden. */
function isUntiled(run: BoardRun, layout: 'nchw' | 'nhwc'): boolean {
  if (layout === 'nhwc') return true;
  return run.isAfterNn === 1
    ? run.reorganiseUs > untiledReorganiseUs
    : run.firstConvolutionUs >= untiledFirstConvolutionUs;
}
