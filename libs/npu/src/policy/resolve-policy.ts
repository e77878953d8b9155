import { tensorTypes, type TensorType } from '@npufarm/tflite';
import type { Policy, Port } from './policy.js';
import { policyPresets } from './policy-presets.js';

/** A policy's text is neither a preset's name nor a policy as JSON. */
export class PolicyError extends Error {
  readonly fault = 'participant';

  constructor(message: string) {
    super(message);
    this.name = 'PolicyError';
  }
}

/** The policy that a preset's name or a JSON object stands for; fields left out come from `permissive`. */
export function resolvePolicy(nameOrJson: string): Policy {
  const text = nameOrJson.trim();
  if (!text.startsWith('{')) {
    const preset = Object.hasOwn(policyPresets, text) ? policyPresets[text] : undefined;
    if (preset !== undefined) return preset;
    throw new PolicyError(`unknown policy "${text}"; choose one of ${Object.keys(policyPresets).join(', ')}`);
  }
  const fields = parseObject(text);
  return {
    name: typeof fields['name'] === 'string' ? fields['name'] : 'custom',
    input: port(fields, 'input'),
    output: port(fields, 'output'),
    scale: typeof fields['scale'] === 'number' ? fields['scale'] : undefined,
    dynamic: fields['dynamic'] === 'refuse' ? 'refuse' : 'allow',
    cpuFallback: fields['cpuFallback'] !== false,
    archive: fields['archive'] === true,
  };
}

function parseObject(text: string): Record<string, unknown> {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (cause) {
    throw new PolicyError(
      `the policy is not valid JSON: ${cause instanceof Error ? cause.message : String(cause)}`,
    );
  }
  const known = ['name', 'input', 'output', 'scale', 'dynamic', 'cpuFallback', 'archive'];
  const fields = value as Record<string, unknown>;
  const odd = Object.keys(fields).find((key) => !known.includes(key));
  if (odd !== undefined)
    throw new PolicyError(`the policy has an unknown field "${odd}"; known: ${known.join(', ')}`);
  return fields;
}

function port(fields: Record<string, unknown>, name: 'input' | 'output'): Port | undefined {
  const value = fields[name];
  if (value === undefined || value === null) return undefined;
  const { dtype, shape } = value as { dtype?: unknown; shape?: unknown };
  const type =
    typeof dtype === 'string' ? tensorTypes.find((known) => known === dtype.toUpperCase()) : undefined;
  if (type === undefined || !isShape(shape)) {
    throw new PolicyError(
      `policy field "${name}" needs { dtype, shape }, such as { "dtype": "uint8", "shape": [1,360,640,3] }`,
    );
  }
  return { dtype: type satisfies TensorType, shape };
}

function isShape(value: unknown): value is readonly number[] {
  return Array.isArray(value) && value.every((size) => Number.isInteger(size) && size > 0);
}
