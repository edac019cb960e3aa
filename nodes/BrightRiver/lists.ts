import type {
	ILoadOptionsFunctions,
	INodeListSearchResult,
	INodePropertyOptions,
	NodeOperationError,
} from 'n8n-workflow';
import { clientFor } from '../shared/client/client';
import { entriesIn, labelOf } from '../shared/client/response';
import type { Route } from '../shared/client/route';
import { operationError } from '../shared/errors/operationError';
import { isId } from '../shared/operation/parameters';
import { getFiles as getFilesOf, sharedFilesForReview, type JobFile } from './api/jobs';
import { searchAllPages, searchPage, type FoundJob } from './api/search';
import { brightRiver } from './api/service';
import { groupOf, openStatuses, statusGroups } from './api/statuses';

/** The jobs for the "Job" dropdown, newest first, a page at a time. */
async function searchJobs(
	this: ILoadOptionsFunctions,
	filter?: string,
	paginationToken?: string,
): Promise<INodeListSearchResult> {
	const page = Number(paginationToken ?? 0);
	const client = clientFor(brightRiver, this);
	const { entries } = await searchPage(client, filter ? { query: filter } : {}, page);
	// A job with id 0 cannot be worked on by its id yet.
	const results = entries
		.filter(({ id }) => id > 0)
		.map((job) => ({ name: nameOf(job), value: String(job.id) }));
	// How long a page is and what the total counts, the document does not say: pages end with an empty one.
	return { results, paginationToken: entries.length === 0 ? undefined : String(page + 1) };
}

/** A job as a list shows it. */
function nameOf({ id, name, status, createdDate, realCost }: FoundJob): string {
	const group = groupOf(status);
	const state = group ? statusGroups[group] : status;
	// No document names the currency. Before an offer, and for a test, the price is 0.
	const price = typeof realCost === 'number' && realCost > 0 ? `, price ${realCost}` : '';
	return `${name} (${id}, ${state}${price}, ${createdDate.slice(0, 10)})`;
}

/** So many jobs are in a list from which several can be chosen. */
const MOST_LISTED = 200;

/** The open jobs, newest first, and those that were chosen before, which may be over by now. */
async function getJobs(this: ILoadOptionsFunctions): Promise<INodePropertyOptions[]> {
	const client = clientFor(brightRiver, this);
	const { jobs } = await searchAllPages(client, { statuses: [...openStatuses] }, MOST_LISTED);
	const listed = jobs
		.filter(({ id }) => id > 0)
		.map((job): INodePropertyOptions => ({ name: nameOf(job), value: job.id }));
	const chosen = [this.getCurrentNodeParameter('jobIds') ?? []].flat().filter(isId).map(Number);
	const others = chosen.filter((id) => !listed.some(({ value }) => value === id));
	return [...listed, ...others.map((id) => ({ name: `Job ${id}`, value: id }))];
}

/** The files of the chosen job by their number, for the "File" dropdown. */
async function searchFiles(
	this: ILoadOptionsFunctions,
	filter?: string,
): Promise<INodeListSearchResult> {
	const files = await filesOfChosenJob(this, filter);
	return { results: files.map(({ id, fileName }) => ({ name: fileName, value: String(id) })) };
}

/** The files of the chosen job by their name, for the "File Name" dropdown. */
async function searchFileNames(
	this: ILoadOptionsFunctions,
	filter?: string,
): Promise<INodeListSearchResult> {
	const files = await filesOfChosenJob(this, filter);
	return { results: files.map(({ fileName }) => ({ name: fileName, value: fileName })) };
}

/** The files of the chosen job that can be reviewed, for the rows of a review. */
async function getFiles(this: ILoadOptionsFunctions): Promise<INodePropertyOptions[]> {
	const files = await filesOfChosenJob(this, '', sharedFilesForReview);
	return files.map(({ id, fileName }) => ({ name: fileName, value: id }));
}

/** The edited images of all files of the chosen job, for the rows of a review. */
async function getResultImages(this: ILoadOptionsFunctions): Promise<INodePropertyOptions[]> {
	const files = await filesOfChosenJob(this, '', sharedFilesForReview);
	return files.flatMap(({ fileName, clipped, previousClipped }) =>
		[...(clipped ?? []), ...(previousClipped ?? [])].map((image) => ({
			name: `${image.fileName ?? fileName} (${image.imageId})`,
			value: image.imageId,
			description: `Edited image of ${fileName}`,
		})),
	);
}

/** The reasons to reject a result, by the name that a review sends. */
async function getRejectReasons(this: ILoadOptionsFunctions): Promise<INodePropertyOptions[]> {
	return await entriesOf(this, 'GET /accounts/me/rejecttypes', 'name');
}

/** The same reasons, by the number that rejection reasons send. */
async function getRejectTypes(this: ILoadOptionsFunctions): Promise<INodePropertyOptions[]> {
	return await entriesOf(this, 'GET /accounts/me/rejecttypes', 'id');
}

/** The fields that a search can look in. */
async function getSearchFields(this: ILoadOptionsFunctions): Promise<INodePropertyOptions[]> {
	return await entriesOf(this, 'GET /search/fields', 'id');
}

export const listSearch = { searchFileNames, searchFiles, searchJobs };

export const loadOptions = {
	getFiles,
	getJobs,
	getRejectReasons,
	getRejectTypes,
	getResultImages,
	getSearchFields,
};

/**
 * The files of the job that is chosen in the node at the moment.
 *
 * @param filter what the operator typed into the list; part of a file name
 * @param listOf gives the list of a job
 * @throws NodeOperationError when no job is chosen yet
 */
async function filesOfChosenJob(
	context: ILoadOptionsFunctions,
	filter = '',
	listOf = getFilesOf,
): Promise<JobFile[]> {
	const jobId = String(context.getCurrentNodeParameter('jobId', { extractValue: true }) ?? '');
	if (!isId(jobId.trim())) throw noJobYet(context);
	const files = await listOf(clientFor(brightRiver, context), Number(jobId));
	const wanted = filter.toLowerCase();
	return files.filter(({ fileName }) => fileName.toLowerCase().includes(wanted));
}

/** The error for a list of files without a job; an expression gives one only once there is data for it. */
function noJobYet(context: ILoadOptionsFunctions): NodeOperationError {
	const { jobId } = context.getCurrentNodeParameters() ?? {};
	const { value } = (jobId ?? { value: '' }) as { value?: unknown };
	// The editor computes it, and gives nothing where it cannot.
	const isExpression = String(value ?? '=').startsWith('=');
	return isExpression
		? operationError(
				context,
				'The job is not known yet: its expression gives no ID',
				'Run the previous node first, or enter the file by its ID or name.',
			)
		: operationError(
				context,
				'Choose a job first',
				'The list shows the files of the job in "Job".',
			);
}

/**
 * The entries of a dropdown out of a call that the documents only name: any list of texts or objects is taken,
 * see `labelOf`.
 *
 * @param value what the chosen entry stands for; the other one if it has none
 */
async function entriesOf(
	context: ILoadOptionsFunctions,
	call: Route,
	value: 'id' | 'name',
): Promise<INodePropertyOptions[]> {
	const { body } = await clientFor(brightRiver, context).request(call);
	return entriesIn(context, body)
		.flatMap((entry) => labelOf(entry) ?? [])
		.map(({ id, name }) => ({ name, value: value === 'id' ? id : name }))
		.sort((one, other) => one.name.localeCompare(other.name));
}
