import { createHash } from 'node:crypto';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { makeSamplePhotos } from '../../../tools/photos/samplePhotos.ts';
import { sendPhotos } from '../../../tools/examples/sendPhotos.ts';
import { ftpFormPath } from '../../../tools/examples/workflowFiles.ts';
import { activateExample, executionsOf, outputOf } from '../support/examples.ts';
import { startHostWorld, startingMs, type HostWorld } from '../support/hostWorld.ts';
import { byId } from '../support/operations.ts';
import { runNode } from '../support/runNode.ts';

let world: HostWorld;

beforeAll(async () => {
	world = await startHostWorld({ sandbox: { manual: true } });
}, startingMs);

afterAll(async () => await world?.stop());

test('upload-by-ftp: photos of a form go to their job by FTP, and an offer is requested', async () => {
	const { brightRiver } = world.sandbox;
	const { username, password, ftpPort } = brightRiver;
	const data = { host: '127.0.0.1', port: ftpPort, username, password };
	const ftp = await world.rest.createCredential({ name: 'FTP', type: 'ftp', data });
	const workflowId = await activateExample(world, 'upload-by-ftp', { otherCredentials: { ftp } });
	const photos = await makeSamplePhotos(join(world.folder, 'originals'));
	brightRiver.clearRequests();
	const job = { name: 'By FTP', instructions: 'Clip', photos };
	await sendPhotos(world.n8n.url, job, ftpFormPath);
	const [execution] = await executionsOf(world, workflowId, 1);
	const jobId = outputOf(execution, 'Request offer')[0].json.jobId as number;

	const list = { resource: 'file', operation: 'getAll', returnAll: true, output: 'raw' };
	const files = await runNode(world, { ...list, jobId: byId(jobId) });
	const md5 = (path: string) =>
		createHash('md5').update(readFileSync(path)).digest('hex').toUpperCase();
	const stored = files.map(({ json }) => [json.fileName, String(json.mD5).replaceAll('-', '')]);
	expect(stored.sort()).toEqual(photos.map(({ name, path }) => [name, md5(path)]).sort());
	// Nothing was posted to the storage: the bytes came by FTP.
	expect(brightRiver.requests.filter(({ server }) => server === 'storage')).toEqual([]);
	expect(brightRiver.history(jobId).at(-1)?.status).toBe('CJ_REQUEST_OFFER');
}, 120_000);

test('report-open-jobs: a table of what is open, and of nothing else', async () => {
	const { brightRiver } = world.sandbox;
	const [waiting] = brightRiver.createJobs(1, 'CJ_WAIT_ACCEPTANCE');
	const [failed] = brightRiver.createJobs(1, 'CJ_ZIP_ERROR');
	const closed = ['CJ_FINISHED', 'CJ_CLIENT_REVIEWED', 'CJ_ARCHIVED', 'CJ_TRASH_CANCELLED'];
	const others = closed.flatMap((status) => brightRiver.createJobs(1, status));
	const workflowId = await activateExample(world, 'report-open-jobs');
	const execution = await world.rest.waitForExecution(
		await world.rest.runWorkflow(workflowId, 'Every night'),
	);
	expect(outputOf(execution, 'Write to disk')).toHaveLength(1);
	const [name] = readdirSync(world.resultsFolder);
	expect(name).toMatch(/^open-jobs-\d{4}-\d\d-\d\d\.csv$/);
	const table = readFileSync(join(world.resultsFolder, name), 'utf8').replace(/^\uFEFF/, '');
	const rows = table.trim().split('\n');
	expect(rows[0]).toBe('Job,Name,Waits for,Status,Meaning,Files,Created');
	const rowOf = (jobId: number) => rows.find((row) => row.startsWith(`${jobId},`));
	expect(rowOf(waiting)).toContain('Needs Your Acceptance,CJ_WAIT_ACCEPTANCE');
	expect(rowOf(failed)).toContain('Failed,CJ_ZIP_ERROR');
	for (const jobId of others) expect(rowOf(jobId)).toBeUndefined();
}, 60_000);
