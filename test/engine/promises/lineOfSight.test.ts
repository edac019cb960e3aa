/** From an operation to the wire there are few steps, which a reader can follow. */
import { sep } from 'node:path';
import { byId } from '../support/brightRiver';
import { runNode } from '../support/engine';
import { credentialTypes } from '../support/installed';
import { json, startRawServer, type RawServer } from '../support/rawServer';

let server: RawServer;
beforeAll(async () => {
	server = await startRawServer((_, response) => json(response, { id: 7 }));
});
afterAll(async () => await server.stop());

/** The most functions of this package between n8n's call of an operation and n8n's sending of a request. */
const MOST_FRAMES = 8;

it('Job > Get passes few functions of this package', async () => {
	let stack = '';
	const { authenticate } = credentialTypes.brightRiverApi;
	const signing = jest.spyOn(credentialTypes.brightRiverApi, 'authenticate');
	signing.mockImplementation(async (...request) => {
		Error.stackTraceLimit = 100;
		stack = String(new Error().stack);
		return await authenticate(...request);
	});
	await runNode({
		type: 'brightRiver',
		parameters: { resource: 'job', operation: 'get', jobId: byId(7) },
		credentials: {
			brightRiverApi: { clientToken: 'client', sessionToken: 'session', baseUrl: server.url },
		},
	});
	signing.mockRestore();
	const frames = stack.split('\n').filter((line) => line.includes(`${sep}nodes${sep}shared${sep}`));
	console.log(`Job > Get passes ${frames.length} functions of this package`);
	expect(frames.length).toBeGreaterThan(0);
	expect(frames.length).toBeLessThanOrEqual(MOST_FRAMES);
});
