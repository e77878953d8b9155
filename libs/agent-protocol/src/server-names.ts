/**
 * Whom the farm's servers prove to be, wherever they listen: DNS names in certificates of the farm's own authority.
 *
 * Clients check these instead of the address that they connect to.
 */
export const serverNames = { controlPlane: 'control-plane.npufarm', broker: 'broker.npufarm' } as const;
