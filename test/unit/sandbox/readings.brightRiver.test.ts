/** What a plain client sees of each reading of Bright River's documents. */
import sharp from 'sharp';
import { startSandbox } from '../../../sandbox/index';
import type { ChosenReadings, Sandbox } from '../../../sandbox/index';
import { bytesOf, clientOf, photo } from './support';
import type { Client, Json } from './support';

let sandbox: Sandbox;
let client: Client;

beforeAll(async () => {
	sandbox = await startSandbox({ manual: true });
	client = clientOf(sandbox.brightRiver);
});
afterAll(async () => await sandbox.stop());
afterEach(() => sandbox.readings.reset());

function read(readings: ChosenReadings) {
	sandbox.readings.reset();
	for (const [name, value] of Object.entries(readings)) sandbox.readings.set(name, value);
}

const get = async (path: string): Promise<Json> => (await client.call('GET', path)).json;
const newJob = async () =>
	(await client.call('POST', '/jobs', { name: 'Job', description: 'Clip' })).json;
const filesOf = async (id: number): Promise<Json[]> => (await get(`/jobs/${id}/files`)).files;

describe('upload-field', () => {
	const send = async (postUrl: string, field: string) => {
		const form = new FormData();
		form.append(field, new Blob(['a photo']), 'koala.jpg');
		const response = await fetch(postUrl, { method: 'POST', body: form });
		return { status: response.status, json: (await response.json()) as Json };
	};

	test.each([
		['file', 'file', 1],
		['file', 'anything', 1],
		['image', 'image', 1],
		['image', 'file', 0],
	] as const)('%s: the field "%s" leaves %i file in the job', async (value, field, count) => {
		read({ 'upload-field': value });
		const { id, upload } = await newJob();
		// A photo that is passed over is passed over in silence: the answer is no error.
		const { status, json } = await send(upload.postUrl, field);
		expect(status).toBe(200);
		expect(json.files).toHaveLength(count);
		expect(await filesOf(id)).toHaveLength(count);
	});
});

test('upload-listing: files are listed once an offer is requested', async () => {
	read({ 'upload-listing': 'after-offer' });
	const { id } = await client.jobWith({ 'koala.jpg': await photo(20, 20) });
	expect(await filesOf(id)).toEqual([]);
	expect((await client.call('GET', `/jobs/${id}/files/koala.jpg`)).status).toBe(404);
	const remark = { name: 'koala.jpg', remark: 'more sun' };
	expect((await client.call('PUT', `/jobs/${id}/files/koala.jpg`, remark)).status).toBe(400);
	await client.call('POST', `/jobs/${id}/requestoffer`, {});
	expect(await filesOf(id)).toHaveLength(1);
});

describe('the storage', () => {
	let file: Json;
	let content: Buffer;

	beforeAll(async () => {
		content = await photo(200, 150);
		const { id } = await client.deliveredJobWith({ 'koala.jpg': content });
		[file] = await filesOf(id);
	});

	test('exact-address: which address gives the file as it is', async () => {
		read({ 'exact-address': 'real' });
		expect((await fetch(file.downloadUrl)).status).toBe(404);
		expect((await bytesOf(file.original.real)).equals(content)).toBe(true);
		read({ 'exact-address': 'download-url' });
		expect((await bytesOf(file.downloadUrl)).equals(content)).toBe(true);
		const copy = await bytesOf(file.original.real);
		expect(copy.equals(content)).toBe(false);
		expect(await sharp(copy).metadata()).toMatchObject({ format: 'jpeg', width: 200, height: 150 });
	});

	test.each([
		['image', 'image/jpeg'],
		['binary', 'application/octet-stream'],
		['html', 'text/html'],
	] as const)('storage-media-type=%s: it says %s', async (value, type) => {
		read({ 'storage-media-type': value });
		for (const url of [file.downloadUrl, file.original.real, file.clipped[0].thumbnail]) {
			const { headers } = await fetch(url);
			expect(headers.get('content-type')).toMatch(new RegExp(`^${type}`));
		}
	});

	test('download-names=none: it names no file', async () => {
		expect((await fetch(file.downloadUrl)).headers.get('content-disposition')).toContain('koala');
		read({ 'download-names': 'none' });
		expect((await fetch(file.downloadUrl)).headers.get('content-disposition')).toBeNull();
	});

	test.each([
		['same-host', 307],
		['other-host', 308],
	] as const)('storage-redirects=%s: everything is elsewhere', async (value, status) => {
		read({ 'storage-redirects': value });
		const download = await fetch(file.downloadUrl, { redirect: 'manual' });
		expect(download.status).toBe(302);
		const { upload } = await newJob();
		const form = new FormData();
		form.append('file', new Blob(['a photo']), 'koala.jpg');
		const sent = await fetch(upload.postUrl, { method: 'POST', body: form, redirect: 'manual' });
		expect(sent.status).toBe(status);
		for (const { url, headers } of [download, sent]) {
			const next = new URL(headers.get('location')!, url);
			expect(next.hostname === new URL(url).hostname).toBe(value === 'same-host');
		}
		expect((await bytesOf(file.downloadUrl)).equals(content)).toBe(true);
	});

	test('results-listed: only the list for review has results and extra images', async () => {
		const { id } = await client.deliveredJobWith({ 'koala.jpg': content });
		await sandbox.brightRiver.addExtraClipped(id, 'extra.jpg', content);
		expect(await filesOf(id)).toHaveLength(2);
		read({ 'results-listed': 'files-for-review' });
		expect(await filesOf(id)).toMatchObject([{ fileName: 'koala.jpg', clipped: null }]);
		const { files } = await get(`/jobs/${id}/filesforreview`);
		expect(files.map(({ fileName }: Json) => fileName)).toEqual(['koala.jpg', 'extra.jpg']);
		expect(files[0].clipped).toHaveLength(1);
	});
});

test.each([
	['object', '{}', 'application/json'],
	['empty', '', null],
	['json-text', '"OK"', 'application/json'],
	['text', 'OK', 'text/plain'],
] as const)('done-answer=%s: a review answers %j', async (value, text, type) => {
	read({ 'done-answer': value });
	const { id } = await client.deliveredJobWith({ 'koala.jpg': await photo(20, 20) });
	const headers = { ...client.headers, 'Content-Type': 'application/json' };
	const url = `${sandbox.brightRiver.url}/jobs/${id}/accept`;
	const response = await fetch(url, { method: 'POST', headers, body: '{}' });
	expect(response.status).toBe(200);
	expect(await response.text()).toBe(text);
	expect(response.headers.get('content-type')?.split(';')[0] ?? null).toBe(type);
});

test('rejected-count, reject-types, search-fields: other shapes of the same', async () => {
	const [id] = sandbox.brightRiver.createJobs(1, 'CJ_WORK_DONE');
	read({ 'rejected-count': 'number' });
	expect(await get(`/jobs/${id}/rejectedfilescount`)).toBe(0);
	read({ 'reject-types': 'id-title' });
	expect((await get('/accounts/me/rejecttypes')).rejectTypes[1]).toEqual({
		id: 2,
		title: 'Cropping',
	});
	read({ 'reject-types': 'type-id-description' });
	expect((await get('/accounts/me/rejecttypes')).rejectTypes[1]).toEqual({
		rejectTypeId: 2,
		description: 'Cropping',
	});
	read({ 'search-fields': 'field-id-title' });
	expect((await get('/search/fields')).fields).toContainEqual({ fieldId: 'Id', title: 'Id' });
	read({ 'search-fields': 'texts' });
	expect((await get('/search/fields')).fields).toContain('Global');
});

test('empty-reviews=refused: a review must name a file', async () => {
	const { id } = await client.deliveredJobWith({ 'koala.jpg': await photo(20, 20) });
	const [{ id: fileId }] = await filesOf(id);
	const review = async () =>
		await client.call('POST', `/jobs/${id}/files/${fileId}/review`, {
			acceptedByUser: true,
			reviews: [],
		});
	expect((await review()).status).toBe(200);
	read({ 'empty-reviews': 'refused' });
	expect(await review()).toMatchObject({
		status: 400,
		json: { code: 'missing_parameter', parameterName: 'reviews' },
	});
});

test('total-jobs and page-size', async () => {
	sandbox.brightRiver.createJobs(12);
	sandbox.brightRiver.refreshIndex();
	const search = async () => (await client.call('POST', '/search', { page: 0 })).json;
	const { totalJobs: total, jobs } = await search();
	expect(jobs).toHaveLength(10);
	expect(total).toBe(sandbox.brightRiver.jobs().length);
	read({ 'total-jobs': 'missing' });
	expect(await search()).not.toHaveProperty('totalJobs');
	read({ 'total-jobs': 'too-high' });
	expect((await search()).totalJobs).toBeGreaterThan(total);
	read({ 'total-jobs': 'of-page', 'page-size': 'three' });
	expect(await search()).toMatchObject({ totalJobs: 3, jobs: { length: 3 } });
});

describe('the way of a job', () => {
	/** Every status from the order to the end, with the client's part done. */
	const wayOf = async (readings: ChosenReadings): Promise<string[]> => {
		read(readings);
		const { brightRiver } = sandbox;
		const { id } = await client.jobWith({ 'koala.jpg': await photo(20, 20) });
		const statuses: string[] = [];
		while (statuses.length < 80) {
			const status = await brightRiver.advance(id).catch(() => undefined);
			if (status === undefined) break;
			statuses.push(status);
		}
		return statuses;
	};
	const production = (way: string[]) => way.slice(way.indexOf('CJ_WORK_PROGRESS') + 1);

	test('status-order: the ZIP is made before the job is done, after it, or after the review', async () => {
		expect(production(await wayOf({}))).toEqual([
			'CJ_ZIP_INIT',
			'CJ_ZIP_READY',
			'CJ_WORK_DONE',
			'CJ_NOTIFY_WORK_DONE',
			'CJ_NOTIFIED_WORK_DN',
			'CJ_CLIENT_REVIEWED',
		]);
		expect(production(await wayOf({ 'status-order': 'zip-after-done' }))).toEqual([
			'CJ_WORK_DONE',
			'CJ_ZIP_INIT',
			'CJ_ZIP_READY',
			'CJ_NOTIFY_WORK_DONE',
			'CJ_NOTIFIED_WORK_DN',
			'CJ_CLIENT_REVIEWED',
		]);
		expect(production(await wayOf({ 'status-order': 'zip-last' }))).toEqual([
			'CJ_WORK_DONE',
			'CJ_NOTIFY_WORK_DONE',
			'CJ_NOTIFIED_WORK_DN',
			'CJ_CLIENT_REVIEWED',
			'CJ_ZIP_INIT',
			'CJ_ZIP_READY',
			'CJ_COMPLETED',
			'CJ_COMPLETED2',
			'CJ_FINISHED',
		]);
	});

	test('time-carousel=between: each status that passes by itself is followed by a pause', async () => {
		const usual = await wayOf({});
		const paused = await wayOf({ 'time-carousel': 'between' });
		expect(paused.filter((status) => status !== 'TIMECAROUSEL')).toEqual(usual);
		const after = (status: string) => paused[paused.indexOf(status) + 1];
		expect(after('CJ_WORK_PROGRESS')).toBe('TIMECAROUSEL');
		// Here the client's call is waited for.
		expect(after('CJ_NOTIFIED_WORK_DN')).toBe('CJ_CLIENT_REVIEWED');
	});

	test('after-finished: nothing, the archive, or the end of everything', async () => {
		const order = { 'status-order': 'zip-last' } as const;
		expect((await wayOf(order)).at(-1)).toBe('CJ_FINISHED');
		expect((await wayOf({ ...order, 'after-finished': 'archived' })).slice(-2)).toEqual([
			'CJ_FINISHED',
			'CJ_ARCHIVED',
		]);
		expect((await wayOf({ ...order, 'after-finished': 'deleted' })).slice(-2)).toEqual([
			'CJ_ARCHIVED',
			'CJ_DELETE',
		]);
	});

	test('jobs that move by themselves pause too, and go on', async () => {
		const moving = await startSandbox({ stageMs: 1, readings: { 'time-carousel': 'between' } });
		try {
			const other = clientOf(moving.brightRiver);
			const { id } = await other.jobWith({ 'koala.jpg': await photo(20, 20) });
			await other.call('POST', `/jobs/${id}/requestoffer`, {});
			await moving.brightRiver.waitForStatus(id, 'CJ_WAIT_ACCEPTANCE');
			const statuses = moving.brightRiver.history(id).map(({ status }) => status);
			expect(statuses.filter((status) => status === 'TIMECAROUSEL').length).toBeGreaterThan(5);
		} finally {
			await moving.stop();
		}
	});
});
