import { NodeApiError, NodeOperationError, type INode } from 'n8n-workflow';
import { Client, clientFor } from '../../../../nodes/shared/client/client';
import { Session } from '../../../../nodes/shared/client/session';
import { CredentialRefused } from '../../../../nodes/shared/errors/operationError';
import {
	broken,
	failed,
	fakeClient,
	fakeContext,
	ok,
	rejectionOf,
	service,
	settle,
	wordsOf,
} from '../support/fakes';

const canceled = { message: 'The execution was canceled', description: 'Nothing more is sent.' };

/** These answers one after the other; an error is thrown. */
function answers(...all: unknown[]) {
	return async () => {
		const next = all.shift();
		if (next instanceof Error) throw next;
		return next;
	};
}

// By chance, a pause is a little shorter or longer.
let random: jest.SpyInstance;
beforeEach(() => {
	jest.useFakeTimers({ doNotFake: ['setImmediate', 'nextTick'] });
	random = jest.spyOn(Math, 'random').mockReturnValue(0.5);
});
afterEach(() => {
	random.mockRestore();
	jest.useRealTimers();
});

/** What a promise gives, with all the pauses on the way. */
async function inTime<T>(promise: Promise<T>): Promise<T> {
	promise.catch(() => {});
	await jest.advanceTimersByTimeAsync(10_000);
	return await promise;
}

describe('a request', () => {
	it('goes out with path, query and body as JSON, and gives the whole answer', async () => {
		const answer = { ...ok({ id: 7 }, 201), headers: { 'x-number': '1' } };
		const { client, sent } = fakeClient({ answer: () => answer });
		const parts = { path: { jobId: 'a b' }, query: { all: true }, body: { name: 'n' } };
		expect(await client.request('PUT /jobs/{jobId}', parts)).toEqual(answer);
		expect(sent).toHaveLength(1);
		expect(sent[0]).toMatchObject({
			method: 'PUT',
			url: '/jobs/a%20b',
			qs: { all: true },
			body: '{"name":"n"}',
			headers: { Accept: 'application/json', 'Content-Type': 'application/json' },
			json: true,
			returnFullResponse: true,
			timeout: 60_000,
			credentialType: 'serviceApi',
		});
	});

	it('goes to another address where that is given', async () => {
		const { client, sent } = fakeClient();
		await client.request('GET next', { url: 'https://api.example.com/page/2?x=1' });
		expect(sent[0].url).toBe('https://api.example.com/page/2?x=1');
	});

	it('takes along what n8n made of the request options', async () => {
		const { context, sent } = fakeContext();
		const session = new Session(service, context, {
			timeout: 5,
			skipSslCertificateValidation: true,
			proxy: { host: 'proxy', port: 1 },
		});
		await new Client(context, session).request('GET /jobs');
		expect(sent[0]).toMatchObject({
			timeout: 5,
			skipSslCertificateValidation: true,
			proxy: { host: 'proxy', port: 1 },
		});
	});

	it('is sent within the limit of its session', async () => {
		const ends: Array<(answer: unknown) => void> = [];
		const { client, sent } = fakeClient({
			parameters: { requestOptions: { parallelRequests: 1 } },
			answer: async () => await new Promise((resolve) => ends.push(resolve)),
		});
		const all = [client.request('GET /jobs'), client.request('GET /jobs')];
		await settle();
		expect(sent).toHaveLength(1);
		ends[0](ok('first'));
		await settle();
		expect(sent).toHaveLength(2);
		ends[1](ok('second'));
		expect((await Promise.all(all)).map(({ body }) => body)).toEqual(['first', 'second']);
	});

	it('hands a signal to n8n, which is not the execution’s own', async () => {
		const cancel = new AbortController();
		const { client, sent } = fakeClient({ cancel: cancel.signal });
		await client.request('GET /jobs');
		const [{ abortSignal, contextSignal }] = sent;
		expect(abortSignal).toBeInstanceOf(AbortSignal);
		expect(contextSignal).toBe(abortSignal);
		expect(contextSignal).not.toBe(cancel.signal);
	});

	it('is signed with one and the same credential, which is read once', async () => {
		const { client, context, sent } = fakeClient();
		await client.request('GET /jobs');
		await client.request('GET /jobs');
		expect(context.getCredentials).toHaveBeenCalledTimes(1);
		expect(sent[0].credential).toBe(sent[1].credential);
		expect(await client.credentials()).toBe(sent[0].credential);
	});

	it('does not let n8n change what it was given', async () => {
		const { client, sent } = fakeClient({
			answer: (request) => {
				request.url = 'changed';
				return sent.length < 2 ? Promise.reject(failed(500)) : ok({});
			},
		});
		await inTime(client.request('GET /jobs'));
		expect(sent.map(({ url }) => url)).toEqual(['/jobs', '/jobs']);
	});
});

describe('an answer', () => {
	const secret = 'token-of-mine';

	it('comes without the secrets that the service repeated in it', async () => {
		const { client } = fakeClient({ answer: () => ok({ seen: `Token ${secret}` }) });
		expect((await client.request('GET /jobs')).body).toEqual({ seen: 'Token ********' });
	});

	it('keeps them where the operator asked for them', async () => {
		const { client } = fakeClient({ answer: () => ok({ seen: secret }) });
		const { body } = await client.request('GET /jobs', { givesSecrets: true });
		expect(body).toEqual({ seen: secret });
	});

	it('can be wanted as an object or as a list', async () => {
		const object = fakeClient({ answer: () => ok({ a: 1 }) });
		expect(await object.client.object('GET /jobs/{id}', { path: { id: 1 } })).toEqual({ a: 1 });
		await expect(object.client.list('GET /jobs')).rejects.toThrow('sent an unexpected answer');
		expect(object.sent.map(({ url }) => url)).toEqual(['/jobs/1', '/jobs']);

		const list = fakeClient({ answer: () => ok([{ a: 1 }]) });
		expect(await list.client.list('GET /jobs/{id}', { path: { id: 1 } })).toEqual([{ a: 1 }]);
		expect(list.sent[0].url).toBe('/jobs/1');
		await expect(list.client.object('GET /jobs')).rejects.toThrow('sent an unexpected answer');
	});
});

describe('a request that fails', () => {
	it('is tried again after longer and longer pauses', async () => {
		const { client, sent } = fakeClient({ answer: answers(failed(500), failed(502), ok('done')) });
		const answer = client.request('GET /jobs');
		await jest.advanceTimersByTimeAsync(249);
		expect(sent).toHaveLength(1);
		await jest.advanceTimersByTimeAsync(1);
		expect(sent).toHaveLength(2);
		await jest.advanceTimersByTimeAsync(499);
		expect(sent).toHaveLength(2);
		await jest.advanceTimersByTimeAsync(1);
		expect((await answer).body).toBe('done');
		expect(sent).toHaveLength(3);
	});

	it('is given up after four more tries, and explained', async () => {
		const { client, sent } = fakeClient({ answer: () => Promise.reject(failed(500)) });
		const error = await rejectionOf(inTime(client.request('GET /jobs')));
		expect(error).toBeInstanceOf(NodeApiError);
		expect(error).toMatchObject({ httpCode: '500' });
		expect(error.message).toBe('Service had an internal error (500)');
		expect(sent).toHaveLength(5);
	});

	it.each([
		['GET /jobs', undefined, 2],
		['PUT /jobs', undefined, 2],
		['DELETE /jobs', undefined, 2],
		['POST /jobs', undefined, 1],
		['POST /search', true, 2],
		['PUT /jobs', false, 1],
	] as const)('%s, repeatable: %p, is sent %i times', async (route, repeatable, times) => {
		const { client, sent } = fakeClient({ answer: answers(failed(500), ok({})) });
		await inTime(client.request(route, { repeatable })).catch(() => {});
		expect(sent).toHaveLength(times);
	});

	it('is explained with the path that was asked for and no secret', async () => {
		const explain = jest.fn((failure: { body: object }) => ({
			message: JSON.stringify(failure.body),
			description: '',
		}));
		const answer = () => Promise.reject(failed(400, { seen: 'token-of-mine', own: true }));
		const { client } = fakeClient({ answer }, { explain });
		const error = await rejectionOf(client.request('GET /jobs/{id}', { path: { id: 'a b' } }));
		expect(error.message).toBe('{"seen":"********","own":true}');
		expect(explain.mock.calls[0]).toEqual([
			expect.objectContaining({ status: 400, isServicesOwn: true }),
			{ path: '/jobs/a%20b', isRepeatable: true },
		]);
	});

	it('knows the service’s own 503 from a gateway’s', async () => {
		for (const [own, times] of [
			[true, 2],
			[false, 1],
		] as const) {
			const { client, sent } = fakeClient({ answer: answers(failed(503, { own }), ok({})) });
			await inTime(client.request('POST /jobs')).catch(() => {});
			expect(sent).toHaveLength(times);
		}
	});

	it('is explained although the credential cannot be read', async () => {
		const { client, context } = fakeClient();
		context.getCredentials.mockRejectedValue(failed(400));
		const error = await rejectionOf(client.request('GET /jobs'));
		expect(error.message).toBe('Service refused the request (status 400)');
	});

	it('because of a bug or a check of ours is not tried again', async () => {
		const check = new NodeOperationError(
			fakeContext().context.getNode() as INode,
			'"Job" is empty',
		);
		const bug = new TypeError('x is undefined');
		for (const [thrown, message] of [
			[check, '"Job" is empty'],
			[bug, 'x is undefined'],
		] as const) {
			const { client, sent } = fakeClient({ answer: () => Promise.reject(thrown) });
			const error = await rejectionOf(client.request('GET /jobs'));
			expect(error).toBeInstanceOf(NodeOperationError);
			expect(error.message).toBe(message);
			expect(sent).toHaveLength(1);
		}
	});
});

describe('a deletion', () => {
	it.each([404, 410])(
		'whose answer was lost is done when there is nothing left: %i',
		async (gone) => {
			const { client } = fakeClient({ answer: answers(failed(500), failed(gone)) });
			expect(await inTime(client.request('DELETE /jobs/1'))).toEqual({
				statusCode: gone,
				headers: {},
				body: {},
			});
		},
	);

	it('stays done, though a try in between was not read', async () => {
		const { client } = fakeClient({
			answer: answers(broken('ECONNRESET'), failed(429), failed(404)),
		});
		expect((await inTime(client.request('DELETE /jobs/1'))).statusCode).toBe(404);
	});

	it('of what was never there is a failure', async () => {
		const first = fakeClient({ answer: answers(failed(404)) });
		await expect(inTime(first.client.request('DELETE /jobs/1'))).rejects.toThrow('could not find');
		const unread = fakeClient({ answer: answers(failed(429), failed(404)) });
		await expect(inTime(unread.client.request('DELETE /jobs/1'))).rejects.toThrow('could not find');
	});

	it('is not told apart from any other failure in between', async () => {
		const { client } = fakeClient({ answer: answers(failed(500), failed(403)) });
		await expect(inTime(client.request('DELETE /jobs/1'))).rejects.toThrow('does not allow');
	});

	it('alone is done when there is nothing left', async () => {
		const { client } = fakeClient({ answer: answers(failed(500), failed(404)) });
		await expect(inTime(client.request('PUT /jobs/1'))).rejects.toThrow('could not find');
	});
});

describe('a canceled execution', () => {
	it('sends nothing more, and says so', async () => {
		const cancel = new AbortController();
		const { client, sent } = fakeClient({
			cancel: cancel.signal,
			answer: () => Promise.reject(failed(500)),
		});
		const error = rejectionOf(client.request('GET /jobs'));
		await jest.advanceTimersByTimeAsync(100);
		cancel.abort(new Error('stop'));
		await jest.advanceTimersByTimeAsync(60_000);
		expect(wordsOf(await error)).toEqual(canceled);
		expect(sent).toHaveLength(1);
	});

	it('does not wait for an answer', async () => {
		const cancel = new AbortController();
		const answer = async () => await new Promise(() => {});
		const { client, sent } = fakeClient({ cancel: cancel.signal, answer });
		const error = rejectionOf(client.request('GET /jobs'));
		await settle();
		cancel.abort(new Error('stop'));
		expect(wordsOf(await error)).toEqual(canceled);
		expect(sent[0].abortSignal).toMatchObject({ aborted: true });
	});

	it('does not begin a request that waits for its turn', async () => {
		const cancel = new AbortController();
		const { client, sent } = fakeClient({
			cancel: cancel.signal,
			parameters: { requestOptions: { parallelRequests: 1 } },
			answer: async () => await new Promise(() => {}),
		});
		const all = [client.request('GET /jobs'), client.request('GET /jobs')];
		await settle();
		cancel.abort(new Error('stop'));
		await Promise.allSettled(all);
		expect(sent).toHaveLength(1);
	});

	it('makes any error that it brings about one of its own', async () => {
		const cancel = AbortSignal.abort(new Error('stop'));
		const { client } = fakeClient({ cancel });
		expect(wordsOf(await client.nodeError(new TypeError('x')))).toEqual(canceled);
		expect(wordsOf(await rejectionOf(client.pause(1000)))).toEqual(canceled);
	});
});

describe('any error', () => {
	it('becomes one of n8n’s own', async () => {
		const { client } = fakeClient();
		expect(await client.nodeError(failed(404))).toBeInstanceOf(NodeApiError);
		const bug = await client.nodeError(new TypeError('x is undefined'));
		expect(bug).toBeInstanceOf(NodeOperationError);
		expect(bug.message).toBe('x is undefined');
	});

	it('is not said to be about a path that nobody knows', async () => {
		const explain = jest.fn(() => undefined);
		const { client } = fakeClient({}, { explain });
		await client.nodeError(failed(404));
		expect(explain).toHaveBeenCalledWith(expect.anything(), { path: '' });
	});
});

describe('a sign-in', () => {
	const refused = new CredentialRefused('wrong password');

	it.each([
		['itself', refused],
		['as the cause of n8n’s own error', Object.assign(new Error('x'), { cause: refused })],
	])('that is refused, %s, is the last request of its session', async (_, error) => {
		const { client, sent } = fakeClient({ answer: () => Promise.reject(error) }, { signsIn: true });
		await rejectionOf(client.request('GET /jobs'));
		const next = await rejectionOf(client.request('GET /jobs'));
		expect(next.message).toContain(error.message);
		expect(sent).toHaveLength(1);
	});

	it('that was not refused is no reason to stop', async () => {
		const { client, sent } = fakeClient(
			{ answer: answers(failed(401), ok({})) },
			{ signsIn: true },
		);
		await rejectionOf(client.request('GET /jobs'));
		await client.request('GET /jobs');
		expect(sent).toHaveLength(2);
	});

	it.each([
		['ECONNREFUSED', true],
		['ENOTFOUND', true],
		['EAI_AGAIN', true],
		['ECONNRESET', false],
	])('that ends with %s: the next request goes alone: %p', async (code, isAlone) => {
		const open: Array<(answer: unknown) => void> = [];
		const { client, sent } = fakeClient(
			{
				answer: async () => {
					if (sent.length === 1) throw broken(code);
					return await new Promise((resolve) => open.push(resolve));
				},
			},
			{ signsIn: true },
		);
		const send = async () =>
			await client.signAndSend({ url: '/jobs' }, new AbortController().signal);
		await rejectionOf(send());
		const next = [send(), send()];
		await settle();
		expect(sent).toHaveLength(isAlone ? 2 : 3);
		open[0](ok({}));
		await settle();
		open[1](ok({}));
		await Promise.all(next);
	});
});

describe('the credential’s rules', () => {
	it.each([
		[{}, { baseUrl: '', allowPrivateStorage: false }],
		[{ baseUrl: null }, { baseUrl: '', allowPrivateStorage: false }],
		[
			{ baseUrl: ' https://a.example \n', allowPrivateStorage: true },
			{ baseUrl: 'https://a.example', allowPrivateStorage: true },
		],
		[
			{ baseUrl: 'x', allowPrivateStorage: 'true' },
			{ baseUrl: 'x', allowPrivateStorage: false },
		],
	])('of %j are %j', async (credential, rules) => {
		const { client } = fakeClient({ credential: credential as never });
		expect(await client.credentialRules()).toEqual(rules);
	});
});

describe('what items look up together', () => {
	it('is shared by those of one account, whatever token it has at the moment', async () => {
		const { context } = fakeContext();
		const session = new Session(service, context);
		const clientOf = (credential: object) => {
			const other = fakeContext({ credential: credential as never });
			return new Client(other.context, session);
		};
		const look = jest.fn(async () => ({}));
		await clientOf({ user: 'me', token: '1' }).lookup('job 1', look);
		await clientOf({ user: 'me', token: '2' }).lookup('job 1', look);
		expect(look).toHaveBeenCalledTimes(1);
		await clientOf({ user: 'you', token: '1' }).lookup('job 1', look);
		await clientOf({ user: 'me', token: '1' }).lookup('job 2', look);
		expect(look).toHaveBeenCalledTimes(3);
	});
});

describe('a change', () => {
	it('is made while nobody else in this process changes the same', async () => {
		const { client } = fakeClient();
		const other = fakeClient({
			credential: { user: 'you', baseUrl: 'https://api.example.com/v2', token: '' },
		});
		const elsewhere = fakeClient({
			credential: { user: 'me', baseUrl: 'https://other.example.com', token: '' },
		});
		let end!: (value: string) => void;
		const first = client.change('job 1', async () => await new Promise<string>((r) => (end = r)));
		await settle();
		const started: string[] = [];
		const second = other.client.change('job 1', async () => started.push('the same job'));
		await client.change('job 2', async () => started.push('another job'));
		await elsewhere.client.change('job 1', async () => started.push('another service'));
		expect(started).toEqual(['another job', 'another service']);
		end('done');
		expect(await first).toBe('done');
		await second;
		expect(started).toContain('the same job');
	});

	it('of several things is made while nobody changes any of them, in whatever order they are named', async () => {
		const { client } = fakeClient();
		const started: string[] = [];
		const ends: Array<() => void> = [];
		const change = async (name: string, what: string | string[]) =>
			await client.change(what, async () => {
				started.push(name);
				await new Promise<void>((resolve) => ends.push(resolve));
			});
		const all = [change('both', ['a', 'b', 'a'])];
		await settle();
		all.push(
			change('the other way round', ['b', 'a']),
			change('a', 'a'),
			change('b', 'b'),
			change('c', 'c'),
		);
		await settle();
		expect(started).toEqual(['both', 'c']);
		while (ends.length > 0) {
			ends.pop()?.();
			await settle();
		}
		await Promise.all(all);
		expect([...started].sort()).toEqual(['a', 'b', 'both', 'c', 'the other way round']);
	});

	it('is not begun when the execution is canceled', async () => {
		const { client } = fakeClient({ cancel: AbortSignal.abort(new Error('stop')) });
		const task = jest.fn();
		await expect(client.change('job 1', task)).rejects.toThrow('stop');
		expect(task).not.toHaveBeenCalled();
	});
});

describe('a client of a dropdown or a trigger', () => {
	const { getNode, getCredentials, getWorkflow, logger } = fakeContext().context;
	const context = { getNode, getCredentials, getWorkflow, logger };

	it('has no item and nothing that cancels it', async () => {
		const client = clientFor(service, context as never);
		expect(client.itemIndex).toBeUndefined();
		expect(client.cancelSignal).toBeUndefined();
		expect(client.service).toBe(service);
	});

	it('waits a minute for an answer', async () => {
		const sent: unknown[] = [];
		const helpers = {
			httpRequestWithAuthentication: async (_: string, request: object) => {
				sent.push(request);
				return ok({});
			},
		};
		await clientFor(service, { ...context, helpers } as never).request('GET /jobs');
		expect(sent).toEqual([expect.objectContaining({ timeout: 60_000 })]);
	});

	it('of an item knows which one, and the signal of its execution', () => {
		const cancel = new AbortController();
		const { client } = fakeClient({ itemIndex: 3, cancel: cancel.signal });
		expect(client.itemIndex).toBe(3);
		expect(client.cancelSignal).toBe(cancel.signal);
	});
});
