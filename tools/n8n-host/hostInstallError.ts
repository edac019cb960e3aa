/** n8n could not be installed. The message says what failed, what npm said and what to do. */
export class HostInstallError extends Error {}
