import type { NodeOperationError } from 'n8n-workflow';
import { textIn, type Json } from '../../../shared/client/response';
import { operationError } from '../../../shared/errors/operationError';
import type { Item } from '../../../shared/operation/item';
import { getJob, statusInWords } from '../../api/jobs';
import { resultsAre } from '../../api/results';
import { groupOf, statusGroups, type StatusGroup } from '../../api/statuses';
import { readPatience, waitUntilFound } from './waiting';

/** How long to wait at most, by default: the offer, its acceptance and the editing lie in between. */
export const LIMIT_MINUTES = 60;

/** What has to happen with a job before it has results, where a person can do something about it. */
const dueIn: Partial<Record<StatusGroup, string>> = {
	new: 'Nobody has asked for an offer: use Job > Request Offer.',
	offerRequested: 'Bright River has not made an offer yet.',
	needsAcceptance:
		'It waits for your acceptance: accept the offer in Bright River or with Job > Accept Offer.',
	payment: 'It waits for its payment.',
	inProduction: 'The photos are still being edited.',
	readyToDownload:
		'Its ZIP file is not there, but the photos are: choose "One Item per Photo" in "Results As".',
};

/**
 * Waits until the results of a job are there, or are not to be expected any more.
 *
 * @param give gives them as soon as the status allows it; `undefined` if they are not there all the same
 * @throws what `give` throws, and NodeOperationError that says where the job is when the time is over
 */
export async function waitForResults<T>(
	item: Item,
	jobId: number,
	give: (job: Json) => Promise<T | undefined>,
): Promise<T> {
	const patience = readPatience(item, LIMIT_MINUTES);
	let job: Json = {};
	const results = await waitUntilFound(item, patience, async () => {
		job = await getJob(item.client, jobId);
		// Without a status, it is no job.
		textIn(item.context, job, 'status');
		return resultsAre(job) === 'coming' ? undefined : await give(job);
	});
	if (results !== undefined) return results;
	throw tooLate(item, jobId, job, patience.minutes);
}

function tooLate({ context }: Item, jobId: number, job: Json, minutes: number): NodeOperationError {
	const group = groupOf(String(job.status));
	const due = (group && dueIn[group]) ?? '';
	return operationError(
		context,
		`The results of job ${jobId} were not there within ${minutes} minutes: it is in ${statusInWords(job)}`,
		`${due} Run this step again later, set a longer "Time Limit (Minutes)", or start another workflow with the Bright River Trigger for ${statusGroups.readyToDownload}, which keeps no execution open.`.trim(),
	);
}
