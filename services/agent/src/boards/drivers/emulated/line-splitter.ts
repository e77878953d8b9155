const LINE_LIMIT_BYTES = 16 * 2 ** 20;

/** Cuts a byte stream into lines; a line over 16 MiB is an error, so that a broken peer cannot fill the memory. */
export class LineSplitter {
  #rest = '';

  constructor(private readonly onLine: (line: string) => void) {}

  /** Takes decoded text; calls back for every complete line. Throws when a line grows over the limit. */
  push(text: string): void {
    const lines = (this.#rest + text).split('\n');
    this.#rest = lines.pop() ?? '';
    if (this.#rest.length > LINE_LIMIT_BYTES) throw new Error(`a line is over ${LINE_LIMIT_BYTES} bytes`);
    lines.filter((line) => line !== '').forEach((line) => this.onLine(line));
  }
}
