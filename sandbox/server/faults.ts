/** What goes wrong, where, and how often: the list a test or a demo fills to make a server misbehave. */

/** Which requests a fault is for. What is left out matches everything. */
export interface FaultMatch {
	/** `api` or `storage`. */
	server?: string;
	method?: string;
	/** Start of the raw path (with query), or a pattern searched in it. */
	path?: string | RegExp;
	/** How many matching requests it lets pass before the first one it hits; default 0. */
	skip?: number;
	/** How many requests it hits before it is used up; default 1, `Infinity` for always. */
	times?: number;
	/** 0 to 1: the share of matching requests it hits; default 1. */
	probability?: number;
	/** Start of the random sequence that `probability` draws from; same seed, same requests hit. */
	seed?: number;
}

/**
 * What happens to a request that is hit. With `statusAfter`, `delay`, `resetAfter`, `hangAfter`, `cut`, `stall`
 * and `drip` it is still acted upon.
 */
export type FaultEffect =
	| { kind: 'status'; status: number; headers?: Record<string, string>; body?: unknown }
	/** What a gateway says in place of the service's answer, of which nothing is left; by default a page. */
	| { kind: 'statusAfter'; status: number; headers?: Record<string, string>; body?: unknown }
	| { kind: 'rateLimit'; retryAfter?: number | string; body?: unknown }
	| { kind: 'body'; body: string; contentType?: string }
	/** That many meaningless bytes, with status 200; the same bytes for the same seed. */
	| { kind: 'garbage'; bytes: number; contentType?: string }
	| { kind: 'delay'; ms: number }
	| { kind: 'reset' }
	| { kind: 'resetAfter' }
	| { kind: 'cut' }
	/** The headers and the first half of the body, then nothing; the connection stays open. */
	| { kind: 'stall' }
	/** The headers, then a byte every so often, by default 100 ms, and never an end. */
	| { kind: 'drip'; everyMs?: number }
	| { kind: 'hang' }
	| { kind: 'hangAfter' };

export type Fault = FaultMatch & FaultEffect;

/** A fault in the list: what was asked for, how often it struck, and the way to take it out. */
export interface FaultHandle {
	readonly id: number;
	readonly fault: Fault;
	readonly hits: number;
	remove(): void;
}

const kinds: Array<Fault['kind']> = [
	'status',
	'statusAfter',
	'rateLimit',
	'body',
	'garbage',
	'delay',
	'reset',
	'resetAfter',
	'cut',
	'stall',
	'drip',
	'hang',
	'hangAfter',
];

interface Entry {
	id: number;
	fault: Fault;
	skipped: number;
	hits: number;
	random: () => number;
}

export class FaultList {
	private entries: Entry[] = [];
	private lastId = 0;

	/** Adds a fault; when several match a request, the one added first strikes. */
	add(fault: Fault): FaultHandle {
		if (!kinds.includes(fault.kind)) {
			throw new Error(`Unknown kind of fault "${fault.kind}". There are: ${kinds.join(', ')}`);
		}
		const random = seededRandom(fault.seed ?? 1);
		const entry = { id: ++this.lastId, fault, skipped: 0, hits: 0, random };
		this.entries.push(entry);
		return this.handleOf(entry);
	}

	/** Takes one fault out; returns whether it was there. */
	remove(id: number): boolean {
		const before = this.entries.length;
		this.entries = this.entries.filter((entry) => entry.id !== id);
		return this.entries.length < before;
	}

	clear(): void {
		this.entries = [];
	}

	/** Every fault, used up or not, in the order they were added. */
	list(): FaultHandle[] {
		return this.entries.map((entry) => this.handleOf(entry));
	}

	/** The fault that strikes this request, counted as a hit; undefined when all goes well. */
	strike(request: { server: string; method: string; path: string }): Fault | undefined {
		for (const entry of this.entries) {
			if (!matches(entry, request)) continue;
			const { probability, skip = 0 } = entry.fault;
			if (entry.skipped < skip) {
				entry.skipped++;
				continue;
			}
			if (probability !== undefined && entry.random() >= probability) continue;
			entry.hits++;
			return entry.fault;
		}
		return undefined;
	}

	private handleOf(entry: Entry): FaultHandle {
		return {
			id: entry.id,
			fault: entry.fault,
			get hits() {
				return entry.hits;
			},
			remove: () => {
				this.remove(entry.id);
			},
		};
	}
}

function matches(entry: Entry, request: { server: string; method: string; path: string }): boolean {
	const { server, method, path, times } = entry.fault;
	if (entry.hits >= (times ?? 1)) return false;
	if (server !== undefined && server !== request.server) return false;
	if (method !== undefined && method.toUpperCase() !== request.method) return false;
	if (path === undefined) return true;
	// A pattern with the flag g remembers where it stopped; search() does not.
	return typeof path === 'string'
		? request.path.startsWith(path)
		: request.path.search(path) !== -1;
}

/** Meaningless bytes: the same for the same seed. */
export function garbage(bytes: number, seed = 1): Buffer {
	const random = seededRandom(seed);
	const piece = Uint8Array.from({ length: Math.min(bytes, 65_536) }, () => random() * 256);
	return Buffer.alloc(bytes, piece);
}

/** Numbers from 0 to 1 in an order the seed fixes (a 32-bit linear congruential generator). */
function seededRandom(seed: number): () => number {
	let state = seed >>> 0;
	return () => {
		state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
		return state / 2 ** 32;
	};
}
