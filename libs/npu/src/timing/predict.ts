import type { Program } from '../binary/program.js';
import { vs680 } from '../arch/vs680.js';
import { versions } from '../versions.js';
import { layerTimeUs } from './layer-time.js';
import type { Layer } from './layer.js';
import type { PredictedLayer, Prediction } from './prediction.js';

/** Predicts the board's runtime of a program. The same program gives the same microseconds. */
export function predict(program: Program, options: { readonly layout: 'nhwc' | 'nchw' }): Prediction {
  const byLayer = [
    ...transposes(program, 'inputs', options.layout),
    ...program.layers.map((layer) => predictLayer(layer)),
    ...transposes(program, 'outputs', options.layout),
  ];
  const copies = sum(byLayer.filter(({ type }) => type === 'TensorCopy'));
  const convolutions = sum(byLayer.filter(({ engine, type }) => engine === 'nn' && type !== 'TensorAdd'));
  const bylayerSumUs = sum(byLayer);
  const macs = program.layers.reduce(
    (total, { work }) => total + (work.kind === 'convolution' ? work.macs : 0),
    0,
  );
  return {
    fidelity: 'emulated',
    clock: 'predicted',
    // Copies run on the tensor processors beside the convolutions of the NN cores.
    inferenceUs: Math.round(bylayerSumUs - Math.min(copies, convolutions)),
    bylayerSumUs: Math.round(bylayerSumUs),
    byLayer: byLayer.map((layer) => ({ ...layer, inferenceUs: Math.round(layer.inferenceUs) })),
    compileUs: Math.round(130_000 + 2 * program.weightBytes),
    cpuUs: Math.round(macs / vs680.cpuMacsPerUs),
    memory: {
      peakActivationBytes: program.arenaBytes,
      weightBytes: program.weightBytes,
      ddrReadBytes: program.layers.reduce((total, { inputBytes }) => total + inputBytes, program.weightBytes),
      ddrWriteBytes: program.layers.reduce((total, { outputBytes }) => total + outputBytes, 0),
    },
    modelVersion: versions.timingModel,
  };
}

function sum(layers: readonly PredictedLayer[]): number {
  return layers.reduce((total, { inferenceUs }) => total + inferenceUs, 0);
}

function predictLayer(layer: Layer): PredictedLayer {
  return {
    type: layer.type,
    inferenceUs: layerTimeUs(layer),
    engine: layer.engine,
    operators: layer.operators,
  };
}

/** The board computes in NCHW; pictures that come as NHWC are transposed at both ends. */
function transposes(
  program: Program,
  ports: 'inputs' | 'outputs',
  layout: 'nhwc' | 'nchw',
): readonly PredictedLayer[] {
  if (layout === 'nchw') return [];
  const usPerByte = ports === 'inputs' ? vs680.inputTransposeUsPerByte : vs680.outputTransposeUsPerByte;
  return program[ports].flatMap((position): PredictedLayer[] => {
    const bytes = program.tensors[position]?.shape.reduce((product, size) => product * size, 1) ?? 0;
    return [{ type: 'TensorTranspose', inferenceUs: bytes * usPerByte, engine: 'tp', operators: [] }];
  });
}
