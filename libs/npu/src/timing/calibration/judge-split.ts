import type { CompositionLaw } from '../coefficients.js';
import type { Upload } from './board-run.js';
import { composeRun } from './composition-law.js';
import type { FittedParameter } from './list-parameters.js';

/** What board runs say about parts of channels: read in place, copied beside the NN cores, or copied while all wait. */
export interface SplitEvidence {
  /** Runs whose profile lists copies, and the share of a copy's listed time by which their runtime grows. */
  readonly runsWithCopies: number;
  readonly copyShare: number;
  readonly copySharePlusMinus: number;
  /** Runs of networks that read parts of channels. */
  readonly splitRuns: readonly SplitRun[];
}

export interface SplitRun {
  readonly upload: string;
  readonly network: string;
  readonly layout: 'nchw' | 'nhwc';
  readonly listedCopiesUs: number;
  readonly measuredUs: number;
  /** What the layers that the profile lists compose to; copies that it hides would have to fit in between. */
  readonly composedUs: number;
}

/** Source: Ayazoglu and Bilecen, XCAT, 2022: convolutions over parts of channels; 8.8 and 30 ms are those of this upload. */
const splitUploads = [{ upload: '161927', network: 'XCAT, heterogeneous group convolutions' }];

/** Gathers the evidence from the runs in both layouts. */
export function judgeSplit(
  uploads: readonly Upload[],
  laws: Readonly<Record<'nchw' | 'nhwc', CompositionLaw>>,
  parameters: readonly FittedParameter[],
): SplitEvidence {
  const copy = parameters.find(({ name }) => name === 'nchw.copy');
  return {
    runsWithCopies: uploads.filter(({ nchw }) => (nchw?.copyUs ?? 0) > 0).length,
    copyShare: copy?.value ?? 0,
    copySharePlusMinus: copy?.plusMinus ?? 0,
    splitRuns: splitUploads.flatMap(({ upload, network }) =>
      (['nchw', 'nhwc'] as const).flatMap((layout): SplitRun[] => {
        const run = uploads.find(({ id }) => id === upload)?.[layout];
        if (run === undefined) return [];
        return [
          {
            upload,
            network,
            layout,
            listedCopiesUs: run.copyUs,
            measuredUs: run.totalUs,
            composedUs: composeRun(run, layout, laws[layout]),
          },
        ];
      }),
    ),
  };
}
