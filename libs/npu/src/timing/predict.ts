import type { Program } from '../binary/program.js';
import { timingErrors } from '../arch/timing-errors.js';
import { vs680 } from '../arch/vs680.js';
import type { Engine } from '../arch/engine.js';
import { versions } from '../versions.js';
import { assumedCosts } from './assumed-costs.js';
import { composeLayers, type PricedLayer } from './compose.js';
import { copiedPartsUs } from './copied-parts.js';
import { cpuTimeUs } from './cpu-time.js';
import { type IoLayout, type IoTranspose, ioTransposes } from './io-transposes.js';
import { portBytes } from './port-bytes.js';
import { predictionInterval } from './prediction-interval.js';
import type { PredictedLayer, Prediction } from './prediction.js';
import { layOutInTime } from './timeline.js';

/** Predicts the board's runtime of a program. The same program gives the same microseconds. */
export function predict(program: Program, { layout }: { readonly layout: IoLayout }): Prediction {
  const { layers } = program;
  const transposes = ioTransposes(layers, portBytes(program), layout, vs680);
  const typical = composeLayers(layers, vs680, 'typical');
  const badUs = sumEffective([...composeLayers(layers, vs680, 'bad'), ...transposes]);
  const inferenceUs = sumEffective([...typical, ...transposes]);
  const byLayer = predictLayers([
    ...transposes.filter(({ port }) => port === 'input').map(transposeRow),
    ...typical.filter(({ layer }) => layer.form !== 'view').map(layerRow),
    ...transposes.filter(({ port }) => port === 'output').map(transposeRow),
  ]);
  const assumed = assumedCosts(layers);
  return {
    fidelity: 'emulated',
    clock: 'predicted',
    inferenceUs: Math.round(inferenceUs),
    badlyTiledUs: Math.round(Math.max(badUs, inferenceUs)),
    interval: predictionInterval(inferenceUs, {
      badlyTiledUs: badUs,
      copiedPartsUs: copiedPartsUs(layers, vs680) * vs680.composition.copy,
      isAssumed: assumed.length > 0,
    }),
    bylayerSumUs: byLayer.reduce((sum, layer) => sum + layer.inferenceUs, 0),
    byLayer,
    compileUs: Math.round(130_000 + 2 * program.weightBytes),
    cpuUs: Math.round(cpuTimeUs(layers, vs680.cpu)),
    memory: memoryOf(program),
    modelVersion: versions.timingModel,
    era: timingErrors.era,
    crossValidatedErrorPercent: timingErrors.leaveOneTopologyOut,
    assumed,
  };
}

function sumEffective(parts: readonly { readonly effectiveUs: number }[]): number {
  return parts.reduce((sum, { effectiveUs }) => sum + effectiveUs, 0);
}

function memoryOf({ layers, arenaBytes, weightBytes }: Program): Prediction['memory'] {
  const moved = layers.filter(({ form }) => form !== 'view');
  return {
    peakActivationBytes: arenaBytes,
    weightBytes,
    ddrReadBytes: moved.reduce((total, { inputBytes }) => total + inputBytes, weightBytes),
    ddrWriteBytes: moved.reduce((total, { outputBytes }) => total + outputBytes, 0),
  };
}

/** A row of the profile before it is placed in time. */
interface Row {
  readonly type: string;
  readonly listedUs: number;
  readonly effectiveUs: number;
  readonly readBytes: number;
  readonly writtenBytes: number;
  readonly engine: Engine;
  readonly operators: readonly number[];
}

function predictLayers(rows: readonly Row[]): readonly PredictedLayer[] {
  const spans = layOutInTime(rows);
  return rows.map(({ listedUs, effectiveUs, ...row }, index) => ({
    ...row,
    inferenceUs: Math.round(listedUs),
    effectiveUs: Math.round(effectiveUs),
    startUs: Math.round(spans[index]?.startUs ?? 0),
    endUs: Math.round(spans[index]?.endUs ?? 0),
  }));
}

function layerRow({ layer, listedUs, effectiveUs }: PricedLayer): Row {
  const { type, engine, operators, work, inputBytes, outputBytes } = layer;
  const weightBytes = work.kind === 'convolution' ? work.weightBytes : 0;
  return {
    type,
    listedUs,
    effectiveUs,
    readBytes: inputBytes + weightBytes,
    writtenBytes: outputBytes,
    engine,
    operators,
  };
}

function transposeRow({ bytes, listedUs, effectiveUs }: IoTranspose): Row {
  return {
    type: 'TensorTranspose',
    listedUs,
    effectiveUs,
    readBytes: bytes,
    writtenBytes: bytes,
    engine: 'tp',
    operators: [],
  };
}
