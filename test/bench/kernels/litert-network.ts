import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { compileFunction } from 'node:vm';
import { webAssembly } from './web-assembly.js';

interface TensorType {
  bytes(): number;
}

interface TensorBuffer {
  lock(mode: unknown): number;
  unlock(): void;
  packedSize(): number;
  delete(): void;
}

interface CompiledModel {
  run(signature: number, inputs: readonly TensorBuffer[]): Promise<readonly TensorBuffer[]>;
}

/** The part of LiteRT.js's raw binding that the benchmark uses. */
interface Binding {
  readonly HEAPU8: Uint8Array;
  _malloc(bytes: number): number;
  setupLogging(): void;
  readonly LiteRtEnvironment: { create(options: null): unknown };
  loadModel(
    environment: unknown,
    address: number,
    bytes: number,
  ): { getInputTensorType(signature: number, input: number): TensorType };
  compileModel(environment: unknown, model: unknown, options: object): Promise<CompiledModel> | CompiledModel;
  readonly LiteRtTensorBuffer: {
    createManaged(environment: unknown, kind: unknown, type: TensorType, bytes: number): TensorBuffer;
  };
  readonly LiteRtTensorBufferType: { readonly HOST_MEMORY: unknown };
  readonly LiteRtTensorBufferLockMode: { readonly READ: unknown; readonly WRITE: unknown };
}

/** A network on LiteRT.js (XNNPACK as WebAssembly), on one thread. */
export interface LitertNetwork {
  run(input: Uint8Array): Promise<Uint8Array>;
}

/** Loads a model into an instance of its own; throws what LiteRT logs when it refuses the model. */
export async function loadLitertNetwork(model: Uint8Array): Promise<LitertNetwork> {
  const errors: string[] = [];
  const litert = await instantiate((line) => {
    if (/^(ERROR|FATAL)/.test(line)) errors.push(line);
  });
  const throwErrors = (): void => {
    if (errors.length > 0) throw new Error(errors.splice(0).join('\n'));
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
  const type = loaded.getInputTensorType(0, 0);
  const { HOST_MEMORY } = litert.LiteRtTensorBufferType;
  const buffer = litert.LiteRtTensorBuffer.createManaged(environment, HOST_MEMORY, type, type.bytes());
  return {
    async run(input) {
      litert.HEAPU8.set(input, buffer.lock(litert.LiteRtTensorBufferLockMode.WRITE));
      buffer.unlock();
      const [result, ...others] = await compiled.run(0, [buffer]);
      throwErrors();
      if (result === undefined || others.length > 0) throw new Error('the network has one output');
      const from = result.lock(litert.LiteRtTensorBufferLockMode.READ);
      const bytes = litert.HEAPU8.slice(from, from + result.packedSize());
      result.unlock();
      result.delete();
      return bytes;
    },
  };
}

/** The loader is CommonJS inside a package of ES modules; it binds `console.error`, where failures are told, as it starts. */
async function instantiate(onLine: (line: string) => void): Promise<Binding> {
  const require = createRequire(import.meta.url);
  const folder = join(dirname(require.resolve('@litertjs/core')), '..', 'wasm');
  const file = join(folder, 'litert_wasm_compat_internal.js');
  const module = { exports: {} };
  compileFunction(readFileSync(file, 'utf8'), ['module', 'exports', 'require', '__filename', '__dirname'], {
    filename: file,
  })(module, module.exports, require, file, folder);
  const create = module.exports as unknown as (options: object) => Promise<Binding>;
  const binary = new webAssembly.Module(readFileSync(join(folder, 'litert_wasm_compat_internal.wasm')));
  const { error, warn } = console;
  console.error = (...words: unknown[]) => onLine(words.join(' '));
  console.warn = console.error;
  try {
    return await create({
      instantiateWasm(imports: object, ready: (instance: object, module: object) => void) {
        const instance = new webAssembly.Instance(binary, imports);
        ready(instance, binary);
        return instance.exports;
      },
    });
  } finally {
    console.error = error;
    console.warn = warn;
  }
}
