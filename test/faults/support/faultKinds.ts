import type { FaultEffect } from '../../../sandbox/index';
import type { ServerName } from './scriptedService';

/** Where a fault strikes: what an answer of the service's own looks like depends on it. */
export interface Place {
	service: 'Bright River' | 'Skyfish';
	server: ServerName;
}

/**
 * What a fault means for the request: `refused` before the service acted, `doubtful` where it may have acted,
 * `denied` where the service says no and means it.
 */
export type Failing = 'refused' | 'doubtful' | 'denied';

/** An answer with status 200 that is not the right one. */
export type WrongBody = 'empty' | 'broken' | 'otherShape' | 'page' | 'garbage';

/** A column of the matrix: how the service, or what stands before it, fails. */
export interface FaultKind {
	name: string;
	/** At most four characters, for the head of the matrix. */
	short: string;
	/**
	 * What the request meets; several are tried one after the other. None for a closed port; JSON of another
	 * shape depends on the shape that is due.
	 */
	effects: (place: Place) => FaultEffect[];
	is: (place: Place) => Failing | WrongBody;
	/** How many requests it hits when it passes. */
	times: number;
	/** It ends by a time limit of ours alone. */
	isEndless?: boolean;
}

/** The effects after which the service has done what it was asked for, whatever its answer says. */
const ACTING: ReadonlySet<FaultEffect['kind']> = new Set([
	'statusAfter',
	'resetAfter',
	'hangAfter',
	'cut',
	'stall',
	'drip',
]);

export function isActedUpon(effect: FaultEffect | undefined): boolean {
	return effect !== undefined && ACTING.has(effect.kind);
}

/** For how many seconds an effect asks to stay away; `undefined` if it does not. */
export function askedPause(effect: FaultEffect | undefined): number | undefined {
	const asked =
		effect?.kind === 'rateLimit'
			? effect.retryAfter
			: effect?.kind === 'status' && effect.headers?.['retry-after'];
	return asked ? Number(asked) : undefined;
}

/** A proxy's page, as long as they are. */
const PAGE = `<!DOCTYPE html><html><head><title>Sign in</title></head><body>${'<p>Please sign in.</p>'.repeat(40)}</body></html>`;

const GARBAGE_BYTES = 10_000_000;

const html = { 'content-type': 'text/html' };
const json = 'application/json';
const answer = (body: string, contentType = json): FaultEffect => ({
	kind: 'body',
	body,
	contentType,
});

/** A storage that is not the service's own, but Amazon's or the like. */
const isForeign = ({ service, server }: Place) => service === 'Skyfish' && server === 'storage';

const BUSY_STORAGE =
	'<?xml version="1.0" encoding="UTF-8"?><Error><Code>SlowDown</Code><Message>Please reduce your request rate.</Message></Error>';

/** A failure as the service itself tells it: Bright River by a code, Skyfish by its number for the request. */
function own(status: number, code: string): FaultKind['effects'] {
	return (place) => {
		const headers: Record<string, string> = isForeign(place)
			? { 'content-type': 'application/xml' }
			: place.service === 'Skyfish'
				? { 'x-cbx-request-id': '4f1f7c8e6b2a1' }
				: {};
		const body = isForeign(place)
			? BUSY_STORAGE
			: place.service === 'Skyfish'
				? { message: 'Not now' }
				: { code, message: 'Not now' };
		return [{ kind: 'status', status, headers, body }];
	};
}

/** A column that is the same wherever it strikes. */
function everywhere(
	name: string,
	short: string,
	is: Failing | WrongBody,
	effects: FaultEffect[],
	more: Partial<FaultKind> = {},
): FaultKind {
	const times = is === 'refused' || is === 'doubtful' ? 2 : 1;
	return { name, short, is: () => is, effects: () => effects, times, ...more };
}

const endless = { isEndless: true, times: 1 };

export const faultKinds: FaultKind[] = [
	everywhere('connection refused', 'refu', 'refused', []),
	everywhere('reset before the answer', 'rst', 'doubtful', [{ kind: 'resetAfter' }]),
	everywhere('reset in mid-answer', 'half', 'doubtful', [{ kind: 'cut' }]),
	everywhere('hung until time-out', 'hung', 'doubtful', [{ kind: 'hangAfter' }], endless),
	everywhere('stalled in mid-answer', 'stal', 'doubtful', [{ kind: 'stall' }], endless),
	everywhere('dripping without an end', 'drip', 'doubtful', [{ kind: 'drip' }], endless),
	...[408, 500].map((status) =>
		everywhere(String(status), String(status), 'doubtful', [{ kind: 'status', status }]),
	),
	everywhere('429 with Retry-After', '429r', 'refused', [{ kind: 'rateLimit', retryAfter: 3 }]),
	everywhere('429 without', '429', 'refused', [{ kind: 'rateLimit' }]),
	everywhere('502 with an HTML page', '502', 'doubtful', [
		{ kind: 'status', status: 502, headers: html, body: PAGE },
	]),
	{
		name: "503 of the service's own",
		short: '503',
		effects: own(503, 'busy'),
		// Nothing tells a storage of somebody else's from a gateway.
		is: (place) => (isForeign(place) ? 'doubtful' : 'refused'),
		times: 2,
	},
	everywhere('503 with Retry-After', '503r', 'refused', [
		{ kind: 'status', status: 503, headers: { ...html, 'retry-after': '3' }, body: PAGE },
	]),
	everywhere('503 of a gateway, after acting', '503g', 'doubtful', [
		{ kind: 'statusAfter', status: 503, headers: html, body: PAGE },
	]),
	{ name: '403', short: '403', effects: own(403, 'forbidden'), is: () => 'denied', times: 1 },
	{ name: '404', short: '404', effects: own(404, 'not_found'), is: () => 'denied', times: 1 },
	everywhere('empty body', 'none', 'empty', [answer('')]),
	everywhere('broken JSON', 'brok', 'broken', [
		answer('{"id": 353413, "name": "Job'),
		answer('[{"id": 1}, {"id"'),
	]),
	everywhere('JSON of another shape', 'shap', 'otherShape', []),
	everywhere('wrong content type', 'type', 'page', [answer(PAGE, 'text/html; charset=utf-8')]),
	everywhere('10 MB of garbage', '10MB', 'garbage', [{ kind: 'garbage', bytes: GARBAGE_BYTES }]),
];
