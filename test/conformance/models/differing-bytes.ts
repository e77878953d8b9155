/** How many bytes of two results differ; results of different lengths differ wholly. */
export function differingBytes(a: Uint8Array | undefined, b: Uint8Array | undefined): number {
  if (a === undefined || b === undefined || a.length !== b.length)
    return Math.max(a?.length ?? 1, b?.length ?? 1);
  return a.reduce((count, byte, at) => count + (byte === b[at] ? 0 : 1), 0);
}
