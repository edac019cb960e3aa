import fc from 'fast-check';
import { namesJson } from '../../../sandbox/brightRiver/api/requirements';
import { startSandbox } from '../../../sandbox/index';
import type { Sandbox } from '../../../sandbox/index';
import { clientOf, rawRequest } from './support';
import type { Client } from './support';

let sandbox: Sandbox;
let client: Client;
let job: { id: number };

beforeAll(async () => {
	sandbox = await startSandbox({ manual: true });
	client = clientOf(sandbox.brightRiver);
	job = await client.jobWith({ 'koala.jpg': Buffer.from('koala') });
});
afterAll(async () => await sandbox.stop());

/** The headers of a good request, changed; undefined leaves one out. */
function headersWith(changes: Record<string, string | undefined>): Record<string, string> {
	const all = Object.entries({ ...client.headers, ...changes });
	return Object.fromEntries(
		all.filter((entry): entry is [string, string] => entry[1] !== undefined),
	);
}

const get = async (headers: Record<string, string>, path = `/jobs/${job.id}`) =>
	await rawRequest(sandbox.brightRiver.url + path, { headers });

test.each(['X-Client-Token', 'X-Session-Token'])(
	'%s is required and checked',
	async (headerName) => {
		expect(await get(headersWith({ [headerName]: undefined }))).toEqual({
			status: 400,
			json: {
				code: 'missing_header',
				message: 'A required header was not supplied.',
				headerName,
			},
		});
		expect((await get(headersWith({ [headerName]: 'wrong' }))).status).toBe(401);
		// Who is asking comes first, whatever else is wrong.
		const noAccept = { Accept: undefined, [headerName]: 'wrong' };
		expect((await get(headersWith(noAccept), '/jobs/1')).status).toBe(401);
	},
);

test("another account's job is forbidden, in every path and in POST /reject", async () => {
	const stranger = clientOf(sandbox.brightRiver, sandbox.brightRiver.otherSessionToken);
	const asked = [
		['GET', `/jobs/${job.id}`],
		['GET', `/jobs/${job.id}/files/koala.jpg`],
		['PUT', `/jobs/${job.id}`, { name: 'Mine', description: 'now' }],
		['POST', `/jobs/${job.id}/requestoffer`],
		['POST', '/reject', { jobId: job.id, fileIds: [1] }],
	] as const;
	for (const [method, path, body] of asked) {
		expect((await stranger.call(method, path, body)).status).toBe(403);
	}
	expect((await stranger.call('POST', '/search', {})).json.totalJobs).toBe(0);
	// Whose job it is comes before what is accepted.
	const headers = { ...stranger.headers, Accept: 'text/html' };
	expect((await get(headers)).status).toBe(403);
});

test.each([undefined, '*/*', 'text/html', 'application/json;q=0', 'application/jsonp', ''])(
	'Accept %p is not acceptable',
	async (Accept) => {
		expect((await get(headersWith({ Accept }))).status).toBe(406);
	},
);

test.each([
	'application/json',
	'Application/JSON; charset=utf-8',
	'text/html, application/json;q=0.1, */*',
	'application/*',
])('Accept %p is acceptable', async (Accept) => {
	expect((await get(headersWith({ Accept }))).status).toBe(200);
});

test('no Accept header breaks the check', () => {
	fc.assert(fc.property(fc.string(), (accept) => typeof namesJson(accept) === 'boolean'));
});

test('bodies come as JSON or as a form, with their length', async () => {
	const asked = { method: 'POST', path: '/jobs' };
	const ask = async (headers: Record<string, string | undefined>, body: string) =>
		await rawRequest(sandbox.brightRiver.url, { ...asked, headers: headersWith(headers) }, body);
	const text = JSON.stringify({ name: 'A', description: 'B' });
	const length = `${text.length}`;
	const json = 'application/json';
	expect((await ask({ 'Content-Type': json, 'Content-Length': length }, text)).status).toBe(201);
	expect((await ask({ 'Content-Type': json }, text)).status).toBe(411);
	expect((await ask({ 'Content-Length': length }, text)).status).toBe(415);
	for (const type of ['text/plain', 'application/xml', 'multipart/form-data; boundary=x']) {
		const wrong = { 'Content-Type': type, 'Content-Length': length };
		expect((await ask(wrong, text)).status).toBe(415);
		expect((await ask({ 'Content-Type': type }, text)).status).toBe(415);
	}
	const id = (await ask({ 'Content-Type': json, 'Content-Length': length }, text)).json.id;
	// A call that needs no body may come without one.
	expect((await client.call('POST', `/jobs/${id}/cancel`)).status).toBe(204);
});

test.each(['{"name": ', 'name=Job', '[]', '"text"', 'null', '7'])(
	'%p as JSON is invalid_json',
	async (body) => {
		const { status, json } = await client.call('POST', '/jobs', body);
		expect(status).toBe(400);
		expect(json).toEqual({
			code: 'invalid_json',
			message: 'The request body could not be parsed.',
		});
	},
);

test('what is not there is not found', async () => {
	for (const path of [
		'/jobs/1',
		`/jobs/${job.id}/files/nothing.jpg`,
		`/jobs/${job.id}/filesextended/1`,
		'/nothing',
	]) {
		const { status, json } = await client.call('GET', path);
		expect([status, json.code]).toEqual([404, 'not_found']);
	}
});

test.each(['CJ_DELETE', 'CJ_ARCHIVED', 'CJ_TRASH_CANCELLED'])(
	'the files of a job in %s are gone, the job itself is not',
	async (status) => {
		const { id } = await client.jobWith({ 'koala.jpg': Buffer.from('koala') });
		sandbox.brightRiver.setStatus(id, status);
		const { url } = sandbox.brightRiver;
		for (const path of ['files', 'filesforreview', 'files/koala.jpg', 'filesextended/1']) {
			expect((await get(client.headers, `/jobs/${id}/${path}`)).status).toBe(410);
		}
		expect((await rawRequest(`${url}/jobs/${id}/status`, client)).json).toEqual({ status });
	},
);
