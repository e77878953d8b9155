/** A compiled network ready to run. */
export interface Runtime {
  /**
   * Raw bytes of each input to raw bytes of each output, in the program's order; throws InputError for wrong sizes.
   *
   * `results` are arrays to write the outputs into, such as those of an earlier run: the system takes longer to hand
   * out memory for a large output than the copy takes.
   */
  run(inputs: readonly Uint8Array[], results?: readonly Uint8Array[]): Promise<readonly Uint8Array[]>;
  close(): Promise<void>;
  /** Kernels that ran in scalar form, by name. */
  readonly scalarKernels: readonly string[];
}

/** Inputs that do not fit the model. */
export class InputError extends Error {
  readonly fault = 'participant';

  constructor(message: string) {
    super(message);
    this.name = 'InputError';
  }
}
