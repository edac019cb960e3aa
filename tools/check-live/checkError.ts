/** Why a check cannot go on, in words for the person at the keyboard; never holds a secret. */
export class CheckError extends Error {}

/** A command line, a variable or an address that cannot be used. */
export class UsageError extends Error {}

/** The person pressed Ctrl-C. */
export class Interrupted extends Error {}
