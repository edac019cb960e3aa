import '../../support/shorterWaits';
import { createHash } from 'node:crypto';
import type { INodeExecutionData, NodeApiError } from 'n8n-workflow';
import type { Sandbox } from '../../../sandbox/index';
import { contentOf } from '../support/binary';
import { brightRiver, byId, startManualSandbox } from '../support/brightRiver';
import { removeBinaryFolder, useBinaryMode } from '../support/engine';
import { itemWithFile, photo } from '../support/photos';

let sandbox: Sandbox;
let original: Buffer;
beforeAll(async () => {
	sandbox = await startManualSandbox();
	original = await photo();
	await useBinaryMode('filesystem');
});
afterAll(async () => await sandbox.stop());
afterAll(removeBinaryFolder);
beforeEach(() => {
	sandbox.brightRiver.faults.clear();
	sandbox.readings.reset();
});

/** A job with these files, as far along as this status; what is no name is a file that nobody can edit. */
async function jobWith(files: Array<string | INodeExecutionData>, status = 'CJ_WORK_DONE') {
	const made = { resource: 'job', operation: 'create', name: 'Shoes', description: 'd' };
	const [{ json }] = await brightRiver(sandbox, made);
	const job = Number(json.id);
	const input = files.map((one) => (typeof one === 'string' ? itemWithFile(original, one) : one));
	const upload = { resource: 'file', operation: 'upload', binaryPropertyName: 'data' };
	await brightRiver(sandbox, { ...upload, jobId: byId(job) }, { input });
	if (status === 'CJ_NEW') return job;
	await brightRiver(sandbox, { resource: 'job', operation: 'requestOffer', jobId: byId(job) });
	await sandbox.brightRiver.advanceTo(job, status);
	return job;
}

const text = itemWithFile(Buffer.from('no picture'), 'list.txt');

async function results(job: number, more: object = {}, run: object = {}, output = 0) {
	sandbox.brightRiver.requests.length = 0;
	const parameters = { resource: 'job', operation: 'downloadResults', jobId: byId(job) };
	const all = { ...parameters, binaryPropertyName: 'data', ...more };
	return await brightRiver(sandbox, all as never, run, output);
}

const failureOf = async (job: number, more: object = {}) =>
	await results(job, more).then(
		() => {
			throw new Error('It should have failed');
		},
		(error: NodeApiError) => error,
	);

const transfers = () => sandbox.brightRiver.requests.filter(({ server }) => server === 'storage');

/** The edited photos as the service keeps them, by the name of the file. */
async function kept(job: number): Promise<Record<string, string>> {
	const parameters = { resource: 'file', operation: 'getAll', jobId: byId(job), output: 'raw' };
	const files = await brightRiver(sandbox, parameters);
	const entries = files.map(async ({ json }) => {
		const [{ real }] = json.clipped as Array<{ real: string }>;
		return [json.fileName, md5(Buffer.from(await (await fetch(real)).arrayBuffer()))];
	});
	return Object.fromEntries(await Promise.all(entries)) as Record<string, string>;
}

const md5 = (content: Buffer) => createHash('md5').update(content).digest('hex');

describe('the edited photos of a job', () => {
	it('come in an item each, whole, with what they are', async () => {
		const job = await jobWith(['one.jpg', 'two.jpg', 'three.jpg']);
		const items = await results(job);
		const expected = await kept(job);
		expect(items.map(({ json }) => json.fileName).sort()).toEqual(Object.keys(expected).sort());
		for (const { json, binary, pairedItem } of items) {
			const content = await contentOf(binary?.data);
			expect(md5(content)).toBe(expected[String(json.fileName)]);
			expect(binary?.data).toMatchObject({ fileName: json.fileName, mimeType: 'image/jpeg' });
			expect(binary?.data.id).toMatch(/^filesystem/);
			expect(pairedItem).toEqual({ item: 0 });
			expect(json).toEqual({
				jobId: job,
				name: 'Shoes',
				fileId: expect.any(Number) as number,
				imageId: expect.any(Number) as number,
				fileName: json.fileName,
				originalName: json.fileName,
				isRejected: false,
				fileSize: content.length,
				durationMs: expect.any(Number) as number,
			});
		}
	});

	it('come in one item, in fields with numbers', async () => {
		const job = await jobWith(['one.jpg', 'two.jpg']);
		const [{ json, binary }, ...more] = await results(job, {
			resultsAs: 'oneItem',
			binaryPropertyName: 'photo',
		});
		expect(more).toEqual([]);
		expect(Object.keys(binary ?? {})).toEqual(['photo_0', 'photo_1']);
		expect(json).toMatchObject({ jobId: job, name: 'Shoes', photoCount: 2 });
		const expected = await kept(job);
		for (const { binaryField, fileName } of json.photos as Array<Record<string, string>>) {
			expect(binary?.[binaryField].fileName).toBe(fileName);
			expect(md5(await contentOf(binary?.[binaryField]))).toBe(expected[fileName]);
		}
	});

	it('come as a ZIP', async () => {
		const job = await jobWith(['one.jpg']);
		const [{ json, binary }] = await results(job, { resultsAs: 'zip' });
		expect(json).toMatchObject({ jobId: job, fileName: `job-${job}.zip` });
		expect((await contentOf(binary?.data)).subarray(0, 2).toString()).toBe('PK');
	});

	it('have names of their own, with what the editors added', async () => {
		const job = await jobWith(['one.jpg']);
		await sandbox.brightRiver.addExtraClipped(job, 'ONE.jpg', original);
		await sandbox.brightRiver.addExtraClipped(job, 'one.jpg', original);
		const items = await results(job);
		expect(items.map(({ json }) => json.fileName)).toEqual(['one.jpg', 'ONE-2.jpg', 'one-3.jpg']);
		expect(items.map(({ json }) => json.originalName)).toEqual(['one.jpg', 'ONE.jpg', 'one.jpg']);
	});

	it('are asked for at no more addresses at once than may be', async () => {
		const job = await jobWith(Array.from({ length: 9 }, (_, index) => `${index}.jpg`));
		sandbox.brightRiver.faults.add({
			server: 'storage',
			kind: 'delay',
			ms: 30,
			times: Infinity,
		});
		sandbox.brightRiver.resetStatistics();
		const requestOptions = { parallelFileTransfers: 2 };
		expect(await results(job, { requestOptions })).toHaveLength(9);
		expect(sandbox.brightRiver.maxInFlight).toBe(2);
	});
});

describe('whole or not at all', () => {
	it('gives out nothing if one photo cannot be had, and names it', async () => {
		const job = await jobWith(['one.jpg', 'two.jpg', 'three.jpg', 'four.jpg']);
		const list = { resource: 'file', operation: 'getAll', jobId: byId(job), output: 'raw' };
		const files = await brightRiver(sandbox, list);
		const [{ imageId }] = files[1].json.clipped as Array<{ imageId: number }>;
		sandbox.brightRiver.faults.add({
			server: 'storage',
			kind: 'status',
			path: new RegExp(`fileID=${imageId}&`),
			status: 500,
			times: Infinity,
		});
		const requestOptions = { parallelFileTransfers: 1 };
		const error = await failureOf(job, { requestOptions });
		const name = String(files[1].json.fileName);
		expect(error.message).toBe(
			`"${name}" could not be downloaded: Bright River had an internal error (500)`,
		);
		expect(error.httpCode).toBe('500');
		// The one before it, and its tries; none of those that come after it.
		expect(new Set(transfers().map(({ path }) => path)).size).toBe(2);

		const onError = 'continueErrorOutput' as const;
		expect(await results(job, {}, { onError })).toEqual([]);
		const [failed] = await results(job, {}, { onError }, 1);
		expect(failed.json.error).toContain(`"${name}" could not be downloaded`);
		expect(failed.binary).toBeUndefined();
	});

	it('names the files that have no result, or stops at them', async () => {
		const job = await jobWith(['one.jpg', text]);
		const items = await results(job);
		expect(items.map(({ json }) => [json.fileName, json.withoutResult])).toEqual([
			['one.jpg', ['list.txt']],
		]);
		const error = await failureOf(job, { options: { requireAllResults: true } });
		expect(error.message).toBe(`Job ${job} has no edited result of list.txt`);
		expect(transfers()).toEqual([]);
	});

	it('does without the list for review only where the other one has every photo', async () => {
		const whole = await jobWith(['one.jpg']);
		const half = await jobWith(['one.jpg', text]);
		const refuse = (status: number) =>
			sandbox.brightRiver.faults.add({
				kind: 'status',
				path: /filesforreview$/,
				status,
				times: Infinity,
			});
		refuse(403);
		expect(await results(whole)).toHaveLength(1);
		expect((await failureOf(half)).httpCode).toBe('403');
		sandbox.brightRiver.faults.clear();
		refuse(500);
		expect((await failureOf(whole)).httpCode).toBe('500');
	});
});

describe('too early', () => {
	it.each([
		['CJ_NEW', 'New'],
		['CJ_WAIT_ACCEPTANCE', 'Needs Your Acceptance'],
		['CJ_WORK_PROGRESS', 'In Production'],
	])('in %s, says so in words', async (status, group) => {
		const job = await jobWith(['one.jpg'], status);
		for (const resultsAs of ['items', 'oneItem', 'zip']) {
			const { message, description } = await failureOf(job, { resultsAs });
			expect(message).toBe(`The results of job ${job} are not ready yet (${group})`);
			expect(description).toMatch(/Wait for Results.*Bright River Trigger.*Ready to Download/);
		}
		const [file] = await brightRiver(sandbox, {
			resource: 'file',
			operation: 'getAll',
			jobId: byId(job),
		});
		const one = { resource: 'file', operation: 'download', image: 'result', size: 'full' };
		await expect(
			brightRiver(sandbox, { ...one, jobId: byId(job), fileId: byId(file.json.id) }),
		).rejects.toThrow(`The results of job ${job} are not ready yet (${group})`);
	});

	it('gives the photos while the ZIP is packed, whenever that is', async () => {
		sandbox.readings.set('status-order', 'zip-after-done');
		const job = await jobWith(['one.jpg'], 'CJ_ZIP_INIT');
		expect(await results(job)).toHaveLength(1);
		const { message } = await failureOf(job, { resultsAs: 'zip' });
		expect(message).toBe(`The results of job ${job} are not ready yet (In Production)`);
	});

	it('does not take the results of the first job for those of the one that redoes it', async () => {
		const first = await jobWith(['one.jpg']);
		await brightRiver(sandbox, {
			resource: 'review',
			operation: 'rejectFiles',
			body: JSON.stringify({ jobId: first, files: ['one.jpg'] }),
		});
		const redoing = sandbox.brightRiver.jobs().find(({ parentJobId }) => parentJobId === first)!;
		const { message } = await failureOf(redoing.id);
		expect(message).toContain(
			`The results of job ${redoing.id} are not ready yet (Rejected by You`,
		);
		// The first one keeps what it has.
		const [{ json }] = await results(first);
		expect(json).toMatchObject({ fileName: 'one.jpg', isRejected: true });
		await sandbox.brightRiver.advanceTo(redoing.id, 'CJ_WORK_DONE');
		expect(await results(redoing.id)).toHaveLength(1);
	});

	it('says of a job that is over that there is nothing', async () => {
		const job = await jobWith(['one.jpg'], 'CJ_NEW');
		await brightRiver(sandbox, { resource: 'job', operation: 'cancel', jobId: byId(job) });
		expect((await failureOf(job)).message).toBe(
			`Job ${job} has no results to download (Cancelled)`,
		);
	});
});
