import type { FaultEffect } from '../../../sandbox/index';

/** A column of the matrix: how the service, or what stands before it, fails. */
export interface FaultKind {
	name: string;
	/** At most four characters, for the head of the matrix. */
	short: string;
	/**
	 * What the request meets; several are tried one after the other. None for a closed port; JSON of another
	 * shape depends on the shape that is due.
	 */
	effects: FaultEffect[];
	/**
	 * What it means for the request: `refused` before the service acted, `doubtful` where it may have acted,
	 * `wrongBody` for an answer with status 200 that is not the right one.
	 */
	is: 'refused' | 'doubtful' | WrongBody;
	/** How many requests it hits when it passes. */
	times: number;
}

export type WrongBody = 'empty' | 'broken' | 'otherShape' | 'page' | 'garbage';

/** A proxy's page, as long as they are. */
const PAGE = `<!DOCTYPE html><html><head><title>Sign in</title></head><body>${'<p>Please sign in.</p>'.repeat(40)}</body></html>`;

const GARBAGE_BYTES = 10_000_000;

const json = 'application/json';
const answer = (body: string, contentType = json): FaultEffect => ({
	kind: 'body',
	body,
	contentType,
});

export const faultKinds: FaultKind[] = [
	{ name: 'connection refused', short: 'refu', effects: [], is: 'refused', times: 2 },
	{
		name: 'reset before the answer',
		short: 'rst',
		effects: [{ kind: 'resetAfter' }],
		is: 'doubtful',
		times: 2,
	},
	{
		name: 'reset in mid-answer',
		short: 'half',
		effects: [{ kind: 'cut' }],
		is: 'doubtful',
		times: 2,
	},
	{
		name: 'hung until time-out',
		short: 'hung',
		effects: [{ kind: 'hangAfter' }],
		is: 'doubtful',
		times: 1,
	},
	...[408, 500].map((status): FaultKind => ({
		name: String(status),
		short: String(status),
		effects: [{ kind: 'status', status }],
		is: 'doubtful',
		times: 2,
	})),
	{
		name: '429 with Retry-After',
		short: '429r',
		effects: [{ kind: 'rateLimit', retryAfter: 3 }],
		is: 'refused',
		times: 2,
	},
	{
		name: '429 without',
		short: '429',
		effects: [{ kind: 'rateLimit' }],
		is: 'refused',
		times: 2,
	},
	{
		name: '502 with an HTML page',
		short: '502',
		effects: [
			{ kind: 'status', status: 502, headers: { 'content-type': 'text/html' }, body: PAGE },
		],
		is: 'doubtful',
		times: 2,
	},
	{
		name: '503',
		short: '503',
		effects: [{ kind: 'status', status: 503 }],
		is: 'refused',
		times: 2,
	},
	{ name: 'empty body', short: 'none', effects: [answer('')], is: 'empty', times: 1 },
	{
		name: 'broken JSON',
		short: 'brok',
		effects: [answer('{"id": 353413, "name": "Job'), answer('[{"id": 1}, {"id"')],
		is: 'broken',
		times: 1,
	},
	{
		name: 'JSON of another shape',
		short: 'shap',
		effects: [],
		is: 'otherShape',
		times: 1,
	},
	{
		name: 'wrong content type',
		short: 'type',
		effects: [answer(PAGE, 'text/html; charset=utf-8')],
		is: 'page',
		times: 1,
	},
	{
		name: '10 MB of garbage',
		short: '10MB',
		effects: [{ kind: 'garbage', bytes: GARBAGE_BYTES }],
		is: 'garbage',
		times: 1,
	},
];
