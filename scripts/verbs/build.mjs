/** `npm run build`: installs and builds when needed. @type {import('../task.mjs').Verb} */
export const build = {
  needs: 'built',
  run: async () => {
    process.stderr.write('dist is up to date.\n');
    return 0;
  },
};
