/** How long ago a moment was, in its largest unit. */
export function age(moment: string | null, nowMs: number): string | undefined {
  if (moment === null) return undefined;
  const seconds = Math.max(0, Math.round((nowMs - Date.parse(moment)) / 1000));
  if (seconds < 120) return `${seconds} s`;
  if (seconds < 7200) return `${Math.floor(seconds / 60)} min`;
  if (seconds < 172_800) return `${Math.floor(seconds / 3600)} h`;
  return `${Math.floor(seconds / 86_400)} d`;
}
