/** The two clocks of the service: the machine's, and the server's own, which may be set differently. */

export class Clock {
	/** The machine's clock, in milliseconds since 1970: work under way goes by it. */
	readonly machine: () => number;
	/** How far the server's clock is ahead of the machine's, in milliseconds. */
	offset = 0;

	constructor(machine: () => number) {
		this.machine = machine;
	}

	/** The server's clock: tokens, signatures, the dates in answers and the Date header go by it. */
	now(): number {
		return this.machine() + this.offset;
	}
}

/** A moment as the API writes it: `2014-03-06 12:59:10`, in UTC. */
export function apiDateTime(moment: number): string {
	return new Date(moment).toISOString().slice(0, 19).replace('T', ' ');
}

/** A moment as a search writes and reads it: `2016-03-14T12:23:51Z`. */
export function searchDateTime(moment: number): string {
	return `${new Date(moment).toISOString().slice(0, 19)}Z`;
}

/** The day of a moment: `2016-03-14`, in UTC. */
export function dayOf(moment: number): string {
	return new Date(moment).toISOString().slice(0, 10);
}

/** Whether a text is a day that exists, as yyyy-mm-dd. */
export function isDay(text: string): boolean {
	const moment = /^\d{4}-\d\d-\d\d$/.test(text) ? Date.parse(text) : NaN;
	return !Number.isNaN(moment) && new Date(moment).toISOString().startsWith(text);
}

/** UNIX time in seconds. */
export function unixTime(moment: number): number {
	return Math.floor(moment / 1000);
}
