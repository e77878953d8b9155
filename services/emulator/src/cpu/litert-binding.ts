import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { compileFunction } from 'node:vm';
import { webAssembly } from './web-assembly.js';

const pinnedVersion = '2.5.3';

export interface LitertTensorType {
  bytes(): number;
}

export interface LitertBuffer {
  lock(mode: unknown): number;
  unlock(): void;
  packedSize(): number;
  delete(): void;
}

/** The part of LiteRT.js's raw binding (TensorFlow Lite as WebAssembly) that the CPU backend uses. */
export interface LitertBinding {
  readonly HEAPU8: Uint8Array;
  _malloc(bytes: number): number;
  setupLogging(): void;
  readonly LiteRtEnvironment: { create(options: null): unknown };
  loadModel(
    environment: unknown,
    address: number,
    bytes: number,
  ): { getInputTensorType(signature: number, input: number): LitertTensorType };
  compileModel(
    environment: unknown,
    model: unknown,
    options: object,
  ): Promise<{ run(signature: number, inputs: readonly LitertBuffer[]): Promise<readonly LitertBuffer[]> }>;
  readonly LiteRtTensorBuffer: {
    createManaged(environment: unknown, kind: unknown, type: LitertTensorType, bytes: number): LitertBuffer;
  };
  readonly LiteRtTensorBufferType: { readonly HOST_MEMORY: unknown };
  readonly LiteRtTensorBufferLockMode: { readonly READ: unknown; readonly WRITE: unknown };
}

/**
 * An instance of its own. What it logs goes to `onLine`: the factory binds `console.error` while it starts, and that
 * is the only place where failures are told.
 */
export async function openLitertBinding(onLine: (line: string) => void): Promise<LitertBinding> {
  const require = createRequire(import.meta.url);
  const manifest = join(dirname(require.resolve('@litertjs/core')), '..', 'package.json');
  const { version } = JSON.parse(readFileSync(manifest, 'utf8')) as { readonly version: string };
  if (version !== pinnedVersion) {
    throw new Error(`the CPU backend is made for @litertjs/core ${pinnedVersion}, found ${version}`);
  }
  const folder = join(dirname(manifest), 'wasm');
  const createModule = loadFactory(join(folder, 'litert_wasm_compat_internal.js'));
  const binary = new webAssembly.Module(readFileSync(join(folder, 'litert_wasm_compat_internal.wasm')));
  const { error, warn } = console;
  const collect = (...words: unknown[]): void => onLine(words.join(' '));
  console.error = collect;
  console.warn = collect;
  try {
    return await createModule({
      instantiateWasm(imports, ready) {
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

type Factory = (options: {
  instantiateWasm(imports: object, ready: (instance: object, module: object) => void): object;
}) => Promise<LitertBinding>;

/** The loader is CommonJS inside a package of ES modules, so that neither `import` nor `require` takes it. */
function loadFactory(file: string): Factory {
  const require = createRequire(file);
  const module = { exports: {} };
  const parameters = ['module', 'exports', 'require', '__filename', '__dirname'];
  const evaluate = compileFunction(readFileSync(file, 'utf8'), parameters, { filename: file });
  evaluate(module, module.exports, require, file, dirname(file));
  return module.exports as Factory;
}
