import type { LeaderboardRow } from '@npufarm/contracts';

/** A column of the results table, as Table 1 of the challenge's report has it. */
export interface TableColumn {
  readonly title: string;
  readonly text: (row: LeaderboardRow) => string;
}

const missing = '-';
const notAvailable = 'N.A.';

const fixed = (value: number | null, digits: number): string => value?.toFixed(digits) ?? missing;

/** What quantisation cost; a row without a float model has none to tell. */
const drop = ({ baseline }: LeaderboardRow, value: number | null, digits: number): string => {
  if (value !== null) return value.toFixed(digits);
  return baseline ? missing : notAvailable;
};

export const tableColumns: readonly TableColumn[] = [
  { title: 'Rank', text: ({ rank }) => rank?.toString() ?? missing },
  { title: 'Team', text: ({ team, late }) => (late ? `${team} *` : team) },
  { title: 'Author', text: ({ author }) => author ?? missing },
  { title: 'Framework', text: ({ framework }) => framework ?? missing },
  { title: 'Model Size, KB', text: ({ modelKb }) => modelKb?.toString() ?? missing },
  { title: 'PSNR', text: ({ psnr }) => fixed(psnr, 2) },
  { title: 'SSIM', text: ({ ssim }) => fixed(ssim, 4) },
  { title: 'ΔPSNR', text: (row) => drop(row, row.deltaPsnr, 2) },
  { title: 'ΔSSIM', text: (row) => drop(row, row.deltaSsim, 4) },
  { title: 'CPU, ms', text: ({ cpuFailed, cpuMs }) => (cpuFailed ? 'Failed' : fixed(cpuMs, 0)) },
  { title: 'NPU, ms', text: ({ npuMs }) => fixed(npuMs, 2) },
  { title: 'Speed-Up', text: ({ speedUp }) => fixed(speedUp, 1) },
  { title: 'Score', text: ({ score }) => fixed(score, 2) },
];
