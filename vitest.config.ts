import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';

const extendsRoot = { extends: true } as const;

export default defineConfig({
  resolve: { tsconfigPaths: true },
  test: {
    pool: 'forks',
    // The farm's specs wait for other processes more than they compute.
    maxWorkers: Math.max(2, availableParallelism()),
    setupFiles: ['test/property-seed.ts'],
    projects: [
      {
        ...extendsRoot,
        // The pure core keeps no state that a spec could leave behind, so its specs share a process.
        test: { name: 'core', include: ['libs/**/*.spec.ts'], isolate: false },
      },
      {
        ...extendsRoot,
        test: { name: 'farm', include: ['{services,deploy,scripts,test}/**/*.spec.ts'] },
      },
    ],
    exclude: ['**/node_modules/**', '**/dist/**'],
  },
});
