import { type LitertBuffer, openLitertBinding } from './litert-binding.js';

/** A network on TensorFlow Lite (LiteRT as WebAssembly, XNNPACK), on one thread. */
export interface CpuNetwork {
  /** Size of an input in bytes. */
  inputBytes(position: number): number;
  /** Copies bytes into an input, which keeps them for every run. */
  fill(position: number, bytes: Uint8Array): void;
  /** Sizes of the outputs in bytes. Throws what TensorFlow Lite logs. */
  run(): Promise<readonly number[]>;
  /** Runs and copies the outputs, into `results` if they are given. Throws what TensorFlow Lite logs. */
  compute(results?: readonly Uint8Array[]): Promise<readonly Uint8Array[]>;
}

/** Loads a model of fixed shapes with `inputs` inputs. Throws what TensorFlow Lite logs when it refuses the model. */
export async function openCpuNetwork(model: Uint8Array, inputs: number): Promise<CpuNetwork> {
  const errors: string[] = [];
  const litert = await openLitertBinding((line) => {
    if (/^(ERROR|FATAL)/.test(line)) errors.push(line);
  });
  const throwErrors = (): void => {
    if (errors.length > 0) throw new Error(errors.splice(0).join('; '));
  };
  litert.setupLogging();
  const environment = litert.LiteRtEnvironment.create(null);
  const address = litert['_malloc'](model.length);
  litert.HEAPU8.set(model, address);
  const loaded = litert.loadModel(environment, address, model.length);
  const compiled = await litert.compileModel(environment, loaded, {
    environment,
    accelerator: 'wasm',
    cpuOptions: { numThreads: 1 },
    gpuOptions: {},
    webNNOptions: {},
  });
  throwErrors();
  const { HOST_MEMORY } = litert.LiteRtTensorBufferType;
  const { READ, WRITE } = litert.LiteRtTensorBufferLockMode;
  const sizes = Array.from({ length: inputs }, (_, position) => loaded.getInputTensorType(0, position));
  const buffers = sizes.map((type) =>
    litert.LiteRtTensorBuffer.createManaged(environment, HOST_MEMORY, type, type.bytes()),
  );
  const fill = (position: number, bytes: Uint8Array): void => {
    const buffer = buffers[position];
    if (buffer === undefined) throw new RangeError(`there is no input ${position}`);
    litert.HEAPU8.set(bytes, buffer.lock(WRITE));
    buffer.unlock();
  };
  const inputBytes = (position: number): number => sizes[position]?.bytes() ?? 0;
  buffers.forEach((_buffer, position) => fill(position, new Uint8Array(inputBytes(position))));
  const execute = async <Result>(
    take: (output: LitertBuffer, index: number) => Result,
  ): Promise<readonly Result[]> => {
    const outputs = await compiled.run(0, buffers);
    // `run` resolves even when it fails, and hands out whatever the heap held; only the log says so.
    throwErrors();
    const taken = outputs.map(take);
    for (const output of outputs) output.delete();
    return taken;
  };
  return {
    inputBytes,
    fill,
    run: () => execute((output) => output.packedSize()),
    compute: (results = []) =>
      execute((output, index) => {
        const from = output.lock(READ);
        const bytes = litert.HEAPU8.subarray(from, from + output.packedSize());
        const result = results[index] ?? new Uint8Array(bytes.length);
        result.set(bytes);
        output.unlock();
        return result;
      }),
  };
}
