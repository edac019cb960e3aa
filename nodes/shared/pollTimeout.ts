/**
 * How long a trigger or a dropdown waits for one answer, in ms. Neither has "Request Options", and n8n's own
 * limit of five minutes would keep a trigger from its next polls.
 */
export const POLL_TIMEOUT_MS = 60_000;
