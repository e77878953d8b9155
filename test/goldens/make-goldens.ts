import { readFileSync, writeFileSync } from 'node:fs';
import { basename } from 'node:path';
import { createRuntime } from '@npufarm/npu';
import { referenceStream } from '../conformance/models/reference-stream.js';
import {
  goldenModelPaths,
  goldenShape,
  inputStream,
  programOfModel,
  sha256,
  type Golden,
} from './golden-networks.js';

const wanted = process.argv.slice(2);
const paths = goldenModelPaths().filter(
  (path) => wanted.length === 0 || wanted.some((part) => basename(path).includes(part)),
);
if (paths.length === 0) throw new Error(`no model's name contains ${wanted.join(' or ')}`);

/** Runs integer models on the scalar kernels and writes what comes out; half a minute and more per network. */
for (const path of paths) {
  const name = basename(path);
  const program = programOfModel(path, goldenShape);
  if (program === undefined) {
    process.stderr.write(`${name}: no integer model for 640x360\n`);
    continue;
  }
  const bytes = goldenShape.reduce((product, size) => product * size, 1);
  const runtime = await createRuntime(program, { kernels: 'reference' });
  const [output] = await runtime.run([referenceStream(bytes)]);
  if (output === undefined) throw new Error(`${name} has an output`);
  const golden: Golden = {
    model: name,
    model_sha256: sha256(readFileSync(path)),
    input_shape: goldenShape,
    input_stream: inputStream,
    output_sha256: sha256(output),
  };
  const file = `test/goldens/${name.replace('.tflite', '')}.json`;
  writeFileSync(file, `${JSON.stringify(golden, undefined, 2)}\n`);
  process.stderr.write(`${file}: ${golden.output_sha256}\n`);
}
