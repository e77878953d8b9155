// A child process that times a model on TensorFlow Lite (LiteRT as WebAssembly), one model in its life.
// One message in, `{ model, inputs, warmup, runs }`, the number of inputs among them; messages out: `{ done, total }` after each run, then `{ samplesMs, cpuMs,
// peakMemoryBytes, outputBytes }` or `{ error }`.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { compileFunction } from 'node:vm';

const pinnedVersion = '2.5.3';

process.once('disconnect', () => process.exit(1));
process.once('message', (request) => {
  time(request).then(answer, (error) => answer({ error: String(error?.message ?? error) }));
});

function answer(message) {
  process.send(message, () => process.exit(0));
}

/** The loader is CommonJS inside a package of ES modules, so that neither `import` nor `require` takes it. */
function loadFactory(file) {
  const require = createRequire(file);
  const module = { exports: {} };
  const parameters = ['module', 'exports', 'require', '__filename', '__dirname'];
  const evaluate = compileFunction(readFileSync(file, 'utf8'), parameters, { filename: file });
  evaluate(module, module.exports, require, file, dirname(file));
  return module.exports;
}

function loadPackage() {
  const require = createRequire(import.meta.url);
  const manifest = join(dirname(require.resolve('@litertjs/core')), '..', 'package.json');
  const { version } = JSON.parse(readFileSync(manifest, 'utf8'));
  if (version !== pinnedVersion) {
    throw new Error(`the CPU backend is made for @litertjs/core ${pinnedVersion}, found ${version}`);
  }
  const folder = join(dirname(manifest), 'wasm');
  return {
    createModule: loadFactory(join(folder, 'litert_wasm_compat_internal.js')),
    binary: new WebAssembly.Module(readFileSync(join(folder, 'litert_wasm_compat_internal.wasm'))),
  };
}

async function time({ model, inputs: count, warmup, runs }) {
  const errors = [];
  const litert = await instantiate((line) => {
    if (/^(ERROR|FATAL)/.test(line)) errors.push(line);
  });
  const throwErrors = () => {
    if (errors.length > 0) throw new Error(errors.join('; '));
  };
  litert.setupLogging();
  const environment = litert.LiteRtEnvironment.create(null);
  const pointer = litert['_malloc'](model.length);
  litert.HEAPU8.set(model, pointer);
  const loaded = litert.loadModel(environment, pointer, model.length);
  const compiled = await litert.compileModel(environment, loaded, {
    environment,
    accelerator: 'wasm',
    cpuOptions: { numThreads: 1 },
    gpuOptions: {},
    webNNOptions: {},
  });
  throwErrors();
  const inputs = fillInputs(litert, environment, loaded, count);
  const samplesMs = [];
  let cpuUs = 0;
  let outputBytes = [];
  for (let run = 0; run < warmup + runs; run += 1) {
    const before = process.cpuUsage();
    const startedMs = performance.now();
    const outputs = await compiled.run(0, inputs);
    const elapsedMs = performance.now() - startedMs;
    // `run` resolves even when it fails, and hands out whatever the heap held; only the log says so.
    throwErrors();
    outputBytes = outputs.map((buffer) => buffer.packedSize());
    for (const buffer of outputs) buffer.delete();
    const { user, system } = process.cpuUsage(before);
    if (run >= warmup) {
      samplesMs.push(elapsedMs);
      cpuUs += user + system;
    }
    process.send({ done: run + 1, total: warmup + runs });
  }
  const peakMemoryBytes = process.resourceUsage().maxRSS * 1024;
  return { samplesMs, cpuMs: cpuUs / 1000 / Math.max(1, runs), peakMemoryBytes, outputBytes };
}

function fillInputs(litert, environment, loaded, count) {
  return Array.from({ length: count }, (_, position) => {
    const type = loaded.getInputTensorType(0, position);
    const size = type.bytes();
    const kind = litert.LiteRtTensorBufferType.HOST_MEMORY;
    const buffer = litert.LiteRtTensorBuffer.createManaged(environment, kind, type, size);
    const address = buffer.lock(litert.LiteRtTensorBufferLockMode.WRITE);
    litert.HEAPU8.subarray(address, address + size).fill(0);
    buffer.unlock();
    return buffer;
  });
}

/** The factory binds `console.error` while it starts; that is the only place where failures are told. */
async function instantiate(onLine) {
  const { createModule, binary } = loadPackage();
  const { error, warn } = console;
  const collect = (...words) => onLine(words.join(' '));
  console.error = collect;
  console.warn = collect;
  try {
    return await createModule({
      instantiateWasm(imports, ready) {
        const instance = new WebAssembly.Instance(binary, imports);
        ready(instance, binary);
        return instance.exports;
      },
    });
  } finally {
    console.error = error;
    console.warn = warn;
  }
}
