import type { Principal } from './principal.js';

/** The only team whose things this principal may see; undefined when it may see all. */
export function teamOf(principal: Principal): string | undefined {
  return principal.role === 'participant' ? requireTeam(principal) : undefined;
}

/** The team that a participant belongs to; the database lets no participant's token exist without one. */
export function requireTeam({ tokenId, teamId }: Principal): string {
  if (teamId === undefined) throw new Error(`The participant's token ${tokenId} belongs to no team.`);
  return teamId;
}
