import '../../support/shorterWaits';
import { Logger } from '@n8n/backend-common';
import type { IDataObject, INode, IRun } from 'n8n-workflow';
import type { Fault, Sandbox } from '../../../sandbox/index';
import { operationCases as brightRiverCases } from '../brightRiver/operationCases';
import { operationCases as skyfishCases } from '../skyfish/operationCases';
import { byId, credentialFor, startManualSandbox } from '../support/brightRiver';
import { execute, removeBinaryFolder, useBinaryMode } from '../support/engine';
import { itemWithFile, photo } from '../support/photos';
import { PolledTrigger } from '../support/poll';
import { enteredSecrets, secretsOf, textsIn } from '../support/secrets';
import { skyfishCredential } from '../support/skyfish';

let sandbox: Sandbox;
let original: Buffer;
let logged: unknown[];
let credentials: ReturnType<typeof credentialFor> & ReturnType<typeof skyfishCredential>;
beforeAll(async () => {
	sandbox = await startManualSandbox();
	original = await photo();
	credentials = { ...credentialFor(sandbox), ...skyfishCredential(sandbox) };
	await useBinaryMode('filesystem');
});
afterAll(async () => await sandbox.stop());
afterAll(removeBinaryFolder);
beforeEach(() => {
	for (const { faults } of [sandbox.brightRiver, sandbox.skyfish]) faults.clear();
	logged = [];
	// What all its levels go through, whatever the level that is set.
	const logger = Logger.prototype as unknown as { log(...line: unknown[]): void };
	jest.spyOn(logger, 'log').mockImplementation((...line) => void logged.push(line));
	for (const method of ['log', 'info', 'warn', 'error', 'debug'] as const) {
		jest.spyOn(console, method).mockImplementation((...line) => void logged.push(line));
	}
});
afterEach(() => jest.restoreAllMocks());

interface Operation {
	type: 'brightRiver' | 'skyfish';
	parameters: IDataObject;
}

const inField = { binaryPropertyName: 'data' };
const jobId = byId(353413);
const mediaId = byId(5);

/** Every operation of both nodes: those of the tables, and those that move files or wait. */
const operations: Operation[] = [
	...brightRiverCases.map((one) => ({
		type: 'brightRiver' as const,
		parameters: parametersOf(one),
	})),
	...skyfishCases.map((one) => ({ type: 'skyfish' as const, parameters: parametersOf(one) })),
	...[
		{ resource: 'job', operation: 'downloadResults', jobId },
		{ resource: 'job', operation: 'downloadResults', jobId, resultsAs: 'zip' },
		{ resource: 'job', operation: 'waitForStatus', jobId, statuses: ['CJ_WORK_DONE'] },
		{ resource: 'file', operation: 'upload', jobId },
		{ resource: 'file', operation: 'download', jobId, fileId: byId(217667) },
	].map((one) => ({ type: 'brightRiver' as const, parameters: { ...one, ...inField } })),
	...[
		{ resource: 'media', operation: 'upload', folderId: byId(5) },
		{ resource: 'media', operation: 'download', mediaId },
		{ resource: 'folder', operation: 'download', folderId: byId(5) },
		{ resource: 'user', operation: 'getProfileImage', userId: byId(5) },
		{ resource: 'user', operation: 'setProfileImage', userId: byId(5) },
	].map((one) => ({ type: 'skyfish' as const, parameters: { ...one, ...inField } })),
];

function parametersOf({ resource, operation, parameters }: (typeof skyfishCases)[0]): IDataObject {
	return { resource, operation, ...parameters };
}

/** Runs an operation that fails, and gives everything that n8n has of it afterwards. */
async function failedRun(
	{ type, parameters }: Operation,
	onError: INode['onError'],
	own: typeof credentials = credentials,
): Promise<IRun> {
	const name = `${type}Api` as 'brightRiverApi' | 'skyfishApi';
	const input = [itemWithFile(original, 'a.jpg')];
	const run = await execute({
		type,
		parameters: parameters as never,
		credentials: { [name]: own[name] },
		input,
		onError,
	});
	const [task] = run.data.resultData.runData['Node under test'] ?? [];
	const error = task?.error ?? task?.data?.main.flat().find((item) => item?.error)?.error;
	const outcome = `${type} ${String(parameters.resource)} ${String(parameters.operation)}`;
	if (!error && !run.data.resultData.error) throw new Error(`${outcome} did not fail`);
	return run;
}

/** The session that signs the addresses of Bright River's storage, and what signs those of Skyfish's. */
function signatures(): string[] {
	const requests = [...sandbox.brightRiver.requests, ...sandbox.skyfish.requests];
	const inPaths = requests
		.filter(({ server }) => server === 'storage')
		.flatMap(({ path }) => [...new URL(path, 'http://x').searchParams])
		.filter(([name]) => /session|account|signature/i.test(name))
		.map(([, value]) => value);
	return [...new Set(inPaths)];
}

function expectNoSecretIn(place: unknown): void {
	const secrets = [...secretsOf(sandbox), ...signatures()];
	expect(secrets.length).toBeGreaterThanOrEqual(5);
	const text = textsIn(place).join('\n');
	expect(text.length).toBeGreaterThan(100);
	for (const secret of secrets) {
		const at = text.indexOf(secret);
		// The text around it tells where it comes from.
		expect(at === -1 ? '' : text.slice(Math.max(0, at - 100), at + secret.length)).toBe('');
	}
}

/** A fault of the services, each of which repeats every secret that it was sent. */
function everywhere(faultOf: (secrets: string[]) => object): void {
	const { brightRiver, skyfish } = enteredSecrets(sandbox);
	const { token } = credentials.skyfishApi;
	const path = /^\/(?!authenticate\/userpasshmac)/;
	const always = { path, times: Infinity };
	sandbox.brightRiver.faults.add({ ...always, ...faultOf(brightRiver) } as Fault);
	sandbox.skyfish.faults.add({ ...always, ...faultOf([...skyfish, token]) } as Fault);
}

function echo(secrets: string[], code?: string): IDataObject {
	const all = secrets.join(' ');
	const address = 'https://storage.example.com/x?sessionid=signed-part';
	return {
		code: code ?? `no ${all}`,
		message: `Nobody knows ${all}, see ${address}`,
		parameterName: all,
		parameterValue: [all, address],
		headerName: all,
	};
}

const refusing = (status: number, code?: string) => (secrets: string[]) => ({
	kind: 'status',
	status,
	headers: { 'x-cbx-request-id': secrets.join('-'), 'content-type': 'application/json' },
	body: echo(secrets, code),
});

/** Ways to fail. After a 401 there is a new token; the old one is worth nothing. */
const failures: Array<[string, (secrets: string[]) => object]> = [
	['status 400', refusing(400)],
	['status 401', (secrets) => refusing(401)(secrets.slice(0, 3))],
	['status 403', refusing(403)],
	['status 404', refusing(404)],
	['status 409', refusing(409)],
	['status 500', refusing(500)],
	['a wrong parameter', refusing(400, 'invalid_parameter')],
	['a missing parameter', refusing(400, 'missing_parameter')],
	[
		'a redirect to a signed address',
		([secret]) => ({
			kind: 'status',
			status: 302,
			headers: { location: `/x?sessionid=${secret}` },
		}),
	],
	['a broken connection', () => ({ kind: 'reset' })],
];

it.each(failures)(
	'after %s of every operation no secret is in what n8n keeps, shows or logs',
	async (_, fault) => {
		await failedRunOfSignedIn();
		everywhere(fault);
		const runs = await Promise.all(
			operations.map(async (operation, index) => {
				const onError = index % 2 === 0 ? 'stopWorkflow' : 'continueErrorOutput';
				return await failedRun(operation, onError);
			}),
		);
		expectNoSecretIn([runs, logged]);
		expect(textsIn([runs, logged]).join('\n')).not.toContain('signed-part');
	},
	120_000,
);

/** Makes sure that there is a token, so that it can be looked for. */
async function failedRunOfSignedIn(): Promise<void> {
	const parameters = { resource: 'folder', operation: 'get', folderId: byId(1) };
	await failedRun({ type: 'skyfish', parameters }, 'stopWorkflow');
	expect(credentials.skyfishApi.token).toMatch(/^\w{20,}$/);
}

it.each([400, 403, 404, 302])(
	'after status %d of a storage no signed address is in what n8n keeps, shows or logs',
	async (status) => {
		const [job] = sandbox.brightRiver.createJobs(1, 'CJ_WORK_DONE');
		const media = await sandbox.skyfish.addMedia();
		const location = 'https://storage.example.com/x?sessionid=signed-part';
		const fault = { server: 'storage', path: undefined, headers: { location } };
		everywhere((secrets) => ({ ...refusing(status)(secrets), ...fault }));
		const runs = await Promise.all(
			(
				[
					[
						'brightRiver',
						{
							resource: 'job',
							operation: 'downloadResults',
							resultsAs: 'zip',
							jobId: byId(job),
						},
					],
					['brightRiver', { resource: 'file', operation: 'upload', jobId: byId(job) }],
					['skyfish', { resource: 'media', operation: 'download', mediaId: byId(media) }],
				] as const
			).map(
				async ([type, parameters]) =>
					await failedRun(
						{ type, parameters: { ...parameters, ...inField } },
						'continueErrorOutput',
					),
			),
		);
		expect(signatures().length).toBeGreaterThanOrEqual(2);
		expectNoSecretIn([runs, logged]);
		expect(textsIn([runs, logged]).join('\n')).not.toContain('signed-part');
	},
);

it.each(['password', 'apiKey', 'apiSecret'])(
	'after a sign-in with a wrong %s neither that nor anything else is to be seen',
	async (field) => {
		const wrong = 'a-wrong-one-4711';
		const own = {
			...credentials,
			skyfishApi: { ...skyfishCredential(sandbox).skyfishApi, [field]: wrong },
		};
		const parameters = { resource: 'folder', operation: 'getAll' };
		const run = await failedRun({ type: 'skyfish', parameters }, 'stopWorkflow', own);
		expectNoSecretIn([run, logged]);
		expect(textsIn([run, logged]).join('\n')).not.toContain(wrong);
	},
);

it('a trigger that fails shows no secret', async () => {
	everywhere(refusing(400));
	const triggers = [
		{ type: 'brightRiverTrigger', parameters: { event: 'jobStatusChanged', watch: 'allJobs' } },
		{ type: 'skyfishTrigger', parameters: { event: 'mediaAdded' } },
	].map((run) => new PolledTrigger({ ...run, credentials }));
	const errors = await Promise.all(
		triggers.map(async (trigger) => await trigger.poll().catch((error: unknown) => error)),
	);
	for (const error of errors) expect(error).toBeInstanceOf(Error);
	const nodeless = errors.map((error) => ({ ...(error as object), text: String(error) }));
	expectNoSecretIn([nodeless, triggers.map(({ stored }) => stored), logged]);
});

it('no address on the way holds a secret of the credential', async () => {
	const paths = [...sandbox.brightRiver.requests, ...sandbox.skyfish.requests].map(
		({ path }) => path,
	);
	expect(paths.length).toBeGreaterThan(operations.length);
	expectNoSecretIn([paths.filter((path) => !/session|account|Signature/i.test(path))]);
});
