import { NodeApiError, type IDataObject } from 'n8n-workflow';
import type { Client } from '../../../shared/client/client';
import { objectIn, textIn, unexpectedAnswer, type Json } from '../../../shared/client/response';
import { operationError } from '../../../shared/errors/operationError';
import { listed } from '../../../shared/operation/listed';
import type { Item } from '../../../shared/operation/item';
import { isId, readChoice, readId, requireFilled } from '../../../shared/operation/parameters';
import { getJob, statusInWords } from '../../api/jobs';
import { moments } from '../../api/moments';
import { searchAllPages } from '../../api/search';
import { groupOf } from '../../api/statuses';
import { continueWithJob, findExistingJobBy, reference } from './sendPhotosFields';

/** How the job of a run is found, before anything is asked of the service. */
export interface Lookup {
	/** The job that the operator named. */
	jobId?: number;
	/** What only one job has. */
	own?: { by: 'invoiceReference' | 'tag'; value: string };
}

/** @throws NodeOperationError when an option is there and empty: it must not end in a second job */
export function lookupOf(item: Item): Lookup {
	const { context } = item;
	const options = item.parameter<IDataObject>('options', {});
	if (continueWithJob.name in options) {
		const { displayName, name } = continueWithJob;
		return { jobId: readId(context, displayName, item.located(`options.${name}`)) };
	}
	const by = readChoice(context, findExistingJobBy, options[findExistingJobBy.name] ?? 'none');
	if (by === 'none') return {};
	const value = item.option(reference.name);
	requireFilled(context, reference.displayName, value);
	return { own: { by: by as 'invoiceReference' | 'tag', value } };
}

/**
 * What makes the new job: what the fields send, with the reference that it is to be found by.
 *
 * @throws NodeOperationError when two fields say two references
 */
export function newJobOf({ body, context }: Item, { own }: Lookup): IDataObject {
	if (!own) return body;
	const { by, value } = own;
	if (by === 'tag') {
		const tags = [body.tags ?? []].flat().map(String);
		return { ...body, tags: isIn(tags, value) ? tags : [...tags, value] };
	}
	const other = String(body.invoiceReference ?? '').trim();
	if (other === '' || isEqual(other, value)) return { ...body, invoiceReference: value };
	throw operationError(
		context,
		'"Invoice Reference" and "Reference" are not the same',
		'The job would not be found again. Take "Invoice Reference" out, or enter the same in both.',
	);
}

/** The job that photos go to. */
export interface FoundJob {
	id: number;
	job: Json;
	/** Whether it was created just now: nothing is in it. */
	isNew: boolean;
	/** Whether it was created for this, maybe before n8n tried the node again. */
	isCreated: boolean;
}

/**
 * The job that the operator named, the one that has the reference, or a new one.
 *
 * @param created takes the ID of the new job; it is gone on with where n8n tries the node again
 */
export async function jobFor(
	item: Item,
	{ jobId, own }: Lookup,
	body: IDataObject,
	created: { jobId?: number },
): Promise<FoundJob> {
	const { client, context } = item;
	const isCreated = created.jobId !== undefined;
	const known = created.jobId ?? jobId;
	if (known !== undefined) {
		const job = await jobWithStatus(client, known);
		return { id: known, job, isNew: false, isCreated };
	}
	const job = own && (await findJob(client, own));
	if (job) return { id: Number(job.id), job, isNew: false, isCreated };
	const made = objectIn(context, await item.send({ body }));
	if (!isId(made.id)) throw unexpectedAnswer(context, 'The answer had no "id" of the new job.');
	const id = Number(made.id);
	created.jobId = id;
	return { id, job: made, isNew: true, isCreated: true };
}

/** What is gone on with, in words; `undefined` for a new job. */
export function placeOf({ jobId, own }: Lookup): string | undefined {
	if (own) return `the job with the reference "${own.value.slice(0, 50)}"`;
	return jobId === undefined ? undefined : `job ${jobId}`;
}

/** So many hits of a search are looked at. */
const MOST_HITS = 50;

/**
 * The job that has a reference, as the job itself says: the search finds words anywhere, and lags behind. Jobs that
 * were cancelled count as not there, and so do those that redo rejected photos.
 *
 * @throws NodeOperationError when several have it
 */
async function findJob(
	client: Client,
	{ by, value }: NonNullable<Lookup['own']>,
): Promise<Json | undefined> {
	const { jobs: hits } = await searchAllPages(client, { query: value }, MOST_HITS + 1);
	if (hits.length > MOST_HITS) throw tooMany(client, value);
	const jobs = await Promise.all(
		hits.filter(({ id }) => id > 0).map(({ id }) => jobIfThere(client, id)),
	);
	const found = jobs.filter((job) => {
		if (!job || isFilled(job.parentJobId) || groupOf(String(job.status)) === 'cancelled')
			return false;
		return by === 'tag' ? isIn(job.tags, value) : isEqual(job.invoiceReference, value);
	}) as Json[];
	if (found.length <= 1) return found[0];
	throw operationError(
		client.context,
		`${found.length} jobs in Bright River have the reference "${value.slice(0, 50)}"`,
		`They are ${listed(found.map(({ id }) => String(id)))}. Enter the right one in "${continueWithJob.displayName}", or use a reference that only one job has.`,
	);
}

/** What the search still shows can be gone. */
async function jobIfThere(client: Client, id: number): Promise<Json | undefined> {
	return await jobWithStatus(client, id).catch((error: Error) => {
		if (error instanceof NodeApiError && /^(404|410)$/.test(String(error.httpCode)))
			return undefined;
		throw error;
	});
}

/** Without its status, nobody could tell whether a job was sent before. */
async function jobWithStatus(client: Client, id: number): Promise<Json> {
	const job = await getJob(client, id);
	textIn(client.context, job, 'status');
	return job;
}

function tooMany({ context }: Client, value: string) {
	return operationError(
		context,
		`More than ${MOST_HITS} jobs in Bright River contain "${value.slice(0, 50)}"`,
		`Use a reference that only one job has, or enter the job in "${continueWithJob.displayName}".`,
	);
}

function isFilled(value: unknown): boolean {
	return value !== undefined && value !== null && value !== 0;
}

function isIn(tags: unknown, value: string): boolean {
	return Array.isArray(tags) && tags.some((tag) => isEqual(tag, value));
}

function isEqual(one: unknown, other: string): boolean {
	return (
		String(one ?? '')
			.trim()
			.toLowerCase() === other.trim().toLowerCase()
	);
}

/**
 * Whether a job that is there still takes photos.
 *
 * @throws NodeOperationError for one that never will, and was not sent either
 */
export function takesPhotos({ context }: Client, job: Json): boolean {
	const group = groupOf(String(job.status));
	if (group === 'new') return true;
	if (group !== 'cancelled' && group !== 'failed') return false;
	throw operationError(
		context,
		`Job ${String(job.id)} takes no photos any more: it is in ${statusInWords(job)}`,
		`${moments.upload.when} To send them with a new job, take the job or its reference out of the options, or use another reference.`,
	);
}
