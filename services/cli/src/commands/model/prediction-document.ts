import type { Prediction } from '@npufarm/npu';

/** A prediction as scripts read it, in the promised order of keys. */
export function predictionDocument(prediction: Prediction): object {
  const { fidelity, clock, inferenceUs, bylayerSumUs, byLayer, compileUs, cpuUs, memory, modelVersion } =
    prediction;
  const { badlyTiledUs, interval, era, crossValidatedErrorPercent, assumed } = prediction;
  return {
    fidelity,
    clock,
    inferenceUs,
    bylayerSumUs,
    byLayer: byLayer.map(({ type, inferenceUs: layerUs, engine, operators, effectiveUs }) => ({
      type,
      inferenceUs: layerUs,
      engine,
      operators,
      effectiveUs,
    })),
    compileUs,
    cpuUs,
    memory,
    modelVersion,
    badlyTiledUs,
    interval,
    era,
    crossValidatedErrorPercent,
    assumed,
  };
}
