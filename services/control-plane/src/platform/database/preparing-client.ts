import pg from 'pg';

/** Texts that are built at run time must not fill the server's memory with plans. */
const mostStatements = 500;

/** What has no parameters may be several statements, which cannot be prepared, unless it is a query of ours. */
const selection = /^\s*(SELECT|WITH)\b/;

/**
 * A connection that prepares statements once and then sends their names: planning our larger joins takes the server
 * longer than running them. Queries name their columns: a prepared `*` fails once a newer copy has added one.
 */
export class PreparingClient extends pg.Client {
  private readonly names = new Map<string, string>();

  /** Takes and returns what every form of the driver's `query` does. */
  override query(...[text, values, ...rest]: unknown[]): never {
    const isPrepared =
      typeof text === 'string' && (Array.isArray(values) || (values === undefined && selection.test(text)));
    const call = isPrepared ? [{ name: this.nameOf(text), text, values }, ...rest] : [text, values, ...rest];
    return super.query(...(call as [string])) as never;
  }

  private nameOf(text: string): string | undefined {
    const known = this.names.get(text);
    if (known !== undefined || this.names.size >= mostStatements) return known;
    const name = `statement_${this.names.size + 1}`;
    this.names.set(text, name);
    return name;
  }
}
