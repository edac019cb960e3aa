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
