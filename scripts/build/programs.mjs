/** The Nest applications, built with `nest build` into `dist/<name>`. */
export const nestApplications = ['control-plane', 'agent'];

/** The programs that ship bundled into `dist/<name>/main.js`. */
export const bundles = [
  { name: 'cli', entry: 'services/cli/src/main.ts' },
  { name: 'emulator', entry: 'services/emulator/src/main.ts' },
  { name: 'embedded', entry: 'deploy/embedded/src/main.ts' },
];

/** Packages with native code or WebAssembly beside their JavaScript; they are loaded from node_modules. */
export const externalPackages = ['sharp', '@litertjs/core', 'pg-native'];

/** What a build depends on. */
export const buildInputs = [
  'libs',
  'services',
  'proto',
  'deploy',
  'scripts/build',
  'tsconfig.json',
  'nest-cli.json',
  'package.json',
  'package-lock.json',
];
