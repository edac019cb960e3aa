import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import sharp from 'sharp';
import { makeSamplePhotos } from '../../tools/photos/samplePhotos.ts';
import { nodeType } from '../../tools/checkout/packages.ts';
import { startHostWorld, startingMs, type HostWorld } from './support/hostWorld.ts';
import { byId, Operations } from './support/operations.ts';
import { fileIn } from './support/runNode.ts';

let world: HostWorld;
let brightRiver: Operations;

beforeAll(async () => {
	world = await startHostWorld({ sandbox: { manual: true } });
	brightRiver = new Operations(world);
}, startingMs);

afterAll(async () => await world?.stop());

const success = (more: object) => [{ success: true, ...more }];
const jsonOf = (items: Array<{ json: unknown }>) => items.map(({ json }) => json);

/** A job with one photo in it, for which an offer is requested. */
async function jobWithPhoto(fileName: string): Promise<number> {
	const [photo] = await makeSamplePhotos(join(world.folder, 'originals'));
	const [{ json }] = await brightRiver.run('job', 'create', {
		name: 'Every operation',
		description: 'Clip the product',
		additionalFields: { tags: ['host'], isTest: true },
	});
	const id = Number(json.id);
	const content = readFileSync(photo.path);
	const input = [{ files: { data: { fileName, mimeType: 'image/jpeg', content } } }];
	await brightRiver.run('file', 'upload', { jobId: byId(id), binaryPropertyName: 'data' }, input);
	return id;
}

/** The same, edited. */
async function deliveredJob(fileName: string): Promise<number> {
	const id = await jobWithPhoto(fileName);
	await brightRiver.run('job', 'requestOffer', { jobId: byId(id) });
	await world.sandbox.brightRiver.advanceTo(id, 'CJ_WAIT_ACCEPTANCE');
	await brightRiver.run('job', 'acceptOffer', { jobId: byId(id) });
	await world.sandbox.brightRiver.advanceTo(id, 'CJ_WORK_DONE');
	return id;
}

test('job and file operations', async () => {
	const fileName = 'Schuh #1 ß.jpg';
	const id = await jobWithPhoto(fileName);
	const jobId = byId(id);
	const name = { __rl: true, mode: 'name', value: fileName };

	const [job] = await brightRiver.run('job', 'get', { jobId });
	expect(job.json).toMatchObject({ id, status: 'CJ_NEW', fileCount: 1, tags: ['host'] });
	const updateFields = { name: 'Renamed' };
	expect(jsonOf(await brightRiver.run('job', 'update', { jobId, updateFields }))).toEqual(
		success({ jobId: id }),
	);
	expect((await brightRiver.run('job', 'get', { jobId }))[0].json).toMatchObject({
		name: 'Renamed',
		description: 'Clip the product',
	});

	const [file] = await brightRiver.run('file', 'getAll', { jobId, returnAll: true });
	expect(file.json.fileName).toBe(fileName);
	const fileId = byId(file.json.id);
	for (const by of [
		{ findBy: 'fileId', fileId },
		{ findBy: 'fileName', fileName: name },
	]) {
		const [one] = await brightRiver.run('file', 'get', { jobId, ...by });
		expect(one.json.id).toBe(file.json.id);
	}
	await brightRiver.run('file', 'update', {
		jobId,
		fileName: name,
		updateFields: { remark: 'Keep the shadow' },
	});

	const done = await deliveredJob('done.jpg');
	expect((await brightRiver.run('job', 'getStatus', { jobId: byId(done) }))[0].json).toMatchObject({
		status: 'CJ_WORK_DONE',
		statusGroup: 'Ready to Download',
	});
	const [waited] = await brightRiver.run('job', 'waitForStatus', {
		jobId: byId(done),
		statusGroups: ['readyToDownload'],
	});
	expect(waited.json.status).toBe('CJ_WORK_DONE');
	const [doneFile] = await brightRiver.run('file', 'getAll', { jobId: byId(done) });
	const [result] = await brightRiver.run('file', 'download', {
		jobId: byId(done),
		fileId: byId(doneFile.json.id),
		image: 'result',
		size: 'full',
		binaryPropertyName: 'data',
	});
	expect((await sharp(await fileIn(world, result)).metadata()).format).toBe('jpeg');
	const results = { jobId: byId(done), binaryPropertyName: 'data' };
	const [photo] = await brightRiver.run('job', 'downloadResults', results);
	expect(photo.json).toMatchObject({ jobId: done, fileName: 'done.jpg' });
	expect((await fileIn(world, photo)).equals(await fileIn(world, result))).toBe(true);
	const together = { ...results, resultsAs: 'oneItem' };
	const [all] = await brightRiver.run('job', 'downloadResults', together);
	expect(all.json).toMatchObject({ photoCount: 1, photos: [{ binaryField: 'data_0' }] });
	const asZip = { ...results, resultsAs: 'zip', waitForResults: true };
	const [zip] = await brightRiver.run('job', 'downloadResults', asZip);
	expect((await fileIn(world, zip)).subarray(0, 2).toString()).toBe('PK');

	const raw = { jobId: byId(done), output: 'raw' };
	const [{ json: listed }] = await brightRiver.run('file', 'getAll', raw);
	const fromUrl = { fileSource: 'url', url: (listed.original as { real: string }).real };
	const options = { fileName: 'from a URL.jpg' };
	const [fetched] = await brightRiver.run('file', 'upload', { jobId, ...fromUrl, options });
	expect(fetched.json).toMatchObject({ jobId: id, ...options, verified: true });

	expect(jsonOf(await brightRiver.run('job', 'cancel', { jobId }))).toEqual(success({ jobId: id }));
	expect(jsonOf(await brightRiver.run('job', 'close', { jobId: byId(done) }))).toEqual(
		success({ jobId: done }),
	);
	expect(world.sandbox.brightRiver.history(done).at(-1)?.status).toBe('CJ_CLIENT_REVIEWED');
}, 120_000);

test('a form with four photos in one item becomes one job with four files', async () => {
	const [photo] = await makeSamplePhotos(join(world.folder, 'originals'));
	const content = readFileSync(photo.path);
	const names = ['Schuh #1 ß.jpg', 'b.jpg', 'c.jpg', 'd.jpg'];
	const files = Object.fromEntries(
		names.map((fileName, index) => [
			`Photos_${index}`,
			{ fileName, mimeType: 'image/jpeg', content: Buffer.concat([content, Buffer.alloc(index)]) },
		]),
	);
	const { brightRiver: service } = world.sandbox;
	const jobs = () => service.jobs().filter(({ name }) => name === 'From a form');
	const send = async (more: Record<string, unknown>) => {
		const about = { name: 'From a form', description: 'Clip the product', ...more };
		return (await brightRiver.run('job', 'sendPhotos', about, [{ files }]))[0].json;
	};

	service.faults.add({ server: 'storage', method: 'POST', path: /./, kind: 'status', status: 500 });
	const failure = await send({}).catch((error: Error) => error.message);
	const [{ id }] = jobs();
	expect(failure).toMatch(
		new RegExp(`^1 of 4 photos did not get into job ${id}: ".*" .*No offer was requested`),
	);
	expect(service.history(id).map(({ status }) => status)).toEqual(['CJ_NEW']);

	const again = { options: { continueWithJob: byId(id) } };
	expect(await send(again)).toMatchObject({ jobId: id, created: false, alreadySent: false });
	expect(await send(again)).toMatchObject({ jobId: id, alreadySent: true, fileCount: 4 });
	expect(jobs()).toHaveLength(1);
	const listed = await brightRiver.run('file', 'getAll', { jobId: byId(id), returnAll: true });
	expect(listed.map(({ json }) => json.fileName).sort()).toEqual([...names].sort());
	expect(service.history(id).map(({ status }) => status)).toEqual(['CJ_NEW', 'CJ_REQUEST_OFFER']);
}, 120_000);

test('review operations', async () => {
	const id = await deliveredJob('review.jpg');
	const jobId = byId(id);
	const [file] = await brightRiver.run('review', 'getFiles', { jobId, returnAll: true });
	const [imageId] = file.json.imageIds as number[];
	const fileId = byId(file.json.id);
	const reasons = await brightRiver.run('review', 'getRejectTypes');
	const { id: rejectTypeId, name: reason } = reasons[0].json;
	const mark = { imageId, reason, position: 'percentage', x: 25, y: 50 };

	await brightRiver.run('review', 'acceptFile', { jobId, fileId });
	await brightRiver.run('review', 'acceptJob', { jobId });
	await brightRiver.run('review', 'setRejectionReasons', {
		jobId,
		fileName: { __rl: true, mode: 'name', value: 'review.jpg' },
		reasons: { reason: [{ rejectTypeId, shape: 'Circle', x: 1, y: 2, r: 3 }] },
	});
	await brightRiver.run('review', 'reviewFile', {
		jobId,
		fileId,
		decision: 'reject',
		rejections: { rejection: [mark] },
	});
	const [counted] = await brightRiver.run('review', 'getRejectedFilesCount', { jobId });
	expect(counted.json.rejectedFilesCount).toBe(1);
	const rejected = await brightRiver.run('review', 'getRejectedJobs', { jobId, returnAll: true });
	expect(rejected[0].json.name).toBe(`Rejected pictures of job #${id}`);

	const several = await deliveredJob('several.jpg');
	const [other] = await brightRiver.run('review', 'getFiles', { jobId: byId(several) });
	const rejection = {
		...mark,
		fileId: other.json.id,
		imageId: (other.json.imageIds as number[])[0],
	};
	await brightRiver.run('review', 'reviewFiles', {
		jobId: byId(several),
		rejections: { rejection: [rejection] },
	});
	const all = await deliveredJob('all.jpg');
	await brightRiver.run('review', 'reviewJob', { jobId: byId(all), reasons: [reason] });
	const raw = await deliveredJob('raw.jpg');
	await brightRiver.run('review', 'rejectFiles', {
		body: JSON.stringify({ jobId: raw, files: ['raw.jpg'] }),
	});
	for (const job of [several, all, raw]) {
		expect(world.sandbox.brightRiver.history(job).at(-1)?.status).toBe('CJ_PART_REVIEWED');
	}
}, 120_000);

test('search operations', async () => {
	world.sandbox.brightRiver.refreshIndex();
	const jobs = await brightRiver.run('search', 'jobs', { returnAll: true });
	expect(jobs.length).toBeGreaterThan(3);
	expect(await brightRiver.run('job', 'getMany', { limit: 3 })).toHaveLength(3);
	const fields = await brightRiver.run('search', 'getFields');
	expect(jsonOf(fields)).toContainEqual({ id: 'Global', name: 'Global' });
}, 60_000);

test('the job dropdown loads and filters', async () => {
	const { id, name } = world.credential;
	const request = {
		path: 'parameters.jobId',
		methodName: 'searchJobs',
		nodeTypeAndVersion: { name: nodeType('brightRiver'), version: 1 },
		currentNodeParameters: { resource: 'job', operation: 'get' },
		credentials: { brightRiverApi: { id, name } },
	};
	const all = await world.rest.resourceLocatorResults(request);
	expect(JSON.stringify(all)).toContain('Every operation');
	const none = await world.rest.resourceLocatorResults({ ...request, filter: 'no such job' });
	expect(JSON.stringify(none)).not.toContain('Every operation');
});

test('a field of the item is the same ID as an expression that n8n computes', async () => {
	const [one, other] = world.sandbox.brightRiver.createJobs(2);
	const input = [{ json: { jobId: one } }, { json: { jobId: ` ${other} ` } }];
	const get = async (value: string) => {
		const jobId = { __rl: true, mode: 'id', value };
		const jobs = await brightRiver.run('job', 'get', { jobId }, input);
		return jobs.map(({ json }) => json.id);
	};
	expect(await get('={{ $json.jobId }}')).toEqual([one, other]);
	expect(await get('={{ $json["jobId"] }}')).toEqual([one, other]);
	for (const value of ['={{ $json.nothing }}', '={{ $json["nothing"] }}']) {
		await expect(get(value)).rejects.toThrow('"Job" is empty');
	}
}, 60_000);

test('every operation that n8n offers has run', async () => {
	expect(await brightRiver.missing()).toEqual([]);
});
