/** Version of the control plane, for people; the wire has its own versions. */
export const serverVersion = '0.1.0';
