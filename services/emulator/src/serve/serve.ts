import { createInterface } from 'node:readline';
import { parseArgs } from 'node:util';
import { type BoardRequest, boardRequestSchema } from '@npufarm/contracts';
import { EXIT_DONE, EXIT_USAGE } from '../exit-codes.js';
import { faultOf } from './fault-of.js';
import { load } from './load.js';
import type { LoadedModel } from './loaded-model.js';
import { picture } from './picture.js';
import { say, Speaker } from './speaker.js';
import { time } from './time.js';

/** `serve [--threads N]`: the board; JSON lines on standard input and output, until `quit` or the input's end. */
export async function serve(args: readonly string[]): Promise<number> {
  const { values } = parseArgs({ args: [...args], options: { threads: { type: 'string', default: '1' } } });
  const board = new Board(Number(values.threads));
  say({ event: 'ready', pid: process.pid });
  for await (const line of createInterface({ input: process.stdin })) {
    const request = readRequest(line);
    if (request === undefined) {
      process.stderr.write(`not a request: ${line.slice(0, 200)}\n`);
      return EXIT_USAGE;
    }
    if (request.do === 'quit') return EXIT_DONE;
    await answer(board, request);
  }
  return EXIT_DONE;
}

class Board {
  #model: LoadedModel | undefined;

  constructor(private readonly threads: number) {}

  async perform(request: Exclude<BoardRequest, { do: 'quit' }>, speaker: Speaker): Promise<unknown> {
    if (request.do === 'load') {
      await this.#model?.close();
      this.#model = undefined;
      const { model, result } = load(request, this.threads, speaker);
      this.#model = model;
      return result;
    }
    if (this.#model === undefined) throw new Error(`${request.do} came before load`);
    return request.do === 'time' ? time(this.#model, request, speaker) : picture(this.#model, request);
  }
}

async function answer(board: Board, request: Exclude<BoardRequest, { do: 'quit' }>): Promise<void> {
  try {
    const result = await board.perform(request, new Speaker(request.id));
    say({ id: request.id, ok: true, result });
  } catch (error) {
    say({ id: request.id, ok: false, fault: faultOf(error) });
  }
}

function readRequest(line: string): BoardRequest | undefined {
  try {
    return boardRequestSchema.parse(JSON.parse(line));
  } catch {
    return undefined;
  }
}
