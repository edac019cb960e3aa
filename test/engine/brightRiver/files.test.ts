import '../../support/shorterWaits';
import { Container } from '@n8n/di';
import { BinaryDataService } from 'n8n-core';
import type { INodeExecutionData, NodeApiError } from 'n8n-workflow';
import sharp from 'sharp';
import type { Sandbox } from '../../../sandbox/index';
import { brightRiver, byId, credentialFor, startManualSandbox } from '../support/brightRiver';
import { contentOf } from '../support/binary';
import { cancelOnce, removeBinaryFolder, useBinaryMode } from '../support/engine';
import { itemWithFile, photo } from '../support/photos';
import { hostileName } from './operationCases';

let sandbox: Sandbox;
let original: Buffer;
beforeAll(async () => {
	sandbox = await startManualSandbox();
	original = await photo(2400, 1800);
	await useBinaryMode('filesystem');
});
afterAll(async () => await sandbox.stop());
afterAll(removeBinaryFolder);
beforeEach(() => sandbox.brightRiver.faults.clear());

async function newJob() {
	const parameters = { resource: 'job', operation: 'create', name: 'n', description: 'd' };
	const [{ json }] = await brightRiver(sandbox, parameters);
	return Number(json.id);
}

async function upload(job: number, input: INodeExecutionData[], more = {}) {
	sandbox.brightRiver.requests.length = 0;
	return await brightRiver(
		sandbox,
		{
			resource: 'file',
			operation: 'upload',
			jobId: byId(job),
			binaryPropertyName: 'data',
			...more,
		},
		{ input },
	);
}

async function firstFile(job: number) {
	const parameters = { resource: 'file', operation: 'getAll', jobId: byId(job), output: 'raw' };
	return (await brightRiver(sandbox, parameters))[0].json;
}

/** A job whose photo was edited. */
async function deliveredJob(name = 'koala.jpg') {
	const job = await newJob();
	await upload(job, [itemWithFile(original, name)]);
	await brightRiver(sandbox, {
		resource: 'job',
		operation: 'requestOffer',
		jobId: byId(job),
	});
	await sandbox.brightRiver.advanceTo(job, 'CJ_WAIT_ACCEPTANCE');
	await brightRiver(sandbox, { resource: 'job', operation: 'acceptOffer', jobId: byId(job) });
	await sandbox.brightRiver.advanceTo(job, 'CJ_WORK_DONE');
	return job;
}

const download = (job: number, more: object) => ({
	resource: 'file',
	operation: 'download',
	jobId: byId(job),
	image: 'result',
	size: 'full',
	binaryPropertyName: 'data',
	...more,
});

/** The same item with its file where n8n keeps files: on disk. */
async function onDisk(item: INodeExecutionData): Promise<INodeExecutionData> {
	const { data } = item.binary!;
	const content = Buffer.from(data.data, 'base64');
	const location = { type: 'execution', workflowId: 'w', executionId: 'e' } as const;
	const service = Container.get(BinaryDataService);
	const stored = await service.store(location, content, { ...data, data: '' });
	expect(stored.id).toMatch(/^filesystem-v2:/);
	return { ...item, binary: { data: stored } };
}

const onStorage = () => sandbox.brightRiver.requests.filter(({ server }) => server === 'storage');

describe('upload', () => {
	it.each([
		['one from n8n’s disk', true],
		['one from the item itself', false],
	])('sends %s with its length and without the tokens', async (_, isOnDisk) => {
		const inItem = itemWithFile(original, 'koala.jpg');
		const item = isOnDisk ? await onDisk(inItem) : inItem;
		const job = await newJob();
		await upload(job, [item]);
		const [sent] = onStorage();
		expect(sent.method).toBe('POST');
		expect(Number(sent.headers['content-length'])).toBeGreaterThan(original.length);
		expect(sent.headers).not.toHaveProperty('x-client-token');
		expect(sent.headers).not.toHaveProperty('x-session-token');
		expect(await firstFile(job)).toMatchObject({
			fileName: 'koala.jpg',
			size: original.length,
		});
	});

	it('keeps a hostile name, and takes another one where it is given', async () => {
		const job = await newJob();
		await upload(job, [itemWithFile(original, hostileName)]);
		expect((await firstFile(job)).fileName).toBe(hostileName.replace(/"/g, ''));

		const other = await newJob();
		const [item] = await upload(other, [itemWithFile(original, 'a.jpg')], {
			options: { fileName: 'b.jpg' },
		});
		expect(item.json.fileName).toBe('b.jpg');
		expect((await firstFile(other)).fileName).toBe('b.jpg');
	});

	it('refuses a file without content', async () => {
		const job = await newJob();
		await expect(upload(job, [itemWithFile(Buffer.alloc(0), 'empty.jpg')])).rejects.toThrow(
			'The file "empty.jpg" is empty',
		);
		expect(onStorage()).toEqual([]);
	});

	it('is sent again from its beginning where the storage had no time', async () => {
		const job = await newJob();
		sandbox.brightRiver.faults.add({ server: 'storage', kind: 'status', status: 503 });
		await upload(job, [itemWithFile(original, 'koala.jpg')]);
		expect(onStorage()).toHaveLength(2);
		expect((await firstFile(job)).size).toBe(original.length);
	});

	it('is sent again when it broke off before its end', async () => {
		const large = Buffer.alloc(24 * 1024 * 1024, 'x');
		const item = await onDisk(itemWithFile(large, 'large.jpg'));
		const job = await newJob();
		sandbox.brightRiver.faults.add({ server: 'storage', kind: 'reset' });
		await upload(job, [item]);
		expect(onStorage()).toHaveLength(2);
		expect((await firstFile(job)).size).toBe(large.length);
	});

	it('ends with its execution, without an error that nobody handles', async () => {
		const item = await onDisk(itemWithFile(Buffer.alloc(24 * 1024 * 1024, 'x'), 'large.jpg'));
		const job = await newJob();
		sandbox.brightRiver.faults.add({ server: 'storage', kind: 'hang' });
		sandbox.brightRiver.requests.length = 0;
		const run = {
			type: 'brightRiver',
			parameters: {
				resource: 'file',
				operation: 'upload',
				jobId: byId(job),
				binaryPropertyName: 'data',
			},
			credentials: credentialFor(sandbox),
			input: [item],
		};
		const { tookMs } = await cancelOnce(run, () => onStorage().length > 0);
		expect(tookMs).toBeLessThan(1000);
		expect(onStorage()).toHaveLength(1);
	});

	it('is not sent again when its end was sent, because it may have been taken', async () => {
		const job = await newJob();
		sandbox.brightRiver.faults.add({ server: 'storage', kind: 'resetAfter' });
		await expect(upload(job, [itemWithFile(original, 'koala.jpg')])).rejects.toThrow(
			'The connection to Bright River broke before it had answered',
		);
		expect(onStorage()).toHaveLength(1);
	});

	describe('of photos with the same name', () => {
		const named = (name: string) => itemWithFile(original, name);
		const outcome = ({ json }: INodeExecutionData) => json.error ?? json.fileName;
		const refused = 'Two photos of this job have the name "shoe.jpg"';

		it('is refused before anything of them is sent, the others go on', async () => {
			const job = await newJob();
			const items = ['shoe.jpg', 'hat.jpg', ' shoe.jpg ', 'Shoe.jpg'].map(named);
			const uploading = {
				resource: 'file',
				operation: 'upload',
				jobId: byId(job),
				binaryPropertyName: 'data',
				options: { fileName: '={{ $binary.data.fileName }}' },
			};
			const more = { input: items, onError: 'continueRegularOutput' } as const;
			expect((await brightRiver(sandbox, uploading, more)).map(outcome)).toEqual([
				refused,
				'hat.jpg',
				refused,
				'Shoe.jpg',
			]);
			const names = await brightRiver(sandbox, {
				resource: 'file',
				operation: 'getAll',
				jobId: byId(job),
			});
			expect(names.map(({ json }) => json.fileName).sort()).toEqual(['Shoe.jpg', 'hat.jpg']);

			const error = await brightRiver(sandbox, uploading, { input: items }).catch(
				(failure: NodeApiError) => failure,
			);
			expect(error).toMatchObject({
				message: refused,
				description: expect.stringContaining('items 0 and 2 ') as string,
			});
		});

		it('names no more than ten of them', async () => {
			const job = await newJob();
			sandbox.brightRiver.requests.length = 0;
			const items = Array.from({ length: 12 }, () => named('shoe.jpg'));
			await expect(upload(job, items)).rejects.toMatchObject({
				message: '12 photos of this job have the name "shoe.jpg"',
				description: expect.stringContaining('0, 1, 2, 3, 4, 5, 6, 7, 8, 9 and 2 more ') as string,
			});
			expect(sandbox.brightRiver.requests).toEqual([]);
		});

		it('in batches lets the first go, and refuses those that come later', async () => {
			const job = await newJob();
			const output = await brightRiver(
				sandbox,
				{
					resource: 'file',
					operation: 'upload',
					jobId: byId(job),
					binaryPropertyName: 'data',
					requestOptions: { batching: { batch: { batchSize: 1, batchInterval: 300 } } },
				},
				{ input: ['shoe.jpg', 'shoe.jpg'].map(named), onError: 'continueRegularOutput' },
			);
			expect(output.map(outcome)).toEqual(['shoe.jpg', refused]);
			expect((await firstFile(job)).size).toBe(original.length);
		});

		it('goes to two jobs, and to one job in two runs', async () => {
			const jobs = [await newJob(), await newJob()];
			const input = jobs.map((job) => ({ ...named('shoe.jpg'), json: { job } }));
			const uploading = {
				resource: 'file',
				operation: 'upload',
				jobId: byId('={{ $json.job }}'),
				binaryPropertyName: 'data',
			};
			const first = await brightRiver(sandbox, uploading, { input });
			const second = await brightRiver(sandbox, uploading, { input });
			expect([...first, ...second].map(outcome)).toEqual(Array(4).fill('shoe.jpg'));
		});
	});

	it('says so once the job takes no photos any more', async () => {
		const job = await deliveredJob();
		await expect(upload(job, [itemWithFile(original, 'late.jpg')])).rejects.toThrow(
			/^Bright River/,
		);
	});
});

describe('download', () => {
	it('gives the original byte for byte, and smaller pictures of it and of the result', async () => {
		const job = await deliveredJob();
		const { id } = await firstFile(job);
		const get = async (more: object) => {
			sandbox.brightRiver.requests.length = 0;
			return (await brightRiver(sandbox, download(job, { fileId: byId(id), ...more })))[0];
		};
		const whole = await get({ image: 'original' });
		expect(await contentOf(whole.binary?.data)).toEqual(original);
		expect(whole.json).toMatchObject({ jobId: job, fileId: id, fileName: 'koala.jpg' });
		for (const { headers } of onStorage()) expect(headers).not.toHaveProperty('x-session-token');

		for (const image of ['original', 'result']) {
			const widths: number[] = [];
			for (const size of ['full', 'preview', 'thumbnail']) {
				const { binary } = await get({ image, size });
				widths.push((await sharp(await contentOf(binary?.data)).metadata()).width);
			}
			expect(widths[0]).toBeGreaterThan(widths[1]);
			expect(widths[1]).toBeGreaterThan(widths[2]);
		}
	});

	it('tells that there is no result yet, or no such file', async () => {
		const job = await newJob();
		await upload(job, [itemWithFile(original, 'koala.jpg')]);
		const { id } = await firstFile(job);
		const parameters = download(job, { fileId: byId(id) });
		await expect(brightRiver(sandbox, parameters)).rejects.toThrow(
			`The results of job ${job} are not ready yet (New)`,
		);
		await expect(brightRiver(sandbox, { ...parameters, fileId: byId(5) })).rejects.toThrow(
			`Job ${job} has no file 5`,
		);
	});

	it.each(['default', 'filesystem'] as const)(
		'fetches a file again that broke off in the middle (mode %s)',
		async (mode) => {
			await useBinaryMode(mode);
			const job = await deliveredJob();
			const { id } = await firstFile(job);
			sandbox.brightRiver.faults.add({ server: 'storage', kind: 'cut', times: 2 });
			const [{ binary }] = await brightRiver(
				sandbox,
				download(job, { fileId: byId(id), image: 'original' }),
			);
			expect(await contentOf(binary?.data)).toEqual(original);
		},
	);

	it('fails rather than give out half a file', async () => {
		const job = await deliveredJob();
		const { id } = await firstFile(job);
		sandbox.brightRiver.faults.add({ server: 'storage', kind: 'cut', times: Infinity });
		await expect(brightRiver(sandbox, download(job, { fileId: byId(id) }))).rejects.toThrow(
			'The connection to Bright River broke before it had answered',
		);
	});

	it('shows no storage address in an error', async () => {
		const job = await deliveredJob();
		const { id } = await firstFile(job);
		sandbox.brightRiver.faults.add({ server: 'storage', kind: 'status', status: 403, times: 2 });
		const error = (await brightRiver(sandbox, download(job, { fileId: byId(id) })).catch(
			(failure: NodeApiError) => failure,
		)) as NodeApiError;
		expect(error).toBeInstanceOf(Error);
		const text = JSON.stringify([error, error.message, error.description, error.stack]);
		expect(text).not.toMatch(/sessionid/i);
		expect(text).not.toContain(sandbox.brightRiver.storageUrl);
	});
});
