/** A family of networks as code; `write` gives one member as a `.tflite` file. */
export interface NetworkDefinition {
  readonly name: string;
  /** Its row of the challenge's results, by the team's name there; absent for what is no entry. */
  readonly team?: string;
  readonly summary: string;
  readonly source: string;
  /** What the source leaves open and the code had to choose, with the reason. */
  readonly assumed: readonly string[];
  /** What else the source allows: priced beside the network, never chosen by the runtime that it would have. */
  readonly alternatives?: readonly NetworkAlternative[];
  /** Sizes that a sweep may vary, with the network's own. */
  readonly parameters: NetworkParameters;
  write(parameters: NetworkParameters): Uint8Array;
}

export interface NetworkAlternative {
  readonly what: string;
  readonly parameters: NetworkParameters;
}

export type NetworkParameters = Readonly<Record<string, number>>;

export function defineNetwork<Parameters extends NetworkParameters>(
  definition: Omit<NetworkDefinition, 'write' | 'parameters'> & {
    readonly parameters: Parameters;
    write(parameters: Parameters): Uint8Array;
  },
): NetworkDefinition {
  return {
    ...definition,
    write: (parameters) => definition.write({ ...definition.parameters, ...parameters }),
  };
}

/** The challenge's paper, sections and Table 1 of which the definitions cite. */
export const challengeReport =
  'Ignatov et al., Real-Time Quantized Image Super-Resolution on Mobile NPUs, Mobile AI 2021 Challenge: Report';
