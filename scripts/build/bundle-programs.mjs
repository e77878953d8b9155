import { bundle } from './bundle.mjs';
import { bundles } from './programs.mjs';

const outcomes = await Promise.allSettled(
  bundles.map(({ name, entry }) => bundle(entry, `dist/${name}/main.js`)),
);
for (const outcome of outcomes) {
  if (outcome.status === 'fulfilled') continue;
  process.stderr.write(
    `${outcome.reason instanceof Error ? outcome.reason.message : String(outcome.reason)}\n`,
  );
  process.exitCode = 1;
}
