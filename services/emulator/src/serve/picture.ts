import { readFileSync, writeFileSync } from 'node:fs';
import type { PictureRequest, PictureResult } from '@npufarm/contracts';
import { openSealed } from './open-sealed.js';
import { codeToPixel, FeedingError, pictureSize, pixelToCode } from './feeding.js';
import type { LoadedModel } from './loaded-model.js';

/**
 * Runs the model on one picture and writes the pixels of its output. The model is prepared anew for a size that it
 * does not declare; the picture is never resized.
 */
export async function picture(model: LoadedModel, request: PictureRequest): Promise<PictureResult> {
  const { program, runtime } = await model.preparePicture(request.width, request.height);
  const [input, output] = [
    program.tensors[program.inputs[0] ?? -1],
    program.tensors[program.outputs[0] ?? -1],
  ];
  if (input === undefined || output === undefined || program.inputs.length + program.outputs.length !== 2) {
    throw new FeedingError(
      `the model has ${program.inputs.length} inputs and ${program.outputs.length} outputs; a picture needs one of each`,
    );
  }
  const { width, height } = pictureSize(output);
  const codes = translate(readPixels(request), pixelToCode(input, request.feeding));
  const startMs = performance.now();
  const [result] = await runtime.run([codes]);
  const hostUs = Math.round((performance.now() - startMs) * 1000);
  if (result === undefined) throw new Error('the runtime gave no output');
  const pixels = translate(result, codeToPixel(output, request.feeding));
  writeFileSync(request.outputPath, pixels);
  return { width, height, bytes: pixels.length, hostUs };
}

/** The input's pixels; a sealed file is opened in memory only. */
function readPixels({ inputPath, inputKey }: PictureRequest): Uint8Array {
  const file = readFileSync(inputPath);
  return inputKey === undefined ? file : openSealed(file, Buffer.from(inputKey, 'base64'));
}

function translate(bytes: Uint8Array, table: Uint8Array): Uint8Array {
  return bytes.map((byte) => table[byte] as number);
}
