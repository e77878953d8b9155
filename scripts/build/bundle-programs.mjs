import { bundle } from './bundle.mjs';
import { bundles } from './programs.mjs';

await Promise.all(bundles.map(({ name, entry }) => bundle(entry, `dist/${name}/main.js`)));
