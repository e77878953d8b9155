const codes = {
  bold: [1, 22],
  dim: [2, 22],
  red: [31, 39],
  green: [32, 39],
  yellow: [33, 39],
  cyan: [36, 39],
} as const;

type Paint = (text: string) => string;

/** Ways to emphasise a text, and the room there is for it. */
export interface Style extends Readonly<Record<keyof typeof codes, Paint>> {
  /** Width of the terminal in characters; undefined when the output is not a terminal. */
  readonly columns: number | undefined;
}

/** The style of an output stream: ANSI colours, or none. */
export function createStyle(colour: boolean, columns: number | undefined): Style {
  const paint =
    ([open, close]: readonly [number, number]): Paint =>
    (text) =>
      colour && text !== '' ? `\u001B[${open}m${text}\u001B[${close}m` : text;
  return {
    columns,
    bold: paint(codes.bold),
    dim: paint(codes.dim),
    red: paint(codes.red),
    green: paint(codes.green),
    yellow: paint(codes.yellow),
    cyan: paint(codes.cyan),
  };
}

/** A style without colours and without a limit of width. */
export const plainStyle = createStyle(false, undefined);
