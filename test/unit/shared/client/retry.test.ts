import {
	isUnread,
	mayRetry,
	MOST_RETRIES,
	retryDelayMs,
} from '../../../../nodes/shared/client/retry';

const failed = (status: number, retryAfterSeconds?: number) => ({
	status,
	retryAfterSeconds,
	body: {},
});
const broke = (connectionCode: string) => ({ connectionCode, body: {} });

describe('a request that may be sent twice', () => {
	it.each([408, 429, 500, 502, 503, 504])('is sent again after status %i', (status) => {
		expect(retryDelayMs(failed(status), true, 0)).toBeGreaterThan(0);
	});

	it.each(['ECONNREFUSED', 'ECONNRESET', 'ETIMEDOUT', 'ENOTFOUND'])('and after %s', (code) => {
		expect(retryDelayMs(broke(code), true, 0)).toBeGreaterThan(0);
	});

	it.each([301, 400, 401, 403, 404, 409, 410, 501])('but not after status %i', (status) => {
		expect(retryDelayMs(failed(status), true, 0)).toBeUndefined();
	});
});

describe('a request that must not be done twice', () => {
	it('is sent again if the service did not act', () => {
		expect(retryDelayMs(failed(429), false, 0)).toBeGreaterThan(0);
		expect(retryDelayMs(failed(503, 1), false, 0)).toBeGreaterThan(0);
		expect(retryDelayMs({ ...failed(503), isServicesOwn: true }, false, 0)).toBeGreaterThan(0);
	});

	// A gateway says so too when it lost the answer of a service that acted.
	it('is not sent again after a 503 that nobody signed', () => {
		expect(retryDelayMs(failed(503), false, 0)).toBeUndefined();
		expect(retryDelayMs({ ...failed(503), isServicesOwn: false }, false, 0)).toBeUndefined();
		expect(retryDelayMs({ ...failed(500), isServicesOwn: true }, false, 0)).toBeUndefined();
	});

	it('is sent again when it never arrived', () => {
		expect(retryDelayMs(broke('ECONNREFUSED'), false, 0)).toBeGreaterThan(0);
	});

	it.each([408, 500, 502, 504])('is not sent again after status %i', (status) => {
		expect(retryDelayMs(failed(status), false, 0)).toBeUndefined();
	});

	it.each(['ECONNRESET', 'ETIMEDOUT', 'EPIPE'])('nor after %s', (code) => {
		expect(retryDelayMs(broke(code), false, 0)).toBeUndefined();
	});
});

it('waits longer each time, then gives up', () => {
	const waits = [0, 1, 2, 3].map((retry) => retryDelayMs(failed(500), true, retry, 0.5));
	expect(waits).toEqual([250, 500, 1000, 2000]);
	expect(retryDelayMs(failed(500), true, MOST_RETRIES)).toBeUndefined();
});

it('waits as long as the service asks, but not for ever', () => {
	expect(retryDelayMs(failed(429, 3), false, 0)).toBe(3000);
	expect(retryDelayMs(failed(429, 60), false, 0)).toBe(60_000);
	expect(retryDelayMs(failed(429, 61), false, 0)).toBeUndefined();
});

it('pauses all the same if the service asks for no pause', () => {
	expect(retryDelayMs(failed(429, 0), false, 0, 0)).toBe(187.5);
	expect(retryDelayMs(failed(429, 0), false, 2, 0)).toBe(750);
	expect(retryDelayMs(failed(429, 1), true, 3, 1)).toBe(2500);
});

describe('what may be sent again', () => {
	const neverConnected = ['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH'];
	const broken = ['ECONNRESET', 'ECONNABORTED', 'EPIPE', 'ETIMEDOUT'];

	it.each(neverConnected)('is everything after %s, since nobody heard of it', (code) => {
		expect(isUnread(broke(code))).toBe(true);
		expect(mayRetry(broke(code), false)).toBe(true);
	});

	it.each(broken)('is after %s only what may be done twice', (code) => {
		expect(isUnread(broke(code))).toBe(false);
		expect(mayRetry(broke(code), true)).toBe(true);
		expect(mayRetry(broke(code), false)).toBe(false);
	});

	it.each([broke('CERT_HAS_EXPIRED'), { body: {} }])('is nothing after %j', (failure) => {
		expect(isUnread(failure)).toBe(false);
		expect(mayRetry(failure, true)).toBe(false);
	});

	it('is known to be unread after a 429 by anyone, and a 503 by the service or with a time', () => {
		expect(isUnread(failed(429))).toBe(true);
		expect(isUnread(failed(503, 0))).toBe(true);
		expect(isUnread({ ...failed(503), isServicesOwn: true })).toBe(true);
		expect(isUnread(failed(503))).toBeFalsy();
		expect(isUnread(failed(500, 1))).toBe(false);
	});
});

it('is tried four more times', () => {
	expect(MOST_RETRIES).toBe(4);
	expect(retryDelayMs(failed(500), true, 3)).toBeGreaterThan(0);
	expect(retryDelayMs(failed(500), true, 4)).toBeUndefined();
});

it('spreads by chance what failed together', () => {
	const random = jest.spyOn(Math, 'random').mockReturnValue(0);
	expect(retryDelayMs(failed(500), true, 0)).toBe(187.5);
	random.mockReturnValue(1);
	expect(retryDelayMs(failed(500), true, 0)).toBe(312.5);
	random.mockRestore();
});
