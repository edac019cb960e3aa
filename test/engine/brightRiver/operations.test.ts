import { BrightRiver } from '../../../nodes/BrightRiver/BrightRiver.node';
import { resources } from '../../../nodes/BrightRiver/resources';
import type { Sandbox } from '../../../sandbox/index';
import { brightRiver, startManualSandbox } from '../support/brightRiver';
import {
	checkOperation,
	declaredOperations,
	undeclaredCalls,
	type OperationCase,
} from '../support/operationTable';
import { operationCases, refusedCases } from './operationCases';

let sandbox: Sandbox;
beforeAll(async () => (sandbox = await startManualSandbox()));
afterAll(async () => await sandbox.stop());
beforeEach(() => {
	sandbox.brightRiver.faults.clear();
	sandbox.brightRiver.requests.length = 0;
});

it.each(operationCases.map((one) => [`${one.resource} ${one.operation} ${one.label ?? ''}`, one]))(
	'%s sends what the document says, and gives out what was answered',
	async (_, operationCase) => {
		const run = async (parameters: object) => await brightRiver(sandbox, parameters as never);
		await checkOperation(operationCase as (typeof operationCases)[0], sandbox.brightRiver, run, {
			'x-client-token': sandbox.brightRiver.clientToken,
			'x-session-token': sandbox.brightRiver.sessionToken,
		});
	},
);

it.each(refusedCases.map((one) => [one.operation, one]))(
	'%s asks where the job is once it is refused',
	async (_, refusedCase) => {
		const more = { onError: 'continueRegularOutput' } as const;
		const run = async (parameters: object) => await brightRiver(sandbox, parameters as never, more);
		await checkOperation(refusedCase as OperationCase, sandbox.brightRiver, run, {});
	},
);

it('has a case for every operation of the node', () => {
	const elsewhere = [
		'job downloadResults',
		'job sendPhotos',
		'job waitForStatus',
		'file upload',
		'file download',
	];
	const covered = operationCases.map(({ resource, operation }) => `${resource} ${operation}`);
	expect([...new Set([...covered, ...elsewhere])].sort()).toEqual(
		declaredOperations(new BrightRiver()),
	);
});

it('declares every call that goes out, and sends every call that it declares', () => {
	expect(undeclaredCalls(resources, [...operationCases, ...refusedCases])).toEqual([]);
});
