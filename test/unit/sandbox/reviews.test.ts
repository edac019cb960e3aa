import { startSandbox } from '../../../sandbox/index';
import type { Sandbox } from '../../../sandbox/index';
import { bytesOf, clientOf, photo } from './support';
import type { Client, Json } from './support';

let sandbox: Sandbox;
let client: Client;
let picture: Buffer;

beforeAll(async () => {
	sandbox = await startSandbox({ manual: true });
	client = clientOf(sandbox.brightRiver);
	picture = await photo(60, 40);
});
afterAll(async () => await sandbox.stop());

interface Delivered {
	id: number;
	/** The uploaded files' ids and their edited images' ids, in order. */
	fileIds: number[];
	imageIds: number[];
}

async function delivered(...names: string[]): Promise<Delivered> {
	const content = Object.fromEntries(names.map((name) => [name, picture]));
	const { id } = await client.deliveredJobWith(content);
	const files = await filesOf(id);
	const imageIds = files.map((file) => file.clipped[0].imageId);
	return { id, fileIds: files.map((file) => file.id), imageIds };
}

const filesOf = async (id: number): Promise<Json[]> =>
	(await client.call('GET', `/jobs/${id}/files`)).json.files;
const forReview = async (id: number): Promise<Json[]> =>
	(await client.call('GET', `/jobs/${id}/filesforreview`)).json.files;
const rejectedJobs = async (id: number): Promise<Json[]> =>
	(await client.call('GET', `/jobs/${id}/rejectedjobs`)).json.rejectedJobs;
const rejectedCount = async (id: number) =>
	(await client.call('GET', `/jobs/${id}/rejectedfilescount`)).json;

const position = { xPercent: 0.3323308270676692, yPercent: 0.45958429561200925 };

test('accepting all files, and one', async () => {
	const { id, fileIds } = await delivered('koala.jpg', 'lighthouse.jpg');
	expect((await forReview(id))[0]).toMatchObject({
		acceptedByUser: null,
		isReviewed: false,
		partIsReviewed: false,
		reviewDate: null,
	});
	const one = await client.call('POST', `/jobs/${id}/files/${fileIds[1]}/accept`);
	expect(one.status).toBe(200);
	expect((await forReview(id)).map((file) => file.acceptedByUser)).toEqual([null, true]);
	const all = await client.call('POST', `/jobs/${id}/accept`, { acceptedByUser: 'true' });
	expect(all.status).toBe(200);
	expect((await filesOf(id)).map((file) => [file.isReviewed, file.isRejected])).toEqual([
		[true, false],
		[true, false],
	]);
	await client.call('POST', `/jobs/${id}/accept`, { acceptedByUser: false });
	expect((await forReview(id)).map((file) => file.acceptedByUser)).toEqual([false, false]);
	expect(await rejectedCount(id)).toEqual({ rejectedFilesCount: 0 });
	const odd = await client.call('POST', `/jobs/${id}/accept`, { acceptedByUser: 'perhaps' });
	expect(odd.json).toMatchObject({ parameterName: 'acceptedByUser', parameterValue: 'perhaps' });
});

test('a rejected file is shown with its reasons, and a new job redoes it', async () => {
	const { id, fileIds, imageIds } = await delivered('koala.jpg', 'lighthouse.jpg');
	const { parentJobId } = (await client.call('GET', `/jobs/${id}`)).json;
	expect(parentJobId).toBeNull();
	const rejects = [
		{
			imageId: imageIds[0],
			customRejection: '',
			rejects: [
				{ reason: 'File format', positions: [position] },
				{ reason: 'Cropping', positions: [] },
			],
		},
	];
	const body = { acceptedByUser: 'false', reviews: [{ fileId: fileIds[0], rejects }] };
	const path = `/jobs/${id}/files/${fileIds[0]}/review`;
	expect((await client.call('POST', path, body)).status).toBe(200);

	const [file, other] = await filesOf(id);
	expect(file).toEqual({
		id: fileIds[0],
		fileName: 'koala.jpg',
		isOriginal: true,
		size: picture.length,
		complexityId: 1,
		mD5: expect.stringMatching(/^[0-9A-F]{2}(-[0-9A-F]{2}){15}$/),
		status: 'THUMB_OK',
		remarkToProcessor: null,
		remarkFromProcessor: null,
		isRejected: true,
		rejectionReason: 'Rejected by 2 reasons:\nFile format\nCropping',
		reviewDate: expect.any(String),
		isReviewed: true,
		reviews: {
			fileId: fileIds[0],
			rejects: [
				{
					imageId: imageIds[0],
					rejects: [
						{ positions: [position], reason: 'File format' },
						{ positions: [], reason: 'Cropping' },
					],
				},
			],
		},
		previousReviews: null,
		tags: [],
		createdDate: expect.any(String),
		downloadUrl: expect.any(String),
		original: {
			imageId: fileIds[0],
			preview: expect.stringMatching(/&type=original&ispreview=true$/),
			thumbnail: expect.stringMatching(/&type=original&ispreview=false$/),
			real: expect.stringMatching(/&type=original&ispreview=original$/),
		},
		clipped: [
			{
				imageId: imageIds[0],
				preview: expect.stringMatching(/&type=clipped&ispreview=true$/),
				thumbnail: expect.stringMatching(/&type=clipped&ispreview=false$/),
				real: expect.stringMatching(/&type=clipped&ispreview=original$/),
			},
		],
	});
	expect(other.isRejected).toBe(false);
	expect((await forReview(id))[0]).toMatchObject({
		isExtraClipped: false,
		isRejected: true,
		acceptedByUser: false,
		rejectionReason: ' - File format\n - Cropping',
		isReviewed: true,
		partIsReviewed: true,
		additionalComplexityID: null,
		reviews: { id: fileIds[0], fileId: fileIds[0], rejects },
		original: { fileName: 'koala.jpg', downloadUrl: file.downloadUrl },
		clipped: [{ imageId: imageIds[0], fileName: 'koala.jpg', additionalComplexityID: null }],
		previousClipped: null,
		timesRejected: 1,
	});
	expect(await rejectedCount(id)).toEqual({ rejectedFilesCount: 1 });
	expect((await client.call('GET', `/jobs/${id}/status`)).json.status).toBe('CJ_PART_REVIEWED');

	const [redo] = await rejectedJobs(id);
	expect(redo).toEqual({
		id: expect.any(Number),
		// Local time, without an offset, as the document shows it.
		createdDate: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,3})?$/),
		name: `Rejected pictures of job #${id}`,
		description: null,
	});
	const whole = (await client.call('GET', `/jobs/${redo.id}`)).json;
	expect(whole).toMatchObject({ parentJobId: id, status: 'CJ_INIT_REJECT', fileCount: 1 });

	// Until there are new images, the first job's are shown.
	const [before] = await forReview(redo.id);
	expect(before.clipped.map(({ imageId }: Json) => imageId)).toEqual([imageIds[0]]);
	expect(before).toMatchObject({ fileName: 'koala.jpg', previousClipped: null, timesRejected: 1 });
	expect(before.previousReviews.rejects).toEqual(rejects);
	await sandbox.brightRiver.advanceTo(redo.id, 'CJ_NOTIFIED_WORK_DN');
	expect(sandbox.brightRiver.history(redo.id).map(({ status }) => status)).toEqual([
		'CJ_INIT_REJECT',
		'CJ_REJECT_INIT',
		'CJ_REJECT_READY',
		'CJ_REJECT_READY2',
		'CJ_REJECT_NOTIFY',
		'CJ_ACCEPT',
		'CJ_WORK_PROGRESS',
		'CJ_ZIP_INIT',
		'CJ_ZIP_READY',
		'CJ_WORK_DONE',
		'CJ_NOTIFY_WORK_DONE',
		'CJ_NOTIFIED_WORK_DN',
	]);
	const [after] = await forReview(redo.id);
	expect(after.previousClipped[0].imageId).toBe(imageIds[0]);
	const [first, second] = [before, after].map(
		async ({ clipped }) => await bytesOf(clipped[0].real),
	);
	expect((await first).equals(await second)).toBe(false);
});

test('reviewing several files makes one job for them all', async () => {
	const { id, fileIds, imageIds } = await delivered('a.jpg', 'b.jpg', 'c.jpg');
	const review = (place: number, reject: object) => ({
		fileId: fileIds[place],
		rejects: [{ imageId: imageIds[place], ...reject }],
	});
	const reviews = [
		review(0, { customRejection: 'makes shadows brighter', rejects: [] }),
		review(2, { rejects: [{ reason: 'Hair mask' }] }),
	];
	expect((await client.call('POST', `/jobs/${id}/files/review`, { reviews })).status).toBe(200);
	expect(await rejectedCount(id)).toEqual({ rejectedFilesCount: 2 });
	const jobs = await rejectedJobs(id);
	expect(jobs).toHaveLength(1);
	expect((await filesOf(jobs[0].id)).map(({ fileName }) => fileName)).toEqual(['a.jpg', 'c.jpg']);
	expect((await filesOf(id)).map(({ rejectionReason }) => rejectionReason)).toEqual([
		'Rejected by 1 reasons:\nmakes shadows brighter',
		null,
		'Rejected by 1 reasons:\nHair mask',
	]);
	// The same file once more: counted, and the earlier review is kept.
	await client.call('POST', `/jobs/${id}/files/review`, { reviews: [reviews[1]] });
	expect((await forReview(id))[2]).toMatchObject({
		timesRejected: 2,
		previousReviews: { fileId: fileIds[2] },
	});
	expect(await rejectedJobs(id)).toHaveLength(2);
	// Accepted after all.
	await client.call('POST', `/jobs/${id}/files/${fileIds[2]}/accept`);
	expect((await forReview(id))[2]).toMatchObject({ isRejected: false, acceptedByUser: true });
});

test('a review may come as a form, with its lists as JSON text', async () => {
	const { id, fileIds, imageIds } = await delivered('a.jpg');
	const reviews = JSON.stringify([
		{ fileId: fileIds[0], rejects: [{ imageId: imageIds[0], rejects: [{ reason: 'Shadow' }] }] },
	]);
	const body = new URLSearchParams({ acceptedByUser: 'false', reviews }).toString();
	const type = { 'Content-Type': 'application/x-www-form-urlencoded' };
	const path = `/jobs/${id}/files/${fileIds[0]}/review`;
	expect((await client.call('POST', path, body, type)).status).toBe(200);
	expect((await filesOf(id))[0].rejectionReason).toBe('Rejected by 1 reasons:\nShadow');
});

test('reviewing the job rejects every file for the same reasons', async () => {
	const { id, imageIds } = await delivered('a.jpg', 'b.jpg');
	const reviews = [{ reason: 'Clipping path' }, { reason: 'Hair mask' }];
	expect((await client.call('POST', `/jobs/${id}/review`, { reviews })).status).toBe(200);
	const files = await forReview(id);
	expect(files.map(({ rejectionReason }) => rejectionReason)).toEqual(
		Array(2).fill(' - Clipping path\n - Hair mask'),
	);
	expect(files[1].reviews.rejects[0].imageId).toBe(imageIds[1]);
	expect(await rejectedCount(id)).toEqual({ rejectedFilesCount: 2 });
});

test('rejection reasons are noted, and POST /reject rejects for them', async () => {
	const { id, fileIds } = await delivered('a b.jpg', 'c.jpg');
	const noted = await client.call('PUT', `/jobs/${id}/files/a%20b.jpg/rejectionreasons`, {
		rejections: [
			{
				rejectTypeId: 6,
				instruction: { shape: 'Circle', coordinates: { x: 12.34, y: 56.78, r: 5 } },
				remark: 'light grey',
			},
		],
		generalRemark: 'Wrong shadow colors applied',
	});
	expect(noted.status).toBe(204);
	expect((await filesOf(id))[0]).toMatchObject({
		isRejected: false,
		rejectionReason: 'Rejected by 2 reasons:\nShadow\nWrong shadow colors applied; light grey',
	});
	const rejected = await client.call('POST', '/reject', { jobId: id, fileIds: [fileIds[0]] });
	expect(rejected.status).toBe(200);
	expect((await filesOf(id)).map(({ isRejected }) => isRejected)).toEqual([true, false]);
	await client.call('POST', '/reject', { jobId: id, files: ['c.jpg'] });
	expect(await rejectedCount(id)).toEqual({ rejectedFilesCount: 2 });
	expect(await rejectedJobs(id)).toHaveLength(2);
});

test('an extra that the editors added is reviewed by its own id', async () => {
	const { id } = await delivered('a.jpg');
	const extra = await sandbox.brightRiver.addExtraClipped(id, 'extra a.jpg', picture);
	const file = (await forReview(id))[1];
	expect(file).toMatchObject({
		id: extra,
		isOriginal: false,
		isExtraClipped: true,
		complexityId: null,
		downloadUrl: null,
		original: { imageId: extra, fileName: null, preview: '', real: '', downloadUrl: '' },
		clipped: [{ imageId: extra, fileName: 'extra a.jpg' }],
		timesRejected: 0,
	});
	const rejects = [{ imageId: extra, rejects: [{ reason: 'Color profiles' }] }];
	const reviews = [{ fileId: extra, rejects }];
	const body = { acceptedByUser: false, reviews };
	expect((await client.call('POST', `/jobs/${id}/files/${extra}/review`, body)).status).toBe(200);
	expect((await forReview(id))[1]).toMatchObject({
		reviews: { id: 0, fileId: extra },
		partIsReviewed: false,
	});
});

test('a review that does not fit is refused, and changes nothing', async () => {
	const { id, fileIds, imageIds } = await delivered('a.jpg', 'b.jpg');
	const [fileId, imageId] = [fileIds[0], imageIds[0]];
	const positioned = (positions: unknown) => [
		{ fileId, rejects: [{ imageId, rejects: [{ reason: 'Cropping', positions }] }] },
	];
	const missing = (parameterName: string) => ({ code: 'missing_parameter', parameterName });
	const invalid = (parameterName: string) => ({ code: 'invalid_parameter', parameterName });
	const wrong: [string, object, object][] = [
		[`files/${fileId}/review`, {}, missing('acceptedByUser')],
		[`files/${fileId}/review`, { acceptedByUser: true }, missing('reviews')],
		[`files/${fileId}/review`, { acceptedByUser: 1, reviews: [] }, invalid('acceptedByUser')],
		[
			`files/${fileIds[1]}/review`,
			{ acceptedByUser: false, reviews: positioned([]) },
			invalid('fileId'),
		],
		['files/review', {}, missing('reviews')],
		['files/review', { reviews: 'everything' }, invalid('reviews')],
		['files/review', { reviews: [{ rejects: [] }] }, missing('fileId')],
		['files/review', { reviews: [{ fileId: 1, rejects: [] }] }, invalid('fileId')],
		['files/review', { reviews: [{ fileId }] }, missing('rejects')],
		['files/review', { reviews: [{ fileId, rejects: [{ imageId: fileId }] }] }, invalid('imageId')],
		[
			'files/review',
			{ reviews: positioned([{ xPercent: 1.01, yPercent: 0 }]) },
			invalid('xPercent'),
		],
		[
			'files/review',
			{ reviews: positioned([{ xPercent: 0, yPercent: -0.1 }]) },
			invalid('yPercent'),
		],
		['files/review', { reviews: positioned([{ xPercent: 0 }]) }, missing('yPercent')],
		[
			'files/review',
			{ reviews: positioned([{ xPercent: '0', yPercent: 0 }]) },
			invalid('xPercent'),
		],
		['review', {}, missing('reviews')],
		['review', { reviews: [{}] }, missing('reason')],
		['review', { reviews: [] }, invalid('reviews')],
	];
	for (const [path, body, refusal] of wrong) {
		const { status, json } = await client.call('POST', `/jobs/${id}/${path}`, body);
		expect([path, body, status, json]).toEqual([path, body, 400, expect.objectContaining(refusal)]);
	}
	const rejects: [object, object][] = [
		[{}, missing('jobId')],
		[{ jobId: id }, missing('fileIds')],
		[{ jobId: id, fileIds: [1] }, invalid('fileIds')],
		[{ jobId: id, files: ['z.jpg'] }, invalid('files')],
	];
	for (const [body, refusal] of rejects) {
		expect((await client.call('POST', '/reject', body)).json).toMatchObject(refusal);
	}
	const reasons = `/jobs/${id}/files/a.jpg/rejectionreasons`;
	expect((await client.call('PUT', reasons, {})).json).toMatchObject(missing('rejections'));
	const unknown = { rejections: [{ rejectTypeId: 99 }] };
	expect((await client.call('PUT', reasons, unknown)).json).toMatchObject(invalid('rejectTypeId'));
	expect((await client.call('POST', `/jobs/${id}/files/1/accept`)).status).toBe(404);
	expect(await rejectedJobs(id)).toEqual([]);
	expect((await client.call('GET', `/jobs/${id}/status`)).json.status).toBe('CJ_NOTIFIED_WORK_DN');
});

test('only delivered work can be reviewed and closed', async () => {
	const { id } = await client.jobWith({ 'a.jpg': picture });
	for (const call of ['accept', 'review', 'files/review', 'close']) {
		const refused = await client.call('POST', `/jobs/${id}/${call}`, { reviews: [] });
		expect([call, refused.status, refused.json]).toEqual([call, 400, undefined]);
	}
});
