import '../../support/shorterWaits';
import type { IBinaryData, INodeExecutionData, NodeOperationError } from 'n8n-workflow';
import { startSandbox, type Sandbox } from '../../../sandbox/index';
import { brightRiver, byId, startManualSandbox } from '../support/brightRiver';
import { removeBinaryFolder, useBinaryMode, type NodeRun } from '../support/engine';

let sandbox: Sandbox;
beforeAll(async () => {
	await useBinaryMode('default');
});
afterAll(removeBinaryFolder);
beforeEach(async () => {
	sandbox = await startManualSandbox();
});
afterEach(async () => await sandbox.stop());

const photo = (fileName: string, content = `content of ${fileName}`): IBinaryData => ({
	data: Buffer.from(content).toString('base64'),
	mimeType: 'image/jpeg',
	fileName,
});

/** An item with photos of these names in the fields of a form. */
const itemOf = (names: string[], json = {}): INodeExecutionData => ({
	json,
	binary: Object.fromEntries(names.map((name, index) => [`Photos_${index}`, photo(name)])),
});

const four = ['a.jpg', 'b.jpg', 'c.jpg', 'd.jpg'];

async function send(
	input: INodeExecutionData[],
	parameters: NodeRun['parameters'] = {},
	run: Partial<NodeRun> = {},
	output = 0,
) {
	sandbox.brightRiver.requests.length = 0;
	const job = { name: '={{ $json.name ?? "n" }}', description: 'Clip it' };
	return await brightRiver(
		sandbox,
		{ resource: 'job', operation: 'sendPhotos', ...job, ...parameters },
		{ input, ...run },
		output,
	);
}

async function refusal(work: Promise<unknown>): Promise<NodeOperationError> {
	return (await work.then(
		() => new Error('It went well'),
		(error: Error) => error,
	)) as NodeOperationError;
}

const jobs = () => sandbox.brightRiver.jobs();
const sent = (method: string, path: RegExp) =>
	sandbox.brightRiver.requests.filter((one) => one.method === method && path.test(one.path));
const uploads = () => sent('POST', /UploadFile/);

async function namesIn(job: unknown): Promise<string[]> {
	const parameters = { resource: 'file', operation: 'getAll', jobId: byId(job), returnAll: true };
	const files = await brightRiver(sandbox, parameters);
	return files.map(({ json }) => String(json.fileName)).sort();
}

const statusesOf = (job: unknown) =>
	sandbox.brightRiver.history(Number(job)).map(({ status }) => status);

/** Lets the upload of one photo fail, which goes as the first one. */
function breakAnUpload() {
	return sandbox.brightRiver.faults.add({
		...{ server: 'storage', method: 'POST', path: /./ },
		...{ kind: 'status', status: 500 },
	});
}
const oneByOne = { requestOptions: { parallelFileTransfers: 1 } };

describe('Send Photos', () => {
	it('makes one job of an item with four photos, and requests its offer', async () => {
		const additionalFields = { tags: ['autumn'], isTest: true };
		const [{ json, pairedItem }] = await send([itemOf(four)], { additionalFields });
		expect(jobs()).toHaveLength(1);
		const [{ id }] = jobs();
		expect(json).toMatchObject({
			success: true,
			jobId: id,
			name: 'n',
			status: 'CJ_REQUEST_OFFER',
			statusGroup: 'Offer Requested',
			created: true,
			alreadySent: false,
			offerRequested: true,
			fileCount: 4,
			verified: true,
		});
		const { files } = json as { files: object[] };
		expect(files).toEqual(
			four.map((fileName) => ({
				fileName,
				fileSize: `content of ${fileName}`.length,
				uploaded: true,
				verified: true,
			})),
		);
		expect(pairedItem).toEqual({ item: 0 });
		expect(await namesIn(id)).toEqual(four);
		const get = { resource: 'job', operation: 'get', jobId: byId(id), output: 'raw' };
		expect((await brightRiver(sandbox, get))[0].json).toMatchObject({
			description: 'Clip it',
			tags: ['autumn'],
			isTest: true,
		});
	});

	it('leaves the request to somebody else', async () => {
		const [{ json }] = await send([itemOf(four)], { requestOffer: false });
		expect(json).toMatchObject({ status: 'CJ_NEW', offerRequested: false, alreadySent: false });
		expect(statusesOf(json.jobId)).toEqual(['CJ_NEW']);
	});

	it('sends the photos that are named', async () => {
		const [{ json }] = await send([itemOf(four)], { binaryPropertyName: 'Photos_1, Photos_3' });
		expect(await namesIn(json.jobId)).toEqual(['b.jpg', 'd.jpg']);
	});

	describe('stops before the job is created', () => {
		it.each([
			['no photo', [{ json: {} }], {}, 'This item has no file to upload'],
			[
				'a field that is not there',
				[itemOf(four)],
				{ binaryPropertyName: 'data' },
				'This item has no file in the field "data"',
			],
			[
				'more photos than may be',
				[itemOf(four)],
				{ options: { mostFiles: 3 } },
				'The job would get 4 photos, more than the 3 in "Most Files"',
			],
			[
				'a limit that is none',
				[itemOf(four)],
				{ options: { mostFiles: 0 } },
				'"Most Files" is not valid',
			],
			['no name', [itemOf(four)], { name: ' ' }, '"Name" is empty'],
			[
				'an empty photo',
				[{ json: {}, binary: { data: photo('a.jpg', ''), b: photo('b.jpg') } }],
				{},
				'The file "a.jpg" is empty',
			],
			[
				'no photo in any item',
				[{ json: {} }, { json: {} }],
				{ oneJobFor: 'all' },
				'This item has no file to upload',
			],
			[
				'two of one name',
				[itemOf(four), itemOf(['b.jpg'])],
				{ oneJobFor: 'all' },
				'Two photos of this job have the name "b.jpg"',
			],
			[
				'a job to continue with that is empty',
				[itemOf(four)],
				{ options: { continueWithJob: byId('={{ $json.nothing }}') } },
				'"Continue With Job" is empty',
			],
			[
				'a reference that is empty',
				[itemOf(four)],
				{ options: { findExistingJobBy: 'tag', reference: '={{ $json.nothing }}' } },
				'"Reference" is empty',
			],
			[
				'two references',
				[itemOf(four)],
				{
					additionalFields: { invoiceReference: 'A' },
					options: { findExistingJobBy: 'invoiceReference', reference: 'B' },
				},
				'"Invoice Reference" and "Reference" are not the same',
			],
			[
				'one job for two items',
				[itemOf(four), itemOf(['e.jpg'])],
				{ options: { continueWithJob: byId(5) } },
				'Items 0 and 1 send their photos to the same job in Bright River',
			],
		] as const)('with %s', async (_, input, parameters, message) => {
			await expect(send(input as never, parameters as never)).rejects.toThrow(message);
			expect(sandbox.brightRiver.requests).toEqual([]);
		});
	});

	describe('for several items', () => {
		const named = (name: string, photos: string[], group?: unknown) =>
			itemOf(photos, { name, ...(group === undefined ? {} : { group }) });

		it('makes a job for each', async () => {
			const items = await send([named('one', ['a.jpg', 'b.jpg']), named('two', ['a.jpg'])]);
			expect(items.map(({ json }) => [json.name, json.fileCount])).toEqual([
				['one', 2],
				['two', 1],
			]);
			expect(items.map(({ pairedItem }) => pairedItem)).toEqual([{ item: 0 }, { item: 1 }]);
			expect(jobs()).toHaveLength(2);
		});

		it('makes one job for all, with the fields of the first', async () => {
			const input = [named('one', ['a.jpg']), { json: {} }, named('', ['b.jpg', 'c.jpg'])];
			const parameters = { oneJobFor: 'all', name: '={{ $json.name }}' };
			const items = await send(input, parameters);
			expect(items).toHaveLength(1);
			const [{ json, pairedItem }] = items;
			expect(json).toMatchObject({ name: 'one', fileCount: 3 });
			expect(pairedItem).toEqual([0, 1, 2].map((item) => ({ item })));
			expect(jobs()).toHaveLength(1);
			expect(await namesIn(json.jobId)).toEqual(['a.jpg', 'b.jpg', 'c.jpg']);
			expect(sent('POST', /requestoffer$/)).toHaveLength(1);
		});

		it.each([
			['at once', {}],
			['in batches', { batching: { batch: { batchSize: 1, batchInterval: 50 } } }],
		])('makes one job for each value (%s)', async (_, requestOptions) => {
			const input = [
				named('one', ['a.jpg'], 5),
				named('two', ['a.jpg'], ' x '),
				named('three', ['b.jpg'], '5'),
				named('four', ['c.jpg']),
			];
			const parameters = { oneJobFor: 'value', groupBy: '={{ $json.group }}', requestOptions };
			const items = await send(input, parameters, { onError: 'continueRegularOutput' });
			expect(items.map(({ json }) => json.name ?? json.error)).toEqual([
				'one',
				'two',
				'"Group By" is empty for this item',
			]);
			expect(items.map(({ pairedItem }) => pairedItem)).toEqual([
				[{ item: 0 }, { item: 2 }],
				{ item: 1 },
				{ item: 3 },
			]);
			expect(await namesIn(items[0].json.jobId)).toEqual(['a.jpg', 'b.jpg']);
			expect(jobs()).toHaveLength(2);
		});

		it('hands every item of a job that broke to the error output', async () => {
			breakAnUpload();
			const input = [named('one', ['a.jpg']), named('two', ['b.jpg'])];
			const parameters = { oneJobFor: 'all', ...oneByOne };
			const failed = await send(input, parameters, { onError: 'continueErrorOutput' }, 1);
			const [{ id }] = jobs();
			expect(failed.map(({ json, pairedItem }) => [json.error, pairedItem])).toEqual([
				[`1 of 2 photos did not get into job ${id}: "a.jpg"`, { item: 0 }],
				[`1 of 2 photos did not get into job ${id}: "a.jpg"`, { item: 1 }],
			]);
			expect(statusesOf(id)).toEqual(['CJ_NEW']);
		});

		it('goes on with the others where one breaks', async () => {
			breakAnUpload();
			const input = [named('one', ['a.jpg']), named('two', ['b.jpg'])];
			const items = await send(input, oneByOne, { onError: 'continueRegularOutput' });
			const [first, second] = items.map(({ json }) => json);
			expect(first.error).toMatch(/^The photo did not get into job \d+: "a.jpg"$/);
			expect(second).toMatchObject({ name: 'two', offerRequested: true });
		});
	});

	describe('that broke in the middle', () => {
		it('says what is missing, and goes on with it: one job, four photos, none twice', async () => {
			breakAnUpload();
			const error = await refusal(send([itemOf(four)], oneByOne));
			const [{ id }] = jobs();
			expect(error.message).toBe(`1 of 4 photos did not get into job ${id}: "a.jpg"`);
			expect(error.description).toContain(
				`No offer was requested. To go on, run this again with job ${id} in "Continue With Job"`,
			);
			expect(statusesOf(id)).toEqual(['CJ_NEW']);

			const again = { options: { continueWithJob: byId(id) } };
			const [{ json }] = await send([itemOf(four)], again);
			expect(uploads()).toHaveLength(1);
			expect(json).toMatchObject({ jobId: id, created: false, alreadySent: false, verified: true });
			const { files } = json as { files: Array<{ fileName: string; uploaded: boolean }> };
			expect(files.map(({ fileName, uploaded }) => [fileName, uploaded])).toEqual([
				['a.jpg', true],
				['b.jpg', false],
				['c.jpg', false],
				['d.jpg', false],
			]);
			expect(await namesIn(id)).toEqual(four);

			const [third] = await send([itemOf(four)], again);
			expect(third.json).toMatchObject({
				jobId: id,
				alreadySent: true,
				offerRequested: true,
				fileCount: 4,
			});
			expect(uploads()).toEqual([]);
			expect(sent('POST', /./)).toEqual([]);
			expect(jobs()).toHaveLength(1);
			expect(statusesOf(id)).toEqual(['CJ_NEW', 'CJ_REQUEST_OFFER']);
		});

		it('is gone on with where n8n tries the node again', async () => {
			const fault = breakAnUpload();
			const settings = { retryOnFail: true, maxTries: 2, waitBetweenTries: 0 };
			const parameters = { ...oneByOne, name: '=Photos {{ Math.random() }}' };
			const [{ json }] = await send([itemOf(four)], parameters, { settings });
			expect(fault.hits).toBe(1);
			expect(jobs()).toHaveLength(1);
			expect(json).toMatchObject({ created: true, alreadySent: false, fileCount: 4 });
			expect(uploads()).toHaveLength(5);
			expect(sent('POST', /^\/jobs$/)).toHaveLength(1);
		});

		it('replaces a photo of the same name that is another one', async () => {
			const [job] = sandbox.brightRiver.createJobs(1);
			const binary = { data: photo('a.jpg', 'one content'), b: photo('b.jpg') };
			const upload = { resource: 'file', operation: 'upload', jobId: byId(job) };
			await brightRiver(sandbox, upload, { input: [{ json: {}, binary }] });
			const input = [{ json: {}, binary: { ...binary, data: photo('a.jpg', 'other content') } }];
			await send(input, { options: { continueWithJob: byId(job) } });
			expect(uploads()).toHaveLength(1);
			const content = { ...binary, data: photo('a.jpg', 'two content') };
			const error = await refusal(
				send([{ json: {}, binary: content }], { options: { continueWithJob: byId(job) } }),
			);
			expect(error.message).toBe(
				`Job ${job} was sent to Bright River before, without this photo: "a.jpg"`,
			);
		});

		it('requests nothing twice where the answer to the request was lost', async () => {
			sandbox.brightRiver.faults.add({
				...{ server: 'api', method: 'POST', path: /requestoffer$/ },
				kind: 'resetAfter',
			});
			const error = await refusal(send([itemOf(four)]));
			const [{ id }] = jobs();
			expect(error.message).toBe(
				`All photos are in job ${id}, but its offer could not be requested`,
			);
			const [{ json }] = await send([itemOf(four)], { options: { continueWithJob: byId(id) } });
			expect(json).toMatchObject({ alreadySent: true });
			expect(statusesOf(id)).toEqual(['CJ_NEW', 'CJ_REQUEST_OFFER']);
		});

		it('says that a job is over', async () => {
			const [job] = sandbox.brightRiver.createJobs(1);
			sandbox.brightRiver.setStatus(job, 'CJ_USER_CANCELED');
			await expect(
				send([itemOf(four)], { options: { continueWithJob: byId(job) } }),
			).rejects.toThrow(
				`Job ${job} takes no photos any more: it is in Cancelled (CJ_USER_CANCELED)`,
			);
		});
	});

	describe.each([
		['invoiceReference', 'PO 17/4'],
		['tag', 'order 17'],
	])('with an own reference (%s)', (findExistingJobBy, reference) => {
		const options = { findExistingJobBy, reference };
		const sendAgain = async (names = four) => {
			sandbox.brightRiver.refreshIndex();
			return (await send([itemOf(names)], { options }))[0].json;
		};

		it('finds the job that it made', async () => {
			const first = await sendAgain();
			expect(first).toMatchObject({ created: true, alreadySent: false });
			expect(await sendAgain()).toMatchObject({
				jobId: first.jobId,
				created: false,
				alreadySent: true,
			});
			expect(jobs()).toHaveLength(1);
			expect(sent('POST', /^\/jobs/)).toEqual([]);
		});

		it('goes on with what broke', async () => {
			breakAnUpload();
			await refusal(send([itemOf(four)], { options, ...oneByOne }));
			expect(await sendAgain()).toMatchObject({ created: false, alreadySent: false, fileCount: 4 });
			expect(uploads()).toHaveLength(1);
			expect(jobs()).toHaveLength(1);
		});

		it('does not lose other photos that come under the same reference', async () => {
			const { jobId } = await sendAgain();
			await expect(sendAgain(['e.jpg'])).rejects.toThrow(
				`Job ${String(jobId)} was sent to Bright River before, without this photo: "e.jpg"`,
			);
		});

		it('passes by jobs that were cancelled, and those that only name it', async () => {
			const first = await sendAgain();
			sandbox.brightRiver.setStatus(Number(first.jobId), 'CJ_USER_CANCELED');
			const create = { resource: 'job', operation: 'create', description: 'd' };
			await brightRiver(sandbox, { ...create, name: `See ${reference}` });
			const second = await sendAgain();
			expect(second).toMatchObject({ created: true });
			expect(second.jobId).not.toBe(first.jobId);
		});

		it('leaves the choice between two to the operator', async () => {
			const create = { resource: 'job', operation: 'create', name: 'n', description: 'd' };
			const additionalFields = { tags: [reference], invoiceReference: reference };
			await brightRiver(sandbox, { ...create, additionalFields });
			await brightRiver(sandbox, { ...create, additionalFields });
			await expect(sendAgain()).rejects.toThrow(
				`2 jobs in Bright River have the reference "${reference}"`,
			);
		});
	});

	it('works where photos are listed only once the offer is requested', async () => {
		await sandbox.stop();
		sandbox = await startSandbox({ manual: true, readings: { 'upload-listing': 'after-offer' } });
		const [{ json }] = await send([itemOf(four)]);
		expect(json).toMatchObject({ offerRequested: true, verified: false, fileCount: 4 });
		expect(await namesIn(json.jobId)).toEqual(four);
	});
});
