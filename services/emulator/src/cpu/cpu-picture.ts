import { readFileSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import type { CpuPictureReport, Reason } from '@npufarm/contracts';
import { findIntegerActivation } from '@npufarm/npu';
import { type Model, ModelFormatError, readModel, type Tensor } from '@npufarm/tflite';
import { EXIT_BUG, EXIT_DONE, EXIT_REFUSED, EXIT_USAGE } from '../exit-codes.js';
import { openCpuNetwork } from './cpu-network.js';
import { fixInputShapes } from './fix-input-shapes.js';
import { type PixelRange, pixelRange } from './pixel-range.js';

const channels = 3;
const floatBytes = 4;

/** The float model does not yield a picture; the reason is for the participant. */
class FloatRefusal extends Error {
  constructor(readonly reason: Reason) {
    super(reason.detail);
  }
}

/**
 * `cpu-picture --model FLOAT --like INTEGER --input RAW --width W --height H --output RAW`: runs a float model over
 * one picture of raw RGB bytes on TensorFlow Lite and writes its output, rounded and clipped. The integer model of
 * the same network tells which real numbers stand for black and white. Prints one JSON line.
 */
export async function cpuPicture(args: readonly string[]): Promise<number> {
  try {
    const { values } = parseArgs({
      args: [...args],
      options: {
        model: { type: 'string', default: '' },
        like: { type: 'string', default: '' },
        input: { type: 'string', default: '' },
        width: { type: 'string', default: '' },
        height: { type: 'string', default: '' },
        output: { type: 'string', default: '' },
      },
    });
    const { model, like, input, output } = values;
    const [width, height] = [Number(values.width), Number(values.height)];
    if (!(width > 0 && height > 0)) return complain('--width and --height are missing', EXIT_USAGE);
    const report = await run({ model, like, input, output }, width, height);
    process.stdout.write(`${JSON.stringify(report)}\n`);
    return report.ok ? EXIT_DONE : EXIT_REFUSED;
  } catch (error) {
    return complain(String(error), error instanceof Error && 'code' in error ? EXIT_USAGE : EXIT_BUG);
  }
}

interface Paths {
  readonly model: string;
  readonly like: string;
  readonly input: string;
  readonly output: string;
}

async function run(paths: Paths, width: number, height: number): Promise<CpuPictureReport> {
  const pixels = readFileSync(paths.input);
  if (pixels.length !== width * height * channels) {
    throw new RangeError(`${width}x${height} RGB pixels are not ${pixels.length} bytes`);
  }
  const integer = onlyTensors(readModel(readFileSync(paths.like)));
  try {
    const model = read(paths.model);
    const range = { input: rangeOf(integer.input), output: rangeOf(integer.output) };
    const numbers = await compute(model, toNumbers(pixels, range.input), [1, height, width, channels]);
    const shape = sizeOf(numbers.length, width, height);
    writeFileSync(paths.output, toPixels(numbers, range.output));
    return { ok: true, ...shape };
  } catch (error) {
    if (error instanceof FloatRefusal) return { ok: false, reason: error.reason };
    throw error;
  }
}

function read(path: string): Model {
  let model: Model;
  try {
    model = readModel(readFileSync(path));
  } catch (error) {
    if (!(error instanceof ModelFormatError)) throw error;
    throw refusal('unreadable', `${error.place}: ${error.detail}`, error.hint);
  }
  const integer = findIntegerActivation(model);
  if (integer === undefined) return model;
  throw refusal('quantized', `tensor ${integer.index} "${integer.name}" is ${integer.type}`);
}

async function compute(model: Model, input: Float32Array, shape: readonly number[]): Promise<Float32Array> {
  const tensors = onlyTensors(model);
  for (const { name, type } of [tensors.input, tensors.output]) {
    if (type !== 'FLOAT32') throw refusal('not-float32', `${name} is ${type}`);
  }
  try {
    const network = await openCpuNetwork(fixInputShapes(model, [shape]), 1);
    if (network.inputBytes(0) !== input.byteLength) throw new Error('the input does not take the size');
    network.fill(0, new Uint8Array(input.buffer, input.byteOffset, input.byteLength));
    const [output] = await network.compute();
    if (output === undefined) throw new Error('there is no output');
    const numbers = new Float32Array(output.buffer, output.byteOffset, output.byteLength / floatBytes);
    if (numbers.some((value) => Number.isNaN(value)))
      throw new Error('the output holds numbers that are none');
    return numbers;
  } catch (error) {
    const said = error instanceof Error ? error.message : String(error);
    throw refusal('does-not-run', `TensorFlow Lite says for shape [${shape.join(', ')}]: ${said}`);
  }
}

function onlyTensors(model: Model): { readonly input: Tensor; readonly output: Tensor } {
  const [main] = model.subgraphs;
  const input = main?.tensors[main.inputs[0] ?? -1];
  const output = main?.tensors[main.outputs[0] ?? -1];
  if (main?.inputs.length === 1 && main.outputs.length === 1 && input !== undefined && output !== undefined) {
    return { input, output };
  }
  throw refusal('not-one-in-one-out', 'the model has not one input and one output');
}

function rangeOf({ type, quantization }: Tensor): PixelRange {
  const [scale] = quantization?.scale ?? [];
  const zeroPoint = quantization?.zeroPoint[0] ?? 0;
  if (scale === undefined) return { black: 0, white: 255 };
  const lowest = type === 'INT8' ? -128 : 0;
  return pixelRange((lowest - zeroPoint) * scale, (lowest + 255 - zeroPoint) * scale);
}

function toNumbers(pixels: Uint8Array, { black, white }: PixelRange): Float32Array {
  const step = (white - black) / 255;
  return Float32Array.from(pixels, (pixel) => black + pixel * step);
}

function toPixels(numbers: Float32Array, { black, white }: PixelRange): Uint8Array {
  const perStep = 255 / (white - black);
  return Uint8Array.from(numbers, (value) =>
    Math.min(255, Math.max(0, Math.round((value - black) * perStep))),
  );
}

/** LiteRT does not tell an output's shape; a network for pictures enlarges both sides by the same whole number. */
function sizeOf(
  elements: number,
  width: number,
  height: number,
): { readonly width: number; readonly height: number } {
  const scale = Math.sqrt(elements / (width * height * channels));
  if (Number.isInteger(scale)) return { width: width * scale, height: height * scale };
  throw refusal('output-size', `${elements} numbers are no enlargement of ${width}x${height} RGB pixels`);
}

function refusal(
  id: string,
  detail: string,
  hint = 'Export the float file from the same network, with an open height and width.',
): FloatRefusal {
  return new FloatRefusal({
    id: `float.${id}`,
    rule: 'The accuracy drop needs a float model that TensorFlow Lite runs on the CPU.',
    detail: `model_none_float.tflite: ${detail}`,
    hint,
  });
}

function complain(text: string, exitCode: number): number {
  process.stderr.write(`${text}\n`);
  return exitCode;
}
