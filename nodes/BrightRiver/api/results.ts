import type { NodeOperationError } from 'n8n-workflow';
import type { Client } from '../../shared/client/client';
import type { Json } from '../../shared/client/response';
import { operationError } from '../../shared/errors/operationError';
import { statusInWords, type JobFile } from './jobs';
import { deadEnds, groupOf, statusGroups, type StatusGroup } from './statuses';

/** The editors are through with a job in one of these. */
const done: StatusGroup[] = ['readyToDownload', 'delivering', 'rejected', 'finished'];

/** Editing has not begun, or is not over, in these: what is there may be half of it. */
const notEdited: StatusGroup[] = ['new', 'offerRequested', 'needsAcceptance'];
const beingEdited = ['CJ_ACCEPT', 'CJ_WORK_PROGRESS'];

/**
 * How far the results of a job are, going by its status: still to come, all there, or not to be expected any more.
 * Where a ZIP, a payment or a pause stands, that cannot be told. A job that redoes rejected photos shows the results
 * of the first one until it has its own.
 */
export function resultsAre({ status, parentJobId }: Json): 'coming' | 'unclear' | 'there' | 'over' {
	const group = groupOf(String(status ?? ''));
	const isRedoing = typeof parentJobId === 'number' && group === 'rejected';
	if (isRedoing || beingEdited.includes(String(status))) return 'coming';
	if (group === undefined) return 'unclear';
	if (notEdited.includes(group)) return 'coming';
	if (done.includes(group)) return 'there';
	return deadEnds.includes(group) ? 'over' : 'unclear';
}

/** Whether a list shows a result of a file. */
export function isEdited({ clipped }: JobFile): boolean {
	return (clipped ?? []).length > 0;
}

/**
 * Stops where what is listed as results cannot be all of them, or is not a result of this job.
 *
 * @throws NodeOperationError that says where the job is
 */
export function requireEdited({ context }: Client, jobId: number, job: Json): void {
	if (resultsAre(job) === 'coming') throw noResults(context, jobId, String(job.status));
}

/**
 * The error for results that are not there, where that is because of the status of their job; `undefined` where it
 * must have another reason.
 *
 * @param job as far as Bright River tells it
 */
export function whyNoResults(
	{ context }: Client,
	jobId: number,
	job: Json,
): NodeOperationError | undefined {
	const status = String(job.status ?? '');
	const isNoReason = groupOf(status) === undefined || resultsAre(job) === 'there';
	return isNoReason ? undefined : noResults(context, jobId, status);
}

function noResults(context: Client['context'], jobId: number, status: string): NodeOperationError {
	const group = groupOf(status);
	const where = group ? statusGroups[group] : status;
	return group && deadEnds.includes(group)
		? operationError(
				context,
				`Job ${jobId} has no results to download (${where})`,
				`Bright River says that it is in ${statusInWords({ status })}. Look at the job in Bright River.`,
			)
		: operationError(
				context,
				`The results of job ${jobId} are not ready yet (${where})`,
				`Bright River says that it is in ${statusInWords({ status })}. Turn on "Wait for Results" in Job > Download Results, or start the workflow with the Bright River Trigger for ${statusGroups.readyToDownload}.`,
			);
}
