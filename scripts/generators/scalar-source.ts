import { rolldown } from 'rolldown';

/** The scalar kernels as the CommonJS text of a worker thread, which no bundle has to carry as a second file. */
const build = await rolldown({
  input: 'libs/npu/src/runtime/threads/scalar/scalar-program.ts',
  platform: 'node',
  tsconfig: 'tsconfig.json',
});
const { output } = await build.generate({
  format: 'cjs',
  minify: { compress: false, mangle: false, codegen: { removeWhitespace: true } },
});
await build.close();
const [program, ...others] = output;
if (program === undefined || others.length > 0) throw new Error('the program is one file');

process.stdout.write(`/** Made from the scalar kernels by \`npm run gen\`. */
export const scalarSource = ${JSON.stringify(program.code)};
`);
