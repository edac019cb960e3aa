import { NodeApiError, NodeOperationError, type INode } from 'n8n-workflow';
import { Readable } from 'node:stream';
import { readFailure, retryAfterSeconds } from '../../../../nodes/shared/errors/failure';

const node = { name: 'Node', type: 'node' } as INode;

/** An error as axios throws it, and as n8n wraps it. */
function axiosError(more: object): Error {
	return Object.assign(new Error('Request failed'), { isAxiosError: true, ...more });
}

it('reads status, body and the wait out of an answer, through the wrapping of n8n', async () => {
	const response = {
		status: 429,
		headers: { 'retry-after': '7', 'x-cbx-request-id': 'abc' },
		data: { code: 'too_many' },
	};
	const wrapped = new NodeApiError(node, axiosError({ response }) as never);
	expect(await readFailure(wrapped)).toEqual({
		status: 429,
		retryAfterSeconds: 7,
		requestId: 'abc',
		body: { code: 'too_many' },
	});
});

/** What many versions of n8n make of a request's error: they do not keep the error itself. */
function wrappedWithoutCause(error: Error): NodeApiError {
	return Object.assign(new NodeApiError(node, error as never), { cause: undefined });
}

it.each([
	[
		{ response: { status: 404, data: { message: 'Not there' } } },
		{ status: 404, body: { message: 'Not there' } },
	],
	[
		{ response: { status: 503, data: Readable.from([Buffer.from('{"code":"x"}')]) } },
		{ status: 503, body: { code: 'x' } },
	],
	[{ code: 'ECONNREFUSED' }, { connectionCode: 'ECONNREFUSED', body: {} }],
	[
		{ code: 'ECONNABORTED', message: 'timeout of 300000ms exceeded' },
		{ connectionCode: 'ETIMEDOUT', body: {} },
	],
	[
		{ code: 'ERR_BAD_RESPONSE', response: { status: 200, data: {} } },
		{ connectionCode: 'ECONNRESET', body: {} },
	],
])('reads what is left where n8n has not kept the error: %j', async (error, failure) => {
	const { status } = (error as { response?: { status: number } }).response ?? {};
	const wrapped = wrappedWithoutCause(axiosError({ status, ...error }));
	expect(await readFailure(wrapped)).toEqual(failure);
});

it.each([
	['a cancelled request', wrappedWithoutCause(axiosError({ code: 'ERR_CANCELED' }))],
	['a bug', wrappedWithoutCause(new TypeError('x is undefined'))],
	['an error of ours', new NodeApiError(node, { message: 'No' }, { httpCode: '404' })],
])('takes %s for no failed request where n8n has not kept the error', async (_, error) => {
	expect(await readFailure(error)).toBeUndefined();
});

it.each([
	['text', '{"code":"x"}', { code: 'x' }],
	['bytes', Buffer.from('{"code":"x"}'), { code: 'x' }],
	['a stream', Readable.from([Buffer.from('{"co'), Buffer.from('de":"x"}')]), { code: 'x' }],
	['a page', '<html>', {}],
	['a list', '[1]', {}],
	['nothing', undefined, {}],
])('takes a body that is %s', async (_, data, body) => {
	const failure = await readFailure(axiosError({ response: { status: 500, data } }));
	expect(failure?.body).toEqual(body);
});

it('does not read an endless error page to its end', async () => {
	let given = 0;
	const endless = new Readable({
		read() {
			given++;
			this.push(Buffer.alloc(16 * 1024, 'x'));
		},
	});
	await readFailure(axiosError({ response: { status: 500, data: endless } }));
	expect(given).toBeLessThan(20);
	expect(endless.destroyed).toBe(true);
});

it.each([
	[axiosError({ code: 'ECONNREFUSED' }), 'ECONNREFUSED'],
	[axiosError({ code: 'ECONNABORTED', message: 'timeout of 300000ms exceeded' }), 'ETIMEDOUT'],
	[axiosError({ message: 'socket hang up' }), 'ECONNRESET'],
	[axiosError({ code: 'ERR_BAD_RESPONSE', response: { status: 200 } }), 'ECONNRESET'],
	[Object.assign(new Error('aborted'), { code: 'ECONNRESET' }), 'ECONNRESET'],
])('knows a broken connection: %s', async (error, connectionCode) => {
	expect(await readFailure(error)).toMatchObject({ connectionCode });
});

it.each([
	['a bug', new TypeError('x is undefined')],
	['a check of ours', new NodeOperationError(node, '"Job" is empty')],
	['a cancelled execution', axiosError({ code: 'ERR_CANCELED' })],
	['nothing at all', undefined],
])('does not take %s for a failed request', async (_, error) => {
	expect(await readFailure(error)).toBeUndefined();
});

it('reads both forms of Retry-After', () => {
	const now = Date.parse('2026-01-01T00:00:00Z');
	expect(retryAfterSeconds('12')).toBe(12);
	expect(retryAfterSeconds('Thu, 01 Jan 2026 00:01:00 GMT', now)).toBe(60);
	expect(retryAfterSeconds('Wed, 31 Dec 2025 00:00:00 GMT', now)).toBe(0);
	expect(retryAfterSeconds('soon')).toBeUndefined();
	expect(retryAfterSeconds(undefined)).toBeUndefined();
});

describe('an answer that is an error', () => {
	it.each([
		['a list', [1]],
		['nothing', null],
		['a number', 7],
		['a text that is no JSON', 'x'],
		['a JSON number', '7'],
		['JSON nothing', 'null'],
		['bytes that are a list', Buffer.from('[1]')],
	])('with %s for a body has nothing to say', async (_, data) => {
		expect(await readFailure(axiosError({ response: { status: 400, data } }))).toEqual({
			status: 400,
			retryAfterSeconds: undefined,
			requestId: undefined,
			body: {},
		});
	});

	it('can be a body that n8n has read already', async () => {
		const failure = await readFailure(axiosError({ response: { status: 400, data: { a: 1 } } }));
		expect(failure?.body).toEqual({ a: 1 });
	});

	it.each([
		[199, 199],
		[299, undefined],
		[300, 300],
	])('of status %i is read with status %p', async (status, read) => {
		expect((await readFailure(axiosError({ response: { status } })))?.status).toBe(read);
	});

	it('has no number and no pause where they are empty or something else', async () => {
		const headers = { 'retry-after': '', 'x-cbx-request-id': 7 };
		const failure = await readFailure(axiosError({ response: { status: 503, headers } }));
		expect(failure).toMatchObject({ retryAfterSeconds: undefined, requestId: undefined });
	});

	it('is read although its stream breaks, and the stream is ended', async () => {
		const breaking = new Readable({
			read() {
				this.destroy(new Error('broken'));
			},
		});
		const failure = await readFailure(axiosError({ response: { status: 500, data: breaking } }));
		expect(failure).toMatchObject({ status: 500, body: {} });
	});

	it('is read up to 64 KiB', async () => {
		const pieceOf = (length: number) => JSON.stringify({ text: 'x'.repeat(length - 11) });
		const whole = pieceOf(64 * 1024);
		const read = async (...pieces: string[]) => {
			const data = Readable.from(pieces.map((piece) => Buffer.from(piece)));
			return (await readFailure(axiosError({ response: { status: 500, data } })))?.body;
		};
		expect(whole).toHaveLength(64 * 1024);
		expect(await read(whole)).toHaveProperty('text');
		// What comes after that is not waited for.
		expect(await read(whole, ' ', 'never read')).toHaveProperty('text');
	});

	it('ends the stream that it came in', async () => {
		const data = Readable.from([Buffer.from('{}')]);
		await readFailure(axiosError({ response: { status: 500, data } }));
		expect(data.destroyed).toBe(true);
	});

	it('is not about a request where the execution was canceled while it came', async () => {
		const error = axiosError({ code: 'ERR_CANCELED', response: { status: 200 } });
		expect(await readFailure(error)).toBeUndefined();
	});
});

describe('the error of a request', () => {
	const nested = (error: unknown, depth: number): unknown =>
		depth === 0
			? error
			: Object.assign(new Error('around it'), { cause: nested(error, depth - 1) });

	it('is found in others, up to five deep', async () => {
		const error = axiosError({ response: { status: 404 } });
		expect(await readFailure(nested(error, 5))).toMatchObject({ status: 404 });
		expect(await readFailure(nested(error, 6))).toBeUndefined();
	});

	it('is the outermost that has an answer, or is one of axios', async () => {
		const inner = axiosError({ code: 'ECONNRESET' });
		const answered = axiosError({ response: { status: 404 }, cause: inner });
		expect(await readFailure(answered)).toMatchObject({ status: 404 });
		const refused = axiosError({ code: 'ECONNREFUSED', cause: inner });
		expect(await readFailure(refused)).toEqual({ connectionCode: 'ECONNREFUSED', body: {} });
	});

	it.each([
		[null, undefined],
		['text', undefined],
		[{ cause: 'text' }, undefined],
		[{ cause: null, code: 'EPIPE' }, 'EPIPE'],
		[Object.assign(new Error('x'), { code: 'ENOSPC' }), 'ENOSPC'],
		[Object.assign(new Error('x'), { code: 'ERR_BAD' }), 'ERR_BAD'],
		[Object.assign(new Error('x'), { code: 'XEPIPE' }), undefined],
		[Object.assign(new Error('x'), { code: 'EPIPE1' }), undefined],
		[Object.assign(new Error('x'), { code: 'E' }), undefined],
		[axiosError({ code: 7 }), 'unknown'],
		[axiosError({}), 'unknown'],
		[axiosError({ code: 'CERT_HAS_EXPIRED' }), 'CERT_HAS_EXPIRED'],
		[axiosError({ message: undefined, code: 'EPIPE' }), 'EPIPE'],
		[axiosError({ message: 'The request was Aborted', code: 'X' }), 'ECONNRESET'],
		[axiosError({ message: 'timeout of ms exceeded', code: 'EPIPE' }), 'EPIPE'],
	])('%p is a broken connection with the code %p', async (error, code) => {
		expect((await readFailure(error))?.connectionCode).toBe(code);
	});

	it('is none where the execution was canceled, whatever it says', async () => {
		const canceled = axiosError({ code: 'ERR_CANCELED', message: 'aborted' });
		expect(await readFailure(canceled)).toBeUndefined();
	});

	it('of which n8n kept neither status nor code is none', async () => {
		const lost = wrappedWithoutCause(new Error('socket hang up'));
		lost.httpCode = null;
		expect(await readFailure(lost)).toEqual({ connectionCode: 'ECONNRESET', body: {} });
		const bug = wrappedWithoutCause(new Error('x'));
		bug.httpCode = '0';
		expect(await readFailure(bug)).toEqual({ connectionCode: '0', body: {} });
	});
});

it('reads a pause with white space around it, and takes nothing else for one', () => {
	expect(retryAfterSeconds(' 12 ')).toBe(12);
	expect(retryAfterSeconds(12)).toBeUndefined();
	expect(retryAfterSeconds('')).toBeUndefined();
	expect(retryAfterSeconds('12 soon')).toBeUndefined();
	expect(
		retryAfterSeconds('Thu, 01 Jan 2026 00:00:00 GMT', Date.UTC(2025, 11, 31, 23, 59, 58, 500)),
	).toBe(2);
});
