import type { Prediction, SplitHypotheses } from '@npufarm/npu';
import type { PublishedRow } from '@npufarm/zoo';

/** A row of the published results beside the emulated board's; without a published architecture only the former. */
export interface Table1Row {
  readonly published: PublishedRow;
  readonly network: string | undefined;
  readonly prediction: Prediction | undefined;
  readonly hypotheses: SplitHypotheses | undefined;
  /** Of the emulated runtime from the published one. */
  readonly deviationPercent: number | undefined;
  /** What the report leaves open and the network's code chose. */
  readonly assumed: readonly string[];
  /** What else the report allows, with what the board would then show. Not chosen by that. */
  readonly alternatives: readonly Table1Alternative[];
  readonly scoreRecomputed: number | undefined;
}

export interface Table1Alternative {
  readonly what: string;
  readonly inferenceUs: number;
}

/** Writes every network that is known as code and predicts it, in the order of the published table. */
export async function table1Rows(): Promise<readonly Table1Row[]> {
  const { estimateModel, resolvePolicy, splitHypotheses } = await import('@npufarm/npu');
  const { challengeScore } = await import('@npufarm/scoring');
  const { networks, table1 } = await import('@npufarm/zoo');
  const policy = resolvePolicy('challenge');
  return table1.map((published) => {
    const { npuMs, psnr, team } = published;
    const definition = networks.find((network) => network.team === team);
    // The report's runtimes are without transposes of input and output.
    const estimate =
      definition === undefined ? undefined : estimateModel(definition.write({}), { policy, layout: 'nchw' });
    const prediction = estimate?.prediction;
    const alternatives = (definition?.alternatives ?? []).flatMap(({ what, parameters }) => {
      const file = definition?.write(parameters);
      const other = file && estimateModel(file, { policy, layout: 'nchw' }).prediction;
      return other === undefined ? [] : [{ what, inferenceUs: other.inferenceUs }];
    });
    return {
      published,
      network: definition?.name,
      prediction,
      hypotheses: estimate?.program === undefined ? undefined : splitHypotheses(estimate.program),
      deviationPercent:
        prediction === undefined || npuMs === null
          ? undefined
          : (prediction.inferenceUs / 1000 / npuMs - 1) * 100,
      assumed: definition?.assumed ?? [],
      alternatives,
      scoreRecomputed: npuMs === null ? undefined : challengeScore({ psnr, runtimeMs: npuMs }),
    };
  });
}
