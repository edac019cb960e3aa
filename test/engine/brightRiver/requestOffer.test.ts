import '../../support/shorterWaits';
import type { INodeExecutionData, NodeOperationError } from 'n8n-workflow';
import { startSandbox, type Sandbox } from '../../../sandbox/index';
import { brightRiver, byId, startManualSandbox } from '../support/brightRiver';
import type { NodeRun } from '../support/engine';
import { itemWithFile } from '../support/photos';

let sandbox: Sandbox;
beforeEach(async () => {
	sandbox = await startManualSandbox();
});
afterEach(async () => await sandbox.stop());

/** A job with photos of these names. @returns what the uploads give out */
async function jobWith(
	...names: string[]
): Promise<{ job: number; uploaded: INodeExecutionData[] }> {
	const [job] = sandbox.brightRiver.createJobs(1);
	const upload = { resource: 'file', operation: 'upload', jobId: byId(job) };
	const input = names.map((name) => itemWithFile(Buffer.from(name), name));
	const uploaded = names.length === 0 ? [] : await brightRiver(sandbox, upload, { input });
	return { job, uploaded };
}

async function request(
	input: INodeExecutionData[],
	parameters: NodeRun['parameters'] = {},
	run: Partial<NodeRun> = {},
) {
	sandbox.brightRiver.requests.length = 0;
	const about = { resource: 'job', operation: 'requestOffer', jobId: byId('={{ $json.jobId }}') };
	return await brightRiver(sandbox, { ...about, ...parameters }, { input, ...run });
}

const requested = () =>
	sandbox.brightRiver.requests.filter(({ path }) => path.endsWith('/requestoffer'));

const remark = {
	files: { file: [{ fileName: '={{ $json.fileName }}', remark: '={{ $json.remark }}' }] },
};

describe('Request Offer for every photo of a job', () => {
	it('is one request, and done for each item', async () => {
		const { job, uploaded } = await jobWith('a.jpg', 'b.jpg', 'c.jpg');
		const items = await request(uploaded);
		expect(items.map(({ json }) => json)).toEqual(Array(3).fill({ success: true, jobId: job }));
		expect(items.map(({ pairedItem }) => pairedItem)).toEqual([0, 1, 2].map((item) => ({ item })));
		expect(requested()).toHaveLength(1);
	});

	it('is one request for each job', async () => {
		const one = await jobWith('a.jpg', 'b.jpg');
		const other = await jobWith('a.jpg');
		expect(await request([...one.uploaded, ...other.uploaded])).toHaveLength(3);
		expect(requested()).toHaveLength(2);
	});

	it.each([true, false])('takes the remarks of all along (Check for Photos: %s)', async (check) => {
		const { uploaded } = await jobWith('a.jpg', 'b.jpg');
		const input = uploaded.map(({ json }, index) => ({
			json: { ...json, remark: `no. ${index}` },
		}));
		await request([...input, input[0]], { ...remark, options: { checkForPhotos: check } });
		expect(requested().map(({ body }) => body)).toEqual([
			{
				files: [
					{ fileName: 'a.jpg', remark: 'no. 0' },
					{ fileName: 'b.jpg', remark: 'no. 1' },
				],
			},
		]);
	});

	it('says which remark it could not take along', async () => {
		const { uploaded } = await jobWith('a.jpg', 'b.jpg');
		const [first, second] = uploaded.map(({ json }) => ({ json: { ...json, remark: 'one' } }));
		const other = { json: { ...first.json, remark: 'other' } };
		const more = { onError: 'continueRegularOutput' } as const;
		const differing = await request([first, other], remark, more);
		expect(differing.map(({ json }) => json.error ?? json.success)).toEqual([
			true,
			'There are two remarks about the file "a.jpg"',
		]);

		const later = await jobWith('a.jpg', 'b.jpg');
		const job = { jobId: later.job };
		const requestOptions = { batching: { batch: { batchSize: 1, batchInterval: 300 } } };
		const batches = await request(
			[{ json: { ...first.json, ...job } }, { json: { ...second.json, ...job } }],
			{ ...remark, requestOptions },
			more,
		);
		expect(batches.map(({ json }) => json.error ?? json.success)).toEqual([
			true,
			'The remark about "b.jpg" came too late',
		]);
	});

	it('fails for each item where the request fails, and is tried again with the node', async () => {
		const { uploaded } = await jobWith('a.jpg', 'b.jpg');
		const refuse = () =>
			sandbox.brightRiver.faults.add({
				...{ server: 'api', method: 'POST', path: /requestoffer$/ },
				...{ kind: 'status', status: 403 },
			});
		refuse();
		const failed = await request(uploaded, {}, { onError: 'continueRegularOutput' });
		expect(failed.map(({ json }) => typeof json.error)).toEqual(['string', 'string']);
		expect(requested()).toHaveLength(1);

		refuse();
		const settings = { retryOnFail: true, maxTries: 2, waitBetweenTries: 0 };
		expect(await request(uploaded, {}, { settings })).toHaveLength(2);
		expect(requested()).toHaveLength(2);
	});

	it('in another run says that it was requested, and how to let it run once', async () => {
		const { uploaded } = await jobWith('a.jpg');
		await request(uploaded);
		const error = (await request(uploaded).catch((one: Error) => one)) as NodeOperationError;
		expect(error.message).toBe('No offer can be requested for the job at the moment');
		expect(error.description).toMatch(/is in Offer Requested .*"Execute Once" in its Settings tab/);
	});
});

describe('Request Offer for a job without photos', () => {
	it('is stopped before, in words', async () => {
		const { job } = await jobWith();
		const error = (await request([{ json: { jobId: job } }]).catch(
			(one: Error) => one,
		)) as NodeOperationError;
		expect(error.message).toBe(`Job ${job} has no photos, so no offer was requested`);
		expect(error.description).toContain('turn off "Check for Photos" in the options');
		expect(requested()).toEqual([]);
	});

	it('goes out where it is not to be checked, or cannot be', async () => {
		const first = await jobWith();
		const input = [{ json: { jobId: first.job } }];
		await request(input, { options: { checkForPhotos: false } });
		expect(requested()).toHaveLength(1);

		const { job } = await jobWith();
		sandbox.brightRiver.faults.add({
			...{ server: 'api', method: 'GET', path: /files$/ },
			...{ kind: 'status', status: 403 },
		});
		await request([{ json: { jobId: job } }]);
		expect(requested()).toHaveLength(1);
	});

	it('names the option where photos are listed only later', async () => {
		await sandbox.stop();
		sandbox = await startSandbox({ manual: true, readings: { 'upload-listing': 'after-offer' } });
		const { job, uploaded } = await jobWith('a.jpg');
		await expect(request(uploaded)).rejects.toThrow(`Job ${job} has no photos`);
		await request(uploaded, { options: { checkForPhotos: false } });
		expect(requested()).toHaveLength(1);
	});
});
