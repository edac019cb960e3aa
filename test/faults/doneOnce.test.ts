/** What creates, accepts or uploads is done once, whatever becomes of its answer: the sandbox counts. */
import '../support/shorterWaits';
import './support/shorterLimits';
import { startSandbox, type FaultEffect, type Sandbox } from '../../sandbox/index';
import { brightRiver, byId } from '../engine/support/brightRiver';
import { itemWithFile } from '../engine/support/photos';
import { skyfish } from '../engine/support/skyfish';
import { withShortLimits } from './support/limits';

let sandbox: Sandbox;
beforeAll(async () => {
	sandbox = await startSandbox({ manual: true });
});
afterAll(async () => await sandbox.stop());
afterEach(() => {
	sandbox.brightRiver.faults.clear();
	sandbox.skyfish.faults.clear();
});

/** The service did it, but nobody hears of it. */
const lost: Array<[string, FaultEffect]> = [
	['whose answer is lost', { kind: 'resetAfter' }],
	['whose answer is cut', { kind: 'cut' }],
	['that is never answered', { kind: 'hangAfter' }],
	['whose answer stops half way', { kind: 'stall' }],
	['whose answer never ends', { kind: 'drip' }],
	['for which a gateway says that nobody is there', { kind: 'statusAfter', status: 503 }],
];
/** The service refused it, and takes it the third time. */
const refusedTwice: Array<[string, FaultEffect]> = [
	['that came too often at first', { kind: 'rateLimit', retryAfter: 1 }],
	// The sandbox marks it as the service does.
	['that met a busy service at first', { kind: 'status', status: 503 }],
	[
		'that a gateway asked to send later at first',
		{ kind: 'status', status: 503, headers: { 'retry-after': '1' }, body: '<html></html>' },
	],
];

const content = Buffer.alloc(20_000, 'photo');

interface Once {
	service: 'brightRiver' | 'skyfish';
	/** The request that does it. */
	at: { server?: string; method: string; path: RegExp };
	/** Does it, after what has to come before. */
	act: () => Promise<unknown>;
	/** How often it has been done. */
	count: () => Promise<number> | number;
}

const accepted = (job: number) =>
	sandbox.brightRiver.history(job).filter(({ status }) => status === 'CJ_ACCEPT').length;

let job = 0;
const ofJob = (operation: string, status: string) => async () => {
	[job] = sandbox.brightRiver.createJobs(1, status);
	const parameters = { resource: 'job', operation, jobId: byId(job) };
	return await brightRiver(sandbox, parameters);
};
const list = async (resource: string) =>
	(await skyfish(sandbox, { resource, operation: 'getAll', returnAll: true })).length;

const cases: Array<[string, Once]> = [
	[
		'a job',
		{
			service: 'brightRiver',
			at: { method: 'POST', path: /^\/jobs$/ },
			act: async () =>
				await brightRiver(sandbox, {
					resource: 'job',
					operation: 'create',
					name: 'n',
					description: 'd',
				}),
			count: () => sandbox.brightRiver.jobs().length,
		},
	],
	[
		'a job with photos',
		{
			service: 'brightRiver',
			at: { method: 'POST', path: /^\/jobs$/ },
			act: async () =>
				await brightRiver(
					sandbox,
					{ resource: 'job', operation: 'sendPhotos', name: 'n', description: 'd' },
					{ input: [itemWithFile(content, 'a.jpg')] },
				),
			count: () => sandbox.brightRiver.jobs().length,
		},
	],
	[
		'an offer requested',
		{
			service: 'brightRiver',
			at: { method: 'POST', path: /requestoffer$/ },
			act: async () =>
				await brightRiver(
					sandbox,
					{ resource: 'job', operation: 'sendPhotos', name: 'n', description: 'd' },
					{ input: [itemWithFile(content, 'a.jpg')] },
				),
			count: () =>
				sandbox.brightRiver.jobs().filter(({ status }) => status === 'CJ_REQUEST_OFFER').length,
		},
	],
	[
		'an accepted offer',
		{
			service: 'brightRiver',
			at: { method: 'POST', path: /acceptoffer$/ },
			act: ofJob('acceptOffer', 'CJ_WAIT_ACCEPTANCE'),
			count: () => (job === 0 ? 0 : accepted(job)),
		},
	],
	[
		'an uploaded photo',
		{
			service: 'brightRiver',
			at: { server: 'storage', method: 'POST', path: /./ },
			act: async () => {
				[job] = sandbox.brightRiver.createJobs(1);
				const parameters = {
					resource: 'file',
					operation: 'upload',
					jobId: byId(job),
					binaryPropertyName: 'data',
				};
				const input = [itemWithFile(content, 'a.jpg')];
				return await brightRiver(sandbox, parameters, { input });
			},
			count: () => sandbox.brightRiver.jobs().reduce((sum, { fileCount }) => sum + fileCount, 0),
		},
	],
	[
		'a folder',
		{
			service: 'skyfish',
			at: { method: 'POST', path: /^\/folder$/ },
			act: async () => {
				const parent = byId(sandbox.skyfish.rootFolderId);
				const parameters = { resource: 'folder', operation: 'create', name: 'New', parent };
				return await skyfish(sandbox, parameters);
			},
			count: async () => await list('folder'),
		},
	],
	[
		'a media',
		{
			service: 'skyfish',
			at: { method: 'GET', path: /^\/upload\/done/ },
			act: async () => {
				const parameters = {
					resource: 'media',
					operation: 'upload',
					folderId: byId(sandbox.skyfish.rootFolderId),
					binaryPropertyName: 'data',
					options: { waitForImport: false },
				};
				return await skyfish(sandbox, parameters, { input: [itemWithFile(content, 'a.jpg')] });
			},
			count: () => sandbox.skyfish.allMedia().length,
		},
	],
];

describe.each(cases)('%s', (_, { service, at, act, count }) => {
	beforeEach(() => (job = 0));

	it.each(lost)('%s', async (_name, effect) => {
		const before = await count();
		const fault = sandbox[service].faults.add({ server: 'api', ...at, ...effect, times: Infinity });
		await expect(withShortLimits(() => fault.hits, act)).rejects.toThrow(
			/^((The connection to )?(Bright River|Skyfish)|All photos are in job \d+, but its offer) /,
		);
		sandbox[service].faults.clear();
		expect(fault.hits).toBe(1);
		expect(await count()).toBe(before + 1);
	});

	it.each(refusedTwice)('%s', async (_name, effect) => {
		const before = await count();
		const fault = sandbox[service].faults.add({ server: 'api', ...at, ...effect, times: 2 });
		expect(await act()).toHaveLength(1);
		expect(fault.hits).toBe(2);
		expect(await count()).toBe(before + 1);
	});
});
