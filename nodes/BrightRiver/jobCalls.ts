import { NodeOperationError, type IExecutePaginationFunctions } from 'n8n-workflow';
import { listIn, objectIn } from '../shared/answer';
import { readId } from '../shared/ids';
import { send } from '../shared/transport';
import { brightRiver } from './brightRiverService';

type Json = Record<string, unknown>;

/** The id in an operation's "Job" field. */
export function jobIdOf(context: IExecutePaginationFunctions): number {
	return readId(context, 'Job', context.getNodeParameter('jobId', '', { extractValue: true }));
}

/** `GET /jobs/{id}` of the job in the "Job" field. */
export async function getJob(context: IExecutePaginationFunctions): Promise<Json> {
	const request = { url: `/jobs/${jobIdOf(context)}`, headers: { Accept: 'application/json' } };
	return objectIn(context, await send(context, brightRiver, request));
}

/** `GET /jobs/{id}/files` of the job in the "Job" field. */
export async function getFiles(context: IExecutePaginationFunctions): Promise<Json[]> {
	const request = {
		url: `/jobs/${jobIdOf(context)}/files`,
		headers: { Accept: 'application/json' },
	};
	const answer = objectIn(context, await send(context, brightRiver, request));
	return listIn(context, answer, 'files');
}

/**
 * An address of the storage host out of a job, e.g. `upload.postUrl`.
 *
 * @throws NodeOperationError when the job has none, or it is no web address
 */
export function storageUrl(
	context: IExecutePaginationFunctions,
	job: Json,
	direction: 'upload' | 'download',
	key: 'postUrl' | 'getUrl',
): string {
	const url = (job[direction] as Json | null | undefined)?.[key];
	if (typeof url === 'string' && /^https?:\/\//i.test(url) && URL.canParse(url)) return url;
	throw new NodeOperationError(
		context.getNode(),
		`Bright River gave no address to ${direction === 'upload' ? 'upload to' : 'download from'}`,
		{
			itemIndex: context.getItemIndex(),
			description: `The job has the status ${String(job.status ?? 'unknown')}. ${
				direction === 'upload'
					? 'Photos can be uploaded before an offer is requested.'
					: 'Results can be downloaded once the photos are edited.'
			}`,
		},
	);
}
