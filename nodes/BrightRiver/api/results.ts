import type { NodeOperationError } from 'n8n-workflow';
import type { Client } from '../../shared/client/client';
import type { Json } from '../../shared/client/response';
import { operationError } from '../../shared/errors/operationError';
import { statusInWords } from './jobs';
import { groupOf, statusGroups, type StatusGroup } from './statuses';

/** The editors are through with a job in one of these. */
const done: StatusGroup[] = ['readyToDownload', 'delivering', 'rejected', 'finished'];

/** In these nothing is to be expected any more. */
const over: StatusGroup[] = ['cancelled', 'archived', 'failed'];

/** Editing has not begun, or is not over, in these: what is there may be half of it. */
const notEdited: StatusGroup[] = ['new', 'offerRequested', 'needsAcceptance'];
const beingEdited = ['CJ_ACCEPT', 'CJ_WORK_PROGRESS'];

/** Whether a job's results are all there, going by its status; where a ZIP or a pause stands, that cannot be told. */
export function hasAllResults(job: Json): boolean {
	const group = groupOf(String(job.status ?? ''));
	return group !== undefined && done.includes(group);
}

/**
 * Stops where what is listed as results cannot be all of them, or is not a result of this job: a job that redoes
 * rejected photos shows those of the first one until it has its own.
 *
 * @throws NodeOperationError that says where the job is
 */
export function requireEdited({ context }: Client, jobId: number, job: Json): void {
	const status = String(job.status ?? '');
	const group = groupOf(status);
	const isRedoing = typeof job.parentJobId === 'number' && group === 'rejected';
	const isEarly = group !== undefined && notEdited.includes(group);
	if (isEarly || isRedoing || beingEdited.includes(status)) throw noResults(context, jobId, status);
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
	const isNoReason = groupOf(status) === undefined || hasAllResults(job);
	return isNoReason ? undefined : noResults(context, jobId, status);
}

function noResults(context: Client['context'], jobId: number, status: string): NodeOperationError {
	const group = groupOf(status);
	const where = group ? statusGroups[group] : status;
	return group && over.includes(group)
		? operationError(
				context,
				`Job ${jobId} has no results to download (${where})`,
				`Bright River says that it is in ${statusInWords({ status })}. Look at the job in Bright River.`,
			)
		: operationError(
				context,
				`The results of job ${jobId} are not ready yet (${where})`,
				`Bright River says that it is in ${statusInWords({ status })}. Wait with Job > Wait for Status, or start the workflow with the Bright River Trigger, both for ${statusGroups.readyToDownload}.`,
			);
}
