/** What goes wrong with one request. */
export interface Fault {
	/** Whether the service does what it was asked for, though nobody learns of it. */
	acts: boolean;
	/** How it ends for who asked. */
	end:
		| { kind: 'refused' | 'unresolved' | 'reset' | 'cut' | 'hang' | 'drip' | 'stall' }
		| { kind: 'answer'; status: number; headers?: Record<string, string>; body?: unknown };
}

const answer = (status: number, body?: unknown, headers?: Record<string, string>) =>
	({ kind: 'answer', status, body, headers }) as const;

const page = '<html><body>Please sign in to the network</body></html>';

const ownWords = { code: 'too_busy', message: 'Try again later' };

const ownHeaders = { 'x-cbx-request-id': 'r-1' };

/** Where a redirect leads. */
export const REDIRECTED_TO = 'https://elsewhere.example';

/** All that can go wrong, by a name that says it. `{secret}` is filled with the token that was sent. */
export const faults = {
	refused: { acts: false, end: { kind: 'refused' } },
	'name not found': { acts: false, end: { kind: 'unresolved' } },
	'reset before acting': { acts: false, end: { kind: 'reset' } },
	'reset after acting': { acts: true, end: { kind: 'reset' } },
	'answer cut off': { acts: true, end: { kind: 'cut' } },
	'hang before acting': { acts: false, end: { kind: 'hang' } },
	'hang after acting': { acts: true, end: { kind: 'hang' } },
	'answer drips': { acts: true, end: { kind: 'drip' } },
	'file stalls': { acts: true, end: { kind: 'stall' } },
	'408 before acting': { acts: false, end: answer(408) },
	'429': { acts: false, end: answer(429) },
	'429 with Retry-After': { acts: false, end: answer(429, {}, { 'retry-after': '7' }) },
	'429 for long': { acts: false, end: answer(429, {}, { 'retry-after': '600' }) },
	'500 before acting': { acts: false, end: answer(500, { message: 'It failed' }) },
	'500 after acting': { acts: true, end: answer(500) },
	'502 after acting': { acts: true, end: answer(502, page) },
	'503 of the service': { acts: false, end: answer(503, ownWords, ownHeaders) },
	'503 with Retry-After': { acts: false, end: answer(503, page, { 'retry-after': '0' }) },
	'503 of a gateway, after acting': { acts: true, end: answer(503, page) },
	'503 of a gateway, in JSON, after acting': { acts: true, end: answer(503, { message: 'no' }) },
	'504 after acting': { acts: true, end: answer(504) },
	'401 that passes': { acts: false, end: answer(401) },
	'403 that passes': { acts: false, end: answer(403) },
	'404 that passes': { acts: false, end: answer(404) },
	'400 that repeats the secret': { acts: false, end: answer(400, { message: 'not {secret}' }) },
	'a page instead': { acts: false, end: answer(200, page) },
	'a redirect': { acts: false, end: answer(302, page, { location: REDIRECTED_TO }) },
} as const satisfies Record<string, Fault>;

export type FaultName = keyof typeof faults;

/** A fault that hits some of the requests of one activity. */
export interface PlannedFault {
	name: FaultName;
	/** The first request that it hits, counted from 0. */
	first: number;
	/** How many requests in a row it hits. */
	count: number;
}
