import { dataBytes } from '@npufarm/tflite';
import type { Program } from '../binary/program.js';
import { timingErrors } from '../arch/timing-errors.js';
import { vs680 } from '../arch/vs680.js';
import { elementsOf } from '../graph/shape.js';
import { versions } from '../versions.js';
import { assumedCosts } from './assumed-costs.js';
import { composeLayers, type PricedLayer } from './compose.js';
import { cpuTimeUs } from './cpu-time.js';
import { type IoLayout, type IoTranspose, ioTransposes } from './io-transposes.js';
import { predictionInterval } from './prediction-interval.js';
import type { PredictedLayer, Prediction } from './prediction.js';

/** Predicts the board's runtime of a program. The same program gives the same microseconds. */
export function predict(program: Program, { layout }: { readonly layout: IoLayout }): Prediction {
  const { layers } = program;
  const bytes = { inputs: portBytes(program, program.inputs), outputs: portBytes(program, program.outputs) };
  const transposes = ioTransposes(layers, bytes, layout, vs680);
  const typical = composeLayers(layers, vs680, 'typical');
  const badUs = sumEffective([...composeLayers(layers, vs680, 'bad'), ...transposes]);
  const inferenceUs = sumEffective([...typical, ...transposes]);
  const byLayer = [
    ...transposes.filter(({ port }) => port === 'input').map(transposeRow),
    ...typical.filter(({ layer }) => layer.form !== 'view').map(layerRow),
    ...transposes.filter(({ port }) => port === 'output').map(transposeRow),
  ];
  const assumed = assumedCosts(layers);
  return {
    fidelity: 'emulated',
    clock: 'predicted',
    inferenceUs: Math.round(inferenceUs),
    badlyTiledUs: Math.round(Math.max(badUs, inferenceUs)),
    interval: predictionInterval(inferenceUs, badUs, assumed.length > 0),
    bylayerSumUs: byLayer.reduce((sum, layer) => sum + layer.inferenceUs, 0),
    byLayer,
    compileUs: Math.round(130_000 + 2 * program.weightBytes),
    cpuUs: Math.round(cpuTimeUs(layers, vs680.cpu)),
    memory: memoryOf(program),
    modelVersion: versions.timingModel,
    era: timingErrors.era,
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

function portBytes({ tensors }: Program, positions: readonly number[]): readonly number[] {
  return positions.map((position) => {
    const tensor = tensors[position];
    return tensor === undefined ? 0 : (dataBytes(tensor.type, elementsOf(tensor.shape)) ?? 0);
  });
}

function layerRow({ layer, listedUs, effectiveUs }: PricedLayer): PredictedLayer {
  const { type, engine, operators } = layer;
  return {
    type,
    inferenceUs: Math.round(listedUs),
    effectiveUs: Math.round(effectiveUs),
    engine,
    operators,
  };
}

function transposeRow({ listedUs, effectiveUs }: IoTranspose): PredictedLayer {
  return {
    type: 'TensorTranspose',
    inferenceUs: Math.round(listedUs),
    effectiveUs: Math.round(effectiveUs),
    engine: 'tp',
    operators: [],
  };
}
