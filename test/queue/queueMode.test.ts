import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { makeSamplePhotos } from '../../tools/photos/samplePhotos.ts';
import { sendPhotos } from '../../tools/examples/sendPhotos.ts';
import { fillIn, readWorkflow } from '../../tools/examples/workflowFiles.ts';
import type { Workflow } from '../../tools/n8n-host/n8nTypes.ts';
import { findProjectFolder } from '../../tools/checkout/projectFolder.ts';
import { waitUntil } from '../../tools/processes/waitUntil.ts';
import { byId } from '../host/support/operations.ts';
import { fileIn, runNode } from '../host/support/runNode.ts';
import { startLedger, type Entry, type Ledger } from './support/ledger.ts';
import { startQueueWorld, startingMs, stoppingMs, type QueueWorld } from './support/queueWorld.ts';
import { createJobs, createJobsPath, reportStatuses } from './support/workflows.ts';
import { executionsOf } from './support/workerLog.ts';

/** QUEUE_JOBS sets another number, for a quick look. */
const jobCount = Number(process.env.QUEUE_JOBS ?? 1_000);
const jobsPerCall = 25;
const followingMs = 15 * 60_000;

/** The way of a job here: statuses that pass by themselves, and those that wait for people. */
const road = [
	'CJ_NEW',
	'CJ_REQUEST_OFFER',
	'CJ_NEED_ACCEPTANCE',
	'CJ_ACCEPT',
	'CJ_WORK_DONE',
	'CJ_FINISHED',
];

let world: QueueWorld;
let ledger: Ledger;

beforeAll(async () => {
	// Jobs move when the test says so: then every status can be waited for.
	world = await startQueueWorld({ sandbox: { manual: true, searchPageSize: 50 } });
}, startingMs);

afterAll(async () => {
	await world?.stop();
	await ledger?.stop();
}, stoppingMs);

async function activate(workflow: Workflow): Promise<string> {
	const saved = await world.rest.createWorkflow(workflow);
	await world.rest.activateWorkflow(saved);
	return saved.id;
}

/** The executions of a workflow, once all of them have ended; throws what one that failed says. */
async function endedExecutions(workflowId: string, atLeast: number) {
	const ended = await waitUntil(
		`${atLeast} executions of ${workflowId} to end`,
		async () => {
			const executions = await world.rest.listExecutions(workflowId);
			const all = executions.length >= atLeast && executions.every(({ stoppedAt }) => stoppedAt);
			return all && executions;
		},
		{ timeoutMs: followingMs, everyMs: 1_000 },
	);
	const failed = ended.find(({ status }) => status !== 'success');
	if (failed) {
		const { error } = await world.rest.getExecution(failed.id);
		throw new Error(`Execution ${failed.id} ended as ${failed.status}: ${error?.message}`);
	}
	return ended;
}

/** How many of the executions each worker has run; every one of them ran once, and on one worker. */
function sharesOf(executionIds: string[]): number[] {
	const wanted = new Set(executionIds);
	const perWorker = world.workers.map((one) => executionsOf(one).filter((id) => wanted.has(id)));
	expect(perWorker.flat().sort()).toEqual([...executionIds].sort());
	return perWorker.map(({ length }) => length);
}

test('a photo from the form is sent by a worker, and what a worker fetched is the file, byte by byte', async () => {
	const { brightRiver } = world.sandbox;
	const [photo] = await makeSamplePhotos(join(world.folder, 'originals'));
	const workflow = readWorkflow(findProjectFolder(), 'send-photos');
	const send = await activate(fillIn(workflow, { credential: world.credential }));
	// The form belongs to the main process: it stores the photo that a worker reads.
	const about = { name: 'Across processes', instructions: 'Clip the product', photos: [photo] };
	await sendPhotos(world.n8n.url, about);
	const [sent] = await endedExecutions(send, 1);
	sharesOf([sent.id]);

	const [job] = brightRiver.jobs();
	await brightRiver.advanceTo(job.id, 'CJ_NOTIFIED_WORK_DN');
	const jobId = byId(job.id);
	const list = { resource: 'file', operation: 'getAll', jobId, returnAll: true };
	const [file] = await runNode(world, list);
	const download = async (image: string) => {
		const [item] = await runNode(world, {
			resource: 'file',
			operation: 'download',
			jobId,
			fileId: byId(file.json.id),
			image,
			size: 'full',
			binaryPropertyName: 'data',
		});
		// A worker stored it; the main process hands it out.
		return await fileIn(world, item);
	};
	const original = readFileSync(photo.path);
	expect((await download('original')).equals(original)).toBe(true);
	const result = await download('result');
	expect(result.equals(original)).toBe(false);
	expect(result.equals(await resultFromSandbox(job.id))).toBe(true);
	await world.rest.deactivateWorkflow(send);
}, 180_000);

/** The edited photo, asked of Bright River without n8n. */
async function resultFromSandbox(jobId: number): Promise<Buffer> {
	const { url, clientToken, sessionToken } = world.sandbox.brightRiver;
	const tokens = { 'X-Client-Token': clientToken, 'X-Session-Token': sessionToken };
	const headers = { ...tokens, Accept: 'application/json', 'Content-Type': 'application/json' };
	const answer = await fetch(`${url}/jobs/${jobId}/files`, { headers });
	const { files } = (await answer.json()) as { files: Array<{ clipped: Array<{ real: string }> }> };
	return Buffer.from(await (await fetch(files[0].clipped[0].real)).arrayBuffer());
}

test(
	`${jobCount} jobs are created and followed by two workers, and each event is handled once`,
	async () => {
		const { brightRiver } = world.sandbox;
		const earlier = new Set(brightRiver.jobs().map(({ id }) => id));
		/** A job goes on as soon as its newest status has been handled. */
		const moveOn = ({ jobId, status }: Entry) => {
			const next = road[road.indexOf(status) + 1];
			if (next !== undefined) brightRiver.setStatus(jobId, next);
		};
		ledger = await startLedger(moveOn);
		const report = await activate(reportStatuses(world.credential, ledger.url));
		const create = await activate(createJobs(world.credential));

		const names = Array.from({ length: jobCount }, (_, number) => `Job ${number + 1}`);
		const calls = [];
		for (let from = 0; from < jobCount; from += jobsPerCall) {
			calls.push(names.slice(from, from + jobsPerCall));
		}
		for (const some of calls) {
			const response = await fetch(`${world.n8n.url}/webhook/${createJobsPath}`, {
				method: 'POST',
				headers: { 'content-type': 'application/json' },
				body: JSON.stringify({ names: some }),
			});
			expect(response.status).toBe(200);
		}
		const created = await endedExecutions(create, calls.length);
		expect(created).toHaveLength(calls.length);
		const jobs = brightRiver.jobs().filter(({ id }) => !earlier.has(id));
		// Each name once: no execution ran twice.
		expect(jobs.map(({ name }) => name).sort()).toEqual([...names].sort());

		const arrived = () => ledger.entries.filter(({ status }) => status === road.at(-1)).length;
		await waitUntil('every job to be at the end of its road', () => arrived() >= jobCount, {
			timeoutMs: followingMs,
			everyMs: 500,
			describe: () => `${arrived()} of ${jobCount} are, after ${ledger.entries.length} events.`,
		});
		// What is told twice would be told by the next look or the one after it.
		await looks(3);
		await world.rest.deactivateWorkflow(report);
		const reported = await endedExecutions(report, 1);

		const told = new Map(jobs.map(({ id }) => [id, [] as string[]]));
		for (const { jobId, status } of ledger.entries) told.get(jobId)?.push(status);
		for (const { id } of jobs) {
			expect(told.get(id)).toEqual(brightRiver.history(id).map(({ status }) => status));
		}
		expect(ledger.entries).toHaveLength(jobCount * road.length);

		const createdShares = sharesOf(created.map(({ id }) => id));
		const reportedShares = sharesOf(reported.map(({ id }) => id));
		console.log(
			`${jobCount} jobs, ${ledger.entries.length} events: executions on each worker ` +
				`${createdShares.join(' + ')} to create, ${reportedShares.join(' + ')} to follow`,
		);
		for (const share of [...createdShares, ...reportedShares]) expect(share).toBeGreaterThan(0);
	},
	2 * followingMs,
);

/** Waits until the trigger has looked this many times more; finished jobs are on no page it reads. */
async function looks(times: number): Promise<void> {
	const { brightRiver } = world.sandbox;
	brightRiver.clearRequests();
	await waitUntil(
		`the trigger to look ${times} times`,
		() => brightRiver.requests.filter(({ path }) => path.startsWith('/search')).length > times,
		{ timeoutMs: 120_000 },
	);
}
