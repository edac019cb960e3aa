/** The promises that a simulation checks, in words. `P1` and so on stand in the errors. */
export const promises = {
	P1: 'No event is lost, repeated, made up or out of order, as far as n8n keeps what a trigger remembers',
	P2: 'What concerns one job or media item never stops the others',
	P3: 'Nothing is done twice; what says that it succeeded did happen, what failed did not, or says that it may have',
	P4: 'A credential serves the nodes that have it, and no others',
	P5: 'A canceled execution ends as canceled, sends nothing more and leaves nothing behind',
	P6: 'Two executions that change different fields of one thing lose neither change',
	P7: 'Of two different photos with one name, none is lost silently',
	P8: 'Everything ends, and a poll costs what there is to look at, whatever a service says',
	P9: 'No secret is in a message, an event, a log line or what a trigger remembers',
} as const;

export type PromiseName = keyof typeof promises;

/** A promise that does not hold. */
export class BrokenPromise extends Error {
	readonly promise: PromiseName;

	constructor(promise: PromiseName, what: string) {
		super(`${promise} (${promises[promise]}): ${what}`);
		this.promise = promise;
	}
}

/**
 * What is known to break, so that the search can go on behind it: texts out of the errors, separated by commas, in
 * `SET_ASIDE`. For a search by hand only.
 */
const setAside = (process.env.SET_ASIDE ?? '').split(',').filter((text) => text !== '');

/** @throws BrokenPromise unless something is so */
export function promise(name: PromiseName, isKept: boolean, what: () => string): void {
	if (isKept) return;
	const broken = new BrokenPromise(name, what());
	if (!setAside.some((text) => broken.message.includes(text))) throw broken;
}
