/** What must not be done twice is repeated only if it is certain that it was not done. */
import { runNode } from '../support/engine';
import { byId } from '../support/brightRiver';
import { photo, itemWithFile } from '../support/photos';
import { json, startRawServer, type RawServer } from '../support/rawServer';

let server: RawServer;
/** What a request gets after the service did what it asks for; JSON if there is none. */
let gateway: { status: number; headers?: object; body?: unknown } | undefined;
let times = Infinity;

beforeAll(async () => {
	server = await startRawServer(({ call }, response) => {
		if (call !== 'GET /jobs/7' && gateway && times-- > 0) {
			if (gateway.body !== undefined) {
				return json(response, gateway.body, gateway.status, gateway.headers);
			}
			response.writeHead(gateway.status, { 'content-type': 'text/html', ...gateway.headers });
			return response.end('<html>Service Unavailable</html>');
		}
		json(response, {
			id: 7,
			status: 'CJ_NEW',
			upload: { postUrl: `${server.url}/storage` },
			files: call === 'POST /storage' ? [{ fileName: 'a.jpg' }] : [],
		});
	});
});
afterAll(async () => await server.stop());
beforeEach(() => {
	server.requests.length = 0;
	times = Infinity;
});

const jobId = byId(7);
const calls: Array<[string, object]> = [
	['POST /jobs', { resource: 'job', operation: 'create', name: 'n', description: 'd' }],
	['POST /jobs/7/acceptoffer', { resource: 'job', operation: 'acceptOffer', jobId }],
	['POST /storage', { resource: 'file', operation: 'upload', jobId, binaryPropertyName: 'data' }],
];

const run = async (parameters: object) =>
	await runNode({
		type: 'brightRiver',
		parameters: parameters as never,
		credentials: {
			brightRiverApi: { clientToken: 'client', sessionToken: 'session', baseUrl: server.url },
		},
		input: [itemWithFile(await photo(), 'shoe.jpg')],
	});

const sent = (call: string) => server.requests.filter((one) => one.call === call).length;

describe.each(calls)('%s', (call, parameters) => {
	it.each([
		['a page', { status: 503 }],
		['JSON of a gateway', { status: 503, body: { message: 'Service Unavailable' } }],
		['nothing', { status: 503, body: '' }],
	])('is sent once if it was done and a gateway says 503 with %s', async (_, answer) => {
		gateway = answer;
		await expect(run(parameters)).rejects.toThrow('Bright River is not available right now');
		expect(sent(call)).toBe(1);
	});

	it.each([
		['a 429', { status: 429 }],
		["a 503 with the service's own code", { status: 503, body: { code: 'busy' } }],
		['a 503 that asks to come back', { status: 503, headers: { 'retry-after': '0' } }],
	])('is sent again after %s', async (_, answer) => {
		gateway = answer;
		times = 1;
		await run(parameters);
		expect(sent(call)).toBe(2);
	});
});

it.each(['0', 'Wed, 21 Oct 2015 07:28:00 GMT'])(
	'a Retry-After of %j is not taken for "at once"',
	async (retryAfter) => {
		gateway = { status: 429, headers: { 'retry-after': retryAfter } };
		times = 1;
		const start = Date.now();
		await run({ resource: 'job', operation: 'acceptOffer', jobId });
		expect(Date.now() - start).toBeGreaterThan(150);
	},
);
