/** The model is accepted, or the command has done what it was asked. */
export const EXIT_DONE = 0;
/** Wrong arguments, a missing file or an unknown policy. */
export const EXIT_USAGE = 2;
/** The model is refused. */
export const EXIT_REFUSED = 10;
/** Our bug. */
export const EXIT_BUG = 70;
