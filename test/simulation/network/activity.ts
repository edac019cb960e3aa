import { randomFrom, type Random } from '../time/random';
import { faults, type Fault, type PlannedFault } from './fault';

/** A poll or a run of a node: whoever sends requests. */
export class Activity {
	/** How many requests it has sent. */
	requests = 0;

	/** When each of its requests was sent, in ms. */
	readonly sentAt: number[] = [];

	/** Its process has ended: nothing comes back any more. */
	isDead = false;

	/** When it was canceled, in ms. */
	canceledAt: number | undefined;

	/** What it told people: errors, logs. */
	readonly told: string[] = [];

	readonly random: Random;

	readonly name: string;

	/** The name of the credential that its node has. */
	readonly credential: string;

	private readonly planned: PlannedFault[];

	constructor(
		name: string,
		credential: string,
		/** How long each of its requests takes. */
		seed: number,
		planned: PlannedFault[] = [],
	) {
		this.name = name;
		this.credential = credential;
		this.planned = planned;
		this.random = randomFrom(seed);
	}

	/** Counts one more request. @returns what goes wrong with it */
	send(now: number): Fault | undefined {
		const number = this.requests++;
		this.sentAt.push(now);
		const hit = this.planned.find(({ first, count }) => number >= first && number < first + count);
		return hit && faults[hit.name];
	}
}
