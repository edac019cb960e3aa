import '../../support/shorterWaits';
import type { NodeOperationError } from 'n8n-workflow';
import type { Sandbox } from '../../../sandbox/index';
import { brightRiver, byId, credentialFor, startManualSandbox } from '../support/brightRiver';
import { cancelOnce, removeBinaryFolder, until, useBinaryMode } from '../support/engine';
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

/** A job with two photos that was sent, as far along as this status. */
async function jobIn(status: string): Promise<number> {
	const input = ['one.jpg', 'two.jpg'].map((name) => itemWithFile(original, name));
	const about = { name: 'Shoes', description: 'd', oneJobFor: 'all' };
	const sending = { resource: 'job', operation: 'sendPhotos', ...about };
	const [{ json }] = await brightRiver(sandbox, sending, { input });
	await sandbox.brightRiver.advanceTo(Number(json.jobId), status);
	sandbox.brightRiver.requests.length = 0;
	return Number(json.jobId);
}

const awaiting = (job: number, more: object = {}) => ({
	resource: 'job',
	operation: 'downloadResults',
	jobId: byId(job),
	binaryPropertyName: 'data',
	waitForResults: true,
	...more,
});

const results = async (job: number, more: object = {}) =>
	await brightRiver(sandbox, awaiting(job, more));

const failureOf = async (job: number, more: object = {}) =>
	await results(job, more).then(
		() => {
			throw new Error('It should have failed');
		},
		(error: NodeOperationError) => error,
	);

/** Resolves once the node has looked at the job at least so many times from now on. */
async function looked(times: number): Promise<void> {
	sandbox.brightRiver.requests.length = 0;
	await until(() => looks() >= times);
}

const looks = () =>
	sandbox.brightRiver.requests.filter(({ path }) => /^\/jobs\/\d+$/.test(path)).length;

it.each(['items', 'oneItem', 'zip'])(
	'goes on as soon as the results are there, with all of them (%s)',
	async (resultsAs) => {
		const job = await jobIn('CJ_WAIT_ACCEPTANCE');
		const running = results(job, { resultsAs });
		for (const status of ['CJ_ACCEPT', 'CJ_WORK_PROGRESS', 'CJ_WORK_DONE']) {
			await looked(2);
			await sandbox.brightRiver.advanceTo(job, status);
		}
		const items = await running;
		const files = items.flatMap(({ binary }) => Object.values(binary ?? {}));
		expect(files.map(({ fileName }) => fileName).sort()).toEqual(
			resultsAs === 'zip' ? [`job-${job}.zip`] : ['one.jpg', 'two.jpg'],
		);
	},
);

it('asks once where the results are there already, and of a job that is closed', async () => {
	const job = await jobIn('CJ_WORK_DONE');
	expect(await results(job)).toHaveLength(2);
	expect(looks()).toBe(1);
	for (const status of ['CJ_CLIENT_REVIEWED', 'CJ_FINISHED']) {
		sandbox.brightRiver.setStatus(job, status);
		expect(await results(job)).toHaveLength(2);
	}
});

it('does not wait unless it is told to', async () => {
	const job = await jobIn('CJ_WORK_PROGRESS');
	const { message } = await failureOf(job, { waitForResults: false });
	expect(message).toBe(`The results of job ${job} are not ready yet (In Production)`);
	expect(looks()).toBe(1);
});

describe('where the status does not tell', () => {
	it.each(['CJ_ZIP_READY', 'TIMECAROUSEL', 'CJ_JOB_PAID'])(
		'(%s), it is the photos that do: all of them, or none',
		async (status) => {
			const job = await jobIn('CJ_WORK_PROGRESS');
			sandbox.brightRiver.setStatus(job, status);
			const running = results(job);
			await looked(2);
			sandbox.brightRiver.setStatus(job, 'CJ_WORK_PROGRESS');
			await sandbox.brightRiver.advance(job);
			sandbox.brightRiver.setStatus(job, status);
			expect(await running).toHaveLength(2);
		},
	);

	it.each(['zip-first', 'zip-after-done', 'zip-last'] as const)(
		'waits for the ZIP file, whenever it is made (status-order=%s)',
		async (order) => {
			sandbox.readings.set('status-order', order);
			const job = await jobIn('CJ_WORK_PROGRESS');
			const running = results(job, { resultsAs: 'zip' });
			await looked(1);
			await sandbox.brightRiver.advanceTo(job, 'CJ_WORK_DONE');
			if (order !== 'zip-first') {
				await looked(2);
				await sandbox.brightRiver.advanceTo(job, 'CJ_ZIP_READY');
			}
			const [{ json }] = await running;
			expect(json.fileName).toBe(`job-${job}.zip`);
		},
	);

	it('does not wait for a ZIP file once the job is finished', async () => {
		sandbox.readings.set('status-order', 'zip-last');
		const job = await jobIn('CJ_WORK_DONE');
		sandbox.brightRiver.setStatus(job, 'CJ_FINISHED');
		expect((await failureOf(job, { resultsAs: 'zip' })).message).toMatch(/no such|not/i);
	});
});

it('waits for the photos of a job that redoes others, not for those of the first one', async () => {
	const first = await jobIn('CJ_WORK_DONE');
	await brightRiver(sandbox, {
		resource: 'review',
		operation: 'rejectFiles',
		body: JSON.stringify({ jobId: first, files: ['one.jpg'] }),
	});
	const { id } = sandbox.brightRiver.jobs().find(({ parentJobId }) => parentJobId === first)!;
	const running = results(id);
	await looked(2);
	await sandbox.brightRiver.advanceTo(id, 'CJ_WORK_DONE');
	expect(await running).toHaveLength(1);
});

describe('ends', () => {
	it.each([
		['CJ_USER_CANCELED', 'has no results to download (Cancelled)'],
		['CJ_ARCHIVED', 'Bright River no longer has the files of job'],
		['CJ_ERROR', 'has no results to download (Failed)'],
	])('at once where nothing is to come any more (%s)', async (status, expected) => {
		const job = await jobIn('CJ_WAIT_ACCEPTANCE');
		const running = failureOf(job);
		await looked(1);
		sandbox.brightRiver.setStatus(job, status);
		expect((await running).message).toContain(expected);
	});

	it.each([
		['CJ_NEW', 'Nobody has asked for an offer: use Job > Request Offer.'],
		['CJ_REVIEWING', 'Bright River has not made an offer yet.'],
		['CJ_WAIT_ACCEPTANCE', 'accept the offer in Bright River or with Job > Accept Offer.'],
		['CJ_TD_PAY_PENDING', 'It waits for its payment.'],
		['CJ_WORK_PROGRESS', 'The photos are still being edited.'],
	])('when the time is over, and says in %s what is due', async (status, due) => {
		const job = await jobIn('CJ_WAIT_ACCEPTANCE');
		sandbox.brightRiver.setStatus(job, status);
		const { message, description } = await failureOf(job, { options: { timeLimit: 0.01 } });
		expect(message).toMatch(
			new RegExp(
				`^The results of job ${job} were not there within 0.01 minutes: .*\\(${status}\\)$`,
			),
		);
		expect(description).toContain(due);
		expect(description).toMatch(
			/"Time Limit \(Minutes\)".*Bright River Trigger for Ready to Download/,
		);
	});

	it('with the way to the photos where it is the ZIP file that does not come', async () => {
		sandbox.readings.set('status-order', 'zip-last');
		const job = await jobIn('CJ_WORK_DONE');
		const { description } = await failureOf(job, {
			resultsAs: 'zip',
			options: { timeLimit: 0.01 },
		});
		expect(description).toContain('choose "One Item per Photo" in "Results As"');
	});

	it('when the execution is cancelled', async () => {
		const job = await jobIn('CJ_WAIT_ACCEPTANCE');
		sandbox.brightRiver.requests.length = 0;
		const run = {
			type: 'brightRiver',
			parameters: awaiting(job, { options: { interval: 3600 } }),
			credentials: credentialFor(sandbox),
		};
		await cancelOnce(run, () => looks() >= 1);
		expect(looks()).toBe(1);
	});
});

it('waits for the job of every item at the same time', async () => {
	const jobs = [await jobIn('CJ_ACCEPT'), await jobIn('CJ_ACCEPT')];
	const running = brightRiver(
		sandbox,
		{ ...awaiting(0), jobId: byId('={{ $json.jobId }}' as never) },
		{ input: jobs.map((jobId) => ({ json: { jobId } })) },
	);
	await looked(4);
	for (const job of [...jobs].reverse()) await sandbox.brightRiver.advanceTo(job, 'CJ_WORK_DONE');
	const items = await running;
	expect(items.map(({ json, pairedItem }) => [json.jobId, pairedItem])).toEqual(
		jobs.flatMap((job, item) => [
			[job, { item }],
			[job, { item }],
		]),
	);
});
