const features = 'services/control-plane/src';
const spec = '[.]spec[.]tsx?$';
const nodeBuiltins = { dependencyTypes: ['core'] };

/**
 * Who may import what. A row is [from, to, why]; `libs/x` as a target means its public index.
 *
 * @type {[from: string, to: string[], why: string][]}
 */
const rows = [
  [
    'libs/contracts',
    ['zod'],
    'schemas of REST and SSE, shared by everybody, so they stand on nothing of ours',
  ],
  ['libs/agent-protocol', ['@bufbuild/protobuf', '@grpc/grpc-js'], 'generated messages and gRPC stubs'],
  ['libs/tflite', ['flatbuffers'], 'reads and writes the format; no semantics'],
  ['libs/npu', ['libs/tflite'], 'the emulated NPU: delegate, compiler, kernels, timing'],
  ['libs/scoring', [], 'pure arithmetic on pictures and numbers'],
  [
    'libs/pictures',
    ['libs/scoring', 'sharp', 'yauzl'],
    'decodes and encodes what scoring computes on; opens archives of it',
  ],
  ['libs/zoo', ['libs/tflite', 'libs/npu', 'libs/scoring'], 'networks as code, and the sample files'],
  ['libs/testing', ['libs/*', 'zod', 'vitest', 'fast-check'], 'what tests share'],
  [
    'services/control-plane',
    [
      'libs/contracts',
      'libs/agent-protocol',
      'libs/scoring',
      'libs/pictures',
      'libs/tflite',
      '@nestjs/*',
      '@fastify/*',
      'fastify',
      '@nats-io/*',
      '@grpc/grpc-js',
      '@bufbuild/protobuf',
      '@peculiar/x509',
      'typeorm',
      'pg',
      'pg-copy-streams', // log lines go in by COPY, at half the cost of an INSERT
      'pino',
      'prom-client',
      'reflect-metadata',
      'rxjs',
      'zod',
    ],
    'never libs/npu: models are checked by the emulator program, started by its path',
  ],
  [
    'services/agent',
    [
      'libs/contracts',
      'libs/agent-protocol',
      '@nestjs/*',
      '@nats-io/*',
      '@grpc/grpc-js',
      '@bufbuild/protobuf',
      '@peculiar/x509',
      'pino',
      'prom-client',
      'reflect-metadata',
      'rxjs',
      'zod',
    ],
    'drives boards; the emulated one is a program, started by its path',
  ],
  [
    'services/emulator',
    ['libs/tflite', 'libs/npu', 'libs/contracts', '@litertjs/core', 'zod'],
    'the software board: a process around libs/npu',
  ],
  [
    'services/cli',
    [
      'libs/contracts',
      'libs/tflite',
      'libs/npu',
      'libs/scoring',
      'libs/pictures',
      'libs/zoo',
      'commander',
      'eventsource-parser',
      'yaml',
      'zod',
    ],
    'local commands run the libraries, farm commands speak REST and SSE',
  ],
  [
    'deploy/embedded',
    ['libs/contracts', 'libs/zoo', 'libs/scoring', 'libs/pictures', 'pg', 'zod'],
    'the farm on one machine; it starts the services as programs and imports none',
  ],
];

/** @type {[from: string, to: string[], why: string][]} */
const testRows = [
  [
    spec,
    ['vitest', 'fast-check', '@nestjs/testing', '@nats-io/*', 'libs/*', 'deploy/embedded', 'scripts'],
    'what specs add',
  ],
  [
    '^libs/npu/src/.*testing/',
    ['fast-check', 'vitest'],
    'generators of operands beside the code whose specs draw from them',
  ],
];

const escape = (text) => text.replaceAll(/[.]/g, '[.]');

function targetPattern(target) {
  if (target === 'libs/*') return '^libs/[^/]+/src/index[.]ts$';
  if (target === 'deploy/embedded') return '^deploy/embedded/src/index[.]ts$';
  if (target === 'scripts') return '^scripts/.+[.]mjs$';
  if (target.startsWith('libs/')) return `^${escape(target)}/src/index[.]ts$`;
  const name = target.endsWith('/*') ? `${escape(target.slice(0, -2))}/[^/]+` : escape(target);
  return `(^|/)node_modules/(@types/)?${name}(/|$)`;
}

const allowRow = (from, targets, comment) => ({
  comment,
  from: { path: from },
  to: { path: targets.map(targetPattern) },
});

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  allowedSeverity: 'error',
  allowed: [
    {
      comment: 'a package imports its own files, and Node',
      from: { path: '^(scripts|(libs|services|deploy)/[^/]+)/' },
      to: { path: '^$1/' },
    },
    { comment: 'Node itself; the pure libraries are forbidden it below', from: {}, to: nodeBuiltins },
    { comment: 'tests may use everything public, and each other', from: { path: '^test/' }, to: {} },
    ...rows
      .filter(([, targets]) => targets.length > 0)
      .map(([from, to, why]) => allowRow(`^${from}/`, to, why)),
    ...testRows.map(([from, to, why]) => allowRow(from, to, why)),
  ],
  forbidden: [
    {
      name: 'no-cycles',
      comment: 'a cycle means that two files are one; types alone may refer to each other',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'everything-resolves',
      comment: 'a wrong name must fail here, not at run time',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true },
    },
    {
      name: 'pure-libraries-do-no-io',
      comment: 'tflite, npu and scoring get bytes and numbers and give them back; a digest is arithmetic',
      severity: 'error',
      from: {
        path: '^libs/(tflite|npu|scoring)/',
        // The one place that runs kernels on several cores: threads are its purpose.
        pathNot: [spec, '^libs/npu/src/runtime/threads/'],
      },
      to: { ...nodeBuiltins, pathNot: '^(node:)?crypto$' },
    },
    {
      name: 'testing-is-for-tests',
      comment: 'fakes and builders never ship',
      severity: 'error',
      from: { path: '^(libs|services|deploy)/', pathNot: [spec, '^libs/testing/'] },
      to: { path: '^(libs/testing|test)/' },
    },
    {
      name: 'not-to-specs',
      comment: 'nothing imports a spec',
      severity: 'error',
      from: {},
      to: { path: spec },
    },
    {
      name: 'features-meet-at-their-index',
      comment:
        'a feature of the control plane sees of another one only its index; composition is for app and main',
      severity: 'error',
      from: { path: `^${features}/([^/]+)/` },
      to: {
        path: `^${features}/[^/]+/`,
        pathNot: [`^${features}/$1/`, `^${features}/(platform|config)/`, `^${features}/[^/]+/index[.]ts$`],
      },
    },
    {
      name: 'platform-knows-no-feature',
      comment: 'features stand on platform, never the other way',
      severity: 'error',
      from: { path: `^${features}/platform/`, pathNot: spec },
      to: { path: `^${features}/[^/]+/`, pathNot: `^${features}/(platform|config)/` },
    },
    {
      name: 'scheduling-is-pure',
      comment: 'the scheduler decides on values: no Nest, no database, no clock, no I/O',
      severity: 'error',
      from: {
        path: `^${features}/scheduling/`,
        pathNot: [spec, '[.](module|service|store|entity|controller)[.]ts$', '/index[.]ts$'],
      },
      to: {
        pathNot: [`^${features}/scheduling/`, '^libs/(contracts|scoring)/'],
      },
    },
  ],
  options: {
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: true,
    combinedDependencies: false,
    doNotFollow: { path: 'node_modules' },
    exclude: { path: ['(^|/)dist/', '^services/dashboard/', '/generated/'] },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'types', 'default'],
    },
  },
};
