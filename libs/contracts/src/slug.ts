import { z } from 'zod';

/** A name in a URL: lower-case letters, digits and single hyphens. */
export const slugSchema = z
  .string()
  .max(64)
  .regex(
    /^[a-z0-9]+(-[a-z0-9]+)*$/,
    'must be lower-case letters and digits, with single hyphens between them',
  );
