/** What the board does to the sandbox: who may steer it, and which calls and faults are told of. */
import { startSandbox } from '../../../sandbox/index';
import type { Sandbox } from '../../../sandbox/index';
import { withoutSecrets } from '../../../sandbox/control/calls';
import { ask, clientOf as skyfishClientOf } from './skyfish/support';
import { bytesOf, clientOf, photo, rawRequest } from './support';

let sandbox: Sandbox;

beforeAll(async () => {
	sandbox = await startSandbox({ manual: true });
});
afterEach(() => {
	sandbox.brightRiver.faults.clear();
	sandbox.skyfish.faults.clear();
});
afterAll(async () => await sandbox.stop());

const steer = async (method: string, path: string, body?: unknown) =>
	await ask(`${sandbox.brightRiver.url}/_sandbox/${path}`, method, body);

describe('who may steer', () => {
	const fault = JSON.stringify({ kind: 'hang' });
	const post = async (url: string, headers: Record<string, string>) => {
		const { hostname, port } = new URL(url);
		const all = { 'Content-Type': 'application/json', 'Content-Length': fault.length, ...headers };
		const path = '/_sandbox/faults';
		const request = { hostname, port, path, method: 'POST', headers: all };
		return await rawRequest(url, request, fault);
	};

	test.each([
		['another site', { Origin: 'https://shop.example' }],
		['another port of this machine', { Origin: 'http://127.0.0.1:5678' }],
		['a sandboxed frame', { Origin: 'null' }],
		['what a browser calls another site', { 'Sec-Fetch-Site': 'cross-site' }],
		['what a browser calls the same site', { 'Sec-Fetch-Site': 'same-site' }],
		['a name that was pointed here', { Origin: 'http://evil.example', Host: 'evil.example' }],
		['an origin that is none', { Origin: 'somewhere' }],
	])('%s may not', async (_who, headers) => {
		for (const service of [sandbox.brightRiver, sandbox.skyfish]) {
			const answer = await post(service.url, headers);
			expect(answer.status).toBe(403);
			expect(answer.json.message).toContain('Other web pages may not steer the sandbox');
			expect(service.faults.list()).toEqual([]);
		}
	});

	test('the board and programs may', async () => {
		for (const service of [sandbox.brightRiver, sandbox.skyfish]) {
			const own = { Origin: service.url, 'Sec-Fetch-Site': 'same-origin' };
			const { port } = new URL(service.url);
			const named = { Origin: `http://localhost:${port}`, Host: `localhost:${port}` };
			for (const headers of [own, named, {}]) {
				expect((await post(service.url, headers)).status).toBe(200);
			}
			expect(service.faults.list()).toHaveLength(3);
		}
	});

	test('other web pages may not read it either, while the API stays open to them', async () => {
		const { url } = sandbox.skyfish;
		const headers = { Origin: 'https://shop.example' };
		const allowed = async (path: string) =>
			(await ask(url + path, 'GET', undefined, headers)).headers.get('access-control-allow-origin');
		expect(await allowed('/_sandbox/settings')).toBeNull();
		expect(await allowed('/_sandbox/requests')).toBeNull();
		expect(await allowed('/whoami')).toBe('https://shop.example');
	});
});

describe('calls', () => {
	test('are told with status and duration, without tokens', async () => {
		await steer('DELETE', 'requests');
		const client = clientOf(sandbox.brightRiver);
		const job = await client.jobWith({ 'koala.jpg': await photo(20, 20) });
		await client.call('GET', `/jobs/${job.id}`);
		sandbox.brightRiver.faults.add({ kind: 'resetAfter' });
		await expect(client.call('GET', '/jobs/1')).rejects.toThrow();
		const calls = await steer('GET', 'calls?newest=3');
		expect(calls.json).toEqual([
			expect.objectContaining({ method: 'GET', path: '/jobs/1', status: null }),
			expect.objectContaining({ server: 'api', path: `/jobs/${job.id}`, status: 200 }),
			expect.objectContaining({
				server: 'storage',
				path: `/upload/UploadFile.ashx?jobID=${job.id}&accountID=***`,
			}),
		]);
		expect(calls.json[1].duration).toBeGreaterThanOrEqual(0);
		const session = new URL(job.upload.postUrl).searchParams.get('accountID') ?? 'none';
		for (const secret of [session, sandbox.brightRiver.sessionToken]) {
			expect(JSON.stringify(calls.json)).not.toContain(secret);
		}
	});

	test('what is asked for again and again is one line, with a count', async () => {
		await steer('DELETE', 'requests');
		const client = clientOf(sandbox.brightRiver);
		const { id } = await client.jobWith({});
		const status = `/jobs/${id}/status`;
		for (let poll = 0; poll < 3; poll++) {
			await client.call('POST', '/search', { page: 0 });
			await client.call('GET', status);
		}
		await client.call('POST', `/jobs/${id}/cancel`);
		await client.call('POST', `/jobs/${id}/cancel`);
		const { json } = await steer('GET', 'calls?newest=40');
		const told = json.map(({ path, status: code, times }: Record<string, unknown>) => [
			...[path, code, times],
		]);
		// What does something is told each time, and so is what is refused.
		expect(told.slice(0, 4)).toEqual([
			[`/jobs/${id}/cancel`, 400, 1],
			[`/jobs/${id}/cancel`, 204, 1],
			[status, 200, 3],
			['/search', 200, 3],
		]);
	});

	test("Skyfish's tokens and signatures are masked wherever they stand", async () => {
		const { skyfish } = sandbox;
		await ask(`${skyfish.url}/_sandbox/requests`, 'DELETE');
		const client = await skyfishClientOf(skyfish);
		await ask(`${skyfish.url}/authenticate/simpletoken/${client.token}`, 'GET');
		const id = await skyfish.addMedia();
		const { url } = await client.get(`/media/${id}/download_location`);
		await bytesOf(url);
		const basic = Buffer.from(client.headers.Authorization).toString('base64');
		await ask(`${skyfish.url}/media/${id}/download_location?authorization=${basic}`, 'GET');
		const told = JSON.stringify((await ask(`${skyfish.url}/_sandbox/calls`, 'GET')).json);
		const signature = new URL(url).searchParams.get('Signature') ?? 'none';
		for (const secret of [client.token, basic, signature, encodeURIComponent(signature)]) {
			expect(told).not.toContain(secret);
		}
		expect(told).toContain('/authenticate/simpletoken/***');
	});

	test('what is no secret stays', () => {
		const plain = '/search?q=red%20shoes&return_values=filename+title&page=2';
		expect(withoutSecrets(plain)).toBe(plain);
		expect(withoutSecrets('/jobs/7/files/a-long-name-of-a-photo-0001.jpg')).toContain('0001.jpg');
		expect(withoutSecrets('/a?token=%zz&b')).toBe('/a?token=***&b');
	});
});

test('one fault is switched off, the others stay', async () => {
	const { id } = (await steer('POST', 'faults', { kind: 'reset', path: '/a' })).json;
	const other = (await steer('POST', 'faults', { kind: 'reset', path: '/b' })).json;
	expect((await steer('DELETE', `faults/${id}`)).status).toBe(204);
	expect((await steer('GET', 'faults')).json).toEqual([other]);
	expect((await steer('DELETE', `faults/${id}`)).status).toBe(404);
	expect((await steer('DELETE', 'faults/all')).status).toBe(404);
});
