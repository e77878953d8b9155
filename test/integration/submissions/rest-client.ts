import { problemSchema, type Problem } from '@npufarm/contracts';

export interface Answer {
  readonly status: number;
  readonly body: unknown;
}

export interface Submit {
  readonly token: string;
  readonly phase: string;
  readonly model?: Uint8Array<ArrayBuffer>;
  readonly key?: string;
  readonly competition?: string;
  readonly fileName?: string;
}

/** A few bytes that call themselves a model; `seed` makes them differ. */
export function aModel(seed = 0): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(1_000).fill(seed);
  bytes.set(Buffer.from('\x1c\0\0\0TFL3', 'latin1'));
  return bytes;
}

export async function get(url: string, path: string, token?: string): Promise<Answer> {
  const response = await fetch(`${url}${path}`, token === undefined ? {} : { headers: authorization(token) });
  return { status: response.status, body: await response.json() };
}

export async function submit(url: string, { token, phase, ...rest }: Submit): Promise<Answer> {
  const { competition = 'test', fileName = 'model.tflite', model = aModel(), key } = rest;
  const query = new URLSearchParams({ competition, phase, fileName });
  const response = await fetch(`${url}/submissions?${query.toString()}`, {
    method: 'POST',
    headers: {
      ...authorization(token),
      'content-type': 'application/octet-stream',
      ...(key === undefined ? {} : { 'idempotency-key': key }),
    },
    body: model,
  });
  return { status: response.status, body: await response.json() };
}

/** The problem in an answer; fails when it is none by the contract. */
export function problemIn({ body, status }: Answer): Problem {
  const problem = problemSchema.parse(body);
  if (problem.status !== status) throw new Error(`The problem says ${problem.status}, the answer ${status}.`);
  return problem;
}

export function authorization(token: string): { authorization: string } {
  return { authorization: `Bearer ${token}` };
}
