import { resources } from '../../../nodes/Skyfish/resources';
import { Skyfish } from '../../../nodes/Skyfish/Skyfish.node';
import type { Sandbox } from '../../../sandbox/index';
import { startManualSandbox } from '../support/brightRiver';
import {
	checkOperation,
	declaredOperations,
	undeclaredCalls,
	type OperationCase,
} from '../support/operationTable';
import { skyfish } from '../support/skyfish';
import { operationCases, refusedCases } from './operationCases';

let sandbox: Sandbox;
beforeAll(async () => (sandbox = await startManualSandbox()));
afterAll(async () => await sandbox.stop());
beforeEach(() => {
	sandbox.skyfish.faults.clear();
	sandbox.skyfish.requests.length = 0;
});

it.each(operationCases.map((one) => [`${one.resource} ${one.operation} ${one.label ?? ''}`, one]))(
	'%s sends what the document says, and gives out what was answered',
	async (_, operationCase) => {
		const run = async (parameters: object) => await skyfish(sandbox, parameters as never);
		await checkOperation(operationCase as (typeof operationCases)[0], sandbox.skyfish, run, {
			authorization: expect.stringMatching(/^CBX-SIMPLE-TOKEN Token=\w+$/),
		});
	},
);

it.each(refusedCases.map((one) => [`${one.resource} ${one.operation}`, one]))(
	'%s looks for what is not there once it is refused',
	async (_, refusedCase) => {
		const more = { onError: 'continueRegularOutput' } as const;
		const run = async (parameters: object) => await skyfish(sandbox, parameters as never, more);
		await checkOperation(refusedCase as OperationCase, sandbox.skyfish, run, {});
	},
);

it('has a case for every operation of the node', () => {
	const elsewhere = [
		'folder download',
		'media download',
		'media upload',
		'user getProfileImage',
		'user setProfileImage',
	];
	const covered = operationCases.map(({ resource, operation }) => `${resource} ${operation}`);
	expect([...new Set([...covered, ...elsewhere])].sort()).toEqual(
		declaredOperations(new Skyfish()),
	);
});

it('declares every call that goes out, and sends every call that it declares', () => {
	expect(undeclaredCalls(resources, [...operationCases, ...refusedCases])).toEqual([]);
});
