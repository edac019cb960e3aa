import { createHash } from 'node:crypto';
import exifr from 'exifr';
import sharp from 'sharp';
import { startSandbox } from '../../../sandbox/index';
import type { Sandbox } from '../../../sandbox/index';
import { bytesOf, clientOf, photo, productOn, unzip } from './support';
import type { Client, Json } from './support';

let sandbox: Sandbox;
let client: Client;

beforeAll(async () => {
	sandbox = await startSandbox({ manual: true });
	client = clientOf(sandbox.brightRiver);
});
afterAll(async () => await sandbox.stop());

const statusOf = async (id: number) => (await client.call('GET', `/jobs/${id}/status`)).json;

test('a job goes from its creation to the edited images', async () => {
	const { brightRiver } = sandbox;
	const created = await client.call('POST', '/jobs', {
		name: 'Job of fruits',
		description: 'Cleap fruits from background',
		tags: ['Apple', 'Banana'],
		invoiceReference: 'Pay after all fruits are eaten',
		isTest: false,
		deadlineId: 1,
		specificationKey: 432,
	});
	const { id, upload, download } = created.json;
	expect(created.status).toBe(201);
	expect(created.json).toEqual({
		id,
		name: 'Job of fruits',
		description: 'Cleap fruits from background',
		tags: ['Apple', 'Banana'],
		invoiceReference: 'Pay after all fruits are eaten',
		isTest: false,
		upload: {
			ftpUrl: expect.stringMatching(
				new RegExp(`^ftp://127.0.0.1:${brightRiver.ftpPort}/\\d{8}/${id}/ORIGINAL/$`),
			),
			postUrl: expect.stringMatching(
				new RegExp(`^${brightRiver.storageUrl}/upload/UploadFile.ashx\\?jobID=${id}&accountID=`),
			),
		},
		download: {
			ftpUrl: expect.stringMatching(
				new RegExp(`^ftp://127.0.0.1:${brightRiver.ftpPort}/\\d{8}/${id}/CLIPPED/$`),
			),
			getUrl: expect.stringMatching(
				new RegExp(
					`^${brightRiver.storageUrl}/ajax/DownloadZip.ashx\\?centraljobid=${id}&sessionID=`,
				),
			),
		},
		_type: 'CreateJobResponseBody',
	});

	const original = await photo(600, 400);
	const uploaded = await client.upload(upload.postUrl, { 'koala.jpg': original });
	const md5 = createHash('md5').update(original).digest('hex');
	const mD5 = md5.toUpperCase().match(/../g)?.join('-');
	expect(uploaded.status).toBe(200);
	expect(uploaded.json.files).toEqual([{ fileName: 'koala.jpg', size: original.length, mD5 }]);

	const offer = { files: [{ fileName: 'koala.jpg', remark: 'Keep the ears', tags: ['foo'] }] };
	expect((await client.call('POST', `/jobs/${id}/requestoffer`, offer)).status).toBe(204);
	expect(await statusOf(id)).toEqual({ status: 'CJ_REQUEST_OFFER' });
	expect((await client.call('POST', `/jobs/${id}/requestoffer`)).status).toBe(400);
	expect((await client.call('POST', `/jobs/${id}/acceptoffer`)).status).toBe(400);

	await brightRiver.advanceTo(id, 'CJ_WAIT_ACCEPTANCE');
	expect((await client.call('POST', `/jobs/${id}/acceptoffer`)).status).toBe(204);
	expect((await fetch(download.getUrl)).status).toBe(404);
	await brightRiver.advanceTo(id, 'CJ_NOTIFIED_WORK_DN');
	expect(brightRiver.history(id).map(({ status }) => status)).toEqual([
		'CJ_NEW',
		'CJ_REQUEST_OFFER',
		'CJ_REQUEST_OFFER_PRE',
		'CJ_REQUEST_OFFER_SYN',
		'CJ_REQUEST_OFFER_VAL',
		'CJ_REVIEWING',
		'CJ_REVIEWED',
		'CJ_REVIEWED2',
		'CJ_NEED_ACCEPTANCE',
		'CJ_WAIT_ACCEPTANCE',
		'CJ_ACCEPT',
		'CJ_WORK_PROGRESS',
		'CJ_ZIP_INIT',
		'CJ_ZIP_READY',
		'CJ_WORK_DONE',
		'CJ_NOTIFY_WORK_DONE',
		'CJ_NOTIFIED_WORK_DN',
	]);

	const zip = await fetch(download.getUrl);
	const zipped = Buffer.from(await zip.arrayBuffer());
	expect(zip.headers.get('content-type')).toBe('application/zip');
	expect(Number(zip.headers.get('content-length'))).toBe(zipped.length);
	const entries = await unzip(zipped);
	expect([...entries.keys()]).toEqual(['koala.jpg']);

	const [file] = (await client.call('GET', `/jobs/${id}/files`)).json.files;
	const clipped = await bytesOf(file.clipped[0].real);
	expect(clipped.equals(entries.get('koala.jpg') as Buffer)).toBe(true);
	expect(await bytesOf(file.downloadUrl)).toEqual(original);
	const edited = await sharp(clipped).metadata();
	expect(edited.format).toBe('jpeg');
	// The box and its margin are left of the whole scene.
	expect(edited.width).toBeLessThan(400);
	const corner = await sharp(clipped).extract({ left: 0, top: 0, width: 1, height: 1 }).raw();
	expect([...(await corner.toBuffer())]).toEqual([255, 255, 255]);
	expect(await exifr.parse(clipped)).toMatchObject({ Copyright: 'The photographer' });

	expect((await client.call('POST', `/jobs/${id}/close`)).status).toBe(204);
	expect(await statusOf(id)).toEqual({ status: 'CJ_CLIENT_REVIEWED' });
	const date = expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,3})?Z$/);
	expect((await client.call('GET', `/jobs/${id}`)).json).toEqual({
		id,
		guid: expect.stringMatching(/^[0-9a-f-]{36}$/),
		status: 'CJ_CLIENT_REVIEWED',
		createdDate: date,
		accountId: 23147,
		name: 'Job of fruits',
		description: 'Cleap fruits from background',
		invoiceReference: 'Pay after all fruits are eaten',
		tags: ['Apple', 'Banana'],
		fileCount: 1,
		masterJobId: null,
		sentDate: date,
		acceptedDate: date,
		orderedDate: date,
		paidDate: null,
		deliveredDate: date,
		reviewedDate: date,
		isDeleted: false,
		operatorRemarks: null,
		isAutoFetch: false,
		parentJobId: null,
		productionDate: date,
		cancelledDate: null,
		isTest: false,
		upload,
		download,
		_type: 'JobResponseBody',
	});
	const found = (await client.call('POST', '/search', { field: 'Id', query: `${id}` })).json;
	expect(found.jobs[0]).toMatchObject({ id, realCost: 0.75, fileCount: 1 });
});

test('by itself a job passes every status that waits for nobody', async () => {
	const living = await startSandbox({ stageMs: 2 });
	try {
		const user = clientOf(living.brightRiver);
		const { id } = await user.jobWith({ 'koala.jpg': await photo() });
		await user.call('POST', `/jobs/${id}/requestoffer`);
		await living.brightRiver.waitForStatus(id, 'CJ_WAIT_ACCEPTANCE');
		await user.call('POST', `/jobs/${id}/acceptoffer`);
		await living.brightRiver.waitForStatus(id, 'CJ_NOTIFIED_WORK_DN');
		expect(living.brightRiver.history(id)).toHaveLength(17);
		const { files } = (await user.call('GET', `/jobs/${id}/files`)).json;
		expect(files[0].clipped).toHaveLength(1);
	} finally {
		await living.stop();
	}
});

test('every kind of image comes back edited, in its own format', async () => {
	const scene = () => productOn(120, 90);
	const job = await client.deliveredJobWith({
		'upright.jpg': await scene().withMetadata({ orientation: 6 }).jpeg().toBuffer(),
		'print.jpg': await scene().toColourspace('cmyk').jpeg().toBuffer(),
		'grey.jpg': await scene().greyscale().jpeg().toBuffer(),
		'see-through.png': await scene().ensureAlpha(0.5).png().toBuffer(),
		'deep.png': await scene().toColourspace('rgb16').png().toBuffer(),
		'few-colours.png': await scene().png({ palette: true }).toBuffer(),
		'a.webp': await scene().webp().toBuffer(),
		'a.tif': await scene().tiff().toBuffer(),
		'a.gif': await scene().gif().toBuffer(),
		'a.avif': await scene().avif().toBuffer(),
		'dot.png': await productOn(1, 1).png().toBuffer(),
		'drawing.svg': Buffer.from(
			'<svg xmlns="http://www.w3.org/2000/svg" width="40" height="40"><rect width="9" height="9"/></svg>',
		),
	});
	const { files } = (await client.call('GET', `/jobs/${job.id}/files`)).json;
	const formats = files.map(async (file: Json) => {
		expect([file.fileName, file.remarkFromProcessor]).toEqual([file.fileName, null]);
		return (await sharp(await bytesOf(file.clipped[0].real)).metadata()).format;
	});
	expect(await Promise.all(formats)).toEqual([
		'jpeg',
		'jpeg',
		'jpeg',
		'png',
		'png',
		'png',
		'webp',
		'tiff',
		'gif',
		'heif',
		'png',
		'png',
	]);
	const names = [...(await unzip(await bytesOf(job.download.getUrl))).keys()];
	expect(names).toContain('drawing.svg.png');
});

test('a file that is no image gets a remark; the others are edited', async () => {
	const { id } = await client.deliveredJobWith({
		'notes.jpg': Buffer.from('not a picture'),
		'half.jpg': (await photo()).subarray(0, 400),
		'whole.jpg': await photo(),
	});
	const { files } = (await client.call('GET', `/jobs/${id}/files`)).json;
	expect(files.map((file: Json) => [file.status, file.remarkFromProcessor, file.clipped])).toEqual([
		['THUMB_ERROR', expect.stringContaining('cannot be edited'), null],
		[expect.any(String), expect.stringContaining('cannot be edited'), null],
		['THUMB_OK', null, [expect.anything()]],
	]);
});

test('a job of which nothing can be edited, or without files, ends in CJ_ERROR', async () => {
	const { brightRiver } = sandbox;
	const broken = await client.jobWith({ 'notes.jpg': Buffer.from('not a picture') });
	await expect(brightRiver.advanceTo(broken.id, 'CJ_ZIP_READY')).rejects.toThrow(
		'None of the files is an image that can be edited',
	);
	expect(await statusOf(broken.id)).toEqual({ status: 'CJ_ERROR' });
	const empty = await client.jobWith({});
	expect((await client.call('POST', `/jobs/${empty.id}/requestoffer`)).status).toBe(204);
	await expect(brightRiver.advanceTo(empty.id, 'CJ_REVIEWING')).rejects.toThrow('no images');
	expect(await statusOf(empty.id)).toEqual({ status: 'CJ_ERROR' });
});

test('a job is cancelled from the seven statuses the document names, and from no other', async () => {
	const { brightRiver } = sandbox;
	const cancellable = [
		'CJ_WAIT_ACCEPTANCE2',
		'CJ_NEW',
		'CJ_WAIT_ACCEPTANCE',
		'CJ_TD_PAY_TIMEOUT',
		'CJ_TD_PAY_ERROR',
		'CJ_PAY_INITIATED',
		'CJ_TD_PAY_CANCELED',
	];
	for (const status of cancellable) {
		const [id] = brightRiver.createJobs(1, status);
		expect((await client.call('POST', `/jobs/${id}/cancel`)).status).toBe(204);
		expect(await statusOf(id)).toEqual({ status: 'CJ_USER_CANCELED' });
	}
	for (const status of ['CJ_ACCEPT', 'CJ_WORK_PROGRESS', 'CJ_NEED_ACCEPTANCE', 'CJ_WORK_DONE']) {
		const [id] = brightRiver.createJobs(1, status);
		const refused = await client.call('POST', `/jobs/${id}/cancel`);
		expect([refused.status, refused.json]).toEqual([400, undefined]);
		expect(await statusOf(id)).toEqual({ status });
	}
	const { id, upload } = await client.jobWith({ 'koala.jpg': await photo() });
	await client.call('POST', `/jobs/${id}/cancel`);
	expect(await brightRiver.advance(id)).toBe('CJ_TRASH_CANCELLED');
	expect((await client.call('GET', `/jobs/${id}/files`)).status).toBe(410);
	expect((await client.upload(upload.postUrl, { 'more.jpg': await photo() })).status).toBe(410);
	expect((await client.call('GET', `/jobs/${id}`)).json.isDeleted).toBe(true);
	await expect(brightRiver.advance(id)).rejects.toThrow('no road leads on');
});

test('ten thousand jobs are made and found in seconds', async () => {
	const crowd = await startSandbox({ manual: true });
	try {
		const ids = crowd.brightRiver.createJobs(10_000, 'CJ_WORK_PROGRESS');
		expect(new Set(ids).size).toBe(10_000);
		const found = await clientOf(crowd.brightRiver).call('POST', '/search', { page: 999 });
		expect(found.json.totalJobs).toBe(10_000);
		expect(found.json.jobs.map(({ id }: Json) => id)).toEqual(ids.slice(0, 10).reverse());
	} finally {
		await crowd.stop();
	}
});
