/**
 * How long a trigger, a dropdown or a sign-in waits for one answer, in ms. None of them has "Request Options",
 * and n8n's own limit of five minutes would keep a trigger from its next polls.
 */
export const ANSWER_TIMEOUT_MS = 60_000;
