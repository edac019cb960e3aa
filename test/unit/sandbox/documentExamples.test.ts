/** Bright River's documents, replayed: each example request is taken, each example answer has the sandbox's keys. */
import { contraryReadings, startSandbox } from '../../../sandbox/index';
import type { Sandbox } from '../../../sandbox/index';
import answers from '../../fixtures/brightRiver/documentExamples.json';
import requests from '../../fixtures/brightRiver/exampleRequests.json';
import { expectNames } from './exampleNames';
import { clientOf, photo } from './support';
import type { Client, Json } from './support';

/** What no document says may be read otherwise; what it does say must not change by that. */
const readings = {
	'as usual': {},
	contrary: {
		...contraryReadings(),
		// A field that only some uploads have would leave the job without photos.
		'upload-field': 'file' as const,
		// After a redirect, Node's fetch sends a form with another boundary than its header says.
		'storage-redirects': 'none' as const,
	},
};

describe.each(Object.entries(readings))('%s', (_, chosen) => {
	let sandbox: Sandbox;
	let client: Client;

	beforeAll(async () => {
		sandbox = await startSandbox({ manual: true, readings: chosen });
		client = clientOf(sandbox.brightRiver);
	});
	afterAll(async () => await sandbox.stop());

	const call = async (method: string, path: string, body?: unknown) => {
		const { status, json } = await client.call(method, path, body);
		expect([path, Math.floor(status / 100)]).toEqual([path, 2]);
		return json as Json;
	};
	const jobWith = async (...names: string[]): Promise<number> => {
		const content = await photo(60, 40);
		const files = Object.fromEntries(names.map((name) => [name, content]));
		return (await client.jobWith(files)).id;
	};
	const delivered = async (): Promise<{ id: number; fileId: number; imageId: number }> => {
		const { id } = await client.deliveredJobWith({ 'Chrysanthemum.jpg': await photo(60, 40) });
		const { files } = await call('GET', `/jobs/${id}/filesforreview`);
		return { id, fileId: files[0].id, imageId: files[0].clipped[0].imageId };
	};
	/** An example about this file and image. */
	const about = (example: object, { fileId, imageId }: { fileId: number; imageId: number }) =>
		JSON.parse(
			JSON.stringify(example).replaceAll('246016', `${fileId}`).replaceAll('246021', `${imageId}`),
		);

	test.each(requests['POST /jobs'])('POST /jobs %#', async (example) => {
		const job = await call('POST', '/jobs', example);
		expectNames(job, answers.createJob);
		for (const [name, value] of Object.entries(example)) {
			if (name in answers.createJob) expect(job[name]).toEqual(value);
		}
	});

	test('PUT /jobs/{id}, GET /jobs/{id}, GET /jobs/{id}/status', async () => {
		const id = await jobWith('a.jpg');
		await call('PUT', `/jobs/${id}`, requests['PUT /jobs/{id}']);
		const job = await call('GET', `/jobs/${id}`);
		expect(job).toMatchObject(requests['PUT /jobs/{id}']);
		expectNames(job, answers.job);
		expectNames(await call('GET', `/jobs/${id}/status`), answers.status);
	});

	test('POST /jobs/{id}/requestoffer, PUT and GET …/files/{fileName}, GET …/filesextended/{fileId}', async () => {
		const example = requests['POST /jobs/{id}/requestoffer'];
		const id = await jobWith(...example.files.map(({ fileName }) => fileName));
		await call('POST', `/jobs/${id}/requestoffer`, example);
		const one = await call('GET', `/jobs/${id}/files/${example.files[0].fileName}`);
		expect(one.remarkToProcessor).toBe(example.files[0].remark);
		expectNames(one, answers.fileByName);
		expectNames(await call('GET', `/jobs/${id}/filesextended/${one.id}`), answers.fileById);
		const update = requests['PUT /jobs/{id}/files/{fileName}'];
		await call('PUT', `/jobs/${id}/files/${example.files[1].fileName}`, update);
		const { remarkToProcessor, tags } = await call('GET', `/jobs/${id}/files/${update.name}`);
		expect([remarkToProcessor, tags]).toEqual([update.remark, update.tags]);
	});

	test('GET /jobs/{id}/files, GET …/filesforreview', async () => {
		const job = await delivered();
		await call('POST', `/jobs/${job.id}/files/review`, {
			reviews: about(requests['POST /jobs/{id}/files/review'].reviews, job),
		});
		const hidden = { 'files[].clipped[].': 'only the list for review has results' };
		const isListed = sandbox.readings.is('results-listed', 'files');
		expectNames(await call('GET', `/jobs/${job.id}/files`), answers.files, {
			'files[].previousReviews.': 'there is one review yet',
			...(isListed ? {} : hidden),
		});
		expectNames(await call('GET', `/jobs/${job.id}/filesforreview`), answers.filesForReview, {
			'files[].previousReviews': 'there is one review yet',
			'files[].previousClipped': 'of a job that redoes another one',
		});
	});

	test('the reviews', async () => {
		const accepted = await delivered();
		await call('POST', `/jobs/${accepted.id}/accept`, requests['POST /jobs/{id}/accept']);
		const all = await delivered();
		await call('POST', `/jobs/${all.id}/review`, requests['POST /jobs/{id}/review']);
		const one = await delivered();
		await call(
			'POST',
			`/jobs/${one.id}/files/${one.fileId}/review`,
			about(requests['POST /jobs/{id}/files/{fileId}/review'], one),
		);
		const { id } = await delivered();
		const noted = requests['PUT /jobs/{id}/files/{fileName}/rejectionreasons'];
		await call('PUT', `/jobs/${id}/files/Chrysanthemum.jpg/rejectionreasons`, noted);
		const rejected = await call('GET', `/jobs/${one.id}/rejectedjobs`);
		expectNames(rejected, answers.rejectedJobs);
	});

	test('POST /search', async () => {
		await jobWith('a.jpg');
		sandbox.brightRiver.refreshIndex();
		await call('POST', '/search', requests['POST /search']);
		const isTotalOpen = !sandbox.readings.is('total-jobs', 'missing');
		expectNames(
			await call('POST', '/search', { page: 0 }),
			answers.search,
			isTotalOpen ? {} : { totalJobs: 'it is read as missing' },
		);
	});
});
