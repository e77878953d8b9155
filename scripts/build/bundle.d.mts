/** Bundles a TypeScript program for Node into one ES module with a source map. */
export function bundle(entry: string, output: string, outside?: readonly (string | RegExp)[]): Promise<void>;
