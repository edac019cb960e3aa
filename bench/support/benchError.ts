/** Something to tell the person at the keyboard, without a stack trace. */
export class BenchError extends Error {}
