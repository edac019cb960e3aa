/** What the stories do not show: items in which fields have a value that are seldom filled. */
import sharp from 'sharp';
import { withIptc } from '../../unit/sandbox/skyfish/support';
import { byId } from '../support/brightRiver';
import { photo } from '../support/photos';
import type { Collector } from './collector';

/** A job whose files were edited, reviewed and rejected, and whose offer names a reference. */
export async function fillBrightRiver(runner: Collector): Promise<void> {
	const { brightRiver } = runner.sandbox;
	await runner.watch({ event: 'jobStatusChanged' });
	const [{ json }] = await runner.run('job', 'create', {
		name: 'Every field',
		description: 'Clip the product',
		additionalFields: { invoiceReference: 'PO 1', tags: ['shoes'] },
	});
	const id = Number(json.id);
	const jobId = byId(id);
	await runner.poll();
	const files = [
		{ name: 'good.jpg', content: await photo() },
		{ name: 'broken.jpg', content: Buffer.from('no picture') },
	];
	await runner.run('file', 'upload', { jobId, binaryPropertyName: 'data' }, ...files);
	await runner.run('job', 'requestOffer', { jobId });
	await brightRiver.advanceTo(id, 'CJ_WAIT_ACCEPTANCE');
	await runner.run('job', 'acceptOffer', { jobId });
	await brightRiver.advanceTo(id, 'CJ_WORK_DONE');
	const edited = await runner.run('review', 'getFiles', { jobId });
	const good = edited.find((item) => item.json.fileName === 'good.jpg')!;
	const [imageId] = good.json.imageIds as number[];
	const rejection = { imageId, reason: 'Shadow', position: 'percentage', x: 25, y: 50 };
	const fileName = { __rl: true, mode: 'name', value: 'good.jpg' };
	const reason = { rejectTypeId: 1, shape: 'Circle', x: 1, y: 2, r: 3 };
	await runner.run('review', 'setRejectionReasons', {
		...{ jobId, fileName },
		reasons: { reason: [reason] },
	} as never);
	await runner.run('review', 'reviewFile', {
		...{ jobId, fileId: byId(good.json.id) },
		...{ decision: 'reject', rejections: { rejection: [rejection] } },
	});
	await runner.run('review', 'getFiles', { jobId });
	const [{ json: redo }] = await runner.run('review', 'getRejectedJobs', { jobId });
	const redoId = Number(redo.id);
	const updateFields = { description: 'Keep the shadow' };
	await runner.run('job', 'update', { jobId: byId(redoId), updateFields });
	await runner.run('review', 'getRejectedJobs', { jobId });
	await runner.run('file', 'getAll', { jobId });
	for (const name of ['good.jpg', 'broken.jpg']) {
		const named = { findBy: 'fileName', fileName: { ...fileName, value: name } };
		await runner.run('file', 'get', { jobId, ...named } as never);
	}
	await runner.run('job', 'get', { jobId });
	await brightRiver.advanceTo(redoId, 'CJ_WORK_DONE');
	const [paid, cancelled, empty] = brightRiver.createJobs(3);
	brightRiver.setStatus(paid, 'CJ_JOB_PAID');
	brightRiver.setStatus(cancelled, 'CJ_USER_CANCELED');
	// It fails: there is nothing to edit.
	await expect(brightRiver.advanceTo(empty, 'CJ_WAIT_ACCEPTANCE')).rejects.toThrow('no images');
	await runner.poll();
	await runner.run('search', 'jobs', {});
	await runner.run('job', 'getMany', {});
}

/** A photo with all that a camera writes, on the cover of a folder and of a clique that the user is in. */
export async function fillSkyfish(runner: Collector): Promise<void> {
	const { skyfish } = runner.sandbox;
	const { companyId, userId, rootFolderId } = skyfish;
	const events = ['Added', 'Updated', 'Expiring', 'EnteredFolder', 'LeftFolder'];
	for (const event of events) {
		await runner.watch({ event: `media${event}`, folderIds: [rootFolderId], withinDays: 31 });
	}
	const content = await cameraPhoto();
	const [{ json }] = await runner.run(
		...['media', 'upload'],
		{ folderId: byId(rootFolderId), options: { title: 'Shoe', keywords: ['red'] } },
		{ name: 'filled.jpg', content },
	);
	const mediaId = byId(json.mediaId);
	await runner.poll();
	await runner.poll();
	const position = { latitude: 55.7, longitude: 12.6 };
	await runner.run('media', 'updateMetadata', {
		mediaId,
		updateFields: {
			...{ title: 'Shoe', description: 'Red', keywords: ['red'] },
			...{ byline: 'A photographer', copyright: 'A company' },
			...{ camera_created: '2026-03-02T09:00:00', geolocation: { position } },
		},
	});
	await runner.run('media', 'get', { mediaId });
	await runner.run('media', 'getMetadata', { mediaId });
	const folder = { folderId: byId(rootFolderId), updateFields: { cover_photo_id: json.mediaId } };
	await runner.run('folder', 'update', folder);
	await runner.run('folder', 'get', { folderId: byId(rootFolderId) });
	await runner.run('folder', 'getAll', {});
	const additionalFields = { thumbnail_id: json.mediaId };
	const clique = { name: 'Photographers', skyfish_id: companyId, additionalFields };
	const [made] = await runner.run('clique', 'create', clique);
	const cliqueId = byId(made.json.id);
	await runner.run('clique', 'update', { ...clique, cliqueId });
	await runner.run('clique', 'getAll', {});
	await runner.run('clique', 'addMember', { cliqueId, userId: byId(userId) });
	await runner.run('user', 'getCliques', { userId: byId(userId) });
	const tomorrow = new Date(Date.now() + 24 * 60 * 60 * 1000).toISOString().slice(0, 10);
	await runner.run('media', 'setExpirationDate', {
		...{ mediaId, expireBy: 'day', expiration_date: tomorrow },
	});
	await runner.poll();
	await runner.poll();
	const inRoot = { folder_ids: [rootFolderId] };
	await runner.run('search', 'media', inRoot);
	await runner.run('media', 'getMany', inRoot);
	const parent = byId(rootFolderId);
	const [elsewhere] = await runner.run('folder', 'create', { name: 'Elsewhere', parent });
	const toFolderId = byId(elsewhere.json.id);
	const way = { fromFolderId: byId(rootFolderId), toFolderId };
	await runner.run('media', 'move', { mediaId, ...way });
	await runner.poll();
	await runner.poll();
	await runner.run('search', 'colourboxDownloads', { q: 'coffee' });
}

/** A photo that says all that a photo can say. */
async function cameraPhoto(): Promise<Buffer> {
	const content = await sharp(await photo())
		.withExif({
			IFD0: { Make: 'Test', Model: 'Camera 1' },
			IFD2: { DateTimeOriginal: '2026:03:02 09:00:00' },
			IFD3: {
				...{ GPSLatitudeRef: 'N', GPSLatitude: '55/1 40/1 0/1' },
				...{ GPSLongitudeRef: 'E', GPSLongitude: '12/1 30/1 0/1' },
			},
		})
		.jpeg()
		.toBuffer();
	const iptc: Array<[string, string]> = [
		['2:25', 'red'],
		['2:80', 'A photographer'],
		['2:105', 'A headline'],
		['2:116', 'A company'],
		['2:120', 'A caption'],
	];
	return Buffer.from(withIptc(content, iptc));
}
