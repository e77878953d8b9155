// A child process that runs TensorFlow Lite (LiteRT as WebAssembly) for the conformance suite.
// One message in, `{ model, inputs, builtinKernels }`; one message out, `{ outputs }` or `{ error }`.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { compileFunction } from 'node:vm';

const require = createRequire(import.meta.url);
const packageFile = join(dirname(require.resolve('@litertjs/core')), '..', 'package.json');
const { version } = JSON.parse(readFileSync(packageFile, 'utf8'));
if (version !== '2.5.3') throw new Error(`the oracle is made for @litertjs/core 2.5.3, found ${version}`);
const folder = join(dirname(packageFile), 'wasm');
const createModule = loadFactory(join(folder, 'litert_wasm_compat_internal.js'));
const binary = new WebAssembly.Module(readFileSync(join(folder, 'litert_wasm_compat_internal.wasm')));

process.on('message', (request) => {
  run(request).then(
    (outputs) => process.send({ outputs }),
    (error) => process.send({ error: String(error?.message ?? error) }),
  );
});

/** The loader is CommonJS inside a package of ES modules, so that neither `import` nor `require` takes it. */
function loadFactory(file) {
  const module = { exports: {} };
  const evaluate = compileFunction(
    readFileSync(file, 'utf8'),
    ['module', 'exports', 'require', '__filename', '__dirname'],
    { filename: file },
  );
  evaluate(module, module.exports, require, file, dirname(file));
  return module.exports;
}

/** Runs one model on an instance of its own: a failed allocation would hand out the heap of the model before. */
async function run({ model, inputs, builtinKernels }) {
  const errors = [];
  const litert = await instantiate((line) => {
    if (/^(ERROR|FATAL)/.test(line)) errors.push(line);
  });
  const throwErrors = () => {
    if (errors.length > 0) throw new Error(errors.join('\n'));
  };
  litert.setupLogging();
  const environment = litert.LiteRtEnvironment.create(null);
  const pointer = litert['_malloc'](model.length);
  litert.HEAPU8.set(model, pointer);
  const loaded = litert.loadModel(environment, pointer, model.length);
  const compile = (cpuOptions) =>
    litert.compileModel(environment, loaded, {
      environment,
      accelerator: 'wasm',
      cpuOptions,
      gpuOptions: {},
      webNNOptions: {},
    });
  const compiled = builtinKernels
    ? await compileForBuiltinKernels(litert, compile)
    : await compile({ numThreads: 1 });
  throwErrors();
  const buffers = inputs.map((bytes, position) =>
    fill(litert, environment, loaded.getInputTensorType(0, position), bytes),
  );
  const results = await compiled.run(0, buffers);
  // `run` resolves even when it fails; only the log says so.
  throwErrors();
  return results.map((buffer) => {
    const address = buffer.lock(litert.LiteRtTensorBufferLockMode.READ);
    const bytes = litert.HEAPU8.slice(address, address + buffer.packedSize());
    buffer.unlock();
    return bytes;
  });
}

/** The factory binds `console.error` while it starts; that is the only place where failures are told. */
async function instantiate(onLine) {
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

/**
 * The binding has no option for the kernels, but hands its CPU options on as text: `num_threads = %d`. The parser
 * behind it also knows `kernel_mode`, a word of the same length, whose value 2 keeps XNNPACK out.
 */
async function compileForBuiltinKernels(litert, compile) {
  const builtinKernelMode = 2;
  const heap = Buffer.from(litert.HEAPU8.buffer);
  const format = 'num_threads = %d';
  const at = heap.indexOf(format);
  if (at < 0 || heap.indexOf(format, at + 1) >= 0) {
    throw new Error(`"${format}" does not occur exactly once in LiteRT's memory; this is not version 2.5.3`);
  }
  heap.write('kernel_mode', at, 'latin1');
  try {
    return await compile({ numThreads: builtinKernelMode });
  } finally {
    Buffer.from(litert.HEAPU8.buffer).write('num_threads', at, 'latin1');
  }
}

function fill(litert, environment, type, bytes) {
  const size = type.bytes();
  if (size !== bytes.length) throw new Error(`an input takes ${size} bytes, ${bytes.length} were given`);
  const buffer = litert.LiteRtTensorBuffer.createManaged(
    environment,
    litert.LiteRtTensorBufferType.HOST_MEMORY,
    type,
    size,
  );
  litert.HEAPU8.set(bytes, buffer.lock(litert.LiteRtTensorBufferLockMode.WRITE));
  buffer.unlock();
  return buffer;
}
