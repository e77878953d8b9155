import type { Lifecycle, Transition } from './lifecycle.js';

type Row = Transition<string, string, never, string>;

/** A lifecycle as Markdown: a Mermaid state diagram, then its table in the order in which the rows are tried. */
export function describeLifecycle<State extends string, Event extends string, Facts, Effect extends string>(
  title: string,
  description: string,
  lifecycle: Lifecycle<State, Event, Facts, Effect>,
): string {
  const { states, initial, terminal, transitions } = lifecycle;
  const arrows = transitions.flatMap((row) =>
    row.from.map((from) => `  ${from} --> ${row.to}: ${row.event}${guardOf(row)}`),
  );
  const isEnd = (state: State): boolean => terminal.includes(state);
  const table = transitions.map((row) => {
    const cells = [row.from.join(', '), row.event, row.when?.name ?? '', row.to, effectsOf(row)];
    return `| ${cells.join(' | ')} |`;
  });
  return [
    `## ${title}`,
    '',
    description,
    '',
    '```mermaid',
    'stateDiagram-v2',
    `  [*] --> ${initial}`,
    ...new Set(arrows),
    ...states.filter(isEnd).map((state) => `  ${state} --> [*]`),
    '```',
    '',
    '| from | event | when | to | and |',
    '| --- | --- | --- | --- | --- |',
    ...table,
    '',
  ].join('\n');
}

function guardOf({ when }: Pick<Row, 'when'>): string {
  return when === undefined ? '' : ` [${when.name}]`;
}

function effectsOf({ effects }: Pick<Row, 'effects'>): string {
  return effects.map((effect) => `\`${effect}\``).join(', ');
}
