import { fork, type ChildProcess } from 'node:child_process';
import { fileURLToPath } from 'node:url';

export interface LitertRun {
  readonly model: Uint8Array;
  /** Raw bytes of each input. */
  readonly inputs: readonly Uint8Array[];
  /** TensorFlow Lite's own kernels instead of XNNPACK's. */
  readonly builtinKernels: boolean;
}

type Answer = { readonly outputs: readonly Uint8Array[] } | { readonly error: string };

/** LiteRT refuses the model, or failed while it ran. */
export class LitertError extends Error {
  override readonly name = 'LitertError';
}

const program = fileURLToPath(new URL('litert-process.mjs', import.meta.url));

/** WebAssembly memory never shrinks, so that a process serves a bounded number of models. */
const runsPerProcess = 60;

/** TensorFlow Lite as `@litertjs/core` ships it, in a child process; runs are served one after the other. */
export class Litert {
  private child: ChildProcess | undefined;
  private runs = 0;
  private queue: Promise<unknown> = Promise.resolve();

  /** Raw bytes of each output; throws LitertError when LiteRT does not run the model. */
  run(request: LitertRun): Promise<readonly Uint8Array[]> {
    const result = this.queue.then(() => this.ask(request));
    this.queue = result.catch(() => undefined);
    return result;
  }

  async close(): Promise<void> {
    const { child } = this;
    this.child = undefined;
    if (child === undefined || child.exitCode !== null || child.signalCode !== null) return;
    const exited = new Promise((resolve) => child.once('exit', resolve));
    child.kill('SIGKILL');
    await exited;
  }

  private async ask(request: LitertRun): Promise<readonly Uint8Array[]> {
    if (this.runs++ % runsPerProcess === 0) await this.close();
    const child = (this.child ??= fork(program, [], { serialization: 'advanced', execArgv: [] }));
    const answer = await new Promise<Answer>((resolve) => {
      const onExit = (code: number | null, signal: string | null): void => {
        this.child = undefined;
        resolve({ error: `the LiteRT process ended (exit ${code}, signal ${signal})` });
      };
      child.once('exit', onExit);
      child.once('message', (message) => {
        child.off('exit', onExit);
        resolve(message as Answer);
      });
      child.send(request);
    });
    if ('error' in answer) throw new LitertError(answer.error);
    return answer.outputs;
  }
}
