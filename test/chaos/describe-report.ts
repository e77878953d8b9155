import type { ChaosReport } from './run-chaos.js';

const seconds = (milliseconds: number | undefined): string =>
  milliseconds === undefined ? '-' : (milliseconds / 1000).toFixed(1);

/** The report as text: a line per fault, what is wrong, and one line that counts. */
export function describeReport(report: ChaosReport): string {
  const { misfortunes, lost, duplicated, violations, states, attempts, stale, invariantChecks, undeserved } =
    report;
  const rows = misfortunes.map(
    ({ fault, target, began, healed, dispatchMs, recoveredMs, running, wasted, elsewhereMs }) => [
      fault,
      target,
      seconds(healed.getTime() - began.getTime()),
      seconds(dispatchMs),
      seconds(recoveredMs),
      `${wasted}/${running}`,
      seconds(elsewhereMs),
    ],
  );
  const heads = ['fault', 'where', 'lasted s', 'dispatching s', 'recovered s', 'wasted', 'elsewhere s'];
  const widths = heads.map((head, column) =>
    Math.max(head.length, ...rows.map((row) => (row[column] ?? '').length)),
  );
  const line = (cells: readonly string[]): string =>
    cells
      .map((cell, column) =>
        column < 2 ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0),
      )
      .join('  ');
  const counts = (tally: Readonly<Record<string, number>>): string =>
    Object.entries(tally)
      .map(([name, count]) => `${count} ${name}`)
      .join(', ');
  return [
    line(heads),
    ...rows.map(line),
    '',
    `submissions: ${counts(states)}`,
    `attempts: ${counts(attempts)}; ${stale} late results shelved; ${invariantChecks} checks of the invariants`,
    ...numbersOf(misfortunes),
    `attempts given up without a fault of their agent: ${undeserved.length}`,
    ...undeserved.map((what) => `  ${what}`),
    ...lost.map((what) => `lost: ${what}`),
    ...duplicated.map((what) => `duplicated: ${what}`),
    ...violations.map((what) => `violation: ${what}`),
    summaryOf(report),
    '',
  ].join('\n');
}

/** The times that are promised, fault by fault. */
function numbersOf(misfortunes: ChaosReport['misfortunes']): string[] {
  const timesOf = (
    what: string,
    names: readonly string[],
    timeOf: (misfortune: ChaosReport['misfortunes'][number]) => number | undefined,
  ): string[] => {
    const times = misfortunes.flatMap((one) =>
      names.includes(one.fault) && timeOf(one) !== undefined ? [timeOf(one)] : [],
    );
    if (times.length === 0) return [];
    return [`${what}: ${times.map(seconds).join(', ')} s`];
  };
  return [
    ...timesOf(
      'lost agent to job elsewhere',
      ['agent lost for 30 s', 'agent frozen'],
      ({ elsewhereMs }) => elsewhereMs,
    ),
    ...timesOf(
      'control plane killed to dispatching again',
      ['control plane killed', 'all control planes killed'],
      ({ dispatchMs }) => dispatchMs,
    ),
  ];
}

/** `seed 1: 1000 jobs, 40 faults, 0 lost, 0 duplicated, 0 violations` */
export function summaryOf({ seed, jobs, misfortunes, lost, duplicated, violations }: ChaosReport): string {
  return (
    `seed ${seed}: ${jobs} jobs, ${misfortunes.length} faults, ${lost.length} lost, ` +
    `${duplicated.length} duplicated, ${violations.length} violations`
  );
}
