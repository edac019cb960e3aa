import fc from 'fast-check';
import { startSandbox } from '../../../sandbox/index';
import type { Fault, Sandbox } from '../../../sandbox/index';
import { FaultList } from '../../../sandbox/server/faults';
import { clientOf, photo, until } from './support';
import type { Client } from './support';

let sandbox: Sandbox;
let client: Client;

beforeAll(async () => {
	sandbox = await startSandbox({ manual: true });
	client = clientOf(sandbox.brightRiver);
});
afterEach(() => sandbox.brightRiver.faults.clear());
afterAll(async () => await sandbox.stop());

const add = (fault: Fault) => sandbox.brightRiver.faults.add(fault);
/** The same as `client.call`, but with the answer as it came, and a way to give up. */
const ask = async (method: string, path: string, body?: object, signal?: AbortSignal) =>
	await fetch(sandbox.brightRiver.url + path, {
		method,
		headers: { ...client.headers, ...(body && { 'Content-Type': 'application/json' }) },
		body: body && JSON.stringify(body),
		signal,
	});
const job = { name: 'Job', description: 'Clip' };
const jobs = () => sandbox.brightRiver.jobs().length;
const last = () => sandbox.brightRiver.requests.at(-1);

test('a status, with headers and body, as often as told; nothing is acted upon', async () => {
	const before = jobs();
	const fault = add({
		kind: 'status',
		status: 503,
		headers: { 'Retry-After': '7' },
		body: { code: 'busy' },
		times: 2,
	});
	for (let hit = 1; hit <= 2; hit++) {
		const { status, json, headers } = await client.call('POST', '/jobs', job);
		expect([status, json, headers.get('retry-after')]).toEqual([503, { code: 'busy' }, '7']);
		expect(fault.hits).toBe(hit);
		expect(last()).toMatchObject({ path: '/jobs', status: 503 });
	}
	expect(jobs()).toBe(before);
	expect((await client.call('POST', '/jobs', job)).status).toBe(201);
	expect(fault.hits).toBe(2);
});

test("a gateway's status after acting, with nothing left of the service's answer", async () => {
	const before = jobs();
	add({ kind: 'statusAfter', status: 503, path: '/jobs' });
	const page = await ask('POST', '/jobs', job);
	expect([page.status, page.headers.get('content-type')]).toEqual([503, 'text/html']);
	expect(await page.text()).toContain('Service Temporarily Unavailable');
	expect(last()).toMatchObject({ path: '/jobs', status: 503, body: job });
	expect(jobs()).toBe(before + 1);

	const { id } = await client.jobWith({ 'a.jpg': await photo(80, 60) });
	const headers = { 'retry-after': '7' };
	add({ kind: 'statusAfter', status: 502, headers, body: { message: 'Bad gateway' } });
	const refusal = await ask('POST', `/jobs/${id}/close`);
	expect([refusal.status, refusal.headers.get('retry-after')]).toEqual([502, '7']);
	expect(await refusal.json()).toEqual({ message: 'Bad gateway' });
	const [{ downloadUrl }] = (await client.call('GET', `/jobs/${id}/files`)).json.files;
	add({ kind: 'statusAfter', status: 504, server: 'storage' });
	const file = await fetch(downloadUrl);
	expect([file.status, file.headers.get('content-disposition')]).toEqual([504, null]);
	expect(await file.text()).toMatch(/^<html>/);
});

test("a gateway's status does not bear the service's mark", async () => {
	const { faults, url } = sandbox.skyfish;
	faults.add({ kind: 'statusAfter', status: 503 });
	const [first, second] = [await fetch(`${url}/folder`), await fetch(`${url}/folder`)];
	expect([first.status, first.headers.has('x-cbx-request-id')]).toEqual([503, false]);
	expect([second.status, second.headers.has('x-cbx-request-id')]).toEqual([401, true]);
});

test('too many requests, with and without Retry-After', async () => {
	add({ kind: 'rateLimit', retryAfter: 2 });
	add({ kind: 'rateLimit' });
	const [first, second] = [
		await client.call('GET', '/jobs/1'),
		await client.call('GET', '/jobs/1'),
	];
	expect([first.status, first.headers.get('retry-after')]).toEqual([429, '2']);
	expect([second.status, second.headers.get('retry-after')]).toEqual([429, null]);
});

test('another body than JSON', async () => {
	add({ kind: 'body', body: '<h1>Maintenance</h1>' });
	add({ kind: 'body', body: '{"id":', contentType: 'application/json' });
	const ask = async () => await fetch(`${sandbox.brightRiver.url}/jobs/1`, client);
	const page = await ask();
	expect([page.status, page.headers.get('content-type')]).toEqual([
		200,
		'text/html; charset=utf-8',
	]);
	expect(await page.text()).toBe('<h1>Maintenance</h1>');
	expect(await (await ask()).text()).toBe('{"id":');
});

test('a delay, then all goes on as always', async () => {
	add({ kind: 'delay', ms: 30 });
	expect((await client.call('POST', '/jobs', job)).status).toBe(201);
	const { startedAt, endedAt } = last() ?? { startedAt: 0, endedAt: 0 };
	expect((endedAt ?? 0) - startedAt).toBeGreaterThanOrEqual(29);
});

test('a connection reset before and after acting', async () => {
	const before = jobs();
	add({ kind: 'reset' });
	await expect(client.call('POST', '/jobs', job)).rejects.toThrow('fetch failed');
	expect(jobs()).toBe(before);
	add({ kind: 'resetAfter' });
	await expect(client.call('POST', '/jobs', job)).rejects.toThrow('fetch failed');
	expect(jobs()).toBe(before + 1);
	expect(last()).toMatchObject({ status: null, body: job });
});

test('half of an answer, of JSON and of a file', async () => {
	const { id } = await client.jobWith({ 'a.jpg': await photo(800, 600) });
	add({ kind: 'cut', server: 'api', times: Infinity });
	await expect(client.call('GET', `/jobs/${id}`)).rejects.toThrow('terminated');
	await expect(client.call('POST', `/jobs/${id}/cancel`)).rejects.toThrow('fetch failed');
	sandbox.brightRiver.faults.clear();
	const [{ downloadUrl, size }] = (await client.call('GET', `/jobs/${id}/files`)).json.files;
	add({ kind: 'cut', server: 'storage' });
	const response = await fetch(downloadUrl);
	expect(Number(response.headers.get('content-length'))).toBe(size);
	let received = 0;
	const reading = async () => {
		for await (const chunk of response.body ?? []) received += chunk.length;
	};
	await expect(reading()).rejects.toThrow('terminated');
	expect(received).toBe(Math.floor(size / 2));
});

/** What comes of an answer until its reader gives up. */
async function receivedOf(response: Response, giveUp: AbortController, atLeast: number) {
	const received: Buffer[] = [];
	const reading = async () => {
		for await (const chunk of response.body ?? []) {
			received.push(Buffer.from(chunk));
			// Whatever else was on its way would be here by then.
			if (Buffer.concat(received).length >= atLeast) setTimeout(() => giveUp.abort(), 100);
		}
	};
	await expect(reading()).rejects.toThrow('aborted');
	return Buffer.concat(received);
}

test('half of an answer, then nothing', async () => {
	const { id } = await client.jobWith({ 'a.jpg': await photo(800, 600) });
	const whole = await (await ask('GET', `/jobs/${id}/files`)).text();
	const [{ downloadUrl, size }] = JSON.parse(whole).files;
	const giveUp = new AbortController();
	add({ kind: 'stall', times: 2 });
	const answer = await ask('GET', `/jobs/${id}/files`, undefined, giveUp.signal);
	expect([answer.status, Number(answer.headers.get('content-length'))]).toEqual([
		200,
		whole.length,
	]);
	const half = Math.floor(whole.length / 2);
	expect(String(await receivedOf(answer, giveUp, half))).toBe(whole.slice(0, half));
	const giveUpFile = new AbortController();
	const file = await fetch(downloadUrl, { signal: giveUpFile.signal });
	const halfFile = Math.floor(size / 2);
	expect(await receivedOf(file, giveUpFile, halfFile)).toHaveLength(halfFile);
	await until(() => sandbox.brightRiver.requests.every(({ endedAt }) => endedAt !== null));
});

test('an answer that drips and never ends', async () => {
	const { id } = await client.jobWith({});
	const whole = await (await ask('GET', `/jobs/${id}/status`)).text();
	const giveUp = new AbortController();
	add({ kind: 'drip', everyMs: 1 });
	const answer = await ask('GET', `/jobs/${id}/status`, undefined, giveUp.signal);
	expect([answer.status, answer.headers.get('content-length')]).toEqual([200, null]);
	const received = String(await receivedOf(answer, giveUp, whole.length + 10));
	expect(received.slice(0, whole.length)).toBe(whole);
	expect(received.slice(whole.length)).toMatch(/^ {10,}$/);
	await until(() => last()?.endedAt !== null);
});

test('an answer without a body neither stalls nor drips: it does not come', async () => {
	for (const kind of ['stall', 'drip'] as const) {
		const { id } = await client.jobWith({});
		add({ kind, path: `/jobs/${id}/cancel` });
		const giveUp = new AbortController();
		const statuses = () => sandbox.brightRiver.history(id).length;
		const before = statuses();
		const asked = ask('POST', `/jobs/${id}/cancel`, undefined, giveUp.signal);
		await until(() => statuses() > before);
		giveUp.abort();
		await expect(asked).rejects.toThrow('aborted');
		await until(() => last()?.endedAt !== null);
		expect(last()).toMatchObject({ status: null });
	}
});

test('no answer at all, until the client gives up', async () => {
	const before = jobs();
	add({ kind: 'hang' });
	const giveUp = new AbortController();
	const { url } = sandbox.brightRiver;
	const headers = { ...client.headers, 'Content-Type': 'application/json' };
	const body = JSON.stringify(job);
	const asked = fetch(`${url}/jobs`, { method: 'POST', headers, body, signal: giveUp.signal });
	await until(() => last()?.endedAt === null);
	giveUp.abort();
	await expect(asked).rejects.toThrow('aborted');
	await until(() => last()?.endedAt !== null);
	expect(last()).toMatchObject({ status: null });
	expect(jobs()).toBe(before);
});

test('no answer either, though it was acted upon', async () => {
	const before = jobs();
	add({ kind: 'hangAfter' });
	const giveUp = new AbortController();
	const asked = fetch(`${sandbox.brightRiver.url}/jobs`, {
		method: 'POST',
		headers: { ...client.headers, 'Content-Type': 'application/json' },
		body: JSON.stringify(job),
		signal: giveUp.signal,
	});
	await until(() => jobs() === before + 1);
	giveUp.abort();
	await expect(asked).rejects.toThrow('aborted');
	await until(() => last()?.endedAt !== null);
	expect(last()).toMatchObject({ status: null });
});

test('garbage of the size that was asked for, the same each time', async () => {
	add({ kind: 'garbage', bytes: 100_000, times: 2 });
	const ask = async () => {
		const answer = await fetch(`${sandbox.brightRiver.url}/jobs/1`, client);
		expect(answer.headers.get('content-type')).toBe('application/octet-stream');
		return Buffer.from(await answer.arrayBuffer());
	};
	const [first, second] = [await ask(), await ask()];
	expect(first).toHaveLength(100_000);
	expect(new Set(first).size).toBeGreaterThan(200);
	expect(second.equals(first)).toBe(true);
});

test('stopping does not wait for hanging and delayed requests', async () => {
	const other = await startSandbox({ manual: true });
	const { brightRiver } = other;
	brightRiver.faults.add({ kind: 'hang' });
	brightRiver.faults.add({ kind: 'delay', ms: 3_600_000 });
	const asked = [1, 2].map(async () => await clientOf(brightRiver).call('GET', '/jobs/1'));
	await until(() => brightRiver.requests.length === 2);
	await Promise.all([
		other.stop(),
		...asked.map(async (one) => await expect(one).rejects.toThrow()),
	]);
});

test('stopping ends answers that stall and drip', async () => {
	const other = await startSandbox({ manual: true });
	const { brightRiver } = other;
	brightRiver.faults.add({ kind: 'stall' });
	brightRiver.faults.add({ kind: 'drip', everyMs: 3_600_000 });
	const { url } = brightRiver;
	const answers = [1, 2].map(
		async () => await fetch(`${url}/search/fields`, clientOf(brightRiver)),
	);
	const bodies = (await Promise.all(answers)).map(async (answer) => await answer.text());
	await Promise.all([
		other.stop(),
		...bodies.map(async (one) => await expect(one).rejects.toThrow('terminated')),
	]);
});

test('requests in flight are counted', async () => {
	const { brightRiver } = sandbox;
	brightRiver.clearRequests();
	brightRiver.resetStatistics();
	for (let one = 0; one < 3; one++) await client.call('GET', '/search/fields');
	expect(brightRiver.maxInFlight).toBe(1);
	add({ kind: 'hang', times: 4 });
	const giveUp = new AbortController();
	const waiting = [1, 2, 3, 4].map(async () => {
		const asked = fetch(`${brightRiver.url}/search/fields`, { ...client, signal: giveUp.signal });
		await expect(asked).rejects.toThrow('aborted');
	});
	await until(() => brightRiver.requests.length === 7);
	giveUp.abort();
	await Promise.all(waiting);
	await until(() => brightRiver.requests.every(({ endedAt }) => endedAt !== null));
	expect(brightRiver.maxInFlight).toBe(4);
	brightRiver.resetStatistics();
	expect(brightRiver.maxInFlight).toBe(0);
});

describe('which requests are hit', () => {
	const request = { server: 'api', method: 'GET', path: '/jobs/1?a=%20b' };
	const hits = (fault: Partial<Fault>, asked = request) => {
		const list = new FaultList();
		list.add({ kind: 'reset', ...fault } as Fault);
		return list.strike(asked) !== undefined;
	};

	test.each<[Partial<Fault>, boolean]>([
		[{}, true],
		[{ server: 'api' }, true],
		[{ server: 'storage' }, false],
		[{ method: 'get' }, true],
		[{ method: 'POST' }, false],
		[{ path: '/jobs/' }, true],
		[{ path: 'jobs' }, false],
		[{ path: /%20b$/g }, true],
		[{ path: /^\/search/ }, false],
		[{ times: 0 }, false],
	])('%p: %p', (fault, expected) => expect(hits(fault)).toBe(expected));

	test('the first that matches strikes, and a removed one does not', () => {
		const list = new FaultList();
		const first = list.add({ kind: 'reset', times: 1 });
		const second = list.add({ kind: 'hang', times: Infinity });
		const third = list.add({ kind: 'cut' });
		expect([list.strike(request)?.kind, list.strike(request)?.kind]).toEqual(['reset', 'hang']);
		second.remove();
		expect([list.strike(request)?.kind, list.strike(request)]).toEqual(['cut', undefined]);
		expect([first.hits, second.hits, third.hits]).toEqual([1, 1, 1]);
		expect(() => list.add({ kind: 'explode' } as unknown as Fault)).toThrow('Unknown kind');
	});

	test('not those that it lets pass first', () => {
		const list = new FaultList();
		list.add({ kind: 'reset', path: '/jobs', skip: 2 });
		const other = { ...request, path: '/search' };
		const asked = [request, other, request, request, request];
		const struck = asked.map((one) => list.strike(one) !== undefined);
		expect(struck).toEqual([false, false, false, true, false]);
	});

	test('a share of them, the same ones for the same seed', () => {
		const struck = (probability: number, seed: number) => {
			const list = new FaultList();
			list.add({ kind: 'reset', times: Infinity, probability, seed });
			return Array.from({ length: 400 }, () => list.strike(request) !== undefined);
		};
		fc.assert(
			fc.property(fc.double({ min: 0, max: 1, noNaN: true }), fc.nat(), (probability, seed) => {
				const once = struck(probability, seed);
				expect(struck(probability, seed)).toEqual(once);
				const share = once.filter(Boolean).length / once.length;
				expect(Math.abs(share - probability)).toBeLessThan(0.15);
			}),
		);
	});
});
