import {
  type CheckReport,
  compileModel,
  createRuntime,
  decodeProgram,
  ModelFault,
  type Policy,
  type Program,
  type Runtime,
} from '@npufarm/npu';

/** A compiled network that is ready to run, for one input size. */
export interface PreparedProgram {
  readonly program: Program;
  readonly runtime: Runtime;
}

/** The model that the board holds, with its program for the declared input size and for one other. */
export class LoadedModel {
  #prepared: { readonly key: string; readonly value: PreparedProgram } | undefined;

  constructor(
    readonly file: Uint8Array,
    readonly policy: Policy,
    readonly layout: 'nhwc' | 'nchw',
    readonly report: CheckReport,
    readonly program: Program,
    readonly threads: number,
  ) {}

  /** The program for the declared input size. */
  prepareDeclared(): Promise<PreparedProgram> {
    return this.#prepare('declared', () => this.program);
  }

  /** The program for one picture of a size. Throws ModelFault when the network cannot be prepared for it. */
  preparePicture(width: number, height: number): Promise<PreparedProgram> {
    const [input] = this.program.inputs;
    const [batch, declaredHeight, declaredWidth] = this.program.tensors[input ?? -1]?.shape ?? [];
    if (batch === 1 && declaredHeight === height && declaredWidth === width) return this.prepareDeclared();
    return this.#prepare(`${width}x${height}`, () => {
      const { file, policy, layout } = this;
      const compilation = compileModel(file, { policy, layout, inputShapes: [[1, height, width, 3]] });
      if (compilation.ok) return decodeProgram(compilation.binary);
      const [issue] = compilation.mapping.issues;
      if (issue === undefined) throw new Error(`refused for ${width}x${height} without an issue`);
      throw new ModelFault(issue);
    });
  }

  async close(): Promise<void> {
    await this.#prepared?.value.runtime.close();
    this.#prepared = undefined;
  }

  /** Keeps one runtime at a time: two of a large size may not fit under the memory limit. */
  async #prepare(key: string, makeProgram: () => Program): Promise<PreparedProgram> {
    if (this.#prepared?.key === key) return this.#prepared.value;
    await this.close();
    const program = makeProgram();
    const runtime = await createRuntime(program, { kernels: 'fast', threads: this.threads });
    this.#prepared = { key, value: { program, runtime } };
    return { program, runtime };
  }
}
