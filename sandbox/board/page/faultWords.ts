/** Faults in words: what can be switched on, and what is on. */

/** A fault as the sandbox lists it. */
export interface ActiveFault {
	id: number;
	hits: number;
	kind: string;
	server?: string;
	method?: string;
	path?: string;
	pathPattern?: string;
	times: number | 'Infinity';
	probability?: number;
	/** Of `status` and `statusAfter`. */
	status?: number;
	/** Of `rateLimit`, in seconds. */
	retryAfter?: number | string;
	/** Of `delay`. */
	ms?: number;
}

export interface NumberField {
	name: string;
	label: string;
	value: number;
	min: number;
	max: number;
	step: number;
}

/** What a person can choose, with the one number that it may need. */
export interface FaultChoice {
	kind: string;
	label: string;
	number?: NumberField;
	/** The fault's own fields, from that number. */
	fields: (number: number) => object;
}

const status = { name: 'status', label: 'HTTP status', value: 500, min: 400, max: 599, step: 1 };
const wait = { name: 'wait', label: 'Seconds', value: 2, min: 0.1, max: 600, step: 0.1 };
const retry = {
	name: 'retry',
	label: 'Retry-After (seconds)',
	value: 3,
	min: 0,
	max: 600,
	step: 1,
};
const page = '<!doctype html><title>Maintenance</title><h1>We will be back soon</h1>';

export const faultChoices: FaultChoice[] = [
	{
		kind: 'delay',
		label: 'Slow answer',
		number: wait,
		fields: (seconds) => ({ ms: seconds * 1000 }),
	},
	{ kind: 'status', label: 'Error status', number: status, fields: (code) => ({ status: code }) },
	{
		kind: 'statusAfter',
		label: 'Gateway error after acting',
		number: { ...status, value: 503 },
		fields: (code) => ({ status: code }),
	},
	{
		kind: 'rateLimit',
		label: 'Too many requests (429)',
		number: retry,
		fields: (retryAfter) => ({ retryAfter }),
	},
	{ kind: 'reset', label: 'Connection cut before acting', fields: () => ({}) },
	{ kind: 'resetAfter', label: 'Connection cut after acting', fields: () => ({}) },
	{ kind: 'cut', label: 'Half an answer', fields: () => ({}) },
	{ kind: 'stall', label: 'Half an answer, then nothing', fields: () => ({}) },
	{ kind: 'drip', label: 'An answer that never ends', fields: () => ({}) },
	{ kind: 'hang', label: 'No answer at all', fields: () => ({}) },
	{ kind: 'body', label: 'A web page instead of JSON', fields: () => ({ body: page }) },
];

/** What it does, e.g. `Error status 503`. */
export function faultName({ kind, ms, status: code, retryAfter }: ActiveFault): string {
	const label = faultChoices.find((choice) => choice.kind === kind)?.label ?? kind;
	if (kind === 'delay') return `${label}, ${(ms ?? 0) / 1000} s`;
	if (code !== undefined) return `${label} ${code}`;
	if (kind === 'rateLimit' && retryAfter !== undefined)
		return `${label}, Retry-After ${retryAfter}`;
	return label;
}

/** Which requests it is for, e.g. `API · POST /jobs · half of them`. */
export function faultPlace({
	server,
	method,
	path,
	pathPattern,
	probability,
}: ActiveFault): string {
	const place = server === 'api' ? 'API' : server === 'storage' ? 'Storage' : 'API and storage';
	const pattern = pathPattern === undefined ? undefined : `/${pathPattern}/`;
	const what = [method, path ?? pattern].filter(Boolean).join(' ');
	const share = probability === undefined ? '' : `${Math.round(probability * 100)} % of requests`;
	return [place, what, share].filter(Boolean).join(' · ');
}

/** How often it struck and will strike, e.g. `hit 1 of 3`. */
export function faultCount({ hits, times }: ActiveFault): string {
	if (times === 'Infinity') return `always · hit ${hits}`;
	return hits >= times ? `used up · hit ${hits}` : `hit ${hits} of ${times}`;
}

export function isUsedUp({ hits, times }: ActiveFault): boolean {
	return times !== 'Infinity' && hits >= times;
}
