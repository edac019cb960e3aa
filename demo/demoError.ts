/** The demo cannot begin or go on; the message tells the person what happened and what to do. */
export class DemoError extends Error {}
