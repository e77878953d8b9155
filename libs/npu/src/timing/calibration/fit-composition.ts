import type { CompositionLaw } from '../coefficients.js';
import type { BoardRun, Upload } from './board-run.js';
import { lawParameters, lawTerms } from './composition-law.js';
import { fitRelative } from './least-squares.js';

/** Fits the composition law of a layout to runs of the board. */
export function fitComposition(uploads: readonly Upload[], layout: 'nchw' | 'nhwc'): CompositionLaw {
  const runs = uploads.flatMap((upload): readonly BoardRun[] => {
    const run = upload[layout];
    return run === undefined ? [] : [run];
  });
  const terms = runs.map((run) => lawTerms(run, layout));
  const values = fitRelative(
    terms.map(({ factors }) => factors),
    runs.map(({ totalUs }, index) => totalUs - (terms[index]?.fixedUs ?? 0)),
    runs.map(({ totalUs }) => totalUs),
  );
  return Object.fromEntries(
    lawParameters.map((name, index) => [name, values[index] ?? 0]),
  ) as unknown as CompositionLaw;
}
