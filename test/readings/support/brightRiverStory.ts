import sharp from 'sharp';
import { contentOf } from '../../engine/support/binary';
import { byId } from '../../engine/support/brightRiver';
import { passHours, runClock, startClock, stopClock } from '../../engine/support/clock';
import { PolledTrigger } from '../../engine/support/poll';
import { photo } from '../../engine/support/photos';
import type { Runner } from './runner';

const numberIn = (entry: object) => Object.values(entry).find(Number.isInteger) as number;
const textIn = (entry: object) =>
	Object.values(entry).find((value) => typeof value === 'string') as string;

/** A new job with these photos in it; the service must have every one. */
async function newJob(runner: Runner, ...names: string[]): Promise<number> {
	const [{ json }] = await runner.run('job', 'create', {
		name: 'Every operation',
		description: 'Clip the product',
		additionalFields: { tags: ['reading'], isTest: true },
	});
	const id = Number(json.id);
	const files = await Promise.all(names.map(async (name) => ({ name, content: await photo() })));
	const parameters = { jobId: byId(id), binaryPropertyName: 'data' };
	const uploaded = await runner.run('file', 'upload', parameters, ...files);
	expect(uploaded.map((item) => item.json.fileName)).toEqual(names);
	expect(jobOf(runner, id).fileCount).toBe(names.length);
	return id;
}

/** The same, with an offer that is requested. */
async function orderedJob(runner: Runner, ...names: string[]): Promise<number> {
	const id = await newJob(runner, ...names);
	await runner.run('job', 'requestOffer', { jobId: byId(id) });
	return id;
}

/** The same, edited. */
async function deliveredJob(runner: Runner, ...names: string[]): Promise<number> {
	const { brightRiver } = runner.sandbox;
	const id = await orderedJob(runner, ...names);
	await brightRiver.advanceTo(id, 'CJ_WAIT_ACCEPTANCE');
	await runner.run('job', 'acceptOffer', { jobId: byId(id) });
	await brightRiver.advanceTo(id, 'CJ_WORK_DONE');
	return id;
}

function jobOf({ sandbox }: Runner, id: number) {
	return sandbox.brightRiver.jobs().find((job) => job.id === id)!;
}

/** The bytes of a file's image as the service keeps them, whichever way the points are read. */
async function keptImage(runner: Runner, jobId: number, image: 'original' | 'clipped') {
	const { brightRiver, readings } = runner.sandbox;
	const read = readings.all();
	readings.reset();
	try {
		const response = await fetch(`${brightRiver.url}/jobs/${jobId}/files`, {
			headers: {
				Accept: 'application/json',
				'X-Client-Token': brightRiver.clientToken,
				'X-Session-Token': brightRiver.sessionToken,
			},
		});
		const { files } = (await response.json()) as { files: KeptFile[] };
		const [{ original, clipped }] = files;
		const { real } = image === 'original' ? original : clipped[0];
		return Buffer.from(await (await fetch(real)).arrayBuffer());
	} finally {
		for (const [name, value] of Object.entries(read)) readings.set(name, value);
	}
}

interface KeptFile {
	original: { real: string };
	clipped: { real: string }[];
}

/** Every operation of the node, with what must be true of each whatever the documents leave open. */
export async function useEveryOperation(runner: Runner): Promise<void> {
	await useJobsAndFiles(runner);
	await useReviews(runner);
	await useSearch(runner);
}

async function useJobsAndFiles(runner: Runner): Promise<void> {
	const { brightRiver } = runner.sandbox;
	const fileName = 'Schuh #1 ß.jpg';
	const id = await orderedJob(runner, fileName);
	const jobId = byId(id);
	const [job] = await runner.run('job', 'get', { jobId });
	expect(job.json).toMatchObject({ id, fileCount: 1, tags: ['reading'] });
	await runner.run('job', 'update', { jobId, updateFields: { name: 'Renamed' } });
	expect(jobOf(runner, id).name).toBe('Renamed');

	const [file] = await runner.run('file', 'getAll', { jobId, returnAll: true });
	expect(file.json.fileName).toBe(fileName);
	const byName = { __rl: true, mode: 'name', value: fileName };
	const named = [
		{ findBy: 'fileId', fileId: byId(file.json.id) },
		{ findBy: 'fileName', fileName: byName },
	];
	for (const by of named) {
		const [one] = await runner.run('file', 'get', { jobId, ...by } as never);
		expect(one.json.id).toBe(file.json.id);
	}
	const updateFields = { remark: 'Keep the shadow' };
	await runner.run('file', 'update', { jobId, fileName: byName, updateFields });

	const done = await deliveredJob(runner, 'done.jpg');
	const [status] = await runner.run('job', 'getStatus', { jobId: byId(done) });
	expect(status.json).toMatchObject({ status: 'CJ_WORK_DONE', statusGroup: 'Ready to Download' });
	const statusGroups = ['readyToDownload'];
	const [waited] = await runner.run('job', 'waitForStatus', { jobId: byId(done), statusGroups });
	expect(waited.json.status).toBe('CJ_WORK_DONE');
	const [doneFile] = await runner.run('file', 'getAll', { jobId: byId(done) });
	for (const [image, kept] of [
		['original', 'original'],
		['result', 'clipped'],
	] as const) {
		const [item] = await runner.run('file', 'download', {
			jobId: byId(done),
			fileId: byId(doneFile.json.id),
			image,
			size: 'full',
			binaryPropertyName: 'data',
		});
		const content = await contentOf(item.binary?.data);
		expect(content.equals(await keptImage(runner, done, kept))).toBe(true);
		expect(item.binary?.data).toMatchObject({ mimeType: 'image/jpeg', fileName: 'done.jpg' });
	}
	const [small] = await runner.run('file', 'download', {
		jobId: byId(done),
		fileId: byId(doneFile.json.id),
		image: 'result',
		size: 'thumbnail',
		binaryPropertyName: 'data',
	});
	expect((await sharp(await contentOf(small.binary?.data)).metadata()).width).toBeLessThan(320);

	await brightRiver.advanceTo(done, 'CJ_NOTIFIED_WORK_DN');
	await runner.run('job', 'close', { jobId: byId(done) });
	expect(brightRiver.history(done).map((entry) => entry.status)).toContain('CJ_CLIENT_REVIEWED');
	if (runner.sandbox.readings.is('status-order', 'zip-last')) {
		await brightRiver.advanceTo(done, 'CJ_ZIP_READY');
	}
	const zipped = { jobId: byId(done), binaryPropertyName: 'data' };
	const [photo, ...others] = await runner.run('job', 'downloadResults', zipped);
	expect(others).toEqual([]);
	expect(
		(await contentOf(photo.binary?.data)).equals(await keptImage(runner, done, 'clipped')),
	).toBe(true);
	expect(photo.json).toMatchObject({ fileName: 'done.jpg', originalName: 'done.jpg' });
	const asZip = { ...zipped, resultsAs: 'zip', waitForResults: true };
	const [zip] = await runner.run('job', 'downloadResults', asZip);
	expect((await contentOf(zip.binary?.data)).subarray(0, 2).toString()).toBe('PK');

	await sendPhotos(runner);

	const unwanted = await newJob(runner, 'unwanted.jpg');
	await runner.run('job', 'cancel', { jobId: byId(unwanted) });
	expect(jobOf(runner, unwanted).status).toBe('CJ_USER_CANCELED');
}

/** All of the photos in one job, once, however often it is run. */
async function sendPhotos(runner: Runner): Promise<void> {
	const { brightRiver } = runner.sandbox;
	const names = ['front.jpg', 'back.jpg'];
	const files = await Promise.all(names.map(async (name) => ({ name, content: await photo() })));
	const send = async (options: object) => {
		const about = { name: 'Sent', description: 'Clip the product', oneJobFor: 'all' };
		return (await runner.run('job', 'sendPhotos', { ...about, options } as never, ...files))[0]
			.json;
	};
	const byTag = { findExistingJobBy: 'tag', reference: 'sent once' };
	const first = await send(byTag);
	const id = Number(first.jobId);
	expect(first).toMatchObject({ created: true, offerRequested: true, fileCount: 2 });
	expect(jobOf(runner, id)).toMatchObject({ fileCount: 2, status: 'CJ_REQUEST_OFFER' });
	brightRiver.refreshIndex();
	for (const options of [byTag, { continueWithJob: byId(id) }]) {
		expect(await send(options)).toMatchObject({ jobId: id, created: false, alreadySent: true });
	}
	expect(jobOf(runner, id).fileCount).toBe(2);
}

async function useReviews(runner: Runner): Promise<void> {
	const { brightRiver } = runner.sandbox;
	const id = await deliveredJob(runner, 'review.jpg');
	const jobId = byId(id);
	const [file] = await runner.run('review', 'getFiles', { jobId, returnAll: true });
	const [imageId] = file.json.imageIds as number[];
	const fileId = byId(file.json.id);
	const types = await runner.run('review', 'getRejectTypes');
	const rejectTypeId = numberIn(types[0].json);
	const reason = textIn(types[0].json);
	const mark = { imageId, reason, position: 'percentage', x: 25, y: 50 };

	await runner.run('review', 'acceptFile', { jobId, fileId });
	await runner.run('review', 'acceptJob', { jobId });
	await runner.run('review', 'setRejectionReasons', {
		jobId,
		fileName: { __rl: true, mode: 'name', value: 'review.jpg' },
		reasons: { reason: [{ rejectTypeId, shape: 'Circle', x: 1, y: 2, r: 3 }] },
	} as never);
	const rejections = { rejection: [mark] };
	await runner.run('review', 'reviewFile', { jobId, fileId, decision: 'reject', rejections });
	const [counted] = await runner.run('review', 'getRejectedFilesCount', { jobId });
	expect(counted.json.rejectedFilesCount).toBe(1);
	const rejected = await runner.run('review', 'getRejectedJobs', { jobId, returnAll: true });
	expect(rejected[0].json.name).toBe(`Rejected pictures of job #${id}`);

	const several = await deliveredJob(runner, 'several.jpg');
	const [other] = await runner.run('review', 'getFiles', { jobId: byId(several) });
	const [otherImage] = other.json.imageIds as number[];
	await runner.run('review', 'reviewFiles', {
		jobId: byId(several),
		rejections: { rejection: [{ ...mark, fileId: other.json.id, imageId: otherImage }] },
	} as never);
	const all = await deliveredJob(runner, 'all.jpg');
	await runner.run('review', 'reviewJob', { jobId: byId(all), reasons: [reason] });
	const raw = await deliveredJob(runner, 'raw.jpg');
	const body = JSON.stringify({ jobId: raw, files: ['raw.jpg'] });
	await runner.run('review', 'rejectFiles', { body });
	for (const job of [several, all, raw]) {
		expect(brightRiver.history(job).at(-1)?.status).toBe('CJ_PART_REVIEWED');
	}
}

async function useSearch(runner: Runner): Promise<void> {
	const { brightRiver } = runner.sandbox;
	brightRiver.createJobs(25);
	brightRiver.refreshIndex();
	const jobs = await runner.run('search', 'jobs', { returnAll: true });
	const ids = jobs.map(({ json }) => json.guid).sort();
	const own = brightRiver.jobs().map(({ guid }) => guid);
	expect(ids).toEqual(own.sort());
	expect(await runner.run('search', 'jobs', { limit: 12 })).toHaveLength(12);
	expect(await runner.run('job', 'getMany', { limit: 12 })).toHaveLength(12);
	const fields = await runner.run('search', 'getFields');
	expect(fields.flatMap(({ json }) => Object.values(json))).toContain('Global');
}

/** A job's whole life, watched by its groups: each is reported once, in its turn. */
export async function watchAJob(runner: Runner): Promise<void> {
	const { brightRiver } = runner.sandbox;
	const groups = ['needsAcceptance', 'readyToDownload', 'finished', 'archived'];
	const trigger = new PolledTrigger({
		type: 'brightRiverTrigger',
		parameters: {
			event: 'jobStatusChanged',
			watch: 'allJobs',
			statusGroups: groups,
			options: { testJobs: 'all' },
		},
		credentials: runner.credentials(),
	});
	const reported: string[] = [];
	const poll = async () => {
		brightRiver.refreshIndex();
		for (const { jobId, statusGroup } of await trigger.poll()) {
			if (jobId === id) reported.push(String(statusGroup));
		}
	};
	let id = 0;
	await poll();
	id = await orderedJob(runner, 'watched.jpg');
	await poll();
	let steps = 0;
	for (;;) {
		const moved = await brightRiver.advance(id).catch(() => undefined);
		await poll();
		if (moved === undefined) break;
		if (++steps > 60) throw new Error('The job comes to no end');
	}
	brightRiver.setStatus(id, 'CJ_FINISHED');
	await poll();
	for (;;) {
		const moved = await brightRiver.advance(id).catch(() => undefined);
		await poll();
		if (moved === undefined) break;
	}
	const isArchived = !runner.sandbox.readings.is('after-finished', 'nothing');
	const right = ['Needs Your Acceptance', 'Ready to Download', 'Finished'];
	expect(reported).toEqual(isArchived ? [...right, 'Archived or Deleted'] : right);
	expect(trigger.reported).toEqual([]);
}

/** A job's whole life again, each step of which takes an hour: each group in which it was for long is told once. */
export async function watchForOverdueJobs(runner: Runner): Promise<void> {
	const { brightRiver } = runner.sandbox;
	const trigger = new PolledTrigger({
		type: 'brightRiverTrigger',
		parameters: {
			event: 'jobOverdue',
			watch: 'allJobs',
			afterHours: 1.2,
			statusGroups: ['offerRequested', 'needsAcceptance', 'readyToDownload'],
			options: { testJobs: 'all' },
		},
		credentials: runner.credentials(),
	});
	stopClock();
	// Some readings wait for a file to be listed.
	const endClock = runClock();
	try {
		const id = await orderedJob(runner, 'late.jpg');
		const reported: string[] = [];
		for (let steps = 0, isMoving = true; isMoving; steps++) {
			if (steps > 60) throw new Error('The job comes to no end');
			// Twice: for what is overdue by a date, the first look is not enough.
			for (let looks = 0; looks < 2; looks++, passHours(0.5)) {
				brightRiver.refreshIndex();
				for (const { jobId, statusGroup } of await trigger.poll()) {
					if (jobId === id) reported.push(String(statusGroup));
				}
			}
			isMoving = await brightRiver.advance(id).then(
				() => true,
				() => false,
			);
			if (brightRiver.history(id).at(-1)?.status === 'CJ_FINISHED') isMoving = false;
		}
		expect(reported).toEqual(['Offer Requested', 'Needs Your Acceptance', 'Ready to Download']);
		expect(trigger.reported).toEqual([]);
	} finally {
		endClock();
		startClock();
	}
}

/** Photos go there and come back edited: as many as went, each once. */
export async function takePhotosThere(runner: Runner): Promise<void> {
	const names = ['one.jpg', 'two.jpg', 'three.jpg'];
	const id = await deliveredJob(runner, ...names);
	const files = await runner.run('file', 'getAll', { jobId: byId(id), returnAll: true });
	expect(files.map(({ json }) => String(json.fileName)).sort()).toEqual([...names].sort());
	const back: string[] = [];
	for (const { json } of files) {
		const items = await runner.run('file', 'download', {
			jobId: byId(id),
			fileId: byId(json.id),
			image: 'result',
			size: 'full',
			binaryPropertyName: 'data',
		});
		for (const { binary } of items) back.push(String(binary?.data.fileName));
	}
	expect(back.sort()).toEqual([...names].sort());
}
