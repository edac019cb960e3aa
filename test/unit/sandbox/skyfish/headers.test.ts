import net from 'node:net';
import { startSandbox } from '../../../../sandbox/index';
import type { Sandbox, SkyfishSandbox } from '../../../../sandbox/index';
import { ask, clientOf } from './support';

let sandbox: Sandbox;
let skyfish: SkyfishSandbox;

beforeAll(async () => {
	sandbox = await startSandbox({ manual: true });
	skyfish = sandbox.skyfish;
});
afterAll(async () => await sandbox.stop());

test('every answer has a request id of its own', async () => {
	const client = await clientOf(skyfish);
	const { status, headers } = await client.call('GET', '/whoami');
	const ids = [headers.get('x-cbx-request-id')];
	expect(status).toBe(200);
	const expected = { '/whoami': 401, '/nowhere': 404, '/upload/done': 404, '/%zz': 400 };
	for (const [path, code] of Object.entries(expected)) {
		const answer = await ask(skyfish.url + path, 'GET');
		expect([path, answer.status]).toEqual([path, code]);
		expect(answer.json.message).toEqual(expect.any(String));
		ids.push(answer.headers.get('x-cbx-request-id'));
	}
	skyfish.faults.add({ kind: 'status', status: 500, body: { message: 'Server error' } });
	const failed = await client.call('GET', '/folder');
	expect([failed.status, failed.json]).toEqual([500, { message: 'Server error' }]);
	ids.push(failed.headers.get('x-cbx-request-id'));
	for (const id of ids) expect(id).toMatch(/^[0-9a-f]{13}$/);
	expect(new Set(ids).size).toBe(ids.length);
});

test('a method that a path does not have is not found', async () => {
	const client = await clientOf(skyfish);
	expect((await client.call('DELETE', '/folder')).status).toBe(404);
	expect((await client.call('PATCH', `/folder/${skyfish.rootFolderId}`, {})).status).toBe(404);
	expect((await client.call('PUT', '/whoami')).status).toBe(404);
	expect((await client.call('GET', '/media/abc')).status).toBe(404);
});

test('the origin of a browser is let in, also before it asks', async () => {
	const client = await clientOf(skyfish);
	const Origin = 'https://shop.example';
	const answer = await client.call('GET', '/whoami', undefined, { Origin });
	expect(answer.headers.get('access-control-allow-origin')).toBe(Origin);
	const refused = await ask(`${skyfish.url}/whoami`, 'GET', undefined, { Origin });
	expect([refused.status, refused.headers.get('access-control-allow-origin')]).toEqual([
		401,
		Origin,
	]);
	const { headers } = await client.call('GET', '/whoami');
	expect(headers.get('access-control-allow-origin')).toBeNull();

	const preflight = await ask(`${skyfish.url}/media/1/metadata`, 'OPTIONS', undefined, {
		Origin,
		'Access-Control-Request-Method': 'POST',
		'Access-Control-Request-Headers': 'authorization',
	});
	expect(preflight.status).toBe(200);
	expect(preflight.headers.get('access-control-allow-origin')).toBe(Origin);
	expect(preflight.headers.get('access-control-allow-methods')).toContain('POST');
	expect(Number(preflight.headers.get('access-control-max-age'))).toBeGreaterThan(0);
	for (const name of ['headers', 'credentials']) {
		expect(preflight.headers.get(`access-control-allow-${name}`)).toBeNull();
	}
	expect(preflight.headers.get('access-control-expose-headers')).toBeNull();
});

test('bytes that are no HTTP do not bring it down', async () => {
	const { hostname, port } = new URL(skyfish.url);
	const socket = net.connect(Number(port), hostname);
	socket.write('NONSENSE\r\n\r\n');
	await new Promise((resolve) => socket.once('close', resolve).resume());
	await (await clientOf(skyfish)).get('/whoami');
});
