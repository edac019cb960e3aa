import type { IDataObject, INodeExecutionData } from 'n8n-workflow';
import { requireNoPage, type Json } from '../../../shared/client/response';
import { operationError } from '../../../shared/errors/operationError';
import type { InputFile } from '../../../shared/files/inputFile';
import { openFiles } from '../../../shared/files/inputFiles';
import type { Operation } from '../../../shared/operation/define';
import type { Item } from '../../../shared/operation/item';
import { getFiles, getStatus, type JobFile } from '../../api/jobs';
import { atItsMoment } from '../../api/moments';
import { describeStatus, groupOf } from '../../api/statuses';
import { uploadField } from '../file/upload';
import { notAllTaken, saidBy, shownNames, uploadPhotos } from '../file/uploadPhotos';
import { asSent, photosThere, requireAllListed, type SentPhoto } from './sendPhotosCheck';
import { continueWithJob, requestsOffer, sendPhotosFields } from './sendPhotosFields';
import { photoGroupOf, photosOf, requireOnlyGroup, type PhotoGroup } from './sendPhotosItems';
import { jobFor, lookupOf, newJobOf, placeOf, takesPhotos, type FoundJob } from './sendPhotosJob';

/** The work for a group: what its first item, which does it, gives out. */
interface Work {
	outcome?: Promise<INodeExecutionData[]>;
}

/** The first item of a group does the work of all; the others fail with it, or give out nothing. */
async function sendPhotosOfItem(item: Item): Promise<INodeExecutionData[]> {
	const { client, context } = item;
	const group = photoGroupOf(item);
	const work = client.session.keep(`photos of ${group.key}`, (): Work => ({}));
	const [first] = group.items;
	if (context.getItemIndex() === first) {
		work.outcome = sendGroup(item, group);
		return await work.outcome;
	}
	if (work.outcome) {
		await work.outcome;
		return [];
	}
	throw operationError(
		context,
		`The photos of this item did not go to Bright River, because item ${first} failed`,
		'The job of that item is also the job of this one. n8n counts items from 0.',
	);
}

async function sendGroup(item: Item, { items }: PhotoGroup): Promise<INodeExecutionData[]> {
	const { client, context } = item;
	item.requireFields();
	const chosen = photosOf(item, items);
	const lookup = lookupOf(item);
	const body = newJobOf(item, lookup);
	// Before anything is awaited: n8n starts all items at once, so that each one then sees all the others.
	const place = placeOf(lookup);
	const users = place === undefined ? [] : client.session.useName(place, context.getItemIndex());
	const photos = await openFiles(context, chosen);
	requireOnlyGroup(item, users);
	client.session.progress.expectMore(photos.length - items.length);

	const sizes = photos.map(({ fileName, size }) => [fileName, size]);
	// Where n8n tries the node again there must be no second job; an agent can also call it for other photos.
	const created = client.session.keep(`job for ${JSON.stringify([items, sizes])}`, () => ({}));
	const found = await jobFor(item, lookup, body, created);
	const json = await sendTo(item, found, photos);
	const pairedItem = items.map((index) => ({ item: index }));
	return [{ json, ...(items.length > 1 ? { pairedItem } : {}) }];
}

/** Uploads what the job does not have, and requests the offer, unless that was done before. */
async function sendTo(item: Item, found: FoundJob, photos: InputFile[]): Promise<IDataObject> {
	const { id, job, isNew, isCreated } = found;
	const { client } = item;
	const isOpen = isNew || takesPhotos(client, job);
	const listed = isNew ? [] : await filesOf(item, id);
	const there = await photosThere(client, photos, listed);
	const missing = photos.filter(({ fileName }) => !there.has(fileName));
	const uploaded = isOpen
		? await uploadMissing(item, id, missing, [...there.values()])
		: unlisted(item, found, missing, listed.length);
	for (const photo of uploaded) there.set(photo.fileName, photo);
	const files = photos.flatMap(({ fileName }) => there.get(fileName) ?? []);

	const isRequested = isOpen && item.parameter(requestsOffer.name, true);
	if (isRequested) await requestOffer(item, id);
	return {
		success: true,
		jobId: id,
		name: job.name,
		...(await statusOf(item, found, isRequested)),
		created: isCreated,
		alreadySent: !isOpen,
		offerRequested: !isOpen || isRequested,
		fileCount: files.length,
		verified: files.every(({ verified }) => verified),
		files: files as unknown as IDataObject[],
	} as IDataObject;
}

async function filesOf({ client, context }: Item, job: number): Promise<JobFile[]> {
	return await getFiles(client, job).catch((error: Error) => {
		client.cancelSignal?.throwIfAborted();
		throw operationError(
			context,
			`The photos of job ${job} could not be compared with those of this item`,
			saidBy(error, 'Nothing was uploaded or requested.'),
		);
	});
}

/**
 * Photos that a job that was sent before does not list. Where it lists none at all, they may be there: Bright River
 * may list them only a while after the offer is requested.
 *
 * @param listed how many files the job lists
 * @throws NodeOperationError when the job is without them: they must not be lost in silence
 */
function unlisted(
	{ context }: Item,
	{ id, job }: FoundJob,
	missing: InputFile[],
	listed: number,
): SentPhoto[] {
	const mayBeThere = listed === 0 && groupOf(String(job.status)) === 'offerRequested';
	if (missing.length > 0 && !mayBeThere) {
		const names = shownNames(missing.map(({ fileName }) => fileName));
		throw operationError(
			context,
			`Job ${id} was sent to Bright River before, without ${missing.length === 1 ? 'this photo' : 'these photos'}: ${names}`,
			'The job does not have them, or not as they are here. A job takes no more photos once its offer is requested: send them with a new job, with a reference of its own.',
		);
	}
	return missing.map(({ fileName, size }) => ({
		fileName,
		fileSize: size,
		uploaded: false,
		verified: false,
	}));
}

/** @param there the photos that the job has */
async function uploadMissing(
	item: Item,
	job: number,
	missing: InputFile[],
	there: SentPhoto[],
): Promise<SentPhoto[]> {
	const field = item.option(uploadField.name) || uploadField.default;
	const { taken, failed } = await uploadPhotos(item, job, missing, field);
	const total = missing.length + there.length;
	if (failed.length > 0) throw notAllTaken(item, job, failed, total, notRequested(job));
	const sent = taken.map(asSent);
	await requireAllListed(item.client, job, [...there, ...sent], notRequested(job));
	return sent;
}

async function requestOffer({ client, context }: Item, jobId: number): Promise<void> {
	try {
		const parts = { path: { jobId }, body: {} };
		const request = async () => await client.request('POST /jobs/{jobId}/requestoffer', parts);
		requireNoPage(context, await atItsMoment(client, jobId, request));
	} catch (error) {
		client.cancelSignal?.throwIfAborted();
		throw operationError(
			context,
			`All photos are in job ${jobId}, but its offer could not be requested`,
			saidBy(error as Error, goOn(jobId)),
		);
	}
}

const goOn = (job: number) =>
	`To go on, run this again with job ${job} in "${continueWithJob.displayName}": nothing is done twice.`;

const notRequested = (job: number) => `No offer was requested. ${goOn(job)}`;

/** Nothing where it cannot be had: what the operation is for was done all the same. */
async function statusOf(
	{ client }: Item,
	{ id, job }: FoundJob,
	hasChanged: boolean,
): Promise<Json> {
	if (!hasChanged && typeof job.status === 'string') return describeStatus(job.status);
	const status = await getStatus(client, id).catch(() => undefined);
	client.cancelSignal?.throwIfAborted();
	return status === undefined ? {} : describeStatus(status);
}

/** Create, Upload and Request Offer in one, for the photos of one item or of several. */
export const sendPhotos: Operation = {
	name: 'Send Photos',
	value: 'sendPhotos',
	// An agent reads nothing else of it.
	action: 'Send photos to a job (spends money)',
	description:
		'Create a job, upload photos, and request an offer. This spends money if your account accepts offers automatically.',
	notice:
		'This asks for a price, and orders the work at once if your account accepts offers automatically. Add <b>Most Files</b> in the options to limit what can be sent.',
	document: '000 and 001',
	call: 'POST /jobs',
	also: [
		'POST /search',
		'GET /jobs/{jobId}',
		'GET /jobs/{jobId}/files',
		'GET /jobs/{jobId}/files/{fileName}',
		'POST upload.postUrl',
		'POST /jobs/{jobId}/requestoffer',
		'GET /jobs/{jobId}/status',
	],
	fields: sendPhotosFields,
	checksFields: true,
	run: sendPhotosOfItem,
};
