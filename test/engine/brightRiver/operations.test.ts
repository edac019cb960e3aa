import type { Sandbox } from '../../../sandbox/index';
import { BrightRiver } from '../../../nodes/BrightRiver/BrightRiver.node';
import { brightRiver, startManualSandbox } from '../support/brightRiver';
import { operationCases } from './operationCases';

let sandbox: Sandbox;
beforeAll(async () => (sandbox = await startManualSandbox()));
afterAll(async () => await sandbox.stop());
beforeEach(() => {
	sandbox.brightRiver.faults.clear();
	sandbox.brightRiver.requests.length = 0;
});

describe.each(operationCases)('$resource: $operation $label', (operationCase) => {
	const { resource, operation, parameters, requests, items } = operationCase;

	it('sends what the document says, and gives out what was answered', async () => {
		for (const { method, path, answer } of requests) {
			const match = { server: 'api', method, path };
			if ('status' in answer) {
				sandbox.brightRiver.faults.add({ ...match, kind: 'status', status: answer.status });
			} else {
				const body = JSON.stringify(answer.body);
				sandbox.brightRiver.faults.add({ ...match, kind: 'body', body });
			}
		}

		const output = await brightRiver(sandbox, { resource, operation, ...parameters });

		expect(output.map(({ json }) => json)).toEqual(items);
		for (const { pairedItem } of output) expect(pairedItem).toEqual({ item: 0 });
		const sent = sandbox.brightRiver.requests;
		expect(sent.map(({ method, path, body }) => ({ method, path, body }))).toEqual(
			requests.map(({ method, path, body }) => ({ method, path, body })),
		);
		for (const { headers, method } of sent) {
			expect(headers).toMatchObject({
				'x-client-token': sandbox.brightRiver.clientToken,
				'x-session-token': sandbox.brightRiver.sessionToken,
				accept: 'application/json',
			});
			if (method !== 'GET') {
				expect(headers['content-type']).toBe('application/json');
				expect(Number(headers['content-length'])).toBeGreaterThan(0);
			}
		}
	});
});

it('has a case for every operation of the node', () => {
	const elsewhere = ['job downloadResults', 'job waitForStatus', 'file upload', 'file download'];
	const declared = new BrightRiver().description.properties
		.filter(({ name }) => name === 'operation')
		.flatMap(({ options, displayOptions }) =>
			(options as Array<{ value: string }>).map(
				({ value }) => `${String(displayOptions?.show?.resource?.[0])} ${value}`,
			),
		);
	const covered = operationCases.map(({ resource, operation }) => `${resource} ${operation}`);
	expect([...new Set([...covered, ...elsewhere])].sort()).toEqual(declared.sort());
});
